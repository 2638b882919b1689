import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { type TaskId, type TaskStatus, taskStatuses } from '../../domain/task.ts'
import { isOpen } from '../../domain/task-status.ts'
import type { Viewer } from '../../domain/user.ts'
import type { Db, Schema } from '../schema.ts'
import { isAmongStatuses, matches, type TaskFilter } from './filter.ts'
import type { Contains } from './search.ts'
import type { Sort } from './sort.ts'
import { isVisibleTo } from './tasks.ts'

/** The first `count` tasks of a sorted list. */
export type Beginning = {
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

export type Condition = Expression<SqlBool>

type Ids<Row> = SelectQueryBuilder<Schema, 'tasks', Row>

/** The first of some tasks, which are sorted, that contain the text of the list. */
export function limited<Row>(sorted: Ids<Row>, { text }: Beginning, count: number) {
  if (text === undefined) return sorted.limit(count)
  // SQLite alone is asked this, and reads no further than it has to.
  const compared = sorted.select('tasks.search_text').limit(text.most)
  return sql`(select * from ${compared} as tasks where ${text.contains} limit ${count})`
}

/** Whether all tasks of these parts were compared with the text of the list. */
export async function areCompared(
  db: Db,
  list: Beginning,
  parts: readonly Condition[],
): Promise<boolean> {
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

export async function countRowsOf(db: Db, query: Ids<{ id: TaskId }>): Promise<number> {
  const { count } = await db
    .selectFrom(query.as('part'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The numbers of the tasks of a list. */
export function selectIds(db: Db, { viewer, filter, sort, within = [] }: Beginning) {
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

/** The statuses that a filter lets through. */
export function statusesOf(filter: TaskFilter): readonly TaskStatus[] {
  return taskStatuses.filter((status) => filter.statuses?.includes(status) ?? true)
}
