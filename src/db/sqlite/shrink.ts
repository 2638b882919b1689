import { sql } from 'kysely'
import type { Db } from '../schema.ts'

/** How much of a file has to be unused before it is worth while to write the file anew. */
const much = { part: 0.1, bytes: 1_000_000 }

/**
 * Gives unused room of a file back to the disk, if there is much of it. The file is written anew
 * under SQLite's lock and journal: after an interruption it is as before or as after.
 *
 * @returns by how many bytes the file is smaller
 */
export async function shrinkFile(db: Db): Promise<number> {
  const before = await sizes(db)
  if (before.unused < Math.max(before.size * much.part, much.bytes)) return 0
  // A temporary file would be in another folder, on a disk that others may read.
  await sql`pragma temp_store = memory`.execute(db)
  await sql`vacuum`.execute(db)
  return before.size - (await sizes(db)).size
}

async function sizes(db: Db): Promise<{ readonly size: number; readonly unused: number }> {
  const { rows } = await sql<{ size: number; unused: number }>`
    select page_count * page_size as size, freelist_count * page_size as unused
    from pragma_page_count, pragma_page_size, pragma_freelist_count
  `.execute(db)
  return rows[0] ?? { size: 0, unused: 0 }
}
