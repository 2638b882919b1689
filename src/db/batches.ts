import { type Compilable, CompiledQuery, sql } from 'kysely'
import type { TableName } from '../domain/journal.ts'
import { dialectOf, tableIn } from './dialect.ts'
import type { Db, Schema, Tx } from './schema.ts'

/**
 * The rows of one statement: with fewer, each row takes longer; with many more, the parsing does.
 */
export const batchSize = 500

/**
 * Adds many rows, which all have the same keys, up to {@link batchSize} at a time.
 *
 * @returns a function that adds a batch
 */
export function openBatchInsert(tx: Db, table: keyof Schema): BatchInsert {
  return dialectOf(tx) === 'sqlite' ? insertValues(tx, table) : insertJson(tx, table)
}

type BatchInsert = (rows: readonly object[]) => Promise<void>

/** Compiles the statement once, because compiling it takes longer than running it. */
function insertValues(tx: Db, table: keyof Schema): BatchInsert {
  let statement: { readonly sql: string; readonly rows: number; readonly keys: readonly string[] }
  return async (rows) => {
    if (rows.length === 0) return
    if (statement?.rows !== rows.length) {
      const keys = Object.keys(rows[0] ?? {})
      // Callers give the columns of the table, which Kysely cannot check for a variable table.
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

/** A server takes twice as long to read thousands of values as to read one list in JSON. */
function insertJson(tx: Db, table: keyof Schema): BatchInsert {
  const target = tableIn(tx, table)
  return async (rows) => {
    if (rows.length === 0) return
    const columns = sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)))
    await sql`
      insert into ${target} (${columns})
      select ${columns} from json_populate_recordset(null::${target}, ${JSON.stringify(rows)})
    `.execute(tx)
  }
}

/**
 * Changes many rows, which all have the same keys, among them `id`, up to {@link batchSize} at a
 * time: each statement has to travel to a server.
 */
export async function updateBatch(
  tx: Tx,
  table: TableName,
  rows: readonly (object & { readonly id: number })[],
): Promise<void> {
  if (dialectOf(tx) === 'sqlite') {
    for (const { id, ...values } of rows) {
      // Callers give the columns of the table, which Kysely cannot check for a variable table.
      const changed = tx.updateTable(table).set(values as never)
      await changed.where('id', '=', id as never).execute()
    }
    return
  }
  if (rows.length === 0) return
  const target = tableIn(tx, table)
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== 'id')
  const values = columns.map((name) => sql`${sql.ref(name)} = changed.${sql.ref(name)}`)
  await sql`
    update ${target} as present set ${sql.join(values)}
    from json_populate_recordset(null::${target}, ${JSON.stringify(rows)}) as changed
    where present.id = changed.id
  `.execute(tx)
}

/**
 * Runs a query for any number of ids, a batch at a time: SQLite binds at most 32,766 values at
 * once. The last id may be repeated, so that long work needs a few statements rather than one for
 * each number of ids.
 */
export async function inBatches<Id, Row>(
  ids: readonly Id[],
  query: (batch: readonly Id[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = ids.slice(start, start + batchSize)
    const size = Math.min(batchSize, 2 ** Math.ceil(Math.log2(batch.length)))
    while (batch.length < size) batch.push(...batch.slice(-1))
    rows.push(...(await query(batch)))
  }
  return rows
}

/** Stands in a query for a value that {@link reusable} fills in. */
const blank: unknown = Symbol('blank')

/** A place for a value, wherever a query takes one. */
export function blankFor<Value>(): Value {
  return blank as Value
}

/**
 * Compiles a query once, to run it many times: compiling takes longer than running.
 *
 * @returns what runs the query with these values in place of its blanks, in their order
 */
export function reusable<Row>(
  db: Db,
  query: Compilable<Row>,
): (...values: readonly unknown[]) => Promise<Row[]> {
  const compiled = query.compile()
  return async (...values) => {
    let next = 0
    const parameters = compiled.parameters.map((value) =>
      value === blank ? values[next++] : value,
    )
    return (await db.executeQuery<Row>({ ...compiled, parameters })).rows
  }
}
