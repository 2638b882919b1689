import { sql } from 'kysely'
import { differences, type Proofs } from './check.ts'
import { migrate } from './migrate.ts'
import type { Db } from './schema.ts'
import { createInMemory, statFile } from './sqlite.ts'

/** What `db check` proves of a file. */
export const proofs: Proofs = { connects, integrity, foreignKeys, listOddities, more: {} }

async function connects(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db)
  return `SQLite ${rows[0]?.version}`
}

async function integrity(db: Db): Promise<string> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(5)`.execute(db)
  const found = rows.map((row) => row.integrity_check).join('; ')
  if (found !== 'ok') throw new Error(found)
  const { rows: sizes } = await sql<{ expected: number; file: string }>`
    select page_count * page_size as expected, file
    from pragma_page_count, pragma_page_size, pragma_database_list where name = 'main'
  `.execute(db)
  const missing = (sizes[0]?.expected ?? 0) - (statFile(sizes[0]?.file ?? '')?.size ?? 0)
  if (missing > 0) throw new Error(`the file lacks its last ${missing} bytes`)
  return 'no damaged page'
}

async function foreignKeys(db: Db): Promise<string> {
  const { rows } = await sql<{ table: string }>`pragma foreign_key_check`.execute(db)
  if (rows.length > 0) throw new Error(`${rows.length} broken references, in ${rows[0]?.table}`)
  return 'every reference leads somewhere'
}

/** The names under which a file's schema differs from what the migrations make. */
export async function listOddities(db: Db): Promise<readonly string[]> {
  const expected = createInMemory()
  try {
    await migrate(expected, 'latest')
    return differences(await definitions(expected), await definitions(db))
  } finally {
    await expected.destroy()
  }
}

async function definitions(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where sql is not null and name not like 'sqlite_%'
  `.execute(db)
  return new Map(rows.map((row) => [row.name, row.sql]))
}
