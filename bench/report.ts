import { type Bar, type BarGroup, barsOf, type Results, ratio, slowestFloor } from './bars.ts'
import { atTerminal, floorName } from './names.ts'

/**
 * The report as Markdown.
 *
 * @param isPart whether to leave out what was not measured
 */
export function report(
  results: Results,
  surroundings: readonly (readonly [what: string, value: string])[],
  { isPart = false } = {},
): string {
  const isProof = (results.times.get(floorName) ?? Infinity) <= slowestFloor
  const groups = isPart ? measuredOf(barsOf(results)) : barsOf(results)
  const parts = [
    '# Results',
    'Written by `npm run bench`. It measures whole processes, as a shell sees them.',
    table(['', ''], surroundings),
    ...(isProof
      ? []
      : [`**The floor is above ${slowestFloor} ms, so this run proves nothing about time.**`]),
    ...groups.flatMap((group) => section(group, isProof)),
    '## Everything measured',
    table(['what', 'ms', 'above the floor', '× floor', 'MB', '× floor’s'], rowsOf(results)),
  ]
  return `${parts.join('\n\n')}\n`
}

function measuredOf(groups: readonly BarGroup[]): readonly BarGroup[] {
  return groups
    .map((group) => ({ ...group, bars: group.bars.filter(({ ratio }) => ratio !== undefined) }))
    .filter(({ bars }) => bars.length > 0)
}

function section({ title, explanation, unit, bars }: BarGroup, isProof: boolean): string[] {
  const heads = ['what', unit, 'compared with', 'difference', 'ratio', 'bar', '']
  const rows = bars.map((bar) => barRow(bar, unit === 'MB' || isProof))
  return [`## ${title}`, explanation, table(heads, rows)]
}

function barRow({ name, limit, value, base, ratio: reached }: Bar, isProof: boolean): string[] {
  return [
    name,
    fixed(value, 1),
    fixed(base, 1),
    fixed(difference(value, base), 1),
    fixed(reached, 2),
    limit === undefined ? '–' : 'atMost' in limit ? `≤ ${limit.atMost}` : `≥ ${limit.atLeast}`,
    verdict(reached, limit, isProof),
  ]
}

function verdict(reached: number | undefined, limit: Bar['limit'], isProof: boolean): string {
  if (reached === undefined) return 'not measured'
  if (limit === undefined || !isProof) return '–'
  // Two digits are shown, and what they say decides.
  const shown = Number(reached.toFixed(2))
  const isMet = 'atMost' in limit ? shown <= limit.atMost : shown >= limit.atLeast
  if (isMet) return 'met'
  const by = Math.abs(reached / ('atMost' in limit ? limit.atMost : limit.atLeast) - 1) * 100
  return `missed by ${by.toFixed(by < 1 ? 1 : 0)} %`
}

/** What ran at a terminal is compared with the floor there. */
function rowsOf({ times, memory }: Results): string[][] {
  const suffix = atTerminal('')
  return [...new Set([...times.keys(), ...memory.keys()])].map((name) => {
    const floor = times.get(name.endsWith(suffix) ? atTerminal(floorName) : floorName)
    return [
      name,
      fixed(times.get(name), 1),
      fixed(difference(times.get(name), floor), 1),
      fixed(ratio(times.get(name), floor), 2),
      fixed(memory.get(name), 0),
      fixed(ratio(memory.get(name), memory.get(floorName)), 2),
    ]
  })
}

function difference(value: number | undefined, base: number | undefined): number | undefined {
  return value === undefined || base === undefined ? undefined : value - base
}

function fixed(value: number | undefined, digits: number): string {
  return value?.toFixed(digits) ?? '–'
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}
