import type { SelectQueryBuilder } from 'kysely'
import { type Task, type TaskStatus, taskStatuses } from '../../domain/task.ts'
import type { Viewer } from '../../domain/user.ts'
import type { Db, Schema } from '../schema.ts'
import { matches, type TaskFilter } from './filter.ts'
import { listFirst } from './first.ts'
import { whileSearching } from './search.ts'
import { type Sort, sortedBy } from './sort.ts'
import { isVisibleTo, selectTasks } from './tasks.ts'

/** A part of a list: `limit` rows after the first `offset` ones. */
export type Page = { readonly limit?: number | undefined; readonly offset?: number | undefined }

/** Up to this many tasks, sorting is faster than reading in the order of an index. */
const fewTasks = 2000

/** Up to this many tasks at the beginning of a sorted list are read in the order of an index. */
const mostFirst = 1000

/** Lists tasks as {@link sortedBy} sorts them. */
export async function listTasks(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  options: { readonly sort?: readonly Sort[] } & Page = {},
): Promise<Task[]> {
  const { sort = [], limit, offset } = options
  const [first, ...others] = sort
  const count = (offset ?? 0) + (limit ?? Number.POSITIVE_INFINITY)
  const isLong = first && count <= mostFirst && !isInOrder(sort, filter)
  if (isLong && (await hasMany(db, viewer, filter))) {
    const tasks = await listFirst(db, { viewer, filter, sort: [first, ...others], count })
    return tasks.slice(offset)
  }
  return whileSearching(db, filter.search, async (from) => {
    const matching = selectTasks(from, viewer).where(await matches(from, filter))
    const query = sortedBy(from, matching, sort, filter)
    if (limit === undefined && offset === undefined) return query.execute()
    return page(query, { limit, offset }).execute()
  })
}

function page<Row>(query: SelectQueryBuilder<Schema, 'tasks', Row>, { limit, offset }: Page) {
  // SQLite requires a limit before an offset.
  const limited = query.limit(limit ?? Number.MAX_SAFE_INTEGER)
  return offset === undefined ? limited : limited.offset(offset)
}

/** Whether a single index has the order of the list. */
function isInOrder([first, ...others]: readonly Sort[], { dueBefore }: TaskFilter): boolean {
  if (first?.key === 'id') return true
  const isByDate = first?.key === 'due_date' && !first.descending && others.length === 0
  return isByDate && dueBefore !== undefined
}

/** Whether there are many tasks to sort, as far as the statuses and a search show. */
async function hasMany(db: Db, viewer: Viewer, { search, statuses }: TaskFilter): Promise<boolean> {
  // A search uses an index of its own.
  if (search !== undefined) return false
  const counts = await countByStatus(db, viewer)
  const asked = statuses ?? taskStatuses
  return asked.reduce((sum, status) => sum + counts[status], 0) > fewTasks
}

/** Counts the tasks that meet a filter, but no further than `most`. */
export async function countTasks(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  most = Number.MAX_SAFE_INTEGER,
): Promise<number> {
  return whileSearching(db, filter.search, async (from) => {
    const matching = from
      .selectFrom('tasks')
      .select('tasks.id')
      .where(isVisibleTo(viewer))
      .where(await matches(from, filter))
    const { count } = await from
      // Counts in the order of the list, whose pages were just read.
      .selectFrom(matching.orderBy('tasks.id').limit(most).as('matching'))
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  })
}

/** Counts the tasks of each status. */
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
