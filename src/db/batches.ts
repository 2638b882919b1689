import { CompiledQuery } from 'kysely'
import type { Db, Schema } from './schema.ts'

/** Rows in one statement: fewer take longer each, many more take longer to parse. */
export const bulkSize = 500

/**
 * Adds rows by the thousand. They have the same keys, and go up to {@link bulkSize} at a time through a
 * statement that is written once: writing it anew takes longer than running it.
 *
 * @returns what adds some more
 */
export function openBulkInsert(
  tx: Db,
  table: keyof Schema,
): (rows: readonly object[]) => Promise<void> {
  let statement: { readonly sql: string; readonly rows: number; readonly keys: readonly string[] }
  return async (rows) => {
    if (rows.length === 0) return
    if (statement?.rows !== rows.length) {
      const keys = Object.keys(rows[0] ?? {})
      // Its callers have the columns of the table; Kysely cannot see that of a table that varies.
      const { sql } = tx
        .insertInto(table)
        .values(rows as never)
        .compile()
      statement = { sql, rows: rows.length, keys }
    }
    const { sql, keys } = statement
    const values = rows.flatMap((row) => keys.map((key) => (row as Record<string, unknown>)[key]))
    await tx.executeQuery(CompiledQuery.raw(sql, values))
  }
}

/** What a query finds for many values: a statement takes only so many. */
export async function inParts<Id, Row>(
  ids: readonly Id[],
  query: (part: readonly Id[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let start = 0; start < ids.length; start += bulkSize) {
    rows.push(...(await query(ids.slice(start, start + bulkSize))))
  }
  return rows
}
