import { isRestDay, type Rest } from '../domain/rest.ts'
import { addDays, type CalendarDate, months, toParts, weekday } from '../domain/time.ts'
import type { WinStatus } from '../domain/win.ts'
import { itemLines } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'

/** The status of each date's win; dates without a win are missing. */
type Days = ReadonlyMap<CalendarDate, WinStatus>

const dayNames = ['Mon', '', 'Wed', '', 'Fri', '', 'Sun'] as const
const margin = 5

/** The most weeks that a calendar shows: a year, and the present week. */
export const mostWeeks = 53

/** One column per week and one row per weekday, as many weeks as fit, with today's at the right. */
export function calendar(days: Days, rest: Rest, style: Style): string {
  const weeks = Math.max(4, Math.min(mostWeeks, Math.floor(((style.columns ?? 80) - margin) / 2)))
  const daysSinceMonday = (weekday(style.today) + 6) % 7
  const first = addDays(style.today, -daysSinceMonday - (weeks - 1) * 7)
  const signOf = (date: CalendarDate): Sign => {
    const status = days.get(date)
    if (status !== undefined) return status === 'DONE' ? 'won' : 'picked'
    if (isRestDay(rest, date)) return 'rest'
    return date === style.today ? 'today' : 'none'
  }
  const used = new Set<Sign>(['won', 'picked', 'none'])
  const rows = weekRows(first, weeks, style, (date) => {
    if (date > style.today) return undefined
    used.add(signOf(date))
    return signOf(date)
  })
  return [...rows, '', legend(used, style)].join('\n')
}

/** The names of the months, and a row for each weekday, with a sign for each date that has one. */
export function weekRows(
  monday: CalendarDate,
  weeks: number,
  style: Style,
  signOf: (date: CalendarDate) => Sign | undefined,
): readonly string[] {
  const rows = dayNames.map((name, row) => {
    const cells = Array.from({ length: weeks }, (_, week) => {
      const sign = signOf(addDays(monday, week * 7 + row))
      return sign === undefined ? ' ' : painted(sign, style)
    })
    return `${style.paint.dim(name.padEnd(margin))}${cells.join(' ')}`.trimEnd()
  })
  return [monthLine(monday, weeks, style), ...rows]
}

/** The width of rows with this many weeks. */
export function widthOfWeeks(weeks: number): number {
  return margin + weeks * 2 - 1
}

/** What is drawn for a date, and what it means. */
const signs = {
  won: { sign: '■', meaning: 'won' },
  picked: { sign: '□', meaning: 'picked, not won' },
  none: { sign: '·', meaning: 'no pick' },
  rest: { sign: '–', meaning: 'rest day' },
  today: { sign: '▫', meaning: 'today' },
} as const
export type Sign = keyof typeof signs

function painted(name: Sign, { paint }: Style): string {
  if (name === 'won') return paint.green(signs.won.sign)
  if (name === 'picked') return paint.yellow(signs.picked.sign)
  const { sign } = signs[name]
  return name === 'today' ? sign : paint.dim(sign)
}

/** What the signs mean that were used. */
export function legend(used: ReadonlySet<Sign>, style: Style): string {
  const meanings = (Object.keys(signs) as Sign[])
    .filter((name) => used.has(name))
    .map((name) => `${painted(name, style)} ${signs[name].meaning}`)
  return itemLines(meanings, '   ', margin, style.columns)
}

/** Names each month above the week of its first day, unless the name before it is in the way. */
function monthLine(first: CalendarDate, weeks: number, { paint }: Style): string {
  let line = ''
  for (let week = 0; week < weeks; week += 1) {
    const [, month, day] = toParts(addDays(first, week * 7 + 6))
    const place = week * 2
    const name = months[month - 1]?.slice(0, 3) ?? ''
    const begins = day <= 7
    if (begins && line.length <= place && place + name.length <= weeks * 2) {
      line = `${line.padEnd(place)}${name} `
    }
  }
  return paint.bold(`${' '.repeat(margin)}${line}`.trimEnd())
}
