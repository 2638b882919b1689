import type { Task } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { Win, WinStatus } from '../../domain/win.ts'
import type { Tx } from '../schema.ts'
import { moveRead, type TaskMove } from '../tasks/moves.ts'
import { type Writer, write } from '../transaction.ts'
import { getWin, requireOpenWin } from './wins.ts'

/**
 * Moves the win of a date and its task together.
 *
 * @throws MomentumError `not_found`, `refused`, or `usage` when a note is missing
 */
export async function moveWin(
  writer: Writer | Tx,
  date: CalendarDate,
  move: TaskMove & { readonly to: WinStatus },
  now: Instant,
): Promise<Win> {
  return write(writer, async (tx) => {
    const win = await getWin(tx, date, move)
    if (win.status === 'DONE' && move.to === 'DONE') return win
    await requireOpenWin(tx, win, move)
    await moveRead(tx, { before: win.task, win }, move, now)
    return getWin(tx, date)
  })
}

/**
 * Drops the pick of a date: the win is deleted, and its task returns to the backlog with the note.
 *
 * @returns the deleted win, with its task in the backlog
 * @throws MomentumError `not_found`, or `refused` when it is done
 */
export async function dropWin(
  writer: Writer | Tx,
  date: CalendarDate,
  note: string,
  now: Instant,
): Promise<Win> {
  return write(writer, async (tx) => {
    const move = { to: 'BACKLOG', note } as const
    const win = await getWin(tx, date, move)
    await requireOpenWin(tx, win, move)
    return { ...win, task: await deletePick(tx, win, note, now) }
  })
}

/**
 * Deletes a win and returns its task to the backlog. Without a new note, the task keeps the one
 * that says why it was paused or blocked.
 *
 * @returns the task
 */
export async function deletePick(
  tx: Tx,
  win: Win,
  note: string | undefined,
  now: Instant,
): Promise<Task> {
  await tx.deleteFrom('daily_wins').where('id', '=', win.id).execute()
  const why = note ?? win.task.status_note ?? undefined
  const move = { to: 'BACKLOG', note: why } as const
  return (await moveRead(tx, { before: win.task, win: undefined }, move, now)).task
}
