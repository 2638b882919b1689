import { sql } from 'kysely'
import type { Values } from '../../domain/journal.ts'
import type { Task } from '../../domain/task.ts'
import { parseChange, type RecordedChange } from '../history/recorded.ts'
import type { Tx } from '../schema.ts'
import type { RoutineTask } from './occurrences.ts'

/** Whether a live task followed a task that was done, and is still as its routine made it. */
export async function isUntouched(tx: Tx, live: Task, done: RoutineTask): Promise<boolean> {
  return live.occurrence_number === done.occurrence_number + 1 && isAsMade(tx, live)
}

/** Whether a live task is still as its routine made it: a change that was undone does not count. */
export async function isAsMade(tx: Tx, live: Task): Promise<boolean> {
  if (live.updated_at === live.created_at) return true
  const made = madeBy(await listRecorded(tx, live))
  // How it was made may be deleted from the history.
  return made !== undefined && isEqual(made, live)
}

async function listRecorded(tx: Tx, { id }: Task): Promise<RecordedChange[]> {
  const rows = await tx
    .selectFrom('changes')
    .select(['id', 'table_name', 'row_id', 'operation', 'before', 'after'])
    .where('table_name', '=', 'tasks')
    .where(sql.ref('row_id'), '=', id)
    .orderBy('id')
    .execute()
  return rows.map(parseChange)
}

/**
 * The task as its routine made it: as it was added, or dated again as if it had just been added.
 */
function madeBy(changes: readonly RecordedChange[]): Values | undefined {
  let made: Values | undefined
  let row: Values = {}
  for (const { operation, after } of changes) {
    row = { ...row, ...after }
    const isMade = made === undefined ? operation === 'INSERT' : isDatedAgain(operation, after)
    if (isMade) made = row
  }
  return made
}

function isDatedAgain(operation: RecordedChange['operation'], after: Values | null): boolean {
  return operation === 'UPDATE' && after !== null && 'created_at' in after
}

function isEqual(made: Values, live: Values): boolean {
  const { updated_at: _, turn_reason: __, ...values } = made
  return Object.entries(values).every(([column, value]) => live[column] === value)
}
