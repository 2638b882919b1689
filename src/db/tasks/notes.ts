import type { Note, NoteId } from '../../domain/note.ts'
import type { Task, TaskId } from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import type { Viewer } from '../../domain/user.ts'
import { notFoundError } from '../../errors.ts'
import type { Db, Tx } from '../schema.ts'
import { type Writer, write } from '../transaction.ts'
import { getTaskById } from './references.ts'
import { isVisibleTo } from './tasks.ts'

/** A note, and the task that it is on. */
export type TaskNote = { readonly note: Note; readonly task: Task }

function selectNotes(db: Db) {
  return db
    .selectFrom('notes')
    .selectAll('notes')
    .select((eb) =>
      eb
        .selectFrom('users')
        .select('users.name')
        .whereRef('users.id', '=', 'notes.author_user_id')
        .as('author'),
    )
}

/** Lists the notes on a task that the viewer sees, as they were written. */
export async function listNotes(db: Db, task: TaskId): Promise<Note[]> {
  return selectNotes(db).where('notes.task_id', '=', task).orderBy('notes.id').execute()
}

/** Lists the notes on all tasks that the viewer can see, as they were written. */
export async function listAllNotes(db: Db, viewer: Viewer): Promise<Note[]> {
  return selectNotes(db)
    .innerJoin('tasks', 'tasks.id', 'notes.task_id')
    .where(isVisibleTo(viewer))
    .orderBy('notes.id')
    .execute()
}

/** Lists the latest notes on tasks that the viewer can see, latest first. */
export async function listLatestNotes(db: Db, viewer: Viewer, limit: number): Promise<Note[]> {
  return selectNotes(db)
    .innerJoin('tasks', 'tasks.id', 'notes.task_id')
    .where(isVisibleTo(viewer))
    .orderBy('notes.id', 'desc')
    .limit(limit)
    .execute()
}

/**
 * Gets a note, and its task.
 *
 * @param task the task that it has to be on, if that is known
 * @throws MomentumError `not_found`, also for a note on a private task of somebody else
 */
export async function getNote(
  db: Db,
  viewer: Viewer,
  id: NoteId,
  task?: TaskId,
): Promise<TaskNote> {
  const note = await selectNotes(db)
    .innerJoin('tasks', 'tasks.id', 'notes.task_id')
    .where('notes.id', '=', id)
    .where(isVisibleTo(viewer))
    .executeTakeFirst()
  if (note && (task === undefined || note.task_id === task)) {
    return { note, task: await getTaskById(db, viewer, note.task_id) }
  }
  throw notFoundError(
    task === undefined
      ? `There is no note with the number ${id}.`
      : `Task ${task} has no note with the number ${id}.`,
    { lead: 'To see the notes on a task', command: `task show ${task ?? '<task>'}` },
  )
}

/**
 * Adds a note to a task. Its author is the viewer.
 *
 * @throws MomentumError `not_found` for a task that the viewer does not see
 */
export async function addNote(
  writer: Writer | Tx,
  viewer: Viewer,
  id: TaskId,
  text: string,
  now: Instant,
): Promise<TaskNote> {
  return write(writer, async (tx) => {
    const task = await getTaskById(tx, viewer, id)
    const added = await tx
      .insertInto('notes')
      .values({ task_id: task.id, author_user_id: viewer, text, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    return getNote(tx, viewer, added.id)
  })
}

/** Deletes a note. @throws MomentumError `not_found` */
export async function removeNote(writer: Writer, viewer: Viewer, id: NoteId): Promise<TaskNote> {
  return write(writer, async (tx) => {
    const found = await getNote(tx, viewer, id)
    await tx.deleteFrom('notes').where('id', '=', id).execute()
    return found
  })
}
