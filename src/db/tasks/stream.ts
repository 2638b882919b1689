import type { Task, TaskId } from '../../domain/task.ts'
import type { Viewer } from '../../domain/user.ts'
import { blankFor, reusable } from '../batches.ts'
import { limitCache, rowsOf } from '../dialect.ts'
import type { Db } from '../schema.ts'
import { containsTextOf, matches, type TaskFilter } from './filter.ts'
import { listTasks } from './lists.ts'
import { whileSearching } from './search.ts'
import { type Sort, sortedBy } from './sort.ts'
import { isVisibleTo, selectTasks } from './tasks.ts'

/** Tasks in memory at once: the more values are in use, the more room V8 gives to new ones. */
const batchSize = 10

/** A list of at most this many tasks is read at once. */
const pageSize = 200

/**
 * Reads a list of any length in batches. Each batch is a query of its own, so that others can write
 * in between; later batches contain their changes.
 */
export async function* streamTasks(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  options: {
    readonly sort: readonly Sort[]
    readonly limit?: number | undefined
    readonly offset?: number | undefined
  },
): AsyncGenerator<readonly Task[]> {
  const { sort, limit = Number.POSITIVE_INFINITY, offset = 0 } = options
  if (sort.length === 0) yield* streamByNumber(db, viewer, filter, { limit, offset })
  else yield* streamSorted(db, viewer, filter, { sort, limit, offset })
}

async function* streamByNumber(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  page: { readonly limit: number; readonly offset: number },
): AsyncGenerator<readonly Task[]> {
  const isPage = page.limit <= pageSize
  const limit = isPage ? page.limit : batchSize
  const first = await listTasks(db, viewer, filter, { limit, offset: page.offset })
  if (first.length > 0) yield first
  if (isPage) return
  await limitCache(db)
  const following = await prepareTasksAfter(db, viewer, filter)
  let last = first.at(-1)
  for (let left = page.limit - first.length; last !== undefined && left > 0; ) {
    const tasks = await following(last.id, Math.min(batchSize, left))
    if (tasks.length > 0) yield tasks
    left -= tasks.length
    last = tasks.at(-1)
  }
}

/** @returns a function that reads the tasks after a task, in the order of their numbers */
async function prepareTasksAfter(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
): Promise<(after: TaskId, limit: number) => Promise<Task[]>> {
  const contains = await containsTextOf(db, filter)
  const matching = selectTasks(db, viewer).where(matches(filter, contains))
  return reusable(
    db,
    matching
      .where('tasks.id', '>', blankFor<TaskId>())
      .orderBy('tasks.id')
      .limit(blankFor<number>()),
  )
}

/** Of a long list, reads the numbers of all tasks first, because the order depends on them all. */
async function* streamSorted(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  page: { readonly sort: readonly Sort[]; readonly limit: number; readonly offset: number },
): AsyncGenerator<readonly Task[]> {
  if (page.limit <= pageSize) {
    const tasks = await listTasks(db, viewer, filter, page)
    if (tasks.length > 0) yield tasks
    return
  }
  const ids = await listTaskIds(db, viewer, filter, page.sort)
  const end = Math.min(ids.length, page.offset + page.limit)
  const byId = prepareTasksById(db, viewer, batchSize)
  await limitCache(db)
  for (let start = page.offset; start < end; start += batchSize) {
    const batch = [...ids.subarray(start, Math.min(end, start + batchSize))]
    const tasks = await byId(batch as TaskId[])
    if (tasks.length > 0) yield tasks
  }
}

/** Lists the numbers of tasks in the order of the list, in eight bytes each. */
function listTaskIds(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  sort: readonly Sort[],
): Promise<Float64Array> {
  return whileSearching(db, filter.search, (from) => readTaskIds(from, viewer, filter, sort))
}

async function readTaskIds(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  sort: readonly Sort[],
): Promise<Float64Array> {
  const query = db.selectFrom('tasks').select('tasks.id').where(isVisibleTo(viewer))
  const contains = await containsTextOf(db, filter)
  const sorted = sortedBy(db, query.where(matches(filter, contains)), sort, filter)
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

/**
 * @returns a function that reads at most `most` tasks by number, in this order, without deleted
 * ones
 */
function prepareTasksById(
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
