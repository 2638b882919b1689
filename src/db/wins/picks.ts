import { typedWord } from '../../domain/shell.ts'
import type { Completion, Task, TaskId } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import { requirePickable, requireUnfinishedDay, type Win } from '../../domain/win.ts'
import { conflictError, refusedError, usageError } from '../../errors.ts'
import type { Tx } from '../schema.ts'
import { editTask } from '../tasks/changes.ts'
import { moveRead } from '../tasks/moves.ts'
import { findOpenWin, type OpenWin } from '../tasks/open-win.ts'
import { getTaskById } from '../tasks/references.ts'
import { type Writer, write } from '../transaction.ts'
import { getUser, requireActive } from '../users/users.ts'
import { deletePick, dropWin, moveWin } from './moves.ts'
import { findWin, winColumns } from './wins.ts'

/** The choice of a Daily Win. */
export type Pick = {
  readonly task: TaskId
  readonly date: CalendarDate
  readonly picker: UserId | undefined
  /** Whether to replace another pick of that date. */
  readonly replace: boolean
  /** Why the other pick is replaced. */
  readonly note: string | undefined
  /** A new definition of done for the task, which one of quick add needs. */
  readonly definitionOfDone?: string | undefined
  /** Settles earlier wins in the same transaction. */
  readonly settle?: readonly Settlement[]
}

/** A picked win. */
export type Picked = {
  readonly win: Win
  /** The earlier date whose open win it was until now, and which now has none. */
  readonly movedFrom: CalendarDate | undefined
  /** Whether it replaced another pick of that date, whose task now has the note. */
  readonly hasReplaced: boolean
}

/** What happened to an earlier win that was left open: it was done, or goes back to the backlog. */
export type Settlement = {
  readonly date: CalendarDate
  readonly task: TaskId
  readonly title: string
} & (
  | { readonly to: 'DONE'; readonly completion: Completion }
  | { readonly to: 'BACKLOG'; readonly note: string }
)

/**
 * Picks a task as the Daily Win of a date. Picking the same task again changes nothing. An open win
 * of an earlier date moves to this date when its task is picked again.
 *
 * @throws MomentumError `conflict` when the date has another win, `refused` for a task or member
 * that cannot be picked or pick, `usage` when an active win would be replaced without a note, or
 * for a task that nobody has given a definition of done
 */
export async function pickWin(writer: Writer | Tx, pick: Pick, now: Instant): Promise<Picked> {
  return write(writer, async (tx) => {
    const { date, picker, settle = [] } = pick
    await settleWins(tx, settle, now)
    const existing = await findWin(tx, date)
    if (existing?.task_id === pick.task) {
      const task = await withDefinition(tx, existing.task, pick, now)
      return { win: { ...existing, task }, movedFrom: undefined, hasReplaced: false }
    }
    if (existing) requireReplaceable(existing, pick)
    if (picker) requireActive(await getUser(tx, { id: picker }), 'pick a Daily Win')
    const found = await getTaskById(tx, picker ?? null, pick.task)
    requirePickable(found)
    const task = await withDefinition(tx, found, pick, now)
    requireReviewed(task, pick)
    const earlier = await findOpenWin(tx, task.id)
    if (earlier) requireEarlier(earlier, task, date)
    if (existing) await deletePick(tx, existing, pick.note, now)
    if (earlier) await tx.deleteFrom('daily_wins').where('id', '=', earlier.id).execute()
    const moved = await moveRead(tx, { before: task, win: undefined }, { to: 'ACTIVE' }, now)
    const added = await insertWin(tx, { ...pick, note: earlier?.note ?? null }, now)
    const win = { ...added, task: moved.task }
    return { win, movedFrom: earlier?.date, hasReplaced: existing !== undefined }
  })
}

/** Settles earlier wins, all of them or none. @throws MomentumError `not_found`, `refused` */
export async function settleWins(
  writer: Writer | Tx,
  settlements: readonly Settlement[],
  now: Instant,
): Promise<void> {
  await write(writer, async (tx) => {
    for (const settle of settlements) {
      if (settle.to === 'DONE') await moveWin(tx, settle.date, settle, now)
      else await dropWin(tx, settle.date, settle.note, now)
    }
  })
}

/** The task with the definition of done that it is given, if it is given one. */
async function withDefinition(
  tx: Tx,
  task: Task,
  { picker, definitionOfDone }: Pick,
  now: Instant,
): Promise<Task> {
  if (definitionOfDone === undefined) return task
  return editTask(tx, picker ?? null, task.id, { definition_of_done: definitionOfDone }, now)
}

/** A Daily Win is a commitment, so a person says what done means. */
function requireReviewed({ id, title, reviewed }: Task, { date, replace, note }: Pick): void {
  if (reviewed) return
  const options = [
    `--date ${date}`,
    ...(replace ? ['--replace'] : []),
    ...(note === undefined ? [] : [`--note ${typedWord(note)}`]),
  ]
  throw usageError(`Nobody has said yet when “${title}” is done.`, {
    lead: 'Say how you can tell',
    command: `win pick ${id} ${options.join(' ')} --definition-of-done "how you can tell"`,
  })
}

function requireReplaceable(existing: Win, pick: Pick): void {
  const { task, date, replace, note } = pick
  const title = existing.task.title
  const command = `win pick ${task} --date ${date} --replace --note "why"`
  requireUnfinishedDay(existing)
  if (!replace) {
    throw conflictError(`${date} already has a Daily Win: “${title}”.`, {
      lead: 'To change your mind',
      command,
    })
  }
  if (existing.status === 'ACTIVE' && note === undefined) {
    throw usageError(`“${title}” is active: say why you replace it.`, { lead: 'Type', command })
  }
}

function requireEarlier(win: OpenWin, task: Task, date: CalendarDate): void {
  if (win.date < date) return
  throw refusedError(`“${task.title}” is already the Daily Win of ${win.date}.`, {
    lead: 'To drop that pick first',
    command: `win drop --date ${win.date} --note "why"`,
  })
}

async function insertWin(
  tx: Tx,
  win: Omit<Pick, 'note'> & { readonly note: string | null },
  now: Instant,
): Promise<Omit<Win, 'task'>> {
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
    .returning(winColumns)
    .executeTakeFirst()
  if (inserted) return inserted
  throw conflictError(`Someone else just picked the Daily Win of ${win.date}.`, {
    lead: 'See',
    command: `win show ${win.date}`,
  })
}
