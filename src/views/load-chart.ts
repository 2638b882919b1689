import type { LoadByDomain, LoadByRoutine } from '../db/household/load.ts'
import type { Load, LoadPart } from '../domain/load.ts'
import { timeText } from '../domain/load-words.ts'
import { gap, itemLines, stringWidth } from '../terminal/layout.ts'
import type { Paint, Style } from '../terminal/paint.ts'
import { type Cell, type Column, table } from '../terminal/table.ts'
import { plural } from '../terminal/words.ts'
import { heading, notRecorded } from './load.ts'

// Bars of what was done. As in the tables of the load, members are not ranked: they are listed in
// the order in which they joined, and those who did nothing are left out. The words beside each bar
// have the same form. The mark shows a fair share among all who were there, so it does not reveal
// whether others did anything.

/** A part of what was done, and how it is drawn. */
type Bar = LoadPart & {
  readonly name: Cell
  /** The percentage at which the mark is. */
  readonly fair?: number | null
}

/** A bar for each member who did something, with a mark at their fair share. */
export function memberChart(load: Load, style: Style): string {
  const active = load.members.filter(({ tasks }) => tasks > 0)
  // The fair share of a member who was there alone is 100%, which says nothing.
  const isShared = active.some(({ fair_share }) => fair_share !== null && fair_share < 100)
  const bars = active.map(({ user, fair_share, ...part }) => {
    return { ...part, name: user, fair: isShared ? fair_share : null }
  })
  const chart = bars.length === 0 ? [] : [barTable('member', bars, style)]
  const marks = isShared ? [legend(style)] : []
  return [heading(load, style), ...chart, ...marks, ...notRecorded(load, style)].join('\n\n')
}

/** A bar for each domain of which something was done. */
export function domainChart(load: LoadByDomain, style: Style): string {
  const done = load.domains.filter(({ tasks }) => tasks > 0)
  const bars = done.map(({ domain, ...part }) => ({ name: domain.toLowerCase(), ...part }))
  return withHeading(load, 'domain', bars, style)
}

/** A bar for each routine of which something was done, and one for all other tasks. */
export function routineChart(load: LoadByRoutine, style: Style): string {
  const other = { text: 'other tasks', paint: style.paint.dim }
  const bars = load.routines.map(({ routine, ...part }) => ({ name: routine ?? other, ...part }))
  return withHeading(load, 'routine', bars, style)
}

function withHeading(
  load: LoadByDomain | LoadByRoutine,
  title: string,
  bars: readonly Bar[],
  style: Style,
): string {
  if (bars.length === 0) return heading(load, style)
  return `${heading(load, style)}\n\n${barTable(title, bars, style)}`
}

/** The widths of the longest bar. */
const [narrowest, widest] = [10, 50]

/** On a narrow terminal, longer names are cut. */
const widestName = 20

function barTable(title: string, bars: readonly Bar[], style: Style): string {
  const names = bars.map(({ name }) => (typeof name === 'string' ? name : name.text))
  const words = bars.map(({ tasks, points }) => `${plural(tasks, 'task')}, ${timeText(points)}`)
  const widths = [
    Math.min(widestName, widthOf([title, ...names])),
    'share'.length,
    // The mark may be one column past the longest bar.
    1,
    widthOf(words),
  ]
  const taken = widths.reduce((sum, width) => sum + width + gap.length, -gap.length)
  const width = Math.max(narrowest, Math.min(widest, (style.columns ?? 80) - taken))
  const most = Math.max(...bars.flatMap(({ share, fair }) => [share ?? 0, fair ?? 0]))
  const columnsOf = (percent: number) => Math.round((percent * width) / most)
  const rows = bars.map((bar, row): Cell[] => [
    bar.name,
    `${bar.share ?? 0}%`,
    { text: drawn(bar, columnsOf), paint: (text) => paintedBar(text, style.paint) },
    words[row] ?? '',
  ])
  return table([{ title, flexible: true }, ...barColumns], rows, style)
}

const barColumns: readonly Column[] = [
  { title: 'share', align: 'right' },
  { title: '' },
  { title: '' },
]

function widthOf(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => stringWidth(text)))
}

/** A bar, and the mark on it or past its end. Any work has at least one column. */
function drawn({ share, fair, points }: Bar, columnsOf: (percent: number) => number): string {
  const bar = '█'.repeat(Math.max(points > 0 ? 1 : 0, columnsOf(share ?? 0)))
  if (fair === null || fair === undefined) return bar
  const place = columnsOf(fair)
  return `${bar.slice(0, place).padEnd(place)}|${bar.slice(place + 1)}`
}

function paintedBar(text: string, paint: Paint): string {
  return text.replaceAll(/█+/g, (part) => paint.bar(part.length))
}

function legend({ columns, paint }: Style): string {
  const meanings = [
    `${paint.bar(1)} what each of you did`,
    '| a fair share for the days on which you were there',
  ]
  return itemLines(meanings, '   ', 0, columns)
}
