import { conflictError, refusedError, usageError } from '../errors.ts'
import type { Task, TaskId, TaskStatus } from './task.ts'
import type { CalendarDate, Instant } from './time.ts'
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
  /** Why the win was paused or blocked; it stays while the win continues, until it is done. */
  readonly note: string | null
  readonly selected_by_user_id: UserId | null
  /** The name of the member who picked it. */
  readonly selected_by: string | null
  /** The same instant as the task's when the win is finished; it stays if the task is reopened. */
  readonly completed_at: Instant | null
  readonly created_at: Instant
  readonly updated_at: Instant
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
    const move = to === 'BACKLOG' ? 'go back to the backlog' : 'be abandoned'
    throw refusedError(`“${win.title}” is the Daily Win of ${win.date} and cannot ${move}.`, {
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
