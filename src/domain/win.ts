import {
  conflictError,
  type Hint,
  type MomentumError,
  notFoundError,
  refusedError,
  usageError,
} from '../errors.ts'
import { enumerate } from './enumerate.ts'
import { typedWord } from './shell.ts'
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
  /** Why the win was paused or blocked. It stays after the win is resumed, until it is done. */
  readonly note: string | null
  readonly selected_by_user_id: UserId | null
  /** The name of the member who picked it. */
  readonly selected_by: string | null
  /** The same instant as the task's when the win is finished; it stays if the task is reopened. */
  readonly completed_at: Instant | null
  readonly completed_by_user_id: UserId | null
  /** The name of the member who did it. */
  readonly completed_by: string | null
  readonly created_at: Instant
  readonly updated_at: Instant
}

/** The statuses of tasks that can be picked as the Daily Win. */
export const pickableStatuses = [
  'BACKLOG',
  'ACTIVE',
  'PAUSED',
] as const satisfies readonly TaskStatus[]

/** Whether the status of a task lets it be picked. */
export function isPickable({ status }: { readonly status: TaskStatus }): boolean {
  return pickableStatuses.some((pickable) => pickable === status)
}

/** @throws MomentumError `refused` for a task that is private, blocked, done or abandoned */
export function requirePickable(task: Task): void {
  if (task.private) {
    throw refusedError(`“${task.title}” is private and cannot be a Daily Win.`, {
      lead: 'To show it to the household',
      command: `task edit ${task.id} --no-private`,
    })
  }
  if (isPickable(task)) return
  throw refusedError(
    `“${task.title}” is ${task.status.toLowerCase()} and cannot be a Daily Win.`,
    unpickableHint(task),
  )
}

function unpickableHint({ id, status, routine_id, routine }: Task): Hint {
  if (status === 'BLOCKED') return { lead: 'First', command: `task start ${id}` }
  if (routine_id === null) return { lead: 'First', command: `task reopen ${id}` }
  // A time of a routine that is over can rarely be reopened; the next one can be picked.
  if (routine === null) return { lead: 'See', command: `task show ${id}` }
  return { lead: 'See what comes next', command: `routine show ${routine_id}` }
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
      ...winMoveHint(win.date, { to: 'BACKLOG' }),
      lead: 'To drop the pick first',
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

/**
 * Refuses to change a finished win.
 *
 * @param open the open wins, latest first: one of them may be meant
 * @throws MomentumError `refused`
 */
export function requireOpen(win: Win, open: readonly Win[] = [], move?: WinMove): void {
  if (isOpenWin(win)) return
  const done = `The Daily Win of ${win.date}, “${win.task.title}”, is already done`
  const others = describeOpen(open, move)
  if (!others) throw refusedError(`${done}.`, 'A finished win stays in the history.')
  throw refusedError(
    `${done}, but ${others.named} still open.`,
    winMoveHint(others.first.date, others.move, others.title),
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

/** What happens to an open win: its new status, or BACKLOG if the pick is dropped. */
export type WinMove = {
  readonly to: WinStatus | 'BACKLOG'
  readonly note?: string | undefined
}

const moveHints = {
  DONE: { lead: (win = 'it') => `To finish ${win}`, verb: 'done', needsNote: false },
  PAUSED: { lead: (win = 'it') => `To pause ${win}`, verb: 'pause', needsNote: true },
  BLOCKED: { lead: (win = 'it') => `To mark ${win} as blocked`, verb: 'block', needsNote: true },
  ACTIVE: { lead: (win = 'it') => `To resume ${win}`, verb: 'resume', needsNote: false },
  BACKLOG: { lead: (win = 'that pick') => `To drop ${win}`, verb: 'drop', needsNote: true },
} as const satisfies Record<WinMove['to'], object>

/**
 * A hint with the command that moves the win of a date.
 *
 * @param win what the win is called, where several are named
 */
export function winMoveHint(date: CalendarDate, { to, note }: WinMove, win?: string): Hint {
  const { lead, verb, needsNote } = moveHints[to]
  const reason = needsNote ? ` --note ${note === undefined ? '"why"' : typedWord(note)}` : ''
  return { lead: lead(win), command: `win ${verb} --date ${date}${reason}` }
}

/** How many open wins an error names. */
const maxNamed = 3

/**
 * The error for a date without a win. It names the open wins of other dates: one of them may be
 * meant, and another pick would leave it open.
 *
 * @param open the open wins, latest first
 */
export function noWinError(
  date: CalendarDate,
  open: readonly Win[],
  move?: WinMove,
): MomentumError {
  const others = describeOpen(open, move)
  if (!others) {
    return notFoundError(`${date} has no win.`, {
      lead: 'Pick one',
      command: `win pick --date ${date}`,
    })
  }
  return notFoundError(
    `${date} has no win, but ${others.named} still open.`,
    winMoveHint(others.first.date, others.move, open.length === 1 ? undefined : others.title),
  )
}

/** Names the open wins, and the one that the move is probably meant for. */
function describeOpen(open: readonly Win[], move?: WinMove) {
  // An active win cannot be resumed.
  const isToResume = ({ status }: Win) => move?.to === 'ACTIVE' && status !== 'ACTIVE'
  const sorted = [...open.filter(isToResume), ...open.filter((win) => !isToResume(win))]
  const [first] = sorted
  if (!first) return undefined
  const names = sorted
    .slice(0, maxNamed)
    .map((win) => `“${win.task.title}” (the win of ${win.date})`)
  const isUseful = move !== undefined && (move.to !== 'ACTIVE' || isToResume(first))
  return {
    first,
    title: `“${first.task.title}”`,
    named: `${enumerate(names, 'and')} ${names.length === 1 ? 'is' : 'are'}`,
    move: isUseful ? move : ({ to: 'DONE' } as const),
  }
}
