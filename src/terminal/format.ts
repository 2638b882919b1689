import stringWidth from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'
import {
  type CalendarDate,
  calendarDate,
  clockTime,
  daysBetween,
  type Instant,
  months,
  toParts,
  weekday,
  weekdays,
} from '../domain/time.ts'

/** How an answer may look. */
export type Style = {
  /** The terminal's width; undefined in a pipe, where nothing is cut or wrapped. */
  readonly columns: number | undefined
  readonly today: CalendarDate
  /** The household's time zone; undefined for the system's. */
  readonly zone: string | undefined
  readonly paint: Paint
}

export { stringWidth }

const colors = ['bold', 'dim', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan'] as const

/** Colors a text, or, where colors are not wanted, gives it back as it is. */
export type Paint = Readonly<Record<(typeof colors)[number], (text: string) => string>> & {
  /** In a color of its own, `#rrggbb`, as near as the terminal comes to it. */
  readonly hex: (color: string) => (text: string) => string
}

/** How many colors a terminal has: none, 16, 256, or 16 million. */
export type ColorDepth = 0 | 1 | 2 | 3

/** Chalk is loaded only where it has something to do. */
export async function loadPaint(depth: ColorDepth): Promise<Paint> {
  if (depth > 0) {
    const { Chalk } = await import('chalk')
    return new Chalk({ level: depth })
  }
  const plain = (text: string) => text
  const paint = Object.fromEntries(colors.map((color) => [color, plain]))
  return { ...paint, hex: () => plain } as unknown as Paint
}

/** A cell of a table: how it is painted is decided after it was cut. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string }

export type Column = {
  readonly title: string
  readonly align?: 'right'
  /** Gives way when the terminal is narrow. */
  readonly flexible?: boolean
  /** Left out when the terminal has fewer columns than this. */
  readonly from?: number
}

const gap = '  '

/** Rows under a quiet heading, each on one line; fitted to the terminal, complete in a pipe. */
export function table(columns: readonly Column[], rows: readonly Cell[][], style: Style): string {
  const shown = columns.map((column) => (style.columns ?? Infinity) >= (column.from ?? 0))
  const kept = <Item>(items: readonly Item[]) => items.filter((_, index) => shown[index])
  const cells = rows.map((row) => kept(row).map(toCell))
  const heads = kept(columns)
  const widths = shareWidth(
    heads,
    heads.map((head, index) =>
      Math.max(stringWidth(head.title), ...cells.map((row) => stringWidth(row[index]?.text ?? ''))),
    ),
    style.columns,
  )
  const line = (row: readonly { text: string; paint: (text: string) => string }[]) =>
    row
      .map(({ text, paint }, index) => {
        const last = index === row.length - 1 && heads[index]?.align !== 'right'
        const cut = cutTo(text, widths[index] ?? 0)
        return last ? paint(cut) : padded(paint(cut), cut, widths[index] ?? 0, heads[index]?.align)
      })
      .join(gap)
      .trimEnd()
  const heading = heads.map((head) => ({ text: head.title, paint: style.paint.dim }))
  return [heading, ...cells].map(line).join('\n')
}

function toCell(cell: Cell) {
  const { text, paint } = typeof cell === 'string' ? { text: cell, paint: same } : cell
  return { text: text.replaceAll('\n', ' '), paint }
}

const same = (text: string) => text

function padded(painted: string, plain: string, width: number, align: 'right' | undefined) {
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(plain)))
  return align === 'right' ? blanks + painted : painted + blanks
}

/** Takes what is too much from the flexible columns, always from the widest one. */
function shareWidth(columns: readonly Column[], natural: number[], available = Infinity): number[] {
  const widths = [...natural]
  const least = 8
  const total = () => widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1))
  while (total() > available) {
    let widest = -1
    for (const [index, column] of columns.entries()) {
      const width = widths[index] ?? 0
      if (column.flexible && width > least && width > (widths[widest] ?? 0)) widest = index
    }
    if (widest < 0) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

/** A text of at most so many columns of a terminal; what is cut off shows as `…`. */
export function cutTo(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let kept = ''
  let used = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const next = stringWidth(segment)
    if (used + next > width - 1) break
    kept += segment
    used += next
  }
  return `${kept.trimEnd()}…`
}

/** A text followed by blanks up to so many columns. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

/** Two texts at the two edges of the terminal, or one after the other where there is no edge. */
export function edges(left: string, right: string, style: Style): string {
  const room = Math.min(style.columns ?? 0, 100) - stringWidth(left) - stringWidth(right)
  return `${left}${' '.repeat(Math.max(2, room))}${right}`
}

/** A text folded at the terminal's width, every line indented. */
export function paragraph(text: string, indent: number, columns: number | undefined): string {
  const room = Math.max(20, Math.min(columns ?? 0, 100) - indent)
  const lines = columns === undefined ? text.split('\n') : text.split('\n').flatMap(fold(room))
  const blank = ' '.repeat(indent)
  return lines.map((line) => `${blank}${line}`.trimEnd()).join('\n')
}

/** Folds the lines that are wider than the terminal. */
export function fitted(text: string, columns: number | undefined): string {
  if (columns === undefined) return text
  return text
    .split('\n')
    .flatMap((line) => (stringWidth(line) > columns ? fold(columns)(line) : [line]))
    .join('\n')
}

/** Folds a line at its blanks and keeps its own indentation; a link stays whole, to be copied. */
function fold(room: number): (line: string) => string[] {
  return (line) => {
    const lead = /^ */.exec(line)?.[0] ?? ''
    const hard = !line.includes('://')
    const folded = wrapAnsi(line.trimStart(), Math.max(10, room - lead.length), { hard })
    return folded.split('\n').map((part) => lead + part)
  }
}

/** Names and values under each other: `[['Owner', 'Alex'], …]`; those without a value are left out. */
export function details(
  pairs: readonly (readonly [name: string, value: string | null | undefined])[],
  style: Style,
): string {
  const said = pairs.filter((pair): pair is [string, string] => Boolean(pair[1]))
  const width = Math.max(...said.map(([name]) => stringWidth(name))) + gap.length
  return said
    .map(([name, value]) => {
      const text = paragraph(value, width, style.columns).slice(width)
      return `${style.paint.dim(name)}${' '.repeat(width - stringWidth(name))}${text}`
    })
    .join('\n')
}

/** "1 task", "12 tasks" */
export function plural(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`
}

/** "Sunday 22 November 2026" */
export function longDate(date: CalendarDate): string {
  const [year, month, day] = toParts(date)
  return `${capitalized(weekdays[weekday(date)] ?? '')} ${day} ${months[month - 1]} ${year}`
}

/** "today", "yesterday", "5 days ago", or, further off, the date itself */
export function relativeDate(date: CalendarDate, today: CalendarDate): string {
  const away = daysBetween(today, date)
  if (away === 0) return 'today'
  if (away === 1) return 'tomorrow'
  if (away === -1) return 'yesterday'
  if (Math.abs(away) > 14) return date
  return away > 0 ? `in ${away} days` : `${-away} days ago`
}

/** How long ago, in the largest unit that fits: "now", "3 h", "5 d", "8 w", "2 y" */
export function age(since: Instant, now: Date): string {
  const hours = Math.max(0, (now.getTime() - new Date(since).getTime()) / 3_600_000)
  if (hours < 1) return 'now'
  if (hours < 24) return `${Math.floor(hours)} h`
  if (hours < 24 * 14) return `${Math.floor(hours / 24)} d`
  if (hours < 24 * 365) return `${Math.floor(hours / 24 / 7)} w`
  return `${Math.floor(hours / 24 / 365)} y`
}

export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** "12 kB", "3.4 MB", "1.2 GB" */
export function size(bytes: number): string {
  if (bytes <= 999_000) return `${Math.ceil(bytes / 1000)} kB`
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`
}

/** The household's time of the day at an instant, `HH:MM`. */
export function timeOf(instant: Instant, { zone }: Style): string {
  return clockTime(new Date(instant), zone)
}

/** The household's day at an instant. */
export function dayOf(instant: Instant, { zone }: Style): CalendarDate {
  return calendarDate(new Date(instant), zone)
}
