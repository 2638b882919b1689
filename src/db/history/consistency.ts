import { sql } from 'kysely'
import type { Viewer } from '../../domain/user.ts'
import { inBatches } from '../batches.ts'
import type { Tx } from '../schema.ts'
import { isOpenTask } from '../tasks/filter.ts'
import { isOpenWin } from '../tasks/open-win.ts'
import { isCleared } from './cleared.ts'
import { Conflict } from './conflict.ts'
import type { RecordedChange } from './recorded.ts'

/**
 * Checks what no constraint enforces, after changes were reversed: an open win has the status of
 * its task, the task of a win is not private, the live task of a routine was not added after the
 * change of the routine that is undone, a member is away only once on a day, and who is inactive
 * takes no turns.
 *
 * @param changes the reversed changes, latest first
 * @throws Conflict
 */
export async function requireConsistency(
  tx: Tx,
  changes: readonly RecordedChange[],
): Promise<void> {
  await requireConsistentWins(tx, 'tasks', changes)
  await requireConsistentWins(tx, 'daily_wins', changes)
  await requireSameLive(tx, changes)
  await requireSeparateAbsences(tx, changes)
  await requireActiveMembers(tx, changes)
}

async function requireConsistentWins(
  tx: Tx,
  table: 'tasks' | 'daily_wins',
  changes: readonly RecordedChange[],
): Promise<void> {
  const reversed = changes.filter((change) => change.table_name === table)
  const wins = await inBatches(rowIds(reversed), (ids) => findInconsistentWins(tx, table, ids))
  for (const win of wins) {
    const change = reversed.findLast(({ row_id }) => row_id === win.row_id)
    if (change) throw new Conflict(change, { table: 'daily_wins', row: win.id })
  }
}

/** @param ids of tasks or of wins, as the table says */
function findInconsistentWins(tx: Tx, table: 'tasks' | 'daily_wins', ids: readonly number[]) {
  const rowId = sql.ref<number>(`${table}.id`)
  return tx
    .selectFrom('daily_wins')
    .innerJoin('tasks', 'tasks.id', 'daily_wins.task_id')
    .select(['daily_wins.id', rowId.as('row_id')])
    .where(rowId, 'in', ids)
    .where(({ and, eb, or, ref }) =>
      or([
        eb('tasks.private', '=', true),
        // Their types differ, but both columns hold a status.
        and([isOpenWin, eb('daily_wins.status', '<>', ref('tasks.status') as never)]),
      ]),
    )
    .execute()
}

/**
 * Checks, after changes were reversed, that none of them made a task private to somebody else.
 *
 * @throws Conflict
 */
export async function requireNothingHidden(
  tx: Tx,
  viewer: Viewer,
  changes: readonly RecordedChange[],
): Promise<void> {
  const edits = changes.filter(
    (change) =>
      change.table_name === 'tasks' && change.operation === 'UPDATE' && !isCleared(change),
  )
  const tasks = await inBatches(rowIds(edits), (ids) => findTasksHiddenFrom(tx, viewer, ids))
  const hidden = new Set<number>(tasks.map(({ id }) => id))
  const change = edits.findLast(({ row_id }) => hidden.has(row_id))
  if (change) throw new Conflict(change)
}

/** Finds private tasks of others, or of anyone when nobody is known to act. */
function findTasksHiddenFrom(tx: Tx, viewer: Viewer, ids: readonly number[]) {
  return tx
    .selectFrom('tasks')
    .select('id')
    .where(sql.ref('id'), 'in', ids)
    .where('private', '=', true)
    .where('owner_user_id', 'is distinct from', viewer)
    .execute()
}

/** A change of these columns alone leaves the live task as it is. */
const looseColumns = ['owner_user_id', 'turns', 'category_id', 'updated_at']

async function requireSameLive(tx: Tx, changes: readonly RecordedChange[]): Promise<void> {
  const edits = changes.filter(
    ({ table_name, operation, before }) =>
      table_name === 'routines' &&
      operation === 'UPDATE' &&
      Object.keys(before ?? {}).some((column) => !looseColumns.includes(column)),
  )
  for (const change of edits) {
    const live = await findLiveAddedSince(tx, change)
    if (live) throw new Conflict(change, { table: 'tasks', row: live.id })
  }
}

/**
 * Finds the live task of a routine if it was added after a change of the routine. One that was
 * there before, and came back by an undo or a redo, is the same.
 */
function findLiveAddedSince(tx: Tx, { id, row_id }: RecordedChange) {
  return tx
    .selectFrom('tasks')
    .innerJoin('changes', 'changes.row_id', 'tasks.id')
    .select('tasks.id')
    .where(sql.ref('tasks.routine_id'), '=', row_id)
    .where(isOpenTask)
    .where('changes.table_name', '=', 'tasks')
    .where('changes.operation', '=', 'INSERT')
    .groupBy('tasks.id')
    .having(({ fn }) => fn.min('changes.id'), '>', id)
    .executeTakeFirst()
}

async function requireSeparateAbsences(tx: Tx, changes: readonly RecordedChange[]): Promise<void> {
  const reversed = changes.filter(({ table_name }) => table_name === 'absences')
  const [overlap] = await inBatches(rowIds(reversed), (ids) => findOverlaps(tx, ids))
  const change = reversed.findLast(({ row_id }) => row_id === overlap?.row_id)
  if (overlap && change) throw new Conflict(change, { table: 'absences', row: overlap.other })
}

/** Finds other absences of the same member, or of everybody, on days of these. */
function findOverlaps(tx: Tx, ids: readonly number[]) {
  return tx
    .selectFrom('absences')
    .innerJoin('absences as other', (join) =>
      join
        .onRef('other.user_id', 'is not distinct from', 'absences.user_id')
        .onRef('other.from_date', '<=', 'absences.until_date')
        .onRef('other.until_date', '>=', 'absences.from_date')
        .onRef('other.id', '<>', 'absences.id'),
    )
    .select([sql.ref<number>('absences.id').as('row_id'), sql.ref<number>('other.id').as('other')])
    .where(sql.ref('absences.id'), 'in', ids)
    .execute()
}

async function requireActiveMembers(tx: Tx, changes: readonly RecordedChange[]): Promise<void> {
  for (const [table, column] of [
    ['users', 'users.id'],
    ['routine_members', 'routine_members.id'],
  ] as const) {
    const reversed = changes.filter(({ table_name }) => table_name === table)
    const [place] = await inBatches(rowIds(reversed), (ids) => findInactivePlaces(tx, column, ids))
    const change = reversed.findLast(({ row_id }) => row_id === place?.row_id)
    if (!place || !change) continue
    const other = { table: 'routine_members', row: place.id } as const
    throw new Conflict(change, table === 'users' ? other : { table: 'users', row: place.user_id })
  }
}

/** Finds the places of inactive members in rotas, by the ids of members or of places. */
function findInactivePlaces(
  tx: Tx,
  column: 'users.id' | 'routine_members.id',
  ids: readonly number[],
) {
  return tx
    .selectFrom('routine_members')
    .innerJoin('users', 'users.id', 'routine_members.user_id')
    .select(['routine_members.id', 'routine_members.user_id'])
    .select(sql.ref<number>(column).as('row_id'))
    .where(sql.ref(column), 'in', ids)
    .where('users.active', '=', false)
    .execute()
}

function rowIds(changes: readonly RecordedChange[]): number[] {
  return [...new Set(changes.map(({ row_id }) => row_id))]
}
