import { spawnSync } from 'node:child_process'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import Database from 'better-sqlite3'
import manifest from '../package.json' with { type: 'json' }
import { taskbookVersion } from './others/taskbook.ts'

/** What the results depend on. */
export function surroundings(rounds: number): [what: string, value: string][] {
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
    ['taskbook', taskbookVersion],
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
