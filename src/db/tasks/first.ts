import {
  type Expression,
  type RawBuilder,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from 'kysely'
import type { CategoryId } from '../../domain/category.ts'
import {
  domains,
  efforts,
  isOpen,
  priorities,
  type Task,
  type TaskId,
  type TaskStatus,
  taskStatuses,
} from '../../domain/task.ts'
import type { UserId, Viewer } from '../../domain/user.ts'
import type { Db, Schema } from '../schema.ts'
import { readAtOneMoment } from '../transaction.ts'
import {
  isAmongStatuses,
  isClosed,
  isOpenTask,
  matches,
  needsDueDate,
  type TaskFilter,
} from './filter.ts'
import { type Contains, titleKey } from './search.ts'
import { rank, type Sort, sortedBy } from './sort.ts'
import { isVisibleTo, selectTasks } from './tasks.ts'

// Finds the first tasks of a sorted list without sorting all of them. The list consists of slices:
// the urgent tasks, then those of high priority, and so on. An index has each slice in order, so
// that reading ends as soon as there are enough tasks. A long slice that another key sorts consists
// of slices in turn.

/** The first `count` tasks of a sorted list. */
type Beginning = {
  readonly viewer: Viewer
  readonly filter: TaskFilter
  /** The condition that a task contains the text of the filter, if that has one. */
  readonly text?: ComparedText | undefined
  readonly sort: readonly [Sort, ...Sort[]]
  readonly count: number
  /** The slices of earlier keys to which the list is limited. */
  readonly within?: readonly Condition[]
}

/** A text with which at most so many tasks of a part are compared, those that come first. */
type ComparedText = { readonly contains: Contains; readonly most: number }

type Condition = Expression<SqlBool>

/** Tasks that follow one another in the list. */
type Slice = {
  /** Conditions that each find a part of the slice with an index. */
  readonly parts: readonly Condition[]
  /** What sorts a part; or, if its tasks have different keys, the key in whose order it is read. */
  readonly order: readonly Sort[] | RawBuilder<unknown>
  /** Whether it has no more tasks than may be compared with the text, if that is known. */
  readonly isShort?: boolean
  /** Whether its tasks have the same date or title. */
  readonly areEqual?: true
}

/** Up to this many tasks of a slice, sorting is faster than reading in the order of an index. */
const fewTasks = 2000

/** As {@link fewTasks}, for tasks of one day: those of one priority are many times as many. */
const fewEqual = 20_000

/**
 * Lists the first tasks of a list that {@link sortedBy} sorts.
 *
 * @returns undefined if more tasks would have to be compared with the text
 */
export function listFirst(db: Db, list: Beginning): Promise<Task[] | undefined> {
  // A task that moves from one slice to another meanwhile would be missing, or be there twice.
  return readAtOneMoment(db, (from) => readFirst(from, list))
}

async function readFirst(db: Db, list: Beginning): Promise<Task[] | undefined> {
  return (await readAmongUrgent(db, list)) ?? readSlices(db, list)
}

async function readSlices(db: Db, list: Beginning): Promise<Task[] | undefined> {
  const tasks: Task[] = []
  for await (const slice of slicesOf(db, list)) {
    const count = list.count - tasks.length
    const order = await orderWithin(db, list, slice)
    const found = order
      ? await readFirst(db, { ...list, sort: order, count, within: limitedTo(list, slice) })
      : await readSlice(db, list, slice, count)
    if (found === undefined) return undefined
    tasks.push(...found)
    if (tasks.length === list.count) break
  }
  return tasks
}

/** The keys that sort a slice, if it has many tasks; undefined if it is sorted as a whole. */
async function orderWithin(
  db: Db,
  { sort }: Beginning,
  { parts, order, areEqual }: Slice,
): Promise<readonly [Sort, ...Sort[]] | undefined> {
  if (isKey(order)) return undefined
  const [first, ...others] = order
  // Tasks with the same title are sorted by their other texts, which no index has in order.
  if (first === undefined || first.key === 'id' || first.key === sort[0].key) return undefined
  let left = areEqual ? fewEqual : fewTasks
  for (const part of parts) {
    const some = db
      .selectFrom('tasks')
      .select('tasks.id')
      .where(part)
      .limit(left + 1)
    left -= await countRowsOf(db, some)
    if (left < 0) return [first, ...others]
  }
  return undefined
}

/**
 * The conditions are worded so that an index is used for the order within them, and none for them.
 */
function limitedTo({ within = [] }: Beginning, { parts }: Slice): readonly Condition[] {
  return [...within, sql<boolean>`case when ${sql.join(parts, sql` or `)} then true else false end`]
}

async function readSlice(
  db: Db,
  list: Beginning,
  { parts, order, isShort }: Slice,
  count: number,
): Promise<Task[] | undefined> {
  if (isShort === false) return undefined
  const some: Condition[] = []
  for (const part of parts) {
    const found = selectIds(db, list).where(part)
    const ids = isKey(order) ? found.orderBy(order) : sortedBy(db, found, order, list.filter)
    some.push(sql`tasks.id in (select id from ${limited(ids, list, count)} as part)`)
  }
  if (some.length === 0) return []
  // Each part is within the slices of earlier keys.
  const tasks = selectTasks(db, list.viewer).where(({ or }) => or(some))
  const found = await sortedBy(db, tasks, list.sort, list.filter).limit(count).execute()
  if (found.length === count || isShort || (await areCompared(db, list, parts))) return found
  return undefined
}

type Ids<Row> = SelectQueryBuilder<Schema, 'tasks', Row>

/** The first of some tasks, which are sorted, that contain the text of the list. */
function limited<Row>(sorted: Ids<Row>, { text }: Beginning, count: number) {
  if (text === undefined) return sorted.limit(count)
  // SQLite alone is asked this, and reads no further than it has to.
  const compared = sorted.select('tasks.search_text').limit(text.most)
  return sql`(select * from ${compared} as tasks where ${text.contains} limit ${count})`
}

/** Whether all tasks of these parts were compared with the text of the list. */
async function areCompared(db: Db, list: Beginning, parts: readonly Condition[]): Promise<boolean> {
  if (list.text === undefined) return true
  const { most } = list.text
  for (const part of parts) {
    const some = selectIds(db, list)
      .where(part)
      .limit(most + 1)
    if ((await countRowsOf(db, some)) > most) return false
  }
  return true
}

async function countRowsOf(db: Db, query: Ids<{ id: TaskId }>): Promise<number> {
  const { count } = await db
    .selectFrom(query.as('part'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function isKey(order: Slice['order']): order is RawBuilder<unknown> {
  return !Array.isArray(order)
}

function selectIds(db: Db, { viewer, filter, sort, within = [] }: Beginning) {
  const { statuses, ...others } = filter
  const visible = db.selectFrom('tasks').select('tasks.id').where(isVisibleTo(viewer))
  const tasks = visible.where(({ and }) => and([...within]))
  const [{ key }] = sort
  // The index of titles has tasks of every status; those of dates have a twin for open tasks.
  const isByDate = key === 'due_date' || key === 'completed_at'
  const isIndexOfAll = key === 'title' || (isByDate && !statusesOf(filter).every(isOpen))
  if (statuses === undefined || !isIndexOfAll) return tasks.where(matches(filter, undefined))
  return tasks.where(matches(others, undefined)).where(isAmongStatuses(statuses))
}

async function* slicesOf(db: Db, list: Beginning): AsyncGenerator<Slice> {
  const { filter, sort } = list
  const [{ key, descending }, ...order] = sort
  if (isByUrgency(list)) {
    yield { parts: [isOpenTask], order: urgency }
    return
  }
  const inOrder = <Item>(items: readonly Item[]) => (descending ? items.toReversed() : items)
  if (key === 'priority' || key === 'effort' || key === 'domain') {
    const words = { priority: priorities, effort: efforts, domain: domains }[key]
    for (const place of inOrder(words.map((_, index) => index))) {
      const isAtPlace = sql<boolean>`${rank(key, words)} = ${sql.lit(place)}`
      yield { parts: openAndClosed(filter).map((each) => both(each, isAtPlace)), order }
    }
  } else if (key === 'status') {
    for (const status of inOrder(statusesOf(filter))) yield { parts: [hasStatus(status)], order }
  } else if (key === 'owner') {
    for (const owner of [...inOrder(await listOwners(db)), null]) {
      const isOwned = isSame('owner_user_id', owner)
      yield { parts: statusesOf(filter).map((each) => both(isOwned, hasStatus(each))), order }
    }
  } else if (key === 'category') {
    for (const ids of [...inOrder(await listCategories(db)), [null]]) {
      yield { parts: ids.map((id) => isSame('category_id', id)), order }
    }
  } else {
    yield* slicesByValue(db, list, valuesOf(db, list))
  }
}

/** Whether the list has the default order for people, which an index has too. */
function isByUrgency({ filter, sort }: Beginning): boolean {
  const isSorted = sort.map(({ key, descending }) => `${key} ${descending}`).join()
  return isSorted === 'due_date false,priority true' && statusesOf(filter).every(isOpen)
}

// The same columns in the same order as in the index.
const urgency = sql`(due_date is null), due_date, ${rank('priority', priorities)} desc, id`

/** How many tasks can be read in the order of an index and filtered without a noticeable delay. */
const mostUrgent = 1000

/**
 * Finds the first tasks of a list for people among the most urgent tasks. This is for a filter that
 * matches many tasks, which the database would otherwise find with an index and sort.
 *
 * @returns undefined if too few of the urgent ones meet the filter
 */
async function readAmongUrgent(db: Db, list: Beginning): Promise<Task[] | undefined> {
  const { viewer, filter, text, sort, count, within = [] } = list
  const isIndexed = filter.owners ?? filter.categories ?? needsDueDate(filter)
  if (!isIndexed || text || within.length > 0 || !isByUrgency(list)) return undefined
  const open = db.selectFrom('tasks').selectAll().where(isOpenTask)
  const some = sql<Schema['tasks']>`${open.orderBy(urgency).limit(mostUrgent)}`.as(sql`tasks`)
  const ids = db
    .selectFrom(some)
    .select('tasks.id')
    .where(isVisibleTo(viewer))
    .where(matches(filter, undefined))
    .orderBy(urgency)
    .limit(count)
  const tasks = selectTasks(db, viewer).where(sql<boolean>`tasks.id in ${ids}`)
  const found = await sortedBy(db, tasks, sort, filter).execute()
  return found.length === count ? found : undefined
}

/** A key with many different values. */
type Values = {
  readonly key: Expression<unknown>
  /** Conditions that each find a part of the tasks with an index. */
  readonly parts: readonly Condition[]
  /** The condition that a task has a value. */
  readonly isPresent: Condition
  /** The tasks without one, which come last. */
  readonly absent: readonly Condition[]
}

function valuesOf(db: Db, { filter, sort }: Beginning): Values {
  const [{ key: name }] = sort
  const key = name === 'title' ? titleKey(db) : sql.ref(`tasks.${name}`)
  const [always, isPresent] = [sql<boolean>`true`, sql<boolean>`${key} is not null`]
  if (name === 'due_date') {
    // A range makes the database use the index of open tasks.
    const isAnyDay = sql<boolean>`${key} >= '0001-01-01'`
    return { key, parts: [always], isPresent: isAnyDay, absent: [sql`${key} is null`] }
  }
  if (name === 'completed_at') {
    // A task is completed if and only if it is done.
    const parts = statusesOf(filter).includes('DONE') ? [always] : []
    return { key, parts, isPresent, absent: [sql`tasks.status <> 'DONE'`] }
  }
  const parts = name === 'title' ? [always] : openAndClosed(filter)
  return { key, parts, isPresent: always, absent: [] }
}

/**
 * First the tasks whose values come before that of the last wanted task, then those with the same
 * value, of which there may be any number.
 */
async function* slicesByValue(db: Db, list: Beginning, values: Values): AsyncGenerator<Slice> {
  const { key, parts, isPresent, absent } = values
  const [{ key: name, descending }, ...order] = list.sort
  const within = (condition: Condition) => parts.map((part) => both(part, condition))
  const byKey = sql`${key} ${sql.raw(descending ? 'desc' : 'asc')}`
  const last = await findLastValue(db, list, key, within(isPresent))
  if (last === undefined) {
    const all = within(isPresent)
    yield { parts: all, order: byKey, isShort: await areCompared(db, list, all) }
  } else {
    const isBefore = sql<boolean>`${key} ${sql.raw(descending ? '>' : '<')} ${last}`
    yield { parts: within(isBefore), order: byKey, isShort: true }
    // Texts with the same first line, which is the title, differ in other lines.
    const orderOfEqual = name === 'title' ? list.sort : order
    yield { parts: within(sql`${key} = ${last}`), order: orderOfEqual, areEqual: true }
  }
  yield { parts: absent, order }
}

/** Finds the value of the last wanted task; undefined if fewer tasks have a value. */
async function findLastValue(
  db: Db,
  list: Beginning,
  key: Expression<unknown>,
  present: readonly Condition[],
): Promise<unknown> {
  const direction = sql.raw(list.sort[0].descending ? 'desc' : 'asc')
  const parts = []
  for (const part of present) {
    const found = selectIds(db, list).where(part).clearSelect()
    const values = found.select(sql`${key}`.as('value')).orderBy(sql`${key} ${direction}`)
    parts.push(sql`select value from ${limited(values, list, list.count)} as part`)
  }
  if (parts.length === 0) return undefined
  const { rows } = await sql<{ value: unknown }>`
    ${sql.join(parts, sql` union all `)} order by value ${direction} limit 1 offset ${list.count - 1}
  `.execute(db)
  return rows[0]?.value
}

/** The parts of the indexes that keep finished tasks apart. */
function openAndClosed(filter: TaskFilter): readonly Condition[] {
  const kinds = new Set(statusesOf(filter).map(isOpen))
  return [...kinds].map((open) => isClosed(!open))
}

function statusesOf(filter: TaskFilter): readonly TaskStatus[] {
  return taskStatuses.filter((status) => filter.statuses?.includes(status) ?? true)
}

function hasStatus(status: TaskStatus): Condition {
  return sql`tasks.status = ${status}`
}

function isSame(column: 'owner_user_id' | 'category_id', id: number | null): Condition {
  const reference = sql.ref(`tasks.${column}`)
  return id === null ? sql`${reference} is null` : sql`${reference} = ${id}`
}

function both(first: Condition, second: Condition): Condition {
  return sql`${first} and ${second}`
}

async function listOwners(db: Db): Promise<readonly UserId[]> {
  const rows = await db.selectFrom('users').select('id').orderBy('name_key').execute()
  return rows.map(({ id }) => id)
}

/** Lists the categories by name; those with the same name are together. */
async function listCategories(db: Db): Promise<readonly (readonly CategoryId[])[]> {
  const query = db.selectFrom('categories').select(['id', 'name_key']).orderBy('name_key')
  const byName = Map.groupBy(await query.execute(), (row) => row.name_key)
  return [...byName.values()].map((rows) => rows.map(({ id }) => id))
}
