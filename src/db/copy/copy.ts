import { createHash } from 'node:crypto'
import { refusedError } from '../../errors.ts'
import { batchSize, openBatchInsert } from '../batches.ts'
import { countRows, lastId, setLastId, withEveryRow } from '../dialect.ts'
import { withoutRecording } from '../journal.ts'
import type { Db, Schema, Tx } from '../schema.ts'
import { transact } from '../transaction.ts'

/** What was copied of one table. */
export type CopiedTable = {
  readonly table: Table
  readonly rows: number
  /** SHA-256 of all rows in the order of their ids: the same in both places. */
  readonly sha256: string
}

/** Every table with rows of its own, those that others refer to first. */
const recorded = ['users', 'categories', 'tasks', 'daily_wins', 'sessions'] as const
const journal = ['commands', 'changes', 'removed_passwords'] as const
const tables = [...recorded, ...journal]
type Table = (typeof tables)[number]

/** How many rows there are to copy. */
export async function countEverything(db: Db): Promise<number> {
  let total = 0
  for (const table of tables) total += await countRows(db, table)
  return total
}

/**
 * Copies every row of a household with its id into an empty one, as of one moment, and reads all of it
 * back before anything is kept. The numbers that were given out are not given again there.
 *
 * @param progress told of so many more rows
 * @throws MomentumError `refused` when the target holds anything
 */
export async function copyHousehold(
  source: Db,
  target: Db,
  progress: (rows: number) => void,
): Promise<readonly CopiedTable[]> {
  return source
    .transaction()
    .setAccessMode('read only')
    .execute((from) => fillHousehold(from, target, progress))
}

/** As {@link copyHousehold}, from inside a transaction that can see all there is. */
export async function fillHousehold(
  from: Db,
  target: Db,
  progress: (rows: number) => void,
): Promise<readonly CopiedTable[]> {
  return transact(target, async (tx) => {
    await requireEmpty(tx)
    return copyTables(from, tx, progress)
  })
}

/**
 * Puts the rows of another household in the place of all rows, in one transaction, and reads all of it back
 * before anything is kept.
 *
 * @param keep called when nobody else can write any more, with what sees all that is replaced
 */
export async function replaceHousehold(
  source: Db,
  target: Db,
  keep: (tx: Tx) => Promise<void>,
  progress: (rows: number) => void,
): Promise<readonly CopiedTable[]> {
  return transact(target, (tx) =>
    withEveryRow(tx, async () => {
      await keep(tx)
      const remove = async (names: readonly Table[]) => {
        for (const table of names.toReversed()) await tx.deleteFrom(table).execute()
      }
      await withoutRecording(tx, () => remove(recorded))
      await remove(journal)
      return copyTables(source, tx, progress)
    }),
  )
}

/** Has a household give out no number that another one gave out already. */
export async function keepNumbers(from: Db, target: Db): Promise<void> {
  await transact(target, async (tx) => {
    for (const table of tables) {
      await setLastId(tx, table, Math.max(await lastId(from, table), await lastId(tx, table)))
    }
  })
}

async function copyTables(
  from: Db,
  tx: Tx,
  progress: (rows: number) => void,
): Promise<readonly CopiedTable[]> {
  const copyAll = async (names: readonly Table[]) => {
    const copied: CopiedTable[] = []
    for (const table of names) copied.push(await copyTable(from, tx, table, progress))
    return copied
  }
  const history = await copyAll(journal)
  return [...(await withoutRecording(tx, () => copyAll(recorded))), ...history]
}

/** @throws MomentumError `refused` */
async function requireEmpty(db: Db): Promise<void> {
  if ((await countEverything(db)) === 0) return
  throw refusedError(
    'There is a household already; it was left as it is.',
    'Copy to a new file, or to an empty schema: --to postgres://…/home?schema=new',
  )
}

async function copyTable(
  from: Db,
  tx: Tx,
  table: Table,
  progress: (rows: number) => void,
): Promise<CopiedTable> {
  const read = openSum()
  const insert = openBatchInsert(tx, table)
  for await (const rows of batches(from, table)) {
    read.add(rows)
    await insert(rows)
    progress(rows.length)
  }
  await setLastId(tx, table, Math.max(await lastId(from, table), await lastId(tx, table)))
  const written = openSum()
  for await (const rows of batches(tx, table)) written.add(rows)
  const [wanted, found] = [read.end(), written.end()]
  if (wanted.sha256 === found.sha256) return { table, ...found }
  throw new Error(`The copy of ${table} differs from what was read; it was not kept.`)
}

// Whatever the columns are: both places have run the same steps.
type Row = Schema[Table] & { readonly id: number }

async function* batches(db: Db, table: Table): AsyncGenerator<readonly Row[]> {
  let last = Number.MIN_SAFE_INTEGER
  for (;;) {
    const query = db
      .selectFrom(table)
      .selectAll()
      .where('id', '>', last as never)
    const rows = await query.orderBy('id').limit(batchSize).execute()
    if (rows.length === 0) return
    // Kysely has no type for a row of whichever table it is.
    const found = rows as unknown as readonly Row[]
    last = found.at(-1)?.id ?? last
    yield found
  }
}

/** Counts rows and sums them up, whatever the order of their columns. */
function openSum() {
  const hash = createHash('sha256')
  let count = 0
  return {
    add(rows: readonly object[]) {
      count += rows.length
      for (const row of rows) {
        const entries = Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))
        hash.update(`${JSON.stringify(entries)}\n`)
      }
    },
    end: () => ({ rows: count, sha256: hash.digest('hex') }),
  }
}
