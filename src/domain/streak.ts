import { addDays, type CalendarDate, daysBetween } from './time.ts'

/** Statistics of the household's wins. */
export type WinStats = {
  /** See {@link currentStreak}. */
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
  /** The share as numbers: how many of how many dates were won. */
  readonly last30: { readonly won: number; readonly dates: number }
  /**
   * Wins by the member who did them, or else picked them, most wins first; null where neither is
   * recorded.
   */
  readonly by_user: readonly { readonly user: string | null; readonly wins: number }[]
}

/**
 * The number of consecutive won dates up to today. A streak that ends yesterday still counts,
 * because today can still be won.
 *
 * @param dates the won dates, ascending, each once
 */
export function currentStreak(dates: readonly CalendarDate[], today: CalendarDate): number {
  let streak = 0
  let expected = dates.includes(today) ? today : addDays(today, -1)
  for (const date of dates.toReversed()) {
    if (date > today) continue
    if (date !== expected) break
    streak += 1
    expected = addDays(expected, -1)
  }
  return streak
}

/**
 * The current streak without a win on a date, and with one, to tell what that win is worth.
 *
 * @param won the won dates without that date, ascending
 */
export function streakWithout(
  won: readonly CalendarDate[],
  date: CalendarDate,
  today: CalendarDate,
): { readonly without: number; readonly with: number } {
  const all = [...won, date].sort()
  return { without: currentStreak(won, today), with: currentStreak(all, today) }
}

/** What the statistics are computed from: the won dates until today. */
export type Won = {
  readonly streaks: { readonly current: number; readonly longest: number }
  readonly first: CalendarDate | undefined
  readonly by_user: WinStats['by_user']
  readonly last30: WinStats['last30']
}

export function winStats({ streaks, first, by_user, last30 }: Won, today: CalendarDate): WinStats {
  return {
    current_streak: streaks.current,
    longest_streak: streaks.longest,
    wins: by_user.reduce((sum, { wins }) => sum + wins, 0),
    days: first === undefined ? 0 : daysBetween(first, today) + 1,
    share_30: Math.round((last30.won / last30.dates) * 1000) / 1000,
    last30,
    by_user: by_user.toSorted((a, b) => b.wins - a.wins || compare(a.user, b.user)),
  }
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

function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a < b ? -1 : Number(a > b)
}
