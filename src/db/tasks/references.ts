import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Task, TaskId, TaskReference } from '../../domain/task.ts'
import { fold } from '../../domain/text.ts'
import type { Viewer } from '../../domain/user.ts'
import { ambiguousError, type MomentumError, notFoundError } from '../../errors.ts'
import type { Db, Schema } from '../schema.ts'
import { likeText, narrow, titleKey } from './search.ts'
import { contains, selectTasks } from './tasks.ts'

/**
 * The one task that is meant.
 *
 * @throws MomentumError `not_found`, or `ambiguous` with the candidates
 */
export async function getTask(db: Db, viewer: Viewer, reference: TaskReference): Promise<Task> {
  const { text, id, uuid, part } = reference
  const found =
    // A greater one is nobody's, and more than PostgreSQL can be asked for.
    (id !== undefined &&
      Number.isSafeInteger(id) &&
      (await found6(selectTasks(db, viewer).where('tasks.id', '=', id)))) ||
    (uuid !== undefined && (await found6(selectTasks(db, viewer).where(uuidBegins(uuid))))) ||
    (part !== undefined && (await findByTitle(db, viewer, part))) ||
    []
  const [task, ...others] = found
  if (!task) {
    const message =
      id === undefined
        ? `No task is called “${text}”.`
        : `There is no task with the number ${text}.`
    throw notFoundError(message, { lead: 'See', command: 'task list --all' })
  }
  if (others.length > 0) throw ambiguous(text, found)
  return task
}

async function found6(query: TaskQuery): Promise<Task[] | undefined> {
  const found = await query.orderBy('tasks.id').limit(6).execute()
  return found.length > 0 ? found : undefined
}

type TaskQuery = SelectQueryBuilder<Schema, 'tasks', Task>

/** A title that is the whole text goes before those that only contain it. */
async function findByTitle(db: Db, viewer: Viewer, part: string): Promise<Task[] | undefined> {
  const key = fold(part)
  const title = titleKey(db)
  const whole = await found6(selectTasks(db, viewer).where(title, '=', key))
  if (whole) return whole
  const inTitle = sql<boolean>`${title} like ${`%${likeText(key)}%`} escape '\\'`
  const ids = await narrow(db, key)
  return found6(selectTasks(db, viewer).where(contains(key, ids)).where(inTitle))
}

function ambiguous(text: string, tasks: readonly Task[]): MomentumError {
  const shown = tasks.slice(0, 5).map((task) => `${task.id} “${task.title}”`)
  const more = tasks.length > 5 ? ' and more' : ''
  return ambiguousError(
    `“${text}” fits more than one task: ${shown.join(', ')}${more}.`,
    'Name it by its number.',
  )
}

/** The task with this number. @throws MomentumError `not_found` when it is not there any more */
export async function getById(db: Db, viewer: Viewer, id: TaskId): Promise<Task> {
  return getTask(db, viewer, { text: String(id), id })
}

/** Between the first uuid of that beginning and the last one. */
function uuidBegins(prefix: string) {
  const first = prefix + '00000000-0000-0000-0000-000000000000'.slice(prefix.length)
  const last = prefix + 'ffffffff-ffff-ffff-ffff-ffffffffffff'.slice(prefix.length)
  return (eb: ExpressionBuilder<Schema, 'tasks'>) => eb.between('tasks.uuid', first, last)
}
