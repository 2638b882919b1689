import { createHash } from 'node:crypto'
import { tableNames } from '../../domain/journal.ts'
import { refusedError } from '../../errors.ts'
import { batchSize, openBatchInsert } from '../batches.ts'
import {
  countRows,
  hasTable,
  lastId,
  requireEveryRow,
  setLastId,
  withEveryRow,
} from '../dialect.ts'
import { copyIdentity } from '../household/identity.ts'
import { withoutRecording } from '../journal.ts'
import { appliedStep } from '../migrate/version.ts'
import type { Db, Schema, Tx } from '../schema.ts'
import { readAtOneMoment, transact } from '../transaction.ts'

/** What was copied of one table. */
export type CopiedTable = {
  readonly table: Table
  readonly rows: number
  /** SHA-256 of all rows in the order of their ids: the same in both places. */
  readonly sha256: string
}

/** Every table to copy, first those that others refer to. The rest is derived from these. */
const recorded = [...tableNames, 'sessions'] as const
const journal = ['commands', 'changes', 'import_keys', 'removed_passwords'] as const
const tables = [...recorded, ...journal]
type Table = (typeof tables)[number]

/** Counts the rows to copy. */
export async function countHousehold(db: Db): Promise<number> {
  let total = 0
  for (const table of await listTables(db)) total += await countRows(db, table)
  return total
}

/** Lists the tables to copy; a household of an older schema does not have all of them. */
async function listTables(db: Db): Promise<readonly Table[]> {
  const found: Table[] = []
  for (const table of tables) if (await hasTable(db, table)) found.push(table)
  return found
}

/**
 * Copies every row of a household, as of one moment, into an empty household. The rows keep their
 * ids, and are read back and compared before the copy is kept. Ids of deleted rows stay unused.
 *
 * @param progress called with the number of rows copied since the last call
 * @throws MomentumError `refused` when the target is not empty
 */
export async function copyHousehold(
  source: Db,
  target: Db,
  progress: (rows: number) => void,
): Promise<readonly CopiedTable[]> {
  return readAtOneMoment(source, async (from) => {
    await requireEveryRow(from)
    return fillHousehold(from, target, progress)
  })
}

/** As {@link copyHousehold}, from inside a transaction that sees every row. */
export async function fillHousehold(
  from: Db,
  target: Db,
  progress: (rows: number) => void,
): Promise<readonly CopiedTable[]> {
  const fill = async (tx: Tx) => {
    await requireEmpty(tx)
    return copyTables(from, tx, progress)
  }
  // Both have the same tables and columns.
  return transact(target, fill, await appliedStep(from))
}

/**
 * Replaces every row of a household with the rows of another one, in one transaction. The rows are
 * read back and compared before the change is kept.
 *
 * @param keep called with every row to be replaced, when no other program can write
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
      const clear = async (names: readonly Table[]) => {
        for (const table of names.toReversed()) await tx.deleteFrom(table).execute()
      }
      await withoutRecording(tx, () => clear(recorded))
      await clear(journal)
      return copyTables(source, tx, progress)
    }),
  )
}

/** Keeps a household from using an id again that another one has used. */
export async function skipUsedIds(from: Db, target: Db): Promise<void> {
  await transact(target, async (tx) => {
    for (const table of tables) await raiseLastId(from, tx, table)
  })
}

async function raiseLastId(from: Db, tx: Tx, table: Table): Promise<void> {
  await setLastId(tx, table, Math.max(await lastId(from, table), await lastId(tx, table)))
}

async function copyTables(
  from: Db,
  tx: Tx,
  progress: (rows: number) => void,
): Promise<readonly CopiedTable[]> {
  const present = await listTables(tx)
  const copyAll = async (names: readonly Table[]) => {
    const copied: CopiedTable[] = []
    for (const table of names) {
      if (present.includes(table)) copied.push(await copyTable(from, tx, table, progress))
    }
    return copied
  }
  const history = await copyAll(journal)
  const copyRecorded = () => copyAll(recorded)
  const isRecording = present.includes('commands')
  const rows = isRecording ? await withoutRecording(tx, copyRecorded) : await copyRecorded()
  if (await hasTable(tx, 'household')) await copyIdentity(from, tx)
  return [...rows, ...history]
}

/** @throws MomentumError `refused` */
async function requireEmpty(db: Db): Promise<void> {
  if ((await countHousehold(db)) === 0) return
  throw refusedError(
    'There is already a household there; it was not changed.',
    'Copy to a new file, or to an empty schema: --to postgres://…/home?schema=new',
  )
}

async function copyTable(
  from: Db,
  tx: Tx,
  table: Table,
  progress: (rows: number) => void,
): Promise<CopiedTable> {
  const read = newChecksum()
  const insert = openBatchInsert(tx, table)
  const batches = readRows(from, table)
  const readNext = async () => {
    const { value: rows } = await batches.next()
    if (rows) read.add(rows)
    return rows
  }
  let rows = await readNext()
  while (rows) {
    // Both places work at the same time: a server writes a batch while the next one is read.
    const [next] = await Promise.all([readNext(), insert(rows)])
    progress(rows.length)
    rows = next
  }
  await raiseLastId(from, tx, table)
  const written = newChecksum()
  for await (const rows of readRows(tx, table)) written.add(rows)
  const [expected, found] = [read.end(), written.end()]
  if (expected.sha256 === found.sha256) return { table, ...found }
  throw new Error(`The copy of ${table} differs from what was read; it was not kept.`)
}

// Both places have run the same steps, so they have the same columns.
type Row = Schema[Table] & { readonly id: number }

async function* readRows(db: Db, table: Table): AsyncGenerator<readonly Row[], undefined> {
  let last = Number.MIN_SAFE_INTEGER
  for (;;) {
    const query = db
      .selectFrom(table)
      .selectAll()
      .where('id', '>', last as never)
    const rows = await query.orderBy('id').limit(batchSize).execute()
    if (rows.length === 0) return undefined
    // Kysely has no type for a row of a table that varies.
    const found = rows as unknown as readonly Row[]
    last = found.at(-1)?.id ?? last
    yield table === 'commands' ? found.map(closed) : found
  }
}

/** A command that another program left open is none that runs in the copy. */
function closed(command: Row): Row {
  return { ...command, recording: null }
}

/** Counts rows and computes their checksum, in which the order of columns does not matter. */
function newChecksum() {
  const hash = createHash('sha256')
  let count = 0
  return {
    add(rows: readonly object[]) {
      count += rows.length
      const columns = Object.keys(rows[0] ?? {}).toSorted()
      for (const row of rows as readonly Record<string, unknown>[]) {
        hash.update(`${JSON.stringify(columns.map((column) => [column, row[column]]))}\n`)
      }
    },
    end: () => ({ rows: count, sha256: hash.digest('hex') }),
  }
}
