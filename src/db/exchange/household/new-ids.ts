import { sql } from 'kysely'
import type { RowType } from '../../../exchange/jsonl/rows.ts'
import { tableIn } from '../../dialect.ts'
import type { Tx } from '../../schema.ts'
import { tableOf } from './columns.ts'

/** Columns by which rows that were just added can be told apart. */
const keyColumns: Record<RowType, readonly string[]> = {
  user: ['uuid'],
  category: ['user_id', 'name_key'],
  routine: ['uuid'],
  task: ['uuid'],
  win: ['date'],
  occurrence: ['routine_id', 'number'],
  absence: ['user_id', 'from_date'],
  rest: ['from_date', 'until_date', 'weekday'],
  note: ['task_id', 'created_at', 'text'],
}

/** The number of the latest row of a table. */
export async function latestId(tx: Tx, type: RowType): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`
    select max(id) as id from ${tableIn(tx, tableOf[type])}
  `.execute(tx)
  return rows[0]?.id ?? 0
}

/**
 * Finds the numbers that rows got.
 *
 * @param columns the rows as they were added after the row with the number `last`
 */
export async function findNewIds(
  tx: Tx,
  type: RowType,
  columns: readonly object[],
  last: number,
): Promise<readonly number[]> {
  const names = keyColumns[type]
  const { rows } = await sql<NewRow>`
    select id, ${sql.join(names.map((name) => sql.ref(name)))} from ${tableIn(tx, tableOf[type])}
    where id > ${last} order by id
  `.execute(tx)
  const keyOf = (row: Readonly<Record<string, unknown>>) =>
    JSON.stringify(names.map((name) => row[name]))
  const found = Map.groupBy(rows, keyOf)
  return columns.map((row) => {
    const id = found.get(keyOf(row as Readonly<Record<string, unknown>>))?.shift()?.id
    if (id === undefined) throw new Error('A row that was added cannot be found.')
    return id
  })
}

type NewRow = Readonly<Record<string, unknown>> & { readonly id: number }
