import { type Expression, type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Days } from '../domain/time.ts'
import type { Db } from './schema.ts'

// All that differs between SQLite and PostgreSQL when queries run.

export type Dialect = 'sqlite' | 'postgres'

/** PostgreSQL, with the schema of the household. */
export class ServerAdapter extends PostgresAdapter implements DatedAdapter {
  readonly schema: string
  days: Days = {}

  constructor(schema: string) {
    super()
    this.schema = schema
  }

  // Kysely's lock belongs to a session, which a pooler may give to another program before Kysely
  // releases it. Each of our transactions takes its own lock.
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** An adapter that knows when the household's days begin. */
export type DatedAdapter = { days: Days }

/** Tells a connection when the household's days begin. */
export function setDays(db: Db, days: Days): void {
  const { adapter } = db.getExecutor()
  Object.assign(adapter, { days } satisfies DatedAdapter)
}

/** When the household's days begin, which says to which day an instant belongs. */
export function daysOf(db: Db): Days | undefined {
  const { adapter } = db.getExecutor()
  return (adapter as Partial<DatedAdapter>).days
}

/** The schema of a household on a server; undefined for a file. */
export function serverSchema(db: Kysely<never> | Db): string | undefined {
  const { adapter } = db.getExecutor()
  return adapter instanceof ServerAdapter ? adapter.schema : undefined
}

export function dialectOf(db: Db): Dialect {
  return serverSchema(db) === undefined ? 'sqlite' : 'postgres'
}

/** A table of the household, for a statement in plain SQL. */
export function tableIn(db: Db, name: string) {
  const schema = serverSchema(db)
  return schema === undefined ? sql.table(name) : sql.id(schema, name)
}

/** How many rows of a table meet a condition, or how many there are. */
export async function countRows(
  db: Db,
  table: string,
  condition: Expression<unknown> = sql`true`,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${tableIn(db, table)} where ${condition}
  `.execute(db)
  return rows[0]?.count ?? 0
}

/** Whether a table exists. Does not fail: PostgreSQL ends a transaction at the first error. */
export async function hasTable(db: Db, name: string): Promise<boolean> {
  const schema = serverSchema(db)
  const found =
    schema === undefined
      ? sql`select 1 from sqlite_master where type = 'table' and name = ${name}`
      : sql`select 1 from pg_tables where schemaname = ${schema} and tablename = ${name}`
  return (await found.execute(db)).rows.length > 0
}

/**
 * Makes every later query of a transaction fail if it would leave out a row that the login may not
 * see, such as a private task of somebody else.
 */
export async function requireEveryRow(tx: Db): Promise<void> {
  if (dialectOf(tx) === 'postgres') await sql`set local row_security = off`.execute(tx)
}

/**
 * Runs work that must reach every row, though a server may hide rows even from the owner of their
 * table. Others see nothing of that before the transaction ends.
 */
export async function withEveryRow<Result>(tx: Db, work: () => Promise<Result>): Promise<Result> {
  const schema = serverSchema(tx)
  if (schema === undefined) return work()
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = ${schema} and relforcerowsecurity
  `.execute(tx)
  const setSecurity = async (word: 'force' | 'no force') => {
    for (const { name } of rows) {
      const table = sql.id(schema, name)
      await sql`alter table if exists ${table} ${sql.raw(word)} row level security`.execute(tx)
    }
  }
  await setSecurity('no force')
  const result = await work()
  await setSecurity('force')
  return result
}

/** How much space the household takes, in bytes. */
export async function measureSize(db: Db): Promise<number> {
  const schema = serverSchema(db)
  const query =
    schema === undefined
      ? sql<Size>`select page_count * page_size as bytes from pragma_page_count, pragma_page_size`
      : sql<Size>`
          select coalesce(sum(pg_total_relation_size(pg_class.oid)), 0)::bigint as bytes
          from pg_class join pg_namespace on pg_namespace.oid = relnamespace
          where nspname = ${schema} and relkind = 'r'
        `
  return (await query.execute(db)).rows[0]?.bytes ?? 0
}

type Size = { readonly bytes: number }

/** Whether the role of the connection owns the household's tables, or belongs to the owner. */
export async function ownsTables(db: Db): Promise<boolean> {
  const { rows } = await sql<{ owns: boolean }>`
    select pg_has_role(tableowner, 'usage') as owns from pg_tables
    where schemaname = ${serverSchema(db)} and tablename = 'users'
  `.execute(db)
  return rows[0]?.owns ?? true
}

/** The last number that a table gave to a row; 0 for none. */
export async function lastId(db: Db, table: string): Promise<number> {
  const schema = serverSchema(db)
  const query =
    schema === undefined
      ? sql<{ id: number }>`select seq as id from sqlite_sequence where name = ${table}`
      : sql<{ id: number }>`
          select coalesce(pg_sequence_last_value(${sequence(schema, table)}), 0) as id
        `
  return (await query.execute(db)).rows[0]?.id ?? 0
}

/** Makes a table give the numbers after this one to its next rows. */
export async function setLastId(tx: Db, table: string, id: number): Promise<void> {
  if (id < 1) return
  const schema = serverSchema(tx)
  if (schema !== undefined) {
    await sql`select setval(${sequence(schema, table)}, ${id})`.execute(tx)
    return
  }
  await sql`delete from sqlite_sequence where name = ${table}`.execute(tx)
  await sql`insert into sqlite_sequence (name, seq) values (${table}, ${id})`.execute(tx)
}

function sequence(schema: string, table: string) {
  return sql`pg_get_serial_sequence(${`${schema}.${table}`}, 'id')::regclass`
}

/** The days from a fixed date, another one in each dialect, to the date in a column. */
export function dayNumber(db: Db, column: string) {
  const date = sql.ref(column)
  return dialectOf(db) === 'sqlite'
    ? sql<number>`julianday(${date})`
    : sql<number>`(${date} - date '2000-01-01')`
}

/** Makes SQLite keep at most 2 MB of the file in memory, for work that reads every row once. */
export async function limitCache(db: Db): Promise<void> {
  if (dialectOf(db) === 'sqlite') await sql`pragma cache_size = -2000`.execute(db)
}

/** The rows of a query: one by one on SQLite, while a server sends them all at once. */
export function rowsOf<Row>(
  db: Db,
  query: { stream(): AsyncIterable<Row>; execute(): Promise<Row[]> },
): AsyncIterable<Row> | Promise<Row[]> {
  return dialectOf(db) === 'sqlite' ? query.stream() : query.execute()
}
