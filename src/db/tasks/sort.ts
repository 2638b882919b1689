import { type Expression, type SelectQueryBuilder, sql } from 'kysely'
import { domains, efforts, priorities, taskStatuses } from '../../domain/task.ts'
import { isOpen } from '../../domain/task-status.ts'
import type { Db, Schema } from '../schema.ts'
import { needsDueDate, type TaskFilter } from './filter.ts'

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
export type Sort = {
  /** Only the hidden tasks, which are few, are sorted by the day from which they are shown. */
  readonly key: SortKey | 'starts_on'
  readonly descending: boolean
}

/** What people call the columns that JSON names otherwise. */
export const everydayKeys: Readonly<Record<string, SortKey>> = {
  task: 'title',
  due: 'due_date',
  done: 'completed_at',
  added: 'created_at',
  created: 'created_at',
  changed: 'updated_at',
  updated: 'updated_at',
}

/** The default order of open tasks for people. */
export const openByUrgency: readonly Sort[] = [
  { key: 'due_date', descending: false },
  { key: 'priority', descending: true },
]

/**
 * The order of a list for people: what is overdue and due, then by priority and age. Tasks that are
 * no longer open come last, the latest done first.
 *
 * @returns the parts of the list, one after another
 */
export function urgentFirst(
  filter: TaskFilter,
): readonly { readonly filter: TaskFilter; readonly sort: readonly Sort[] }[] {
  const { statuses = taskStatuses } = filter
  const open = {
    filter: { ...filter, statuses: statuses.filter(isOpen) },
    sort: openByUrgency,
  } as const
  const closed = {
    filter: { ...filter, statuses: statuses.filter((status) => !isOpen(status)) },
    sort: [{ key: 'completed_at', descending: true }],
  } as const
  return [open, closed].filter((part) => part.filter.statuses.length > 0)
}

/** Sorts a list as asked, then by number; empty values come last in both directions. */
export function sortedBy<Row>(
  db: Db,
  query: SelectQueryBuilder<Schema, 'tasks', Row>,
  sort: readonly Sort[],
  filter: TaskFilter,
) {
  let sorted = query
  for (const { key, descending } of sort) {
    // Tasks that match have a due date then, and without `nulls last` the index gives the order.
    const isNeverEmpty = key === 'due_date' && needsDueDate(filter)
    sorted = sorted.orderBy(sortExpression(db, key), (order) => {
      const directed = descending ? order.desc() : order.asc()
      return isNeverEmpty ? directed : directed.nullsLast()
    })
  }
  return sorted.orderBy('tasks.id')
}

function sortExpression(db: Db, key: Sort['key']): Expression<unknown> {
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

/** The position of a word in its closed set: TINY comes before SMALL. */
export function rank(
  column: 'domain' | 'effort' | 'priority' | 'status',
  words: readonly string[],
) {
  const cases = words.map((word, index) => sql`when ${sql.lit(word)} then ${sql.lit(index)}`)
  return sql<number>`case ${sql.ref(`tasks.${column}`)} ${sql.join(cases, sql` `)} end`
}
