import { isLive, livePrivacyError, liveTaskError } from '../../domain/live-task.ts'
import {
  type NewTask,
  reviewedWith,
  type Task,
  type TaskDraft,
  type TaskId,
} from '../../domain/task.ts'
import { foldAccents } from '../../domain/text.ts'
import { addDays, type CalendarDate, daysBetween, type Instant } from '../../domain/time.ts'
import { type UserId, userWord, type Viewer } from '../../domain/user.ts'
import { refusedError } from '../../errors.ts'
import type { Db, Tx } from '../schema.ts'
import { type Writer, write } from '../transaction.ts'
import { getUser, requireActive } from '../users/users.ts'
import { getTaskById } from './references.ts'
import { taskColumns } from './tasks.ts'

/**
 * Adds a task.
 *
 * @throws MomentumError `refused` for an inactive owner, or a private task without an owner
 */
export async function addTask(writer: Writer | Tx, draft: NewTask, now: Instant): Promise<Task> {
  requireOwned(draft)
  return write(writer, async (tx) => {
    await requireActiveOwner(tx, draft.owner_user_id)
    return tx
      .insertInto('tasks')
      .values({ ...draft, search_text: searchText(draft), created_at: now, updated_at: now })
      .returning(taskColumns)
      .executeTakeFirstOrThrow()
  })
}

/** @throws MomentumError `refused` for an inactive owner */
export async function requireActiveOwner(db: Db, owner: UserId | null | undefined): Promise<void> {
  if (owner) requireActive(await getUser(db, { id: owner }), 'be assigned a task')
}

/** The fields of a task to change. Without a reason, a new owner is assigned a live task. */
type TaskChanges = Partial<TaskDraft & Pick<Task, 'turn_reason'>>

/**
 * Changes the given fields of a task. A live one that is moved to an earlier day is shown earlier.
 *
 * @throws MomentumError `refused` for an owner who is inactive, a private task without an owner,
 * or one that was a Daily Win
 */
export async function editTask(
  writer: Writer | Tx,
  viewer: Viewer,
  id: TaskId,
  given: TaskChanges,
  now: Instant,
): Promise<Task> {
  return write(writer, async (tx) => {
    const before = await getTaskById(tx, viewer, id)
    const changes: TaskChanges = {
      ...startMoved(before, given),
      ...reviewedWith(given),
      ...given,
    }
    await requireActiveOwner(tx, changes.owner_user_id)
    const after = { ...before, ...changes }
    if (isLive(before)) await requireAsPrivate(tx, before, after)
    if (after.private) await requireCanBePrivate(tx, viewer, before, after)
    return tx
      .updateTable('tasks')
      .set({
        ...(await assignedTurn(tx, before, changes)),
        ...changes,
        search_text: searchText(after),
        updated_at: now,
      })
      .where('id', '=', id)
      .returning(taskColumns)
      .executeTakeFirstOrThrow()
  })
}

/** Whose turn a live task is, if it gets another owner. */
async function assignedTurn(
  tx: Tx,
  before: Task,
  { owner_user_id }: TaskChanges,
): Promise<Pick<TaskChanges, 'turn_reason'>> {
  const { routine_id } = before
  const isAssigned = owner_user_id !== undefined && owner_user_id !== before.owner_user_id
  if (!isAssigned || routine_id === null || !isLive(before)) return {}
  const { findSettledReason } = await import('../routines/settle.ts')
  return { turn_reason: await findSettledReason(tx, routine_id, owner_user_id, 'ASSIGNED') }
}

/** Moves the start with the due date: a live task could otherwise be hidden when it is due. */
function startMoved(live: Task, { due_date }: Partial<TaskDraft>): Partial<TaskDraft> {
  const [due, start] = [live.due_date ?? live.occurrence_date, live.starts_on]
  if (!isLive(live) || !due_date || due === null || start === null || due_date >= due) return {}
  return { starts_on: addDays(start, daysBetween(due, due_date)) }
}

/** A live task is private with its routine, and belongs to the routine's owner then. */
async function requireAsPrivate(tx: Tx, before: Task, after: Task): Promise<void> {
  const isSame = before.private === after.private
  if (isSame && (!before.private || before.owner_user_id === after.owner_user_id)) return
  const owner = after.owner_user_id && (await getUser(tx, { id: after.owner_user_id }))
  throw livePrivacyError(before, {
    ...(isSame ? {} : { private: after.private }),
    ...(before.owner_user_id === after.owner_user_id
      ? {}
      : { owner: owner ? userWord(owner) : null }),
  })
}

async function requireCanBePrivate(
  tx: Tx,
  viewer: Viewer,
  before: Task,
  task: Task,
): Promise<void> {
  requireOwned(task)
  if (!before.private && before.owner_user_id !== null && before.owner_user_id !== viewer) {
    throw refusedError(`Only ${before.owner}, who owns “${task.title}”, can make it private.`, {
      lead: `As ${before.owner}`,
      command: `task edit ${task.id} --private`,
      forActor: false,
    })
  }
  await requireWasNoWin(tx, task)
}

/** @throws MomentumError `refused` for a task that was a Daily Win, which everybody sees */
export async function requireWasNoWin(db: Db, task: Pick<Task, 'id' | 'title'>): Promise<void> {
  const win = await findWinDate(db, task.id)
  if (win === undefined) return
  throw refusedError(
    `“${task.title}” is the Daily Win of ${win} and cannot be made private.`,
    'A Daily Win belongs to the whole household.',
  )
}

/** @throws MomentumError `refused` for a private task without an owner; it may have no title yet */
export function requireOwned(task: Partial<NewTask>): void {
  if (!task.private || (task.owner_user_id ?? null) !== null) return
  throw refusedError(
    `${task.title === undefined ? 'The task' : `“${task.title}”`} is private and needs an owner.`,
    'Add --owner <user>, or --no-private.',
  )
}

/** The date of the first win of a task. */
async function findWinDate(db: Db, task: TaskId): Promise<CalendarDate | undefined> {
  const win = await db
    .selectFrom('daily_wins')
    .select('date')
    .where('task_id', '=', task)
    .orderBy('date')
    .executeTakeFirst()
  return win?.date
}

/**
 * Deletes a task.
 *
 * @throws MomentumError `refused` for a live task, and for one that was ever a Daily Win
 */
export async function removeTask(writer: Writer | Tx, viewer: Viewer, id: TaskId): Promise<Task> {
  return write(writer, async (tx) => {
    const task = await getTaskById(tx, viewer, id)
    await requireTaskRemovable(tx, task)
    await tx.deleteFrom('tasks').where('id', '=', task.id).execute()
    return task
  })
}

/** @throws MomentumError `refused` if {@link removeTask} would, so that nobody is asked first */
export async function requireTaskRemovable(db: Db, task: Task): Promise<void> {
  if (isLive(task)) throw liveTaskError(task, 'deleted')
  await requireRemovable(db, task)
}

/** @throws MomentumError `refused` for a task that was ever a Daily Win */
export async function requireRemovable(db: Db, task: Task): Promise<void> {
  const win = await findWinDate(db, task.id)
  if (win === undefined) return
  throw refusedError(
    `“${task.title}” is the Daily Win of ${win} and cannot be deleted.`,
    'A Daily Win stays in the history, and so does its task.',
  )
}

/** The columns that searches look through. The title is the first line of what is searched. */
export const searchedColumns = [
  'title',
  'definition_of_done',
  'materials_needed',
  'description',
] as const

/** The columns that searches look through. */
export const searchSources = [...searchedColumns, 'reviewed'] as const

type SearchSources = Pick<NewTask, (typeof searchedColumns)[number]> &
  Partial<Pick<Task, 'reviewed'>>

/**
 * The text that searches look through, folded without accents, with a line for each column. Nobody
 * wrote the definition of done of an unreviewed task, so that line is empty.
 */
export function searchText({ reviewed = true, ...texts }: SearchSources): string {
  const found = reviewed ? texts : { ...texts, definition_of_done: null }
  return foldAccents(searchedColumns.map((column) => found[column] ?? '').join('\n'))
}
