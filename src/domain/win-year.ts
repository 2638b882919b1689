import { usageError } from '../errors.ts'
import { isRestDay, type Rest } from './rest.ts'
import { streaksOf, wonDatesOf } from './streak.ts'
import { type CalendarDate, datesOfYear, toParts } from './time.ts'
import type { Win } from './win.ts'

/**
 * What became of a date: it was won, was picked and not won, was a rest day, or was none of these.
 * OPEN means today until it is won.
 */
export const winMarks = ['WON', 'PICKED', 'REST', 'NONE', 'OPEN'] as const
export type WinMark = (typeof winMarks)[number]

/** A date of a year. */
export type MarkedDay = {
  readonly date: CalendarDate
  /** null for a date in the future. */
  readonly mark: WinMark | null
}

/** The Daily Wins of a year, until today. */
export type WinYear = {
  readonly year: number
  /** How many dates were won. */
  readonly won: number
  /** How many were picked and not won. */
  readonly picked: number
  /** How many were rest days without a pick. */
  readonly rest_days: number
  /** The longest streak of won dates of this year; rest days do not break it. */
  readonly longest_streak: number
  /** Every date of the year, from January to December. */
  readonly days: readonly MarkedDay[]
}

/** Finds out what became of each date of a year. Dates after today do not count. */
export function winYearOf(
  year: number,
  wins: readonly Pick<Win, 'date' | 'status'>[],
  rest: Rest,
  today: CalendarDate,
): WinYear {
  const statuses = new Map(wins.map(({ date, status }) => [date, status]))
  const markOf = (date: CalendarDate): WinMark | null => {
    if (date > today) return null
    const status = statuses.get(date)
    if (status === 'DONE') return 'WON'
    if (status !== undefined) return date === today ? 'OPEN' : 'PICKED'
    if (isRestDay(rest, date)) return 'REST'
    return date === today ? 'OPEN' : 'NONE'
  }
  const days = datesOfYear(year).map((date) => ({ date, mark: markOf(date) }))
  const datesOf = (mark: WinMark) => days.filter((day) => day.mark === mark)
  const won = datesOf('WON').map(({ date }) => date)
  return {
    year,
    won: won.length,
    picked: datesOf('PICKED').length,
    rest_days: datesOf('REST').length,
    longest_streak: streaksOf(wonDatesOf(won), rest, today).longest,
    days,
  }
}

/**
 * A year with four digits that has begun.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseYear(text: string, today: CalendarDate): number {
  const [present] = toParts(today)
  const year = Number(text)
  if (!/^\d{4}$/.test(text.trim()) || year === 0) {
    throw usageError(`“${text}” is not a year.`, `Write it with four digits, such as ${present}.`)
  }
  if (year <= present) return year
  throw usageError(`${year} is in the future.`, `Type ${present} or earlier.`)
}
