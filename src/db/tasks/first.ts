import { type RawBuilder, sql } from 'kysely'
import type { Task } from '../../domain/task.ts'
import type { Db, Schema } from '../schema.ts'
import { readAtOneMoment } from '../transaction.ts'
import {
  areCompared,
  type Beginning,
  type Condition,
  countRowsOf,
  limited,
  selectIds,
} from './beginning.ts'
import { isOpenTask, matches, needsDueDate } from './filter.ts'
import { isByUrgency, type Slice, slicesOf, urgency } from './slices.ts'
import { type Sort, sortedBy } from './sort.ts'
import { isVisibleTo, selectTasks } from './tasks.ts'

// Finds the first tasks of a sorted list without sorting all of them. The list consists of slices:
// the urgent tasks, then those of high priority, and so on. An index has each slice in order, so
// that reading ends as soon as there are enough tasks. A long slice that another key sorts consists
// of slices in turn.

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

function isKey(order: Slice['order']): order is RawBuilder<unknown> {
  return !Array.isArray(order)
}

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
