import { sql } from 'kysely'
import type { Viewer } from '../../domain/user.ts'
import { inBatches } from '../batches.ts'
import type { Tx } from '../schema.ts'
import { isOpenWin } from '../tasks/open-win.ts'
import { Conflict, type Recorded } from './conflict.ts'

/**
 * Makes sure of what no constraint says, where changes were taken back: an open win stands where its task
 * stands, and is nobody’s alone; and only its owner makes a task private.
 *
 * @param changes those that were taken back, the last one first
 * @throws Conflict
 */
export async function requireRules(
  tx: Tx,
  viewer: Viewer,
  changes: readonly Recorded[],
): Promise<void> {
  await requireWins(tx, 'tasks', changes)
  await requireWins(tx, 'daily_wins', changes)
  const updated = changes.filter(
    (change) => change.table_name === 'tasks' && change.operation === 'UPDATE',
  )
  const tasks = await inBatches(rowsOf(updated), (ids) => findTaken(tx, viewer, ids))
  const taken = new Set<number>(tasks.map(({ id }) => id))
  const change = updated.findLast(({ row_id }) => taken.has(row_id))
  if (change) throw new Conflict(change)
}

async function requireWins(
  tx: Tx,
  table: 'tasks' | 'daily_wins',
  changes: readonly Recorded[],
): Promise<void> {
  const touched = changes.filter((change) => change.table_name === table)
  const broken = await inBatches(rowsOf(touched), (ids) => findBrokenWins(tx, table, ids))
  for (const win of broken) {
    const change = touched.findLast(({ row_id }) => row_id === win.touched)
    if (change) throw new Conflict(change, { table: 'daily_wins', row: win.id })
  }
}

function rowsOf(changes: readonly Recorded[]): number[] {
  return [...new Set(changes.map(({ row_id }) => row_id))]
}

function findBrokenWins(tx: Tx, table: 'tasks' | 'daily_wins', ids: readonly number[]) {
  const touched = sql.ref<number>(`${table}.id`)
  return tx
    .selectFrom('daily_wins')
    .innerJoin('tasks', 'tasks.id', 'daily_wins.task_id')
    .select(['daily_wins.id', touched.as('touched')])
    .where(touched, 'in', ids)
    .where(({ and, eb, or, ref }) =>
      or([
        eb('tasks.private', '=', true),
        and([
          isOpenWin,
          // Both are words of the same kind to the database.
          eb('daily_wins.status', '<>', ref('tasks.status') as never),
        ]),
      ]),
    )
    .execute()
}

/** Tasks that are private to somebody else now. */
function findTaken(tx: Tx, viewer: Viewer, ids: readonly number[]) {
  return tx
    .selectFrom('tasks')
    .select('id')
    .where(sql.ref('id'), 'in', ids)
    .where('private', '=', true)
    .where('owner_user_id', 'is distinct from', viewer)
    .execute()
}
