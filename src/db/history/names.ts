import { sql } from 'kysely'
import {
  type Change,
  references,
  rowName,
  type TableName,
  type Values,
} from '../../domain/journal.ts'
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
  const source = { db, viewer, selectRows: prepareRows(db, viewer) }
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
  return [
    { table: table_name, id: row_id },
    ...referencesOf(before ?? {}),
    ...referencesOf(after ?? {}),
  ]
}

/** The rows to which values refer. */
function referencesOf(values: Values): Mention[] {
  return Object.entries(values).flatMap(([column, value]) => {
    const table = references[column]?.table
    return table !== undefined && typeof value === 'number' ? [{ table, id: value }] : []
  })
}

/** The columns that a row of each table is named by. */
const nameColumns = {
  users: ['name'],
  categories: ['name'],
  routines: ['title'],
  tasks: ['title'],
  daily_wins: ['date'],
  occurrences: ['routine_id', 'date'],
  routine_members: ['routine_id', 'user_id'],
  absences: ['user_id', 'from_date', 'until_date'],
  rest_days: ['from_date', 'until_date', 'weekday'],
  notes: ['task_id'],
} as const satisfies Record<TableName, readonly string[]>

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
    const present = await inBatches(ids, (batch) => source.selectRows(table, batch))
    await addNames(source, table, present, names)
    const missing = ids.filter((id) => !names.has(keyOf(table, id)))
    const deleted = await inBatches(missing, (batch) => findLastRows(source, table, batch))
    await addNames(source, table, deleted, names)
  }
  return names
}

/** A row with the columns that it is named by. */
type Row = { readonly id: number; readonly values: Values }

/** Where names are looked up. */
type Source = { readonly db: Db; readonly viewer: Viewer; readonly selectRows: SelectRows }

type SelectRows = (table: TableName, ids: readonly number[]) => Promise<Row[]>

/** Names rows, some of them by the rows to which they refer. */
async function addNames(
  source: Source,
  table: TableName,
  rows: readonly Row[],
  names: Map<string, string>,
): Promise<void> {
  const mentions = rows.flatMap(({ values }) => referencesOf(values))
  const others = mentions.length === 0 ? new Map() : await loadNames(source, mentions)
  for (const { id, values } of rows) {
    const name = rowName(table, withReferences(values, others) ?? {})
    if (name !== undefined) names.set(keyOf(table, id), name)
  }
}

/** Compiles the query for each table and number of ids once. */
function prepareRows(db: Db, viewer: Viewer): SelectRows {
  const isVisible = sql<boolean>`(private = ${false} or owner_user_id = ${viewer})`
  const queries = new Map<string, (...ids: readonly number[]) => Promise<Row[]>>()
  const prepare = (table: TableName, count: number) => {
    const blanks = Array.from({ length: count }, () => blankFor<number>())
    const columns = nameColumns[table].map((column) => sql.ref(column).as(column))
    const query = db
      .selectFrom(table)
      .select([sql.ref<number>('id').as('id'), ...columns])
      .where(sql.ref('id'), 'in', blanks)
      .$if(table === 'tasks' || table === 'routines', (tasks) => tasks.where(isVisible))
    const find = reusable(db, query)
    return async (...each: readonly number[]) => {
      const rows = await find(...each)
      return rows.map(({ id, ...values }) => ({ id, values: values as Values }))
    }
  }
  return (table, ids) => {
    const key = `${table} ${ids.length}`
    const find = queries.get(key) ?? prepare(table, ids.length)
    queries.set(key, find)
    return find(...ids)
  }
}

/** Finds rows as they were when they were deleted. */
async function findLastRows(
  source: Source,
  table: TableName,
  ids: readonly number[],
): Promise<Row[]> {
  const rows = await selectVisibleChanges(source.db, source.viewer)
    .select(['table_name', 'row_id', 'before', 'after'])
    .where('table_name', '=', table)
    .where('row_id', 'in', ids)
    .where('operation', '=', 'DELETE')
    .orderBy('id')
    .execute()
  return rows.map(parseChange).map(({ row_id, before }) => ({
    id: row_id,
    values: Object.fromEntries(
      nameColumns[table].map((column) => [column, before?.[column] ?? null]),
    ),
  }))
}
