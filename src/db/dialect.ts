import { type Expression, type Kysely, PostgresAdapter, sql } from 'kysely'
import { databaseError, errorCode } from '../errors.ts'
import type { Db } from './schema.ts'

// All that differs between SQLite and PostgreSQL when queries run.

export type Dialect = 'sqlite' | 'postgres'

/** PostgreSQL with the schema that the household lives in. */
export class ServerAdapter extends PostgresAdapter {
  readonly schema: string

  constructor(schema: string) {
    super()
    this.schema = schema
  }

  // Kysely's lock belongs to a session, which a transaction pooler gives to somebody else before it is
  // released. Every transaction of ours takes one of its own.
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** The schema of a household on a server; undefined for a file. */
export function serverSchema(db: Kysely<never> | Db): string | undefined {
  const { adapter } = db.getExecutor()
  return adapter instanceof ServerAdapter ? adapter.schema : undefined
}

export function dialectOf(db: Db): Dialect {
  return serverSchema(db) === undefined ? 'sqlite' : 'postgres'
}

/** A table of the household, for a statement that is written out. */
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

/** Whether this table is there; asked inside a transaction, which PostgreSQL gives up at an error. */
export async function hasTable(db: Db, name: string): Promise<boolean> {
  const schema = serverSchema(db)
  const found =
    schema === undefined
      ? sql`select 1 from sqlite_master where type = 'table' and name = ${name}`
      : sql`select 1 from pg_tables where schemaname = ${schema} and tablename = ${name}`
  return (await found.execute(db)).rows.length > 0
}

/** Whether an error says that a table is not there. */
export function isMissingTable(error: unknown, name: string): boolean {
  if (!(error instanceof Error)) return false
  return error.message === `no such table: ${name}` || errorCode(error) === '42P01'
}

/** Whether a transaction lost against another one, and can be run again. */
export function isRetryable(error: unknown): boolean {
  return ['40001', '40P01'].includes(errorCode(error) ?? '')
}

/** On PostgreSQL by the name of the constraint; SQLite names the columns. */
const uniqueColumns: Readonly<Record<string, string>> = {
  users_name_key_key: 'name_key',
  users_email_key: 'email_key',
  categories_user_name: 'name_key',
  categories_household_name: 'name_key',
}

/** The column whose value may be there only once, when that is the rule a write broke. */
export function violatedColumn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (errorCode(error) === 'SQLITE_CONSTRAINT_UNIQUE')
    return /: .*\.(\w+)$/.exec(error.message)?.[1]
  if (errorCode(error) !== '23505' || !('constraint' in error)) return undefined
  return uniqueColumns[String(error.constraint)]
}

/** Which kind of rule a write on a server broke, when it was told in a sentence already. */
export function brokenRule(error: unknown): 'check' | 'reference' | undefined {
  const code = errorCode(causeOf(error))
  if (code === '23514') return 'check'
  return code === '23503' ? 'reference' : undefined
}

/** Whether a write broke a rule about the values of a row, or between rows. */
export function isConstraintViolation(error: unknown): boolean {
  if (errorCode(error)?.startsWith('SQLITE_CONSTRAINT')) return true
  // Told in a sentence already, or not yet.
  const codes = [errorCode(error), errorCode(causeOf(error))]
  return codes.some((code) => code?.startsWith('23') && code.length === 5)
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined
}

/**
 * What steps need around their transaction: on SQLite, rebuilding a table would empty the ones that
 * refer to it, and this has no effect inside.
 */
export async function withoutReferences<Result>(
  db: Db,
  work: () => Promise<Result>,
): Promise<Result> {
  if (dialectOf(db) === 'postgres') return work()
  await sql`pragma foreign_keys = off`.execute(db)
  try {
    return await work()
  } finally {
    await sql`pragma foreign_keys = on`.execute(db)
  }
}

/** @throws Error when the steps of a transaction left a reference that leads nowhere */
export async function requireReferences(tx: Db): Promise<void> {
  // PostgreSQL never lets one come about.
  if (dialectOf(tx) === 'postgres') return
  const { rows } = await sql`pragma foreign_key_check`.execute(tx)
  if (rows.length > 0) throw new Error(`The steps would leave ${rows.length} broken references.`)
}

/**
 * Any other encoding cannot hold every letter, or counts bytes.
 *
 * @throws MomentumError `database`
 */
export async function requireUtf8(tx: Db): Promise<void> {
  if (dialectOf(tx) === 'sqlite') return
  const { rows } = await sql<{ encoding: string }>`
    select current_setting('server_encoding') as encoding
  `.execute(tx)
  const encoding = rows[0]?.encoding
  if (encoding === 'UTF8') return
  throw databaseError(
    `The database keeps text as ${encoding}; a household needs UTF8.`,
    'Make one that can: createdb --encoding UTF8 --template template0 …',
  )
}

/** Has the unqualified names of the steps mean the household's own schema, which is made if need be. */
export async function enterSchema(tx: Db): Promise<void> {
  const schema = serverSchema(tx)
  if (schema === undefined) return
  const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(tx)
  if (rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(tx)
  await sql`set local search_path = ${sql.id(schema)}`.execute(tx)
}

/**
 * Runs steps that have to reach every row: a server may keep rows even from the owner of their table.
 * They are opened to the owner alone, and nobody else sees anything before the transaction is over.
 */
export async function withEveryRow<Result>(tx: Db, work: () => Promise<Result>): Promise<Result> {
  const schema = serverSchema(tx)
  if (schema === undefined) return work()
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = ${schema} and relforcerowsecurity
  `.execute(tx)
  const guard = async (word: 'force' | 'no force') => {
    for (const { name } of rows) {
      await sql`alter table if exists ${sql.id(schema, name)} ${sql.raw(word)} row level security`.execute(
        tx,
      )
    }
  }
  await guard('no force')
  const result = await work()
  await guard('force')
  return result
}

/** How much room the household takes, in bytes. */
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

/** Whether the role of the connection owns the household's tables, or may act for who does. */
export async function ownsTables(db: Db): Promise<boolean> {
  const schema = serverSchema(db) ?? ''
  const { rows } = await sql<{ owns: boolean }>`
    select pg_has_role(tableowner, 'usage') as owns from pg_tables
    where schemaname = ${schema} and tablename = 'users'
  `.execute(db)
  return rows[0]?.owns ?? true
}

/** The last number that a table gave out; 0 for none. */
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

/** Has a table give out the numbers after this one. */
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

/** The days of a date since a day of no meaning. */
export function dayNumber(db: Db, column: string) {
  const date = sql.ref(column)
  return dialectOf(db) === 'sqlite'
    ? sql<number>`julianday(${date})`
    : sql<number>`(${date} - date '2000-01-01')`
}

/** Has SQLite keep at most 2 MB of the file in memory, for work that reads every row once. */
export async function limitCache(db: Db): Promise<void> {
  if (dialectOf(db) === 'sqlite') await sql`pragma cache_size = -2000`.execute(db)
}

/** The rows of a query, one by one on SQLite; a server sends them all. */
export function rowsOf<Row>(
  db: Db,
  query: { stream(): AsyncIterable<Row>; execute(): Promise<Row[]> },
): AsyncIterable<Row> | Promise<Row[]> {
  return dialectOf(db) === 'sqlite' ? query.stream() : query.execute()
}
