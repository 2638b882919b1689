import { type Expression, type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { CategoryId } from '../../domain/category.ts'
import {
  type Domain,
  domains,
  type Effort,
  efforts,
  isOpen,
  type Priority,
  priorities,
  type Task,
  type TaskId,
  type TaskStatus,
  taskStatuses,
} from '../../domain/task.ts'
import { fold } from '../../domain/text.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { UserId, Viewer } from '../../domain/user.ts'
import { blankFor, reusable } from '../batches.ts'
import { rowsOf } from '../dialect.ts'
import type { Db, Schema } from '../schema.ts'
import { holds, narrow } from './search.ts'

const ownColumns = [
  'tasks.id',
  'tasks.uuid',
  'tasks.title',
  'tasks.description',
  'tasks.domain',
  'tasks.effort',
  'tasks.definition_of_done',
  'tasks.materials_needed',
  'tasks.owner_user_id',
  'tasks.category_id',
  'tasks.priority',
  'tasks.due_date',
  'tasks.private',
  'tasks.status',
  'tasks.status_note',
  'tasks.completed_at',
  'tasks.created_at',
  'tasks.updated_at',
] as const

/** What makes a `Task`, for `select` and `returning` alike. */
export function taskColumns(eb: ExpressionBuilder<Schema, 'tasks'>) {
  const owner = eb
    .selectFrom('users')
    .select('users.name')
    .whereRef('users.id', '=', 'tasks.owner_user_id')
    .as('owner')
  const category = eb
    .selectFrom('categories')
    .select('categories.name')
    .whereRef('categories.id', '=', 'tasks.category_id')
    .as('category')
  return [...ownColumns, owner, category] as const
}

/** Where every query for tasks starts: somebody else’s private tasks are not there. */
export function selectTasks(db: Db, viewer: Viewer) {
  return db.selectFrom('tasks').select(taskColumns).where(isVisibleTo(viewer))
}

/** The tasks of wins: a win belongs to the household, and so does its task. */
export function selectWinTasks(db: Db, ids: readonly TaskId[]) {
  return db.selectFrom('tasks').select(taskColumns).where('tasks.id', 'in', ids)
}

/** A private task is seen by its owner alone. */
function isVisibleTo(viewer: Viewer) {
  return (eb: ExpressionBuilder<Schema, 'tasks'>) =>
    eb.or([
      eb('tasks.private', '=', false),
      ...(viewer === null ? [] : [eb('tasks.owner_user_id', '=', viewer)]),
    ])
}

/** What a list shows; what is not named does not narrow it. */
export type TaskFilter = {
  readonly statuses?: readonly TaskStatus[] | undefined
  readonly domains?: readonly Domain[] | undefined
  readonly efforts?: readonly Effort[] | undefined
  readonly priorities?: readonly Priority[] | undefined
  /** null: tasks that are nobody's. */
  readonly owner?: UserId | null | undefined
  /** null: tasks without a category. */
  readonly category?: CategoryId | null | undefined
  /** Due on an earlier day. */
  readonly dueBefore?: CalendarDate | undefined
  /** A literal part, in any case, of the title, description, definition of done or materials. */
  readonly search?: string | undefined
}

/** The columns a list can be sorted by. */
export const sortKeys = [
  'id',
  'title',
  'domain',
  'effort',
  'owner',
  'category',
  'priority',
  'due_date',
  'status',
  'completed_at',
  'created_at',
  'updated_at',
] as const
export type SortKey = (typeof sortKeys)[number]
export type Sort = { readonly key: SortKey; readonly descending: boolean }

/** A part of a list: so many rows, after so many that are passed over. */
export type Page = { readonly limit?: number | undefined; readonly offset?: number | undefined }

/**
 * The numbers of all tasks of a list, in its order, as numbers of eight bytes each: a million take
 * eight megabytes.
 */
export async function listTaskIds(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  sort: readonly Sort[],
): Promise<Float64Array> {
  const query = db.selectFrom('tasks').select('tasks.id').where(isVisibleTo(viewer))
  const sorted = sortedBy(db, query.where(await matches(db, filter)), sort, filter)
  let ids = new Float64Array(1024)
  let count = 0
  for await (const { id } of await rowsOf(db, sorted)) {
    if (count === ids.length) {
      const more = new Float64Array(count * 2)
      more.set(ids)
      ids = more
    }
    ids[count] = id
    count += 1
  }
  return ids.subarray(0, count)
}

/** @returns what reads the tasks after a task, in the order of ids */
export async function prepareTasksAfter(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
): Promise<(after: TaskId, limit: number) => Promise<Task[]>> {
  const matching = selectTasks(db, viewer).where(await matches(db, filter))
  return reusable(
    db,
    matching
      .where('tasks.id', '>', blankFor<TaskId>())
      .orderBy('tasks.id')
      .limit(blankFor<number>()),
  )
}

/** @returns what reads at most `most` tasks by their ids, in this order; deleted ones are left out */
export function prepareTasksById(
  db: Db,
  viewer: Viewer,
  most: number,
): (ids: readonly TaskId[]) => Promise<Task[]> {
  const blanks = Array.from({ length: most }, () => blankFor<TaskId>())
  const find = reusable(db, selectTasks(db, viewer).where('tasks.id', 'in', blanks))
  return async (ids) => {
    const found = await find(...blanks.map((_, index) => ids[index] ?? null))
    const byId = new Map(found.map((task) => [task.id, task]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }
}

/** Sorted as asked, and by number where that leaves a tie; empty values come last either way. */
export async function listTasks(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  options: { readonly sort?: readonly Sort[] } & Page = {},
): Promise<Task[]> {
  const { sort = [], limit, offset } = options
  const matching = selectTasks(db, viewer).where(await matches(db, filter))
  const query = sortedBy(db, matching, sort, filter)
  if (limit === undefined && offset === undefined) return query.execute()
  return page(query, { limit, offset }).execute()
}

function sortedBy<Row>(
  db: Db,
  query: SelectQueryBuilder<Schema, 'tasks', Row>,
  sort: readonly Sort[],
  filter: TaskFilter,
) {
  let sorted = query
  for (const { key, descending } of sort) {
    // A date that is asked for is there, and its index has the order already.
    const isThere = key === 'due_date' && filter.dueBefore !== undefined
    sorted = sorted.orderBy(sortExpression(db, key), (order) => {
      const directed = descending ? order.desc() : order.asc()
      return isThere ? directed : directed.nullsLast()
    })
  }
  return sorted.orderBy('tasks.id')
}

/** How many tasks the filter lets through; it stops counting at so many. */
export async function countTasks(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  most = Number.MAX_SAFE_INTEGER,
): Promise<number> {
  const matching = db
    .selectFrom('tasks')
    .select('tasks.id')
    .where(isVisibleTo(viewer))
    .where(await matches(db, filter))
  const { count } = await db
    // In the order of the list, which is near what was just read of it.
    .selectFrom(matching.orderBy('tasks.id').limit(most).as('matching'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** How many tasks there are in each status. */
export async function countByStatus(db: Db, viewer: Viewer): Promise<Record<TaskStatus, number>> {
  const rows = await db
    .selectFrom('task_counts')
    .select(['status', 'tasks'])
    .where('private_to', 'in', viewer === null ? [0] : [0, viewer])
    .execute()
  const counts = { BACKLOG: 0, ACTIVE: 0, PAUSED: 0, BLOCKED: 0, DONE: 0, ABANDONED: 0 }
  for (const { status, tasks } of rows) counts[status] += tasks
  return counts
}

async function matches(db: Db, filter: TaskFilter) {
  const { statuses, owner, category, search } = filter
  const key = search === undefined ? undefined : fold(search)
  const ids = key === undefined ? undefined : await narrow(db, key)
  return (eb: ExpressionBuilder<Schema, 'tasks'>) => {
    return eb.and([
      ...(statuses ? [isIn(statuses)] : []),
      ...(filter.domains ? [isOneOf('tasks.domain', filter.domains)] : []),
      ...(filter.efforts ? [isOneOf('tasks.effort', filter.efforts)] : []),
      ...(filter.priorities ? [isOneOf('tasks.priority', filter.priorities)] : []),
      ...(filter.dueBefore ? [eb('tasks.due_date', '<', filter.dueBefore)] : []),
      ...(category === null ? [eb('tasks.category_id', 'is', null)] : []),
      ...(category ? [eb('tasks.category_id', '=', category)] : []),
      ...(owner === null ? [eb('tasks.owner_user_id', 'is', null)] : []),
      ...(owner ? [eb('tasks.owner_user_id', '=', owner)] : []),
      ...(key === undefined ? [] : [contains(key, ids)]),
    ])
  }
}

/** An index of the open ones is used where they are named by what they are not. */
function isIn(statuses: readonly TaskStatus[]) {
  const isAllOpen = taskStatuses.every((each) => statuses.includes(each) === isOpen(each))
  return isAllOpen ? isStill : isOneOf('tasks.status', statuses)
}

/** Not over. */
export const isStill = sql<boolean>`tasks.status <> 'DONE' and tasks.status <> 'ABANDONED'`

function isOneOf(column: string, words: readonly string[]) {
  if (words.length === 0) return sql<boolean>`false`
  return sql<boolean>`${sql.ref(column)} in (${sql.join(words)})`
}

/** @param ids the only tasks that hold it, when that is known */
export function contains(key: string, ids: readonly TaskId[] | undefined) {
  if (ids === undefined) return holds(key)
  if (ids.length === 0) return sql<boolean>`false`
  return sql<boolean>`tasks.id in (${sql.join(ids.map((id) => sql.lit(id)))}) and ${holds(key)}`
}

function page<Row>(query: SelectQueryBuilder<Schema, 'tasks', Row>, { limit, offset }: Page) {
  // SQLite takes an offset only after a limit; this one is beyond every table.
  const limited = query.limit(limit ?? Number.MAX_SAFE_INTEGER)
  return offset === undefined ? limited : limited.offset(offset)
}

function sortExpression(db: Db, key: SortKey): Expression<unknown> {
  if (key === 'owner') {
    const owners = db.selectFrom('users').whereRef('users.id', '=', sql.ref('tasks.owner_user_id'))
    return owners.select('users.name_key')
  }
  if (key === 'category') {
    const categories = db.selectFrom('categories')
    return categories
      .whereRef('categories.id', '=', sql.ref('tasks.category_id'))
      .select('categories.name_key')
  }
  if (key === 'title') return sql`search_text`
  if (key === 'priority') return rank('priority', priorities)
  if (key === 'domain') return rank('domain', domains)
  if (key === 'effort') return rank('effort', efforts)
  if (key === 'status') return rank('status', taskStatuses)
  return sql.ref(`tasks.${key}`)
}

/** The place of a word in its list: TINY before SMALL, not after. */
export function rank(
  column: 'domain' | 'effort' | 'priority' | 'status',
  words: readonly string[],
) {
  const cases = words.map((word, index) => sql`when ${sql.lit(word)} then ${sql.lit(index)}`)
  return sql<number>`case ${sql.ref(`tasks.${column}`)} ${sql.join(cases, sql` `)} end`
}
