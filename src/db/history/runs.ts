import { sql } from 'kysely'
import { batchSize, openBatchInsert } from '../batches.ts'
import { dialectOf, tableIn } from '../dialect.ts'
import { isConstraintViolation } from '../error-codes.ts'
import type { Tx } from '../schema.ts'
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
 * Reverses a run with a few statements, because each statement has to travel to a server.
 *
 * @returns false when nothing was done, because one of its changes cannot be reversed
 */
export async function reverseTogether(
  tx: Tx,
  changes: readonly RecordedChange[],
): Promise<boolean> {
  const isDeletion = changes[0]?.operation === 'DELETE'
  // Statements to a file travel nowhere, so additions are reversed one by one.
  if (!isDeletion && dialectOf(tx) === 'sqlite') return false
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

/** Deletes the tasks on a server that have no notes, and every value that they were added with. */
function openRemoval(tx: Tx): ReverseBatch {
  const tasks = tableIn(tx, 'tasks')
  return async (changes) => {
    const rows = changes.map(({ row_id, after }) => ({ ...after, id: row_id }))
    const columns = Object.keys(changes[0]?.after ?? {}).filter((name) => name !== 'updated_at')
    const isUnchanged = columns.map(
      (column) => sql`and added.${sql.ref(column)} is not distinct from tasks.${sql.ref(column)}`,
    )
    const { numAffectedRows } = await sql`
      delete from ${tasks} as tasks
      using json_populate_recordset(null::${tasks}, ${JSON.stringify(rows)}) as added
      where added.id = tasks.id ${sql.join(isUnchanged, sql` `)}
        and not exists (select from ${tableIn(tx, 'notes')} where task_id = tasks.id)
    `.execute(tx)
    return Number(numAffectedRows)
  }
}
