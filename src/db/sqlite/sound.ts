import { sql } from 'kysely'
import { errorCode, MomentumError } from '../../errors.ts'
import { countRows } from '../dialect.ts'
import { restoreHint } from '../hints.ts'
import type { Db } from '../schema.ts'
import { openSqlite, withDatabase } from './connection.ts'

/** How many rows each table holds. */
export type Counts = ReadonlyMap<string, number>

/**
 * Reads every page of a file and follows every reference.
 *
 * @param name the path to name in errors, if the file is a copy
 * @throws MomentumError `database` for a damaged file
 */
export async function proveSound(
  path: string,
  { readonly = true, name = path } = {},
): Promise<Counts> {
  return withDatabase(openSqlite(path, { readonly }), async (db) => {
    await requireSound(db, name)
    return countAllRows(db)
  })
}

/** As {@link proveSound}, for an open file. */
export async function requireSound(db: Db, path: string): Promise<void> {
  const [found] = await listDamage(db)
  if (found !== undefined) throw damageError(`“${path}” is damaged (${found}).`)
  const { rows: broken } = await sql<{ table: string; parent: string }>`
    pragma foreign_key_check
  `.execute(db)
  const [first] = broken
  if (first === undefined) return
  throw damageError(
    `In “${path}”, a row of ${first.table} refers to a row of ${first.parent} that does not exist.`,
  )
}

/**
 * Lists what is wrong in the pages of a file. A wrong search index is not: it can be made again.
 */
export async function listDamage(db: Db): Promise<string[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
  return rows
    .map((row) => row.integrity_check)
    .filter((found) => found !== 'ok' && !/fts5.*\btasks_search\b/i.test(found))
}

class DamageError extends MomentumError {}

function damageError(message: string): DamageError {
  return new DamageError('database', message, restoreHint)
}

/** Whether an error says that a file is damaged or not a database. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamageError) return true
  const code = errorCode(error) ?? ''
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}

/** Counts the rows of every table. */
export async function countAllRows(db: Db): Promise<Counts> {
  const { rows: tables } = await sql<{ name: string }>`
    select name from pragma_table_list
    where schema = 'main' and type = 'table' and name not like 'sqlite!_%' escape '!' order by name
  `.execute(db)
  const counts = new Map<string, number>()
  for (const { name } of tables) counts.set(name, await countRows(db, name))
  return counts
}
