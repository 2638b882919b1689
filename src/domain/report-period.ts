import { usageError } from '../errors.ts'
import { weeksUntil } from './burndown.ts'
import type { Period } from './load.ts'
import { type CalendarDate, dateFromParts, daysBetween, startOfWeek, toParts } from './time.ts'
import { parseYear } from './win-year.ts'

/** The first year that a report can be about. */
const firstYear = 2000

/** The last weeks, each from Monday to Sunday; the current one ends today. */
export function lastWeeks(count: number, today: CalendarDate): Period {
  return { from: weeksUntil(today, count)[0]?.from ?? today, until: today }
}

/**
 * A month that has begun, `2026-11`, until today.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseReportMonth(text: string, today: CalendarDate): Period {
  const [, year = '', month = ''] = /^\s*(\d{4})-(\d{2})\s*$/.exec(text) ?? []
  const from = dateFromParts(Number(year), Number(month), 1)
  const isMonth = Number(month) >= 1 && Number(month) <= 12 && Number(year) >= firstYear
  const present = today.slice(0, 7)
  if (isMonth && from <= today) {
    return upTo(today, from, dateFromParts(Number(year), Number(month) + 1, 0))
  }
  if (isMonth) throw usageError(`${text.trim()} is in the future.`, `Type ${present} or earlier.`)
  throw usageError(
    `--month must be a month from ${firstYear}-01 to ${present}, not “${text}”.`,
    `Write it as ${present}.`,
  )
}

/**
 * A year that has begun, until today.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseReportYear(text: string, today: CalendarDate): Period {
  const year = parseYear(text, today)
  if (year >= firstYear) {
    return upTo(today, dateFromParts(year, 1, 1), dateFromParts(year, 12, 31))
  }
  throw usageError(`There is no report for ${year}.`, `Type ${firstYear} or later.`)
}

function upTo(today: CalendarDate, from: CalendarDate, last: CalendarDate): Period {
  return { from, until: last < today ? last : today }
}

/** The weeks that a period touches, and the days from there until today, if there are any. */
export function weeksOf(
  { from, until }: Period,
  today: CalendarDate,
): { readonly weeks: readonly Period[]; readonly rest: readonly Period[] } {
  const count = daysBetween(startOfWeek(from), startOfWeek(today)) / 7 + 1
  const all = weeksUntil(today, count)
  const weeks = all.filter((week) => week.from <= until)
  const next = all[weeks.length]
  return { weeks, rest: next === undefined ? [] : [{ from: next.from, until: today }] }
}

/** The years that a period touches, ascending. */
export function yearsOf({ from, until }: Period): readonly number[] {
  const [[first], [last]] = [toParts(from), toParts(until)]
  return Array.from({ length: last - first + 1 }, (_, place) => first + place)
}
