import { type ExpressionBuilder, sql } from 'kysely'
import {
  type Change,
  type ChangeId,
  type CommandId,
  references,
  type TableName,
  type Values,
} from '../../domain/journal.ts'
import type { Viewer } from '../../domain/user.ts'
import { inBatches } from '../batches.ts'
import { type Db, fixedValues, type Schema } from '../schema.ts'

/** Which changes are asked for. */
type ChangeFilter = {
  readonly table: TableName
  readonly row?: number
  readonly since?: ChangeId
  readonly limit?: number | undefined
}

/** The changes that the viewer may see, the last one first. */
export async function listChanges(
  db: Db,
  viewer: Viewer,
  { table, row, since, limit }: ChangeFilter,
): Promise<Change[]> {
  let query = selectChanges(db, viewer).where('table_name', '=', table)
  if (row !== undefined) query = query.where('row_id', '=', row)
  if (since !== undefined) query = query.where('changes.id', '>', since)
  if (limit !== undefined) query = query.limit(limit)
  const rows = await query.orderBy('changes.id', 'desc').execute()
  return named(db, viewer, rows.map(withValues))
}

/** What commands changed, as far as the viewer may see it, in the order in which they did. */
export async function listChangesOf(
  db: Db,
  viewer: Viewer,
  commands: readonly CommandId[],
): Promise<Change[]> {
  const rows = await inBatches(commands, (batch) =>
    selectChanges(db, viewer).where('command_id', 'in', batch).orderBy('changes.id').execute(),
  )
  return named(db, viewer, rows.map(withValues))
}

/** Where every query for changes starts. */
function selectChanges(db: Db, viewer: Viewer) {
  return selectVisible(db, viewer)
    .leftJoin('commands', 'commands.id', 'changes.command_id')
    .select([
      'changes.id',
      'changes.command_id',
      'commands.command',
      'commands.made_by_user_id',
      'commands.made_by',
      'changes.created_at',
      'changes.table_name',
      'changes.row_id',
      'changes.operation',
      'changes.before',
      'changes.after',
    ])
}

/** The changes that a viewer may see: what is recorded of a private task is its owner’s alone. */
export function selectVisible(db: Db, viewer: Viewer) {
  const isOpen =
    (owner: 'private_to' | 'closed_to') => (eb: ExpressionBuilder<Schema, 'changes'>) =>
      eb.or([
        eb(`changes.${owner}`, 'is', null),
        ...(viewer === null ? [] : [eb(`changes.${owner}`, '=', viewer)]),
      ])
  return db.selectFrom('changes').where(isOpen('private_to')).where(isOpen('closed_to'))
}

type Recorded = Pick<Change, 'operation' | 'table_name'> & {
  readonly before: string | null
  readonly after: string | null
}

/** With the columns read from their JSON. */
export function withValues<Row extends Recorded>(row: Row) {
  const { table_name, before, after } = row
  return { ...row, before: parseValues(table_name, before), after: parseValues(table_name, after) }
}

function parseValues(table: TableName, json: string | null): Values | null {
  if (json === null) return null
  // Written by the triggers, which know the columns.
  const values = JSON.parse(json) as Values
  const isBoolean = (column: string) =>
    [table, null].some((origin) => fixedValues(origin, column) === 'boolean')
  return Object.fromEntries(
    Object.entries(values)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([column, value]) => [column, isBoolean(column) ? Boolean(value) : value]),
  )
}

/** Adds what people call the rows, and the rows that those refer to. */
async function named(
  db: Db,
  viewer: Viewer,
  changes: readonly Omit<Change, 'subject'>[],
): Promise<Change[]> {
  const names = await loadNames(db, viewer, changes.flatMap(mentioned))
  const withNames = (values: Values | null) =>
    values &&
    Object.fromEntries(
      Object.entries(values).flatMap(([column, value]) => {
        const reference = references[column]
        if (reference === undefined) return [[column, value]]
        return [
          [column, value],
          [reference.name, names.get(`${reference.table} ${value}`) ?? null],
        ]
      }),
    )
  return changes.map((change) => ({
    ...change,
    subject: names.get(`${change.table_name} ${change.row_id}`) ?? `${change.row_id}`,
    before: withNames(change.before),
    after: withNames(change.after),
  }))
}

type Mention = { readonly table: TableName; readonly id: number }

function mentioned({ table_name, row_id, before, after }: Omit<Change, 'subject'>): Mention[] {
  const values = [...Object.entries(before ?? {}), ...Object.entries(after ?? {})]
  return [
    { table: table_name, id: row_id },
    ...values.flatMap(([column, value]) => {
      const table = references[column]?.table
      return table !== undefined && typeof value === 'number' ? [{ table, id: value }] : []
    }),
  ]
}

const nameOfRow = {
  users: 'name',
  categories: 'name',
  tasks: 'title',
  daily_wins: 'date',
} as const satisfies Record<TableName, string>

/**
 * What rows are called; of one that is gone, what it was called last. A task that is private by now has no
 * name for others, also where it was a win once.
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
    for (const { id, name } of present) names.set(`${table} ${id}`, name)
    const gone = ids.filter((id) => !names.has(`${table} ${id}`))
    const former = await inBatches(gone, (batch) => findFormerNames(db, viewer, table, batch))
    for (const { id, name } of former) names.set(`${table} ${id}`, name)
  }
  return names
}

type Name = { readonly id: number; readonly name: string }

function findNames(
  db: Db,
  viewer: Viewer,
  table: TableName,
  ids: readonly number[],
): Promise<Name[]> {
  const isOpen = sql<boolean>`(private = ${false} or owner_user_id = ${viewer})`
  return db
    .selectFrom(table)
    .select([sql.ref<number>('id').as('id'), sql.ref<string>(nameOfRow[table]).as('name')])
    .where(sql.ref('id'), 'in', ids)
    .$if(table === 'tasks', (query) => query.where(isOpen))
    .execute()
}

async function findFormerNames(
  db: Db,
  viewer: Viewer,
  table: TableName,
  ids: readonly number[],
): Promise<Name[]> {
  const rows = await selectVisible(db, viewer)
    .select(['table_name', 'row_id', 'operation', 'before', 'after'])
    .where('table_name', '=', table)
    .where('row_id', 'in', ids)
    .where('operation', '=', 'DELETE')
    .orderBy('id')
    .execute()
  return rows.map(withValues).map(({ row_id, before }) => ({
    id: row_id,
    name: String(before?.[nameOfRow[table]]),
  }))
}
