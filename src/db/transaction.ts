import { isRetryable } from './error-codes.ts'
import { type Author, record } from './journal.ts'
import { requireStep } from './migrate/version.ts'
import { type Db, schemaStep, type Tx } from './schema.ts'

/** A household, and who changes it. */
export type Writer = { readonly db: Db; readonly author: Author }

/** How often a transaction that lost against another program's is run again. */
const retries = 5

/**
 * Changes the household in one transaction, beside which nobody else writes: everything is kept or
 * nothing, and the changes are recorded as made by the author. Work inside a transaction joins it.
 *
 * @param work may run again from the start, when a server rolled it back in favor of another
 * program
 */
export async function write<Result>(
  writer: Writer | Tx,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  if ('isTransaction' in writer) return work(writer)
  const { db, author } = writer
  return transact(db, (tx) => record(tx, author, () => work(tx)))
}

/**
 * As {@link write}, for what does not change the household: logins and wrong guesses.
 *
 * @param step the schema that the work is for
 */
export async function transact<Result>(
  db: Db,
  work: (tx: Tx) => Promise<Result>,
  step: string | undefined = schemaStep,
): Promise<Result> {
  // A dry run is one transaction around the whole command.
  if (db.isTransaction) return work(db as Tx)
  const attempt = () =>
    db.transaction().execute(async (tx) => {
      await requireStep(tx, step)
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

/**
 * Reads with several queries that all see the household at the same moment: what others change
 * meanwhile is seen by none of them. Work inside a transaction joins it.
 */
export function readAtOneMoment<Result>(
  db: Db,
  read: (db: Db) => Promise<Result>,
): Promise<Result> {
  if (db.isTransaction) return read(db)
  return db.transaction().setAccessMode('read only').execute(read)
}

/**
 * As {@link readAtOneMoment}, for what is read in parts. The household stays as it was until the
 * last part was taken, and a file cannot be written meanwhile.
 */
export async function* streamAtOneMoment<Part>(
  db: Db,
  read: (db: Db) => AsyncIterable<Part>,
): AsyncGenerator<Part> {
  if (db.isTransaction) {
    yield* read(db)
    return
  }
  const tx = await db.startTransaction().setAccessMode('read only').execute()
  try {
    yield* read(tx)
  } finally {
    await tx.rollback().execute()
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
