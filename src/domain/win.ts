import { conflictError, refusedError, usageError } from '../errors.ts'
import type { Task, TaskId, TaskStatus } from './task.ts'
import { addDays, type CalendarDate, daysBetween, type Instant } from './time.ts'
import type { UserId } from './user.ts'

export const winStatuses = ['ACTIVE', 'DONE', 'PAUSED', 'BLOCKED'] as const
export type WinStatus = (typeof winStatuses)[number]

export type WinId = number & { readonly __brand: 'WinId' }

/** The Daily Win of a date: the one task that the household commits to. */
export type Win = {
  readonly id: WinId
  readonly date: CalendarDate
  readonly task_id: TaskId
  readonly task: Task
  readonly status: WinStatus
  /** Why the win was paused or blocked. The note stays when the win continues. */
  readonly note: string | null
  readonly selected_by_user_id: UserId | null
  /** The name of the member who picked it. */
  readonly selected_by: string | null
  /** Equal to the task's. */
  readonly completed_at: Instant | null
  readonly created_at: Instant
  readonly updated_at: Instant
}

/** Statistics of the household's wins. */
export type WinStats = {
  /** See {@link currentStreak}. */
  readonly current_streak: number
  readonly longest_streak: number
  /** The number of won dates. */
  readonly wins: number
  /** The number of dates from the first win to today, counting both. */
  readonly days: number
  /** The share of the last 30 dates that were won, 0 to 1, rounded to three decimals. */
  readonly share_30: number
  /** Wins by the member who picked them, most wins first; null where nobody was recorded. */
  readonly by_user: readonly { readonly user: string | null; readonly wins: number }[]
}

/** The statuses of tasks that can be picked as the Daily Win. */
export const pickableStatuses = [
  'BACKLOG',
  'ACTIVE',
  'PAUSED',
] as const satisfies readonly TaskStatus[]

/** @throws MomentumError `refused` for a task that is private, blocked, done or abandoned */
export function requirePickable(task: Task): void {
  if (task.private) {
    throw refusedError(`“${task.title}” is private and cannot be a Daily Win.`, {
      lead: 'To show it to the household',
      command: `task edit ${task.id} --no-private`,
    })
  }
  if (pickableStatuses.some((status) => status === task.status)) return
  const verb = task.status === 'BLOCKED' ? 'start' : 'reopen'
  throw refusedError(`“${task.title}” is ${task.status.toLowerCase()} and cannot be a Daily Win.`, {
    lead: 'First',
    command: `task ${verb} ${task.id}`,
  })
}

/**
 * Checks a move of the task of an unfinished win, in addition to {@link nextStatuses}.
 *
 * @throws MomentumError `refused` for a move to the backlog or to abandoned, `usage` for a pause or
 * a block without a note
 */
export function requireOpenWinMove(
  win: { readonly date: CalendarDate; readonly status: WinStatus; readonly title: string },
  to: TaskStatus,
  note: string | undefined,
): void {
  if (to === 'BACKLOG' || to === 'ABANDONED') {
    throw refusedError(`“${win.title}” is the Daily Win of ${win.date}.`, {
      lead: 'To drop the pick first',
      command: `win drop --date ${win.date} --note "why"`,
    })
  }
  const setsAside = to === 'PAUSED' || to === 'BLOCKED'
  if (setsAside && win.status !== to && note === undefined) {
    throw usageError(
      `“${win.title}” is the Daily Win of ${win.date}: say why it is ${to.toLowerCase()}.`,
      'Add --note "why".',
    )
  }
}

/** A win is open until it is done. */
export function isOpenWin({ status }: Pick<Win, 'status'>): boolean {
  return status !== 'DONE'
}

/** @throws MomentumError `refused` for a finished win, which cannot change any more */
export function requireOpen(win: Win): void {
  if (isOpenWin(win)) return
  throw refusedError(
    `The Daily Win of ${win.date}, “${win.task.title}”, is already done.`,
    'A finished win stays in the history.',
  )
}

/** @throws MomentumError `conflict` for a finished win, which no other task can replace */
export function requireUnfinishedDay(win: Win): void {
  if (isOpenWin(win)) return
  throw conflictError(
    `${win.date} already has a finished Daily Win: “${win.task.title}”.`,
    'A finished win cannot be replaced.',
  )
}

/** @throws MomentumError `refused` for a win that is blocked */
export function requireUnblocked(win: Win): void {
  if (win.status !== 'BLOCKED') return
  throw refusedError(`“${win.task.title}” is blocked and cannot be done.`, {
    lead: 'First',
    command: `win resume --date ${win.date}`,
  })
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
 * The largest number of consecutive won dates.
 *
 * @param dates the won dates, ascending, each once
 */
export function longestStreak(dates: readonly CalendarDate[]): number {
  let longest = 0
  let streak = 0
  let previous: CalendarDate | undefined
  for (const date of dates) {
    streak = previous !== undefined && addDays(previous, 1) === date ? streak + 1 : 1
    longest = Math.max(longest, streak)
    previous = date
  }
  return longest
}

/** @param won the won dates, ascending, each with the name of the member who picked the win */
export function winStats(
  won: readonly { readonly date: CalendarDate; readonly user: string | null }[],
  today: CalendarDate,
): WinStats {
  // A member further east may have won a date that has not begun here.
  const begun = won.filter((win) => win.date <= today)
  const dates = begun.map((win) => win.date)
  const first = dates[0]
  const recent = dates.filter((date) => date > addDays(today, -30))
  return {
    current_streak: currentStreak(dates, today),
    longest_streak: longestStreak(dates),
    wins: dates.length,
    days: first === undefined ? 0 : daysBetween(first, today) + 1,
    share_30: Math.round((recent.length / 30) * 1000) / 1000,
    by_user: countByUser(begun.map((win) => win.user)),
  }
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
