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
  /** Wins by the member who picked them, most wins first; null where nobody was recorded. */
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

/**
 * The largest number of consecutive won dates.
 *
 * @param dates the won dates, ascending, each once
 */
export function longestStreak(dates: readonly CalendarDate[]): number {
  let longest = 0
  let streak = 0
  let previous: CalendarDate | undefined
  for (const date of dates) {
    streak = previous !== undefined && isNextDay(previous, date) ? streak + 1 : 1
    longest = Math.max(longest, streak)
    previous = date
  }
  return longest
}

/** Quick for two days of one month, as nearly all are among thousands. */
function isNextDay(date: CalendarDate, next: CalendarDate): boolean {
  if (next.startsWith(date.slice(0, 8))) return Number(next.slice(8)) - Number(date.slice(8)) === 1
  return addDays(date, 1) === next
}

/**
 * @param won the won dates, ascending, each with the name of the member who picked the win
 * @param began the date on which the household began; an earlier won date counts as its beginning
 */
export function winStats(
  won: readonly { readonly date: CalendarDate; readonly user: string | null }[],
  today: CalendarDate,
  began: CalendarDate,
): WinStats {
  // A member further east may have won a date that has not begun here.
  const begun = won.filter((win) => win.date <= today)
  const dates = begun.map((win) => win.date)
  const first = dates[0]
  const last30 = recentDates(dates, today, first !== undefined && first < began ? first : began)
  return {
    current_streak: currentStreak(dates, today),
    longest_streak: longestStreak(dates),
    wins: dates.length,
    days: first === undefined ? 0 : daysBetween(first, today) + 1,
    share_30: Math.round((last30.won / last30.dates) * 1000) / 1000,
    last30,
    by_user: countByUser(begun.map((win) => win.user)),
  }
}

function recentDates(
  won: readonly CalendarDate[],
  today: CalendarDate,
  began: CalendarDate,
): WinStats['last30'] {
  const dates = Math.max(1, Math.min(30, daysBetween(began, today) + 1))
  const before = addDays(today, -dates)
  return { won: won.filter((date) => date > before).length, dates }
}

function countByUser(users: readonly (string | null)[]): WinStats['by_user'] {
  const counts = new Map<string | null, number>()
  for (const user of users) counts.set(user, (counts.get(user) ?? 0) + 1)
  return [...counts]
    .map(([user, wins]) => ({ user, wins }))
    .sort((a, b) => b.wins - a.wins || compare(a.user, b.user))
}

function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a < b ? -1 : Number(a > b)
}
