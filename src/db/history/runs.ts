import { sql } from 'kysely'
import { batchSize, openBatchInsert } from '../batches.ts'
import { dialectOf, tableIn } from '../dialect.ts'
import { isConstraintViolation } from '../error-codes.ts'
import type { Tx } from '../schema.ts'
import { dependents } from './dependents.ts'
import { derivedValues } from './derived.ts'
import type { RecordedChange } from './recorded.ts'

/**
 * Groups consecutive additions of tasks, and consecutive deletions. Every other change is a group
 * of its own.
 */
export function runsOf<Change extends RecordedChange>(changes: readonly Change[]): Change[][] {
  const runs: Change[][] = []
  for (const change of changes) {
    const run = runs.at(-1)
    const kind = kindOf(change)
    if (run?.[0] && kind !== undefined && kind === kindOf(run[0])) run.push(change)
    else runs.push([change])
  }
  return runs
}

/** Names an addition or a deletion of a task by its columns: older steps have fewer of them. */
function kindOf({ table_name, operation, before, after }: RecordedChange): string | undefined {
  if (table_name !== 'tasks' || operation === 'UPDATE') return undefined
  return [operation, ...Object.keys(before ?? after ?? {})].join()
}

/**
 * Reverses a run with a few statements: each has to travel to a server, and takes as long to make
 * for a file as to run.
 *
 * @returns false when nothing was done, because one of its changes cannot be reversed
 */
export async function reverseTogether(
  tx: Tx,
  changes: readonly RecordedChange[],
): Promise<boolean> {
  const isDeletion = changes[0]?.operation === 'DELETE'
  const reverse = isDeletion ? openRestoration(tx) : openRemoval(tx)
  await sql`savepoint reversing`.execute(tx)
  const isReversed = await reverseAll(changes, reverse)
  const end = isReversed ? sql`release savepoint reversing` : sql`rollback to savepoint reversing`
  await end.execute(tx)
  return isReversed
}

/** Reverses a batch. @returns how many of its changes it reversed */
type ReverseBatch = (changes: readonly RecordedChange[]) => Promise<number>

async function reverseAll(
  changes: readonly RecordedChange[],
  reverse: ReverseBatch,
): Promise<boolean> {
  try {
    for (let start = 0; start < changes.length; start += batchSize) {
      const batch = changes.slice(start, start + batchSize)
      if ((await reverse(batch)) < batch.length) return false
    }
    return true
  } catch (error) {
    if (!isConstraintViolation(error)) throw error
    return false
  }
}

function openRestoration(tx: Tx): ReverseBatch {
  const insert = openBatchInsert(tx, 'tasks')
  return async (changes) => {
    const rows = changes.map(({ table_name, row_id, before }) => {
      const values = before ?? {}
      return { id: row_id, ...values, ...derivedValues(table_name, values) }
    })
    await insert(rows)
    return rows.length
  }
}

/** Deletes the tasks to which nothing refers, and that have every value they were added with. */
function openRemoval(tx: Tx): ReverseBatch {
  const remove = dialectOf(tx) === 'sqlite' ? removeFromFile : removeFromServer
  return async (changes) => {
    const rows = changes.map(({ row_id, after }) => ({ ...after, id: row_id }))
    const columns = Object.keys(changes[0]?.after ?? {}).filter((name) => name !== 'updated_at')
    const { numAffectedRows } = await remove(tx, JSON.stringify(rows), columns).execute(tx)
    return Number(numAffectedRows)
  }
}

function removeFromServer(tx: Tx, rows: string, columns: readonly string[]) {
  const tasks = tableIn(tx, 'tasks')
  const isUnchanged = columns.map(
    (column) => sql`and added.${sql.ref(column)} is not distinct from tasks.${sql.ref(column)}`,
  )
  return sql`
    delete from ${tasks} as tasks
    using json_populate_recordset(null::${tasks}, ${rows}) as added
    where added.id = tasks.id ${sql.join(isUnchanged, sql` `)} ${isUnused(tx)}
  `
}

function removeFromFile(tx: Tx, rows: string, columns: readonly string[]) {
  const value = (column: string) => sql`added.value ->> ${sql.lit(column)}`
  const isUnchanged = columns.map((column) => sql`and ${value(column)} is tasks.${sql.ref(column)}`)
  return sql`
    delete from tasks where id in (
      select tasks.id from json_each(${rows}) as added
      cross join tasks on tasks.id = ${value('id')}
      where true ${sql.join(isUnchanged, sql` `)} ${isUnused(tx)}
    )
  `
}

function isUnused(tx: Tx) {
  const uses = dependents.tasks.map(
    ([table, column]) =>
      sql`and not exists (
        select 1 from ${tableIn(tx, table)} as dependent
        where dependent.${sql.ref(column)} = tasks.id
      )`,
  )
  return sql.join(uses, sql` `)
}
