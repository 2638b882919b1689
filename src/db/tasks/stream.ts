import type { Task, TaskId } from '../../domain/task.ts'
import type { Viewer } from '../../domain/user.ts'
import { limitCache } from '../dialect.ts'
import type { Db } from '../schema.ts'
import {
  listTaskIds,
  listTasks,
  prepareTasksAfter,
  prepareTasksById,
  type Sort,
  type TaskFilter,
} from './tasks.ts'

/** Tasks in memory at once: the more values are in use, the more room V8 gives to new ones. */
const batchSize = 10

/** A list of so many is no more than a page. */
const pageSize = 200

/**
 * All tasks of a list, however many, some at a time. Each time is a query of its own: while whoever
 * reads takes a rest, others can write, and what they change further on is seen.
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

/** The order is known once every task was looked at; of those it keeps the numbers. */
async function* streamSorted(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  page: { readonly sort: readonly Sort[]; readonly limit: number; readonly offset: number },
): AsyncGenerator<readonly Task[]> {
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
