import type { Task, TaskId } from '../../domain/task.ts'
import type { Viewer } from '../../domain/user.ts'
import type { Db } from '../schema.ts'
import { listTaskIds, listTasks, listTasksById, type Sort, type TaskFilter } from './tasks.ts'

/** Tasks in memory at once: with more of them, V8 lets its heap for short-lived values grow. */
const batchSize = 25

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
  // A page is one query.
  const most = page.limit <= pageSize ? pageSize : batchSize
  let left = page.limit
  let after: TaskId | undefined
  while (left > 0) {
    const limit = Math.min(most, left)
    const offset = after === undefined ? page.offset : 0
    const tasks: Task[] = await listTasks(db, viewer, { ...filter, after }, { limit, offset })
    if (tasks.length > 0) yield tasks
    left -= tasks.length
    if (tasks.length < limit) return
    after = tasks.at(-1)?.id
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
  for (let start = page.offset; start < end; start += batchSize) {
    const batch = [...ids.subarray(start, Math.min(end, start + batchSize))]
    const tasks = await listTasksById(db, viewer, batch as TaskId[])
    if (tasks.length > 0) yield tasks
  }
}
