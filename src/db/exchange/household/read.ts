import type { Compilable } from 'kysely'
import { taskFields, taskLookupFields } from '../../../domain/task.ts'
import type { Viewer } from '../../../domain/user.ts'
import { blankFor, reusable } from '../../batches.ts'
import {
  ownColumns as routineColumns,
  isVisibleTo as showsRoutine,
} from '../../routines/routines.ts'
import type { Db } from '../../schema.ts'
import { containsTextOf, matches, type TaskFilter } from '../../tasks/filter.ts'
import { isVisibleTo as showsTask } from '../../tasks/tasks.ts'
import { type StoredTask, userColumns } from './rows.ts'

// What a viewer may see of each table, in batches, in the order of the numbers.

/** Rows in memory at once: the more values are in use, the more room V8 gives to new ones. */
const batchSize = 100

type Batches<Stored> = AsyncGenerator<readonly Stored[]>

/** @param query its blanks are the number after which it begins, and how many rows it reads */
async function* readAll<Stored extends { readonly id: number }>(
  db: Db,
  query: Compilable<Stored>,
): Batches<Stored> {
  const next = reusable(db, query)
  let last = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = await next(last, batchSize)
    if (rows.length > 0) yield rows
    if (rows.length < batchSize) return
    last = rows.at(-1)?.id ?? last
  }
}

/** A blank for a number of any table. */
const after = () => blankFor<never>()
const limit = () => blankFor<number>()

export function readUsers(db: Db) {
  const users = db.selectFrom('users').select(userColumns)
  return readAll(db, users.where('id', '>', after()).orderBy('id').limit(limit()))
}

export function readCategories(db: Db) {
  const categories = db.selectFrom('categories').selectAll()
  return readAll(db, categories.where('id', '>', after()).orderBy('id').limit(limit()))
}

export function readRoutines(db: Db, viewer: Viewer) {
  const routines = db.selectFrom('routines').select(routineColumns).where(showsRoutine(viewer))
  return readAll(db, routines.where('id', '>', after()).orderBy('id').limit(limit()))
}

const lookups: readonly string[] = taskLookupFields

/** The columns of tasks that files have. */
export const taskColumns = taskFields
  .filter((field): field is keyof StoredTask & (typeof taskFields)[number] => {
    return !lookups.includes(field)
  })
  .map((field) => `tasks.${field}` as const)

export async function* readTasks(db: Db, viewer: Viewer, filter: TaskFilter): Batches<StoredTask> {
  const contains = await containsTextOf(db, filter)
  const tasks = db
    .selectFrom('tasks')
    .select(taskColumns)
    .where(showsTask(viewer))
    .where(matches(filter, contains))
  yield* readAll(db, tasks.where('tasks.id', '>', after()).orderBy('tasks.id').limit(limit()))
}

export function readWins(db: Db, viewer: Viewer) {
  const wins = db
    .selectFrom('daily_wins')
    .innerJoin('tasks', 'tasks.id', 'daily_wins.task_id')
    .selectAll('daily_wins')
    .select('tasks.uuid as task_uuid')
    .where(showsTask(viewer))
  return readAll(
    db,
    wins.where('daily_wins.id', '>', after()).orderBy('daily_wins.id').limit(limit()),
  )
}

export function readOccurrences(db: Db, viewer: Viewer) {
  const times = db
    .selectFrom('occurrences')
    .innerJoin('routines', 'routines.id', 'occurrences.routine_id')
    .leftJoin('tasks', (join) =>
      join.onRef('tasks.id', '=', 'occurrences.task_id').on(showsTask(viewer)),
    )
    .selectAll('occurrences')
    .select(['routines.uuid as routine_uuid', 'tasks.uuid as task_uuid'])
    .where(showsRoutine(viewer))
  return readAll(
    db,
    times.where('occurrences.id', '>', after()).orderBy('occurrences.id').limit(limit()),
  )
}

export function readAbsences(db: Db) {
  const absences = db.selectFrom('absences').selectAll()
  return readAll(db, absences.where('id', '>', after()).orderBy('id').limit(limit()))
}

export function readRestDays(db: Db) {
  const rest = db.selectFrom('rest_days').selectAll()
  return readAll(db, rest.where('id', '>', after()).orderBy('id').limit(limit()))
}

/** Reads the notes on tasks. */
export async function* readNotes(db: Db, viewer: Viewer, filter: TaskFilter) {
  const contains = await containsTextOf(db, filter)
  const notes = db
    .selectFrom('notes')
    .innerJoin('tasks', 'tasks.id', 'notes.task_id')
    .selectAll('notes')
    .select('tasks.uuid as task_uuid')
    .where(showsTask(viewer))
    .where(matches(filter, contains))
  yield* readAll(db, notes.where('notes.id', '>', after()).orderBy('notes.id').limit(limit()))
}
