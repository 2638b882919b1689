import { sql } from 'kysely'
import { databaseError } from '../../errors.ts'
import { dialectOf, serverSchema } from '../dialect.ts'
import type { Db } from '../schema.ts'

// All that differs between SQLite and PostgreSQL when steps run.

/**
 * Runs work while SQLite does not check foreign keys: to rebuild a table would empty the tables
 * that refer to it. Inside a transaction, SQLite ignores the setting.
 */
export async function withoutForeignKeys<Result>(
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

/** @throws Error when the steps of a transaction left a reference to a row that does not exist */
export async function requireForeignKeys(tx: Db): Promise<void> {
  // PostgreSQL checks them all the time.
  if (dialectOf(tx) === 'postgres') return
  const { rows } = await sql`pragma foreign_key_check`.execute(tx)
  if (rows.length > 0) throw new Error(`The steps would leave ${rows.length} broken references.`)
}

/**
 * Requires UTF-8: other encodings cannot store every letter, or count bytes instead of letters.
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
    `The database stores text as ${encoding}; a household needs UTF8.`,
    'Create a database with UTF8: createdb --encoding UTF8 --template template0 …',
  )
}

/** Makes unqualified names mean the household's own schema, which is created if needed. */
export async function enterSchema(tx: Db): Promise<void> {
  const schema = serverSchema(tx)
  if (schema === undefined) return
  const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(tx)
  if (rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(tx)
  await sql`set local search_path = ${sql.id(schema)}`.execute(tx)
}
