import { isRetryable } from './dialect.ts'
import { authorOf, record } from './journal.ts'
import { requireCurrentSchema } from './migrate/version.ts'
import type { Db } from './schema.ts'

/** How often work is begun again after it lost against another program's. */
const retries = 5

/**
 * Runs what changes the household: in one transaction that nobody else writes beside, or, inside another
 * `write`, as a part of that one. Either everything is kept or nothing, and what it changes is recorded as
 * done by the command that `db` was signed with.
 *
 * @param work may be run again from the start, when a server took it back for another program's sake
 */
export async function write<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  if (db.isTransaction) return work(db)
  // Before the transaction: nobody waits while it is found out.
  const author = await authorOf(db)
  return transact(db, (tx) => (author ? record(tx, author, () => work(tx)) : work(tx)))
}

/** As {@link write}, for what is no change of the household: who is logged in, and wrong guesses. */
export async function transact<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  const attempt = () =>
    db.transaction().execute(async (tx) => {
      await requireCurrentSchema(tx)
      return work(tx)
    })
  for (let left = retries; left > 0; left -= 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!isRetryable(error)) throw error
    }
    await pause(Math.random() * 50)
  }
  return attempt()
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
