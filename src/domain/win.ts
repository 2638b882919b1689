import { conflictError, refusedError, usageError } from '../errors.ts'
import type { Task, TaskId, TaskStatus } from './task.ts'
import { addDays, type CalendarDate, daysBetween, type Instant } from './time.ts'
import type { UserId } from './user.ts'

export const winStatuses = ['ACTIVE', 'DONE', 'PAUSED', 'BLOCKED'] as const
export type WinStatus = (typeof winStatuses)[number]

export type WinId = number & { readonly __brand: 'WinId' }

/** The Daily Win of one date: the one task the household committed to. */
export type Win = {
  readonly id: WinId
  readonly date: CalendarDate
  readonly task_id: TaskId
  readonly task: Task
  readonly status: WinStatus
  /** Why it was paused or blocked; kept when it goes on. */
  readonly note: string | null
  readonly selected_by_user_id: UserId | null
  /** The name of who picked it. */
  readonly selected_by: string | null
  /** The same instant as the task's. */
  readonly completed_at: Instant | null
  readonly created_at: Instant
  readonly updated_at: Instant
}

/** What the household's wins amount to. */
export type WinStats = {
  /** Consecutive won dates that end today or yesterday. */
  readonly current_streak: number
  readonly longest_streak: number
  /** Won dates. */
  readonly wins: number
  /** Dates from the first win to today, both counted. */
  readonly days: number
  /** Share of the last 30 dates that were won, 0 to 1. */
  readonly share_30: number
  /** By the one who picked the win, most wins first; null is nobody in particular. */
  readonly by_user: readonly { readonly user: string | null; readonly wins: number }[]
}

/** The statuses of tasks that can become a Daily Win. */
export const pickableStatuses = [
  'BACKLOG',
  'ACTIVE',
  'PAUSED',
] as const satisfies readonly TaskStatus[]

/** @throws MomentumError `refused` for a task that is blocked, done or abandoned */
export function requirePickable(task: Task): void {
  if (task.private) {
    throw refusedError(`“${task.title}” is private, and a Daily Win belongs to the household.`, {
      lead: 'To show it to everybody first',
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
 * What an open win asks of a move of its task, beyond the task's own table.
 *
 * @throws MomentumError `refused` for a move that would leave the date without its task, `usage` for
 * a pause or block without a note
 */
export function requireOpenWinMove(
  win: { readonly date: CalendarDate; readonly status: WinStatus; readonly title: string },
  to: TaskStatus,
  note: string | undefined,
): void {
  if (to === 'BACKLOG' || to === 'ABANDONED') {
    throw refusedError(`“${win.title}” is the Daily Win of ${win.date}.`, {
      lead: 'To take the pick back first',
      command: `win drop --date ${win.date} --note "why"`,
    })
  }
  const puts = to === 'PAUSED' || to === 'BLOCKED'
  if (puts && win.status !== to && note === undefined) {
    throw usageError(
      `“${win.title}” is the Daily Win of ${win.date}: say why it is ${to.toLowerCase()}.`,
      'Add --note "why".',
    )
  }
}

/** @throws MomentumError `refused` for a win that is done: it stays in the history as it is */
export function requireOpen(win: Win): void {
  if (win.status !== 'DONE') return
  throw refusedError(
    `The Daily Win of ${win.date}, “${win.task.title}”, is done already.`,
    'A finished win stays in the history.',
  )
}

/** @throws MomentumError `conflict` for a win that is done: no other task can have its day */
export function requireUnfinishedDay(win: Win): void {
  if (win.status !== 'DONE') return
  throw conflictError(
    `${win.date} has its Daily Win: “${win.task.title}” is done.`,
    'A finished win is never replaced.',
  )
}

/** @throws MomentumError `refused` for a win that is blocked */
export function requireUnblocked(win: Win): void {
  if (win.status !== 'BLOCKED') return
  throw refusedError(`“${win.task.title}” is blocked: unblock it before it can be done.`, {
    lead: 'First',
    command: `win resume --date ${win.date}`,
  })
}

/**
 * Consecutive won dates that end today or yesterday: an open today does not break a streak.
 *
 * @param dates won dates, ascending, each once
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

/** @param dates won dates, ascending, each once */
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

/** @param won the won dates with the name of who picked each, ascending */
export function winStats(
  won: readonly { readonly date: CalendarDate; readonly user: string | null }[],
  today: CalendarDate,
): WinStats {
  // Somebody further east may have won a day that has not begun here.
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
