import { areRestDays, isRestDay, type Rest } from './rest.ts'
import { addDays, type CalendarDate, daysBetween } from './time.ts'

/** Statistics of the household's wins. */
export type WinStats = {
  /** See {@link streaksOf}. */
  readonly current_streak: number
  readonly longest_streak: number
  /** The number of won dates. */
  readonly wins: number
  /** The number of dates from the first win to today, counting both. */
  readonly days: number
  /**
   * The share of the last 30 dates that were won, 0 to 1, rounded to three decimals. Dates before
   * the household began do not count.
   */
  readonly share_30: number
  /** The share as numbers: how many of how many dates were won, and how many were due. */
  readonly last30: { readonly won: number; readonly dates: number; readonly due: number }
  /**
   * Wins by the member who did them, or else picked them, most wins first; null where neither is
   * recorded.
   */
  readonly by_user: readonly { readonly user: string | null; readonly wins: number }[]
  /** The rest days in the current streak; see {@link Streak}. */
  readonly rest_days: number
  /**
   * As {@link share_30}, of the dates that were due: without rest days that were not won. Null if
   * no date was due.
   */
  readonly share_30_of_due: number | null
}

/** Won dates from one to another, both included. */
export type WonDates = { readonly from: CalendarDate; readonly until: CalendarDate }

/** Puts won dates together that follow each other. @param dates ascending, each once */
export function wonDatesOf(dates: readonly CalendarDate[]): WonDates[] {
  const won: WonDates[] = []
  for (const date of dates) {
    const last = won.at(-1)
    if (last !== undefined && daysBetween(last.until, date) === 1) {
      won[won.length - 1] = { ...last, until: date }
    } else won.push({ from: date, until: date })
  }
  return won
}

/** Dates that were won one after the other. Rest days between them neither break nor add. */
export type Streak = {
  /** The number of won dates. */
  readonly days: number
  /** The number of rest days between them that were not won. */
  readonly rest_days: number
}

/** The streak up to today, and the days of the longest one. */
export type Streaks = { readonly current: Streak; readonly longest: number }

/**
 * The streaks until today. The current one goes on over rest days, and over today, which can still
 * be won. Later dates do not count: they were won further east, where it is tomorrow.
 *
 * @param won ascending
 */
export function streaksOf(won: readonly WonDates[], rest: Rest, today: CalendarDate): Streaks {
  let latest: LatestStreak | undefined
  let longest = 0
  for (const { from, until } of won) {
    if (from > today) break
    latest = extended(latest, { from, until: until < today ? until : today }, rest)
    longest = Math.max(longest, latest.days)
  }
  if (latest === undefined || !goesOn(latest, today, rest)) {
    return { current: { days: 0, rest_days: 0 }, longest }
  }
  return { current: { days: latest.days, rest_days: latest.rest_days }, longest }
}

/** A streak, and the last of its won dates. */
type LatestStreak = Streak & { readonly until: CalendarDate }

/** The streak that these dates continue or begin. */
function extended(
  streak: LatestStreak | undefined,
  { from, until }: WonDates,
  rest: Rest,
): LatestStreak {
  const days = daysBetween(from, until) + 1
  if (streak === undefined || !goesOn(streak, from, rest)) return { days, rest_days: 0, until }
  const rest_days = streak.rest_days + daysBetween(streak.until, from) - 1
  return { days: streak.days + days, rest_days, until }
}

/** Whether no date before this one was missed. */
function goesOn({ until }: LatestStreak, date: CalendarDate, rest: Rest): boolean {
  if (daysBetween(until, date) <= 1) return true
  return rest.length > 0 && areRestDays(rest, addDays(until, 1), addDays(date, -1))
}

/** What a win on a date is worth. */
export type Worth = {
  /** The days of the current streak without that win, and with it. */
  readonly without: number
  readonly with: number
  /** Whether the date is a rest day, on which a streak goes on without a win. */
  readonly isRestDay: boolean
}

/**
 * Tells what a win on a date is worth.
 *
 * @param won the won dates without that date, ascending
 */
export function worthOf(
  date: CalendarDate,
  won: readonly WonDates[],
  rest: Rest,
  today: CalendarDate,
): Worth {
  const all = [...won, { from: date, until: date }].sort((a, b) => (a.from < b.from ? -1 : 1))
  return {
    without: streaksOf(won, rest, today).current.days,
    with: streaksOf(all, rest, today).current.days,
    isRestDay: isRestDay(rest, date),
  }
}

/** What the statistics are computed from: the won dates until today. */
export type Won = {
  readonly streaks: Streaks
  readonly first: CalendarDate | undefined
  readonly by_user: WinStats['by_user']
  readonly last30: WinStats['last30']
}

export function winStats({ streaks, first, by_user, last30 }: Won, today: CalendarDate): WinStats {
  return {
    current_streak: streaks.current.days,
    longest_streak: streaks.longest,
    wins: by_user.reduce((sum, { wins }) => sum + wins, 0),
    days: first === undefined ? 0 : daysBetween(first, today) + 1,
    share_30: rounded(last30.won / last30.dates),
    last30,
    by_user: by_user.toSorted((a, b) => b.wins - a.wins || compare(a.user, b.user)),
    rest_days: streaks.current.rest_days,
    share_30_of_due: last30.due === 0 ? null : rounded(last30.won / last30.due),
  }
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000
}

/**
 * How many of the last 30 dates there has been a household.
 *
 * @param began the date on which it began; an earlier won date counts as its beginning
 */
export function recentDates(
  today: CalendarDate,
  began: CalendarDate,
  first: CalendarDate | undefined,
): number {
  const beginning = first !== undefined && first < began ? first : began
  return Math.max(1, Math.min(30, daysBetween(beginning, today) + 1))
}

/**
 * How many of the last dates were due: all but the rest days that were not won.
 *
 * @param dates how many dates until today
 * @param won the won ones among them
 */
export function dueDates(
  dates: number,
  won: readonly CalendarDate[],
  rest: Rest,
  today: CalendarDate,
): number {
  const last = Array.from({ length: dates }, (_, days) => addDays(today, -days))
  return last.filter((date) => won.includes(date) || !isRestDay(rest, date)).length
}

function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a < b ? -1 : Number(a > b)
}
