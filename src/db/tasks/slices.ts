import { type Expression, type RawBuilder, sql } from 'kysely'
import type { CategoryId } from '../../domain/category.ts'
import { domains, efforts, priorities, type TaskStatus } from '../../domain/task.ts'
import { isOpen } from '../../domain/task-status.ts'
import type { UserId } from '../../domain/user.ts'
import type { Db } from '../schema.ts'
import {
  areCompared,
  type Beginning,
  type Condition,
  limited,
  selectIds,
  statusesOf,
} from './beginning.ts'
import { isClosed, isOpenTask, type TaskFilter } from './filter.ts'
import { titleKey } from './search.ts'
import { rank, type Sort } from './sort.ts'

/** Tasks that follow one another in the list. */
export type Slice = {
  /** Conditions that each find a part of the slice with an index. */
  readonly parts: readonly Condition[]
  /** What sorts a part; or, if its tasks have different keys, the key in whose order it is read. */
  readonly order: readonly Sort[] | RawBuilder<unknown>
  /** Whether it has no more tasks than may be compared with the text, if that is known. */
  readonly isShort?: boolean
  /** Whether its tasks have the same date or title. */
  readonly areEqual?: true
}

/** The slices of a list, in its order. */
export async function* slicesOf(db: Db, list: Beginning): AsyncGenerator<Slice> {
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
export function isByUrgency({ filter, sort }: Beginning): boolean {
  const isSorted = sort.map(({ key, descending }) => `${key} ${descending}`).join()
  return isSorted === 'due_date false,priority true' && statusesOf(filter).every(isOpen)
}

/** The same columns in the same order as in the index. */
export const urgency = sql`(due_date is null), due_date, ${rank('priority', priorities)} desc, id`

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
