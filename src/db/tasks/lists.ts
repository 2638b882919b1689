import type { SelectQueryBuilder } from 'kysely'
import type { Task, TaskStatus } from '../../domain/task.ts'
import type { Viewer } from '../../domain/user.ts'
import type { Db, Schema } from '../schema.ts'
import { matches, type TaskFilter } from './filter.ts'
import { whileSearching } from './search.ts'
import { type Sort, sortedBy } from './sort.ts'
import { isVisibleTo, selectTasks } from './tasks.ts'

/** A part of a list: `limit` rows after the first `offset` ones. */
export type Page = { readonly limit?: number | undefined; readonly offset?: number | undefined }

/** Lists tasks as {@link sortedBy} sorts them. */
export async function listTasks(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  options: { readonly sort?: readonly Sort[] } & Page = {},
): Promise<Task[]> {
  const { sort = [], limit, offset } = options
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
