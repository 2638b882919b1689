import { liveTaskError } from '../../domain/live-task.ts'
import type { Completion, Task, TaskId, TaskStatus } from '../../domain/task.ts'
import { isOpen, keepsNote, previousStatuses, refusedMoveError } from '../../domain/task-status.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { UserId, Viewer } from '../../domain/user.ts'
import { requireOpenWinMove } from '../../domain/win.ts'
import { refusedError } from '../../errors.ts'
import type { Following } from '../routines/following.ts'
import type { Tx } from '../schema.ts'
import { type Writer, write } from '../transaction.ts'
import { listDatesWonBy } from '../wins/streaks.ts'
import { editTask } from './changes.ts'
import { findOpenWin, type OpenWin } from './open-win.ts'
import { getTaskById } from './references.ts'
import { taskColumns } from './tasks.ts'

/** Most tasks have no routine, and need none of this. */
const routines = () => import('../routines/follow.ts')

/** The new status of a task, and why it gets it or who did it. */
export type TaskMove =
  | { readonly to: 'DONE'; readonly completion: Completion }
  | { readonly to: Exclude<TaskStatus, 'DONE'>; readonly note?: string | undefined }

/** What came of a task that is done; nothing, for one that is not. */
type Outcome = {
  /** The dates that it won when it was done. */
  readonly won: readonly CalendarDate[]
  /** What followed it in its routine; undefined as in `findFollowing`. */
  readonly following: Following | undefined
}

/** A task that was moved, or had the status already. */
export type Moved = Outcome & { readonly task: Task }

/**
 * Moves tasks as the status table allows, all of them or none. The open Daily Win of a task moves
 * with it. A task that has the status already changes nothing but its note, if one is given.
 *
 * @throws MomentumError `refused`, or `usage` when the win's rules ask for a note
 */
export async function moveTasks(
  writer: Writer,
  viewer: Viewer,
  ids: readonly TaskId[],
  move: TaskMove,
  now: Instant,
): Promise<Moved[]> {
  return write(writer, async (tx) => {
    const results: Result[] = []
    for (const id of ids) {
      results.push(await moveRead(tx, await readToMove(tx, viewer, id), move, now))
    }
    const moved: Moved[] = []
    // What followed a task that was done before may be among these.
    for (const { task, outcome } of results) {
      moved.push({ task, ...(outcome ?? (await findOutcome(tx, task))) })
    }
    return moved
  })
}

/** As {@link moveTasks}, for one task. */
export async function moveTask(
  writer: Writer | Tx,
  viewer: Viewer,
  id: TaskId,
  move: TaskMove,
  now: Instant,
): Promise<Task> {
  return write(writer, async (tx) => {
    const { task } = await moveRead(tx, await readToMove(tx, viewer, id), move, now)
    return task
  })
}

/** A task that was read in this transaction, and its open win. */
type ReadTask = { readonly before: Task; readonly win: OpenWin | undefined }

async function readToMove(tx: Tx, viewer: Viewer, id: TaskId): Promise<ReadTask> {
  return { win: await findOpenWin(tx, id), before: await getTaskById(tx, viewer, id) }
}

/** A task that was moved; without an outcome if it had the status already. */
type Result = { readonly task: Task; readonly outcome?: Outcome }

/** As {@link moveTask}, for a task of which nothing has changed since it was read. */
export async function moveRead(
  tx: Tx,
  { before, win }: ReadTask,
  move: TaskMove,
  now: Instant,
): Promise<Result> {
  const { to } = move
  const note = move.to === 'DONE' ? undefined : move.note
  if (before.status === to && (note === undefined || !keepsNote(to))) return { task: before }
  if (win) requireOpenWinMove({ ...win, title: before.title }, to, note)
  await requireRoutineAllows(tx, before, move, now)
  const task = await tx
    .updateTable('tasks')
    .set({
      status: to,
      status_note: keepsNote(to) ? (note ?? null) : null,
      ...completionOf(before, move, now),
      updated_at: now,
    })
    .where('id', '=', before.id)
    .where('status', 'in', [to, ...previousStatuses(to)])
    .returning(taskColumns)
    .executeTakeFirst()
  if (!task) throw refusedMoveError(before, to)
  if (win) await followTask(tx, win, task)
  if (move.to !== 'DONE') return { task, outcome: { won: [], following: undefined } }
  const won = win ? [win.date] : []
  if (task.routine_id === null) return { task, outcome: { won, following: undefined } }
  const { followDone } = await routines()
  const followed = await followDone(tx, task, move.completion, now)
  return { task: followed.task, outcome: { won, following: followed.following } }
}

/** Finds what came of a task that had the status already. */
async function findOutcome(tx: Tx, task: Task): Promise<Outcome> {
  if (task.status !== 'DONE') return { won: [], following: undefined }
  const won = await listDatesWonBy(tx, task.id)
  if (task.routine_id === null) return { won, following: undefined }
  const { findFollowing } = await import('../routines/following.ts')
  return { won, following: await findFollowing(tx, task) }
}

/** When a task with this move was done, and by whom; a move to another status clears both. */
function completionOf(task: Task, move: TaskMove, now: Instant) {
  if (move.to !== 'DONE') {
    return { completed_at: null, completed_on: null, completed_by_user_id: null }
  }
  const { on, by } = move.completion
  return {
    completed_at: now,
    completed_on: on,
    completed_by_user_id: by ?? task.owner_user_id,
  }
}

/**
 * Checks that the routine of a task allows the move. If the task is reopened, the routine goes back
 * to it.
 *
 * @throws MomentumError `refused`
 */
async function requireRoutineAllows(
  tx: Tx,
  task: Task,
  move: TaskMove,
  now: Instant,
): Promise<void> {
  if (task.routine_id === null) return
  // Another note is no move, and the update refuses what no task can become.
  if (!previousStatuses(move.to).includes(task.status)) return
  if (task.status === 'DONE') return (await routines()).followReopen(tx, task, now)
  if (task.status === 'ABANDONED') {
    // It is the last one of a routine that has ended.
    throw refusedError(
      `The routine of “${task.title}” has ended, so its task cannot be reopened.`,
      { lead: 'See what can be undone', command: 'undo --list' },
    )
  }
  if (move.to === 'ABANDONED') throw liveTaskError(task, 'abandoned')
}

/** Gives an open win the status of its task, and clears the note of a win that is done. */
async function followTask(tx: Tx, win: OpenWin, task: Task): Promise<void> {
  const { status, status_note } = task
  // requireOpenWinMove refuses these.
  if (status === 'BACKLOG' || status === 'ABANDONED') return
  await tx
    .updateTable('daily_wins')
    .set({
      status,
      completed_at: task.completed_at,
      completed_by_user_id: task.completed_by_user_id,
      updated_at: task.updated_at,
      ...(status === 'DONE' || status_note !== null ? { note: status_note } : {}),
    })
    .where('id', '=', win.id)
    .execute()
}

/**
 * Assigns a task to a member; null unassigns it.
 *
 * @throws MomentumError `refused` for an inactive member
 */
export async function assignTask(
  writer: Writer | Tx,
  viewer: Viewer,
  id: TaskId,
  owner_user_id: UserId | null,
  now: Instant,
): Promise<Task> {
  return write(writer, async (tx) => {
    const before = await getTaskById(tx, viewer, id)
    if (before.owner_user_id === owner_user_id) return before
    return editTask(tx, viewer, id, { owner_user_id }, now)
  })
}

/**
 * Makes a member the owner of open tasks, all of them or none.
 *
 * @throws MomentumError `refused` for a task that is finished, or an inactive member
 */
export async function takeTasks(
  writer: Writer,
  member: UserId,
  ids: readonly TaskId[],
  now: Instant,
): Promise<Task[]> {
  return write(writer, async (tx) => {
    const taken: Task[] = []
    for (const id of ids) {
      const task = await getTaskById(tx, member, id)
      await requireTakeable(tx, member, task)
      taken.push(await takeTask(tx, member, task, now))
    }
    return taken
  })
}

/** A turn that somebody took is not chosen again, even if it was theirs before. */
async function takeTask(tx: Tx, member: UserId, task: Task, now: Instant): Promise<Task> {
  const { id, routine_id } = task
  if (routine_id === null) return assignTask(tx, member, id, member, now)
  const { findSettledReason } = await import('../routines/settle.ts')
  const turn_reason = await findSettledReason(tx, routine_id, member, 'TAKEN')
  if (task.owner_user_id === member && task.turn_reason === turn_reason) return task
  return editTask(tx, member, id, { owner_user_id: member, turn_reason }, now)
}

async function requireTakeable(
  tx: Tx,
  member: UserId,
  { id, title, status, routine_id }: Task,
): Promise<void> {
  if (isOpen(status)) return
  const { findSeenLive } = await import('../routines/live.ts')
  const live = routine_id === null ? undefined : await findSeenLive(tx, member, routine_id)
  throw refusedError(
    `“${title}” is ${status.toLowerCase()} and cannot be taken over.`,
    live === undefined
      ? { lead: 'To put it back in the backlog first', command: `task reopen ${id}` }
      : { lead: 'To take over the next one', command: `task take ${live}` },
  )
}
