import type { Db } from './schema.ts'
import { requireCurrentSchema } from './version.ts'

/**
 * Runs all that changes data: in one transaction that nobody else writes beside, or, inside another
 * `write`, as a part of that one. Either everything is kept or nothing.
 */
export async function write<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  if (db.isTransaction) return work(db)
  return db.transaction().execute(async (tx) => {
    await requireCurrentSchema(tx)
    return work(tx)
  })
}
