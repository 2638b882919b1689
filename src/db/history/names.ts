import { sql } from 'kysely'
import { type Change, references, type TableName, type Values } from '../../domain/journal.ts'
import type { Viewer } from '../../domain/user.ts'
import { blankFor, inBatches, reusable } from '../batches.ts'
import type { Db } from '../schema.ts'
import { parseChange, selectVisibleChanges } from './recorded.ts'

type Nameless = Omit<Change, 'subject'>

/** Adds the name of each changed row, and of the rows that its columns refer to. */
export async function withNames(
  db: Db,
  viewer: Viewer,
  changes: readonly Nameless[],
): Promise<Change[]> {
  return openNames(db, viewer)(changes)
}

/** Prepares {@link withNames} for many calls. */
export function openNames(
  db: Db,
  viewer: Viewer,
): (changes: readonly Nameless[]) => Promise<Change[]> {
  const source = { db, viewer, selectNames: prepareNames(db, viewer) }
  return async (changes) => {
    const names = await loadNames(source, changes.flatMap(mentionsOf))
    return changes.map((change) => ({
      ...change,
      subject: names.get(keyOf(change.table_name, change.row_id)) ?? `${change.row_id}`,
      before: withReferences(change.before, names),
      after: withReferences(change.after, names),
    }))
  }
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

function mentionsOf({ table_name, row_id, before, after }: Nameless): Mention[] {
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
  routine_members: 'position',
  absences: 'from_date',
  rest_days: 'from_date',
} as const satisfies Record<TableName, string>

/**
 * Loads the names of rows; a deleted row has its last name. A private task or routine of somebody
 * else has no name for the viewer, even if it was a win in the past.
 */
async function loadNames(
  source: Source,
  mentions: readonly Mention[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const [table, mentioned] of Map.groupBy(mentions, (mention) => mention.table)) {
    const ids = [...new Set(mentioned.map(({ id }) => id))]
    const present = await inBatches(ids, (batch) => findNames(source, table, batch))
    for (const { id, name } of present) names.set(keyOf(table, id), name)
    const missing = ids.filter((id) => !names.has(keyOf(table, id)))
    const deleted = await inBatches(missing, (batch) => findLastNames(source, table, batch))
    for (const { id, name } of deleted) names.set(keyOf(table, id), name)
  }
  return names
}

type Name = { readonly id: number; readonly name: string }

/** Where names are looked up. */
type Source = { readonly db: Db; readonly viewer: Viewer; readonly selectNames: SelectNames }

type SelectNames = (table: TableName, ids: readonly number[]) => Promise<Name[]>

function findNames(source: Source, table: TableName, ids: readonly number[]): Promise<Name[]> {
  return table === 'occurrences' ? findTimes(source, ids) : source.selectNames(table, ids)
}

/** Compiles the query for each table and number of ids once. */
function prepareNames(db: Db, viewer: Viewer): SelectNames {
  const isVisible = sql<boolean>`(private = ${false} or owner_user_id = ${viewer})`
  const queries = new Map<string, (...ids: readonly number[]) => Promise<Name[]>>()
  const prepare = (table: TableName, count: number) => {
    const blanks = Array.from({ length: count }, () => blankFor<number>())
    const query = db
      .selectFrom(table)
      .select([sql.ref<number>('id').as('id'), sql.ref<string>(nameColumns[table]).as('name')])
      .where(sql.ref('id'), 'in', blanks)
      .$if(table === 'tasks' || table === 'routines', (tasks) => tasks.where(isVisible))
    return reusable(db, query)
  }
  return (table, ids) => {
    const key = `${table} ${ids.length}`
    const find = queries.get(key) ?? prepare(table, ids.length)
    queries.set(key, find)
    return find(...ids)
  }
}

/** Finds the times of routines, whose titles are in another table. */
async function findTimes(source: Source, ids: readonly number[]): Promise<Name[]> {
  const times = await source.db
    .selectFrom('occurrences')
    .select(['id', 'routine_id', 'date'])
    .where(sql.ref('id'), 'in', ids)
    .execute()
  return withTitles(source, times)
}

async function withTitles(
  source: Source,
  times: readonly { readonly id: number; readonly routine_id: number; readonly date: string }[],
): Promise<Name[]> {
  const routines = times.map(({ routine_id }) => ({ table: 'routines', id: routine_id }) as const)
  const titles = await loadNames(source, routines)
  return times.flatMap(({ id, routine_id, date }) => {
    const title = titles.get(keyOf('routines', routine_id))
    return title === undefined ? [] : [{ id, name: `${title} of ${date}` }]
  })
}

/** Finds the names that rows had when they were deleted. */
async function findLastNames(
  source: Source,
  table: TableName,
  ids: readonly number[],
): Promise<Name[]> {
  const rows = await selectVisibleChanges(source.db, source.viewer)
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
    source,
    names.map(({ name, ...time }) => ({ ...time, date: name })),
  )
}
