import { sql } from 'kysely'
import { type Change, references, type TableName, type Values } from '../../domain/journal.ts'
import type { Viewer } from '../../domain/user.ts'
import { inBatches } from '../batches.ts'
import type { Db } from '../schema.ts'
import { parseChange, selectVisibleChanges } from './recorded.ts'

/** Adds the name of each changed row, and of the rows that its columns refer to. */
export async function withNames(
  db: Db,
  viewer: Viewer,
  changes: readonly Omit<Change, 'subject'>[],
): Promise<Change[]> {
  const names = await loadNames(db, viewer, changes.flatMap(mentionsOf))
  return changes.map((change) => ({
    ...change,
    subject: names.get(keyOf(change.table_name, change.row_id)) ?? `${change.row_id}`,
    before: withReferences(change.before, names),
    after: withReferences(change.after, names),
  }))
}

/** The names of rows by {@link keyOf}. */
type Names = ReadonlyMap<string, string>

function keyOf(table: TableName, id: Values[string] | undefined): string {
  return `${table} ${id}`
}

function withReferences(values: Values | null, names: Names): Values | null {
  if (values === null) return null
  const entries = Object.entries(values).flatMap(([column, value]) => {
    const reference = references[column]
    if (reference === undefined) return [[column, value] as const]
    const name = names.get(keyOf(reference.table, value)) ?? null
    return [[column, value] as const, [reference.name, name] as const]
  })
  return Object.fromEntries(entries)
}

type Mention = { readonly table: TableName; readonly id: number }

function mentionsOf({ table_name, row_id, before, after }: Omit<Change, 'subject'>): Mention[] {
  const values = [...Object.entries(before ?? {}), ...Object.entries(after ?? {})]
  return [
    { table: table_name, id: row_id },
    ...values.flatMap(([column, value]) => {
      const table = references[column]?.table
      return table !== undefined && typeof value === 'number' ? [{ table, id: value }] : []
    }),
  ]
}

/** The column that holds the name of a row; of a time of a routine, what follows its title. */
const nameColumns = {
  users: 'name',
  categories: 'name',
  routines: 'title',
  tasks: 'title',
  daily_wins: 'date',
  occurrences: 'date',
} as const satisfies Record<TableName, string>

/**
 * Loads the names of rows; a deleted row has its last name. A private task or routine of somebody
 * else has no name for the viewer, even if it was a win in the past.
 */
async function loadNames(
  db: Db,
  viewer: Viewer,
  mentions: readonly Mention[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const [table, mentioned] of Map.groupBy(mentions, (mention) => mention.table)) {
    const ids = [...new Set(mentioned.map(({ id }) => id))]
    const present = await inBatches(ids, (batch) => findNames(db, viewer, table, batch))
    for (const { id, name } of present) names.set(keyOf(table, id), name)
    const missing = ids.filter((id) => !names.has(keyOf(table, id)))
    const deleted = await inBatches(missing, (batch) => findLastNames(db, viewer, table, batch))
    for (const { id, name } of deleted) names.set(keyOf(table, id), name)
  }
  return names
}

type Name = { readonly id: number; readonly name: string }

async function findNames(
  db: Db,
  viewer: Viewer,
  table: TableName,
  ids: readonly number[],
): Promise<Name[]> {
  if (table === 'occurrences') return findTimes(db, viewer, ids)
  const isVisible = sql<boolean>`(private = ${false} or owner_user_id = ${viewer})`
  return db
    .selectFrom(table)
    .select([sql.ref<number>('id').as('id'), sql.ref<string>(nameColumns[table]).as('name')])
    .where(sql.ref('id'), 'in', ids)
    .$if(table === 'tasks' || table === 'routines', (query) => query.where(isVisible))
    .execute()
}

/** Finds the times of routines, whose titles are in another table. */
async function findTimes(db: Db, viewer: Viewer, ids: readonly number[]): Promise<Name[]> {
  const times = await db
    .selectFrom('occurrences')
    .select(['id', 'routine_id', 'date'])
    .where(sql.ref('id'), 'in', ids)
    .execute()
  return withTitles(db, viewer, times)
}

async function withTitles(
  db: Db,
  viewer: Viewer,
  times: readonly { readonly id: number; readonly routine_id: number; readonly date: string }[],
): Promise<Name[]> {
  const routines = times.map(({ routine_id }) => ({ table: 'routines', id: routine_id }) as const)
  const titles = await loadNames(db, viewer, routines)
  return times.flatMap(({ id, routine_id, date }) => {
    const title = titles.get(keyOf('routines', routine_id))
    return title === undefined ? [] : [{ id, name: `${title} of ${date}` }]
  })
}

/** Finds the names that rows had when they were deleted. */
async function findLastNames(
  db: Db,
  viewer: Viewer,
  table: TableName,
  ids: readonly number[],
): Promise<Name[]> {
  const rows = await selectVisibleChanges(db, viewer)
    .select(['table_name', 'row_id', 'before', 'after'])
    .where('table_name', '=', table)
    .where('row_id', 'in', ids)
    .where('operation', '=', 'DELETE')
    .orderBy('id')
    .execute()
  const names = rows.map(parseChange).map(({ row_id, before }) => ({
    id: row_id,
    name: String(before?.[nameColumns[table]]),
    routine_id: Number(before?.routine_id),
  }))
  if (table !== 'occurrences') return names
  return withTitles(
    db,
    viewer,
    names.map(({ name, ...time }) => ({ ...time, date: name })),
  )
}
