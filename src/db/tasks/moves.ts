import {
  keepsNote,
  previousStatuses,
  refusedMoveError,
  type Task,
  type TaskId,
  type TaskStatus,
} from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import type { UserId, Viewer } from '../../domain/user.ts'
import { requireOpenWinMove, type WinId } from '../../domain/win.ts'
import type { Tx } from '../schema.ts'
import { type Writer, write } from '../transaction.ts'
import { editTask } from './changes.ts'
import { findOpenWin } from './open-win.ts'
import { getTaskById } from './references.ts'
import { taskColumns } from './tasks.ts'

/** The new status of a task, and why it gets it. */
export type TaskMove = { readonly to: TaskStatus; readonly note?: string | undefined }

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
): Promise<Task[]> {
  return write(writer, async (tx) => {
    const moved: Task[] = []
    for (const id of ids) moved.push(await moveTask(tx, viewer, id, move, now))
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
    const { to, note } = move
    const win = await findOpenWin(tx, id)
    const before = await getTaskById(tx, viewer, id)
    if (before.status === to && (note === undefined || !keepsNote(to))) return before
    if (win) requireOpenWinMove({ ...win, title: before.title }, to, note)
    const task = await tx
      .updateTable('tasks')
      .set({
        status: to,
        status_note: keepsNote(to) ? (note ?? null) : null,
        completed_at: to === 'DONE' ? now : null,
        updated_at: now,
      })
      .where('id', '=', id)
      .where('status', 'in', [to, ...previousStatuses(to)])
      .returning(taskColumns)
      .executeTakeFirst()
    if (!task) throw refusedMoveError(before, to)
    if (win) await followTask(tx, win.id, task)
    return task
  })
}

/** Gives an open win the status of its task, and clears the note of a win that is done. */
async function followTask(tx: Tx, win: WinId, task: Task): Promise<void> {
  const { status, status_note } = task
  // requireOpenWinMove refuses these.
  if (status === 'BACKLOG' || status === 'ABANDONED') return
  await tx
    .updateTable('daily_wins')
    .set({
      status,
      completed_at: task.completed_at,
      updated_at: task.updated_at,
      ...(status === 'DONE' || status_note !== null ? { note: status_note } : {}),
    })
    .where('id', '=', win)
    .execute()
}

/**
 * Assigns a task to a member; null unassigns it.
 *
 * @throws MomentumError `refused` for an inactive member
 */
export async function assignTask(
  writer: Writer,
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
