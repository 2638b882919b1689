import { type ExpressionBuilder, sql } from 'kysely'
import { type Task, type TaskId, taskFields, taskLookupFields } from '../../domain/task.ts'
import type { Viewer } from '../../domain/user.ts'
import type { Db, Schema } from '../schema.ts'
import { turnNames } from './turn-names.ts'

type LookupField = (typeof taskLookupFields)[number]
type OwnField = Exclude<(typeof taskFields)[number], LookupField>

const lookupFields: readonly string[] = taskLookupFields
const ownColumns = taskFields
  .filter((field): field is OwnField => !lookupFields.includes(field))
  .map((field) => `tasks.${field}` as const)

/** The columns of a `Task`, for `select` and `returning`. */
export function taskColumns(eb: ExpressionBuilder<Schema, 'tasks'>) {
  const users = eb.selectFrom('users').select('users.name')
  const category = eb
    .selectFrom('categories')
    .select('categories.name')
    .whereRef('categories.id', '=', 'tasks.category_id')
  const routine = eb
    .selectFrom('routines')
    .select('routines.title')
    .whereRef('routines.id', '=', 'tasks.routine_id')
    .where(isNamedToAll)
  const following = eb
    .selectFrom('tasks as following')
    .select('following.id')
    .where('tasks.status', '=', 'DONE')
    .whereRef('following.routine_id', '=', 'tasks.routine_id')
    .whereRef('following.occurrence_number', '>', 'tasks.occurrence_number')
    .where(isSeenWithTask)
    .orderBy('following.occurrence_number')
    .limit(1)
  return [
    ...ownColumns,
    users.whereRef('users.id', '=', 'tasks.owner_user_id').as('owner'),
    category.as('category'),
    users.whereRef('users.id', '=', 'tasks.completed_by_user_id').as('completed_by'),
    routine.as('routine'),
    turnNames(eb),
    following.as('next_task_id'),
  ] as const
}

/** A private routine is named only with a task that its owner alone sees. */
const isNamedToAll = sql<boolean>`(routines.private = false
  or tasks.private and tasks.owner_user_id = routines.owner_user_id)`

/** A private task is named only with another private one of its owner. */
const isSeenWithTask = sql<boolean>`(following.private = false
  or tasks.private and tasks.owner_user_id = following.owner_user_id)`

/** As `isSeenWithTask`, for a task that was just added. */
export function isAddedSeenWith(task: PrivateTask, added: PrivateTask): boolean {
  return !added.private || (task.private && task.owner_user_id === added.owner_user_id)
}

type PrivateTask = Pick<Task, 'private' | 'owner_user_id'>

/** Every query for tasks starts here. It leaves out private tasks of others. */
export function selectTasks(db: Db, viewer: Viewer) {
  return db.selectFrom('tasks').select(taskColumns).where(isVisibleTo(viewer))
}

/** Selects the tasks of wins, which are visible to everyone. */
export function selectWinTasks(db: Db, ids: readonly TaskId[]) {
  return db.selectFrom('tasks').select(taskColumns).where('tasks.id', 'in', ids)
}

/** A private task is visible only to its owner. */
export function isVisibleTo(viewer: Viewer) {
  return (eb: ExpressionBuilder<Schema, 'tasks'>) =>
    eb.or([
      eb('tasks.private', '=', false),
      ...(viewer === null ? [] : [eb('tasks.owner_user_id', '=', viewer)]),
    ])
}
