import { sql } from 'kysely'
import { MomentumError } from '../errors.ts'
import type { Location } from './location.ts'
import { openSqlite } from './sqlite.ts'

/**
 * What a person should know of an error that nothing else explains: that the household's file is damaged,
 * if it is. Out of such a file comes what no part of the program expects.
 */
export async function describeDamage(
  location: Location,
  cause: unknown,
): Promise<MomentumError | undefined> {
  if ('server' in location || (await isSound(location.path))) return undefined
  return new MomentumError(
    'database',
    'The database is damaged.',
    'Look closer: momentum db check',
    { cause },
  )
}

async function isSound(path: string): Promise<boolean> {
  const db = openSqlite(path)
  try {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(1)`.execute(db)
    const broken = await sql`pragma foreign_key_check`.execute(db)
    return rows[0]?.integrity_check === 'ok' && broken.rows.length === 0
  } catch {
    // What cannot even be looked at is not whole.
    return false
  } finally {
    await db.destroy()
  }
}
