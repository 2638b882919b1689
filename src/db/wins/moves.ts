import type { Task, TaskId } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import {
  requireOpen,
  requirePickable,
  requireUnblocked,
  requireUnfinishedDay,
  type Win,
  type WinStatus,
} from '../../domain/win.ts'
import { conflictError, refusedError, usageError } from '../../errors.ts'
import type { Tx } from '../schema.ts'
import { moveTask } from '../tasks/moves.ts'
import { findOpenWin, type OpenWin } from '../tasks/open-win.ts'
import { getById } from '../tasks/references.ts'
import { type Writer, write } from '../transaction.ts'
import { getUser, requireActive } from '../users/users.ts'
import { findWin, getWin } from './wins.ts'

/** What is picked, for when, and by whom. */
export type Pick = {
  readonly task: TaskId
  readonly date: CalendarDate
  readonly picker: UserId | undefined
  /** Whether another task may make way. */
  readonly replace: boolean
  /** Why it makes way. */
  readonly note: string | undefined
  /** What became of an earlier win, to be written along with the pick. */
  readonly settle?: Settlement
}

/** What became of a win that was left open. */
export type Settlement = {
  readonly date: CalendarDate
  readonly task: TaskId
  readonly title: string
} & ({ readonly to: 'DONE' } | { readonly to: 'BACKLOG'; readonly note: string })

/**
 * Commits the household to a task on a date. Picking the same task again changes nothing; a task that
 * is the open win of an earlier date is carried over.
 *
 * @throws MomentumError `conflict` when the date has another win, `refused` by the rules of tasks and
 * users, `usage` when an active win would make way without a note
 */
export async function pickWin(writer: Writer | Tx, pick: Pick, now: Instant): Promise<Win> {
  return write(writer, async (tx) => {
    const { date, picker, settle } = pick
    if (settle) await settleWin(tx, settle, now)
    const present = await findWin(tx, date)
    if (present?.task_id === pick.task) return present
    if (present) requireReplaceable(present, pick)
    if (picker) requireActive(await getUser(tx, { id: picker }), 'pick a Daily Win')
    const task = await getById(tx, picker ?? null, pick.task)
    requirePickable(task)
    const earlier = await findOpenWin(tx, task.id)
    if (earlier) requireEarlier(earlier, task, date)
    if (present) await dropPick(tx, present, pick.note, now)
    if (earlier) await tx.deleteFrom('daily_wins').where('id', '=', earlier.id).execute()
    await moveTask(tx, null, task.id, { to: 'ACTIVE' }, now)
    await insertWin(tx, { ...pick, note: earlier?.note ?? null }, now)
    return getWin(tx, date)
  })
}

async function settleWin(tx: Tx, settle: Settlement, now: Instant): Promise<void> {
  if (settle.to === 'DONE') await moveWin(tx, settle.date, { to: 'DONE' }, now)
  else await dropWin(tx, settle.date, settle.note, now)
}

function requireReplaceable(present: Win, pick: Pick): void {
  const { task, date, replace, note } = pick
  const title = present.task.title
  const command = `win pick ${task} --date ${date} --replace --note "why"`
  requireUnfinishedDay(present)
  if (!replace) {
    throw conflictError(`${date} already has a Daily Win: “${title}”.`, {
      lead: 'To change your mind',
      command,
    })
  }
  if (present.status === 'ACTIVE' && note === undefined) {
    throw usageError(`Say why “${title}” makes way.`, { lead: 'Type', command })
  }
}

function requireEarlier(win: OpenWin, task: Task, date: CalendarDate): void {
  if (win.date < date) return
  throw refusedError(`“${task.title}” is the Daily Win of ${win.date}.`, {
    lead: 'To drop that pick first',
    command: `win drop --date ${win.date} --note "why"`,
  })
}

async function insertWin(
  tx: Tx,
  win: Omit<Pick, 'note'> & { readonly note: string | null },
  now: Instant,
): Promise<void> {
  const inserted = await tx
    .insertInto('daily_wins')
    .values({
      date: win.date,
      task_id: win.task,
      status: 'ACTIVE',
      note: win.note,
      selected_by_user_id: win.picker ?? null,
      completed_at: null,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('date').doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 1n) return
  throw conflictError(`Somebody else just picked the Daily Win of ${win.date}.`, {
    lead: 'See',
    command: 'win show',
  })
}

/**
 * Moves the win of a date and its task together.
 *
 * @throws MomentumError `not_found`, `refused`, or `usage` when a note is missing
 */
export async function moveWin(
  writer: Writer | Tx,
  date: CalendarDate,
  move: { readonly to: WinStatus; readonly note?: string | undefined },
  now: Instant,
): Promise<Win> {
  return write(writer, async (tx) => {
    const win = await getWin(tx, date)
    if (win.status === 'DONE' && move.to === 'DONE') return win
    requireOpen(win)
    if (move.to === 'DONE') requireUnblocked(win)
    await moveTask(tx, null, win.task_id, move, now)
    return getWin(tx, date)
  })
}

/**
 * Takes the pick of a date back: the date has no win, and its task is in the backlog with the note.
 *
 * @returns the win as it was, with its task as it is now
 * @throws MomentumError `not_found`, or `refused` when it is done
 */
export async function dropWin(
  writer: Writer | Tx,
  date: CalendarDate,
  note: string,
  now: Instant,
): Promise<Win> {
  return write(writer, async (tx) => {
    const win = await getWin(tx, date)
    requireOpen(win)
    await dropPick(tx, win, note, now)
    return { ...win, task: await getById(tx, null, win.task_id) }
  })
}

/** Without a note of its own, the task keeps the one that says why the win was put aside. */
async function dropPick(tx: Tx, win: Win, note: string | undefined, now: Instant): Promise<void> {
  await tx.deleteFrom('daily_wins').where('id', '=', win.id).execute()
  const why = note ?? win.task.status_note ?? undefined
  await moveTask(tx, null, win.task_id, { to: 'BACKLOG', note: why }, now)
}
