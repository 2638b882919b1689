import { spawnSync } from 'node:child_process'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import Database from 'better-sqlite3'
import manifest from '../package.json' with { type: 'json' }
import { type Bar, barsOf, type Results, ratio, slowestFloor } from './bars.ts'
import { floorName } from './subjects.ts'

/** The report as Markdown. */
export function report(results: Results, rounds: number): string {
  const isProof = (results.times.get(floorName) ?? Infinity) <= slowestFloor
  return [
    '# Results',
    'Written by `npm run bench`. It measures whole processes, as a shell sees them.',
    table(['', ''], surroundings(rounds)),
    '## Bars',
    ...(isProof
      ? []
      : [`The floor is above ${slowestFloor} ms, so no bar is called met or missed.`]),
    table(
      ['what', 'bar', 'reached', ''],
      barsOf(results).map((bar) => barRow(bar, isProof)),
    ),
    '## Medians',
    table(['what', 'ms', 'ms above floor', '× floor', 'peak MB', '× floor’s'], medianRows(results)),
    '',
  ].join('\n\n')
}

function surroundings(rounds: number): string[][] {
  const [cpu] = cpus()
  return [
    ['date', new Date().toISOString().slice(0, 16).replace('T', ' ')],
    ['machine', `${cpus().length} × ${cpu?.model.trim()}, ${gigabytes(totalmem())} of memory`],
    ['system', `${type()} ${release()}`],
    ['Momentum', manifest.version],
    ['Node', process.versions.node],
    ['SQLite', sqliteVersion()],
    ['Taskwarrior', versionOf('task', '--version')],
    ['todo.txt', versionOf('todo-txt', '-V')],
    ['rounds', String(rounds)],
    ['load of the last 15 minutes', loadavg()[2]?.toFixed(1) ?? ''],
  ]
}

function gigabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 30)} GB`
}

function sqliteVersion(): string {
  const db = new Database(':memory:')
  const version = db.prepare<[], string>('select sqlite_version()').pluck().get()
  db.close()
  return version ?? ''
}

function versionOf(program: string, option: string): string {
  const { stdout, error } = spawnSync(program, [option], { encoding: 'utf8' })
  return error ? 'not installed' : (/\d+(\.\d+)+/.exec(stdout)?.[0] ?? 'unknown')
}

function barRow({ what, text, limit, atLeast, reached }: Bar, isProof: boolean): string[] {
  if (reached === undefined) return [what, text, '–', 'not measured']
  if (!isProof) return [what, text, reached.toFixed(2), '–']
  const isMet = atLeast ? reached >= limit : reached <= limit
  const by = Math.abs(reached / limit - 1) * 100
  return [what, text, reached.toFixed(2), isMet ? 'met' : `missed by ${by.toFixed(0)} %`]
}

function medianRows({ times, memory }: Results): string[][] {
  const names = [...new Set([...times.keys(), ...memory.keys()])]
  return names.map((name) => [
    name,
    fixed(times.get(name), 1),
    fixed(above(times.get(name), times.get(floorName)), 1),
    fixed(ratio(times, name, floorName), 2),
    fixed(memory.get(name), 0),
    fixed(ratio(memory, name, floorName), 2),
  ])
}

function above(value: number | undefined, floor: number | undefined): number | undefined {
  return value === undefined || floor === undefined ? undefined : value - floor
}

function fixed(value: number | undefined, digits: number): string {
  return value?.toFixed(digits) ?? '–'
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}
