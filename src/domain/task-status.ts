import { refusedError } from '../errors.ts'
import { type Task, type TaskStatus, taskStatuses } from './task.ts'
import type { CalendarDate } from './time.ts'

/** The statuses of unfinished tasks. */
export const openStatuses = ['BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED'] as const

/** The statuses of tasks that nobody has to do any more. */
export const finishedStatuses = ['DONE', 'ABANDONED'] as const

/**
 * Which tasks a move to this status means if a name matches several: a finished one is put back in
 * the backlog, and every other move is meant for an open one.
 */
export function statusesToMove(to: TaskStatus): readonly TaskStatus[] {
  return to === 'BACKLOG' ? finishedStatuses : openStatuses
}

/** Whether a task of this status is unfinished. */
export function isOpen(status: TaskStatus): boolean {
  return openStatuses.some((open) => open === status)
}

/**
 * Whether a task is in no list yet: nobody is working on it, and it is only shown from a later day.
 */
export function isHidden(
  { status, starts_on }: Pick<Task, 'status' | 'starts_on'>,
  day: CalendarDate,
): boolean {
  const isLater = starts_on !== null && starts_on > day
  return isLater && isOpen(status) && status !== 'ACTIVE'
}

/** Whether a task is no longer hidden on the day on which it is due. */
export function isShownWhenDue(task: Pick<Task, 'status' | 'starts_on' | 'due_date'>): boolean {
  return task.due_date === null || !isHidden(task, task.due_date)
}

const moves = {
  BACKLOG: ['ACTIVE', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'],
  ACTIVE: ['BACKLOG', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'],
  PAUSED: ['BACKLOG', 'ACTIVE', 'BLOCKED', 'DONE', 'ABANDONED'],
  BLOCKED: ['BACKLOG', 'ACTIVE', 'PAUSED', 'DONE', 'ABANDONED'],
  DONE: ['BACKLOG', 'ACTIVE'],
  ABANDONED: ['BACKLOG'],
} as const satisfies Record<TaskStatus, readonly TaskStatus[]>

/** The statuses to which a task may move, without its present one. */
export function nextStatuses(from: TaskStatus): readonly TaskStatus[] {
  return moves[from]
}

/** The statuses from which a task may move to this one. */
export function previousStatuses(to: TaskStatus): readonly TaskStatus[] {
  return taskStatuses.filter((from) => nextStatuses(from).includes(to))
}

/** Whether a task of this status can have a note. An active or finished task needs no reason. */
export function keepsNote(status: TaskStatus): boolean {
  return status !== 'ACTIVE' && status !== 'DONE'
}

/** The error for a move that {@link nextStatuses} does not list. */
export function refusedMoveError(task: Pick<Task, 'id' | 'title' | 'status'>, to: TaskStatus) {
  return refusedError(
    `“${task.title}” is ${task.status.toLowerCase()} and cannot become ${to.toLowerCase()}.`,
    {
      lead: 'First',
      command: `task ${task.status === 'ABANDONED' ? 'reopen' : 'start'} ${task.id}`,
    },
  )
}
