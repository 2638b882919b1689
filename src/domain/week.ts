import { usageError } from '../errors.ts'
import { parseDate } from './date.ts'
import { plainWords } from './date-words.ts'
import {
  addDays,
  addMonths,
  type CalendarDate,
  dateFromParts,
  daysBetween,
  startOfWeek,
  toParts,
} from './time.ts'

/** The first date for which there can be a sheet. */
const earliest = '1900-01-01' as CalendarDate

/**
 * The Monday of a week, named by a date in it (`2026-12-24`, `monday`), by its number in ISO 8601
 * (`2026-W52`), or as `this week`, `next week` or `last week`.
 *
 * @throws MomentumError `usage` for any other text, and for a week more than a year ahead
 */
export function parseWeek(text: string, today: CalendarDate): CalendarDate {
  const words = plainWords(text)
  const date = namedWeek(words, today) ?? numberedWeek(words, today) ?? parseDate(text, today)
  const latest = addMonths(today, 12)
  if (date >= earliest && date <= latest) return startOfWeek(date)
  throw usageError(
    `There is no sheet for the week of ${date}.`,
    `Choose a date from ${earliest} to ${latest}, a year from today.`,
  )
}

function namedWeek(words: string, today: CalendarDate): CalendarDate | undefined {
  if (words === 'this week') return today
  return words === 'last week' ? addDays(today, -7) : undefined
}

/** `2026-w48`, or `w48` in the year of this week */
function numberedWeek(words: string, today: CalendarDate): CalendarDate | undefined {
  const [, year, number] = /^(?:([1-9]\d{3})-?)?(?:w|week )(\d{1,2})$/.exec(words) ?? []
  const [thisYear] = weekNumber(today)
  if (number !== undefined) return mondayOf(Number(year ?? thisYear), Number(number))
  if (!/^\d{1,2}$/.test(words)) return undefined
  throw usageError(
    `“${words}” is not a week.`,
    `Type a week such as ${weekName(today)}, or a date in it.`,
  )
}

function mondayOf(year: number, week: number): CalendarDate {
  // 4 January is always in the first week, and 28 December in the last.
  const [, last] = weekNumber(dateFromParts(year, 12, 28))
  if (week >= 1 && week <= last) {
    return addDays(startOfWeek(dateFromParts(year, 1, 4)), (week - 1) * 7)
  }
  throw usageError(`${year} has no week ${week}.`, `Its last week is ${year}-W${last}.`)
}

/** "2026-W48": the week that contains a date, as ISO 8601 numbers it. */
export function weekName(date: CalendarDate): string {
  const [year, week] = weekNumber(date)
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The number of the week that contains a date, and the year to which the week belongs. */
function weekNumber(date: CalendarDate): [year: number, week: number] {
  // A week belongs to the year of its Thursday.
  const thursday = addDays(startOfWeek(date), 3)
  const [year] = toParts(thursday)
  return [year, Math.floor(daysBetween(dateFromParts(year, 1, 1), thursday) / 7) + 1]
}
