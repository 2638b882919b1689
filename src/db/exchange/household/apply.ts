import type { RoutineId } from '../../../domain/task.ts'
import { isOpen } from '../../../domain/task-status.ts'
import type { Instant } from '../../../domain/time.ts'
import type { UserId } from '../../../domain/user.ts'
import { isOpenWin } from '../../../domain/win.ts'
import { identityOf } from '../../../exchange/jsonl/check.ts'
import { type Row, type RowType, rowTypes } from '../../../exchange/jsonl/rows.ts'
import { contentOf } from '../../../exchange/jsonl/write.ts'
import { batchSize, openBatchInsert, updateBatch } from '../../batches.ts'
import { saveMembers } from '../../routines/members.ts'
import type { Tx } from '../../schema.ts'
import { fingerprint, type NewImportKey, rememberImported } from '../keys.ts'
import { columnsOf, type Ids, tableOf } from './columns.ts'
import { source } from './decide.ts'
import type { Entry } from './entry.ts'
import { findNewIds, latestId } from './new-ids.ts'
import type { Plan } from './plan.ts'

/** How rows are written. */
export type Writing = {
  readonly ids: Ids
  readonly now: Instant
  /** Reports that so many more rows are written. */
  readonly advance: (rows: number) => void
}

/** Writes the rows of a plan that are added or changed, and remembers them. */
export async function applyPlan(tx: Tx, plan: Plan, writing: Writing): Promise<void> {
  for (const type of rowTypes) await applyRows(tx, type, plan, writing)
}

async function applyRows<Type extends RowType>(
  tx: Tx,
  type: Type,
  { entries }: Plan,
  writing: Writing,
): Promise<void> {
  const own: readonly Entry<Type>[] = entries[type]
  const changed = own.filter(({ fate }) => fate === 'update')
  const added = own.filter(({ fate }) => fate === 'add')
  await changeRows(tx, type, changed, writing)
  const ids = await addRows(tx, type, added, writing)
  if (type === 'routine') await saveRotas(tx, entries.routine, writing.ids)
  const keys = [
    ...changed.map((entry) => keyOf(entry, entry.here?.id ?? 0)),
    ...added.map((entry, index) => keyOf(entry, ids[index] ?? 0)),
  ]
  await rememberImported(tx, source, keys)
}

/** Changes rows, those that end something first: of what is open, there may be only one. */
async function changeRows<Type extends RowType>(
  tx: Tx,
  type: Type,
  entries: readonly Entry<Type>[],
  { ids, now, advance }: Writing,
): Promise<void> {
  const isLeftOpen: (row: Row<Type>) => boolean = leavesOpen[type]
  for (const isLast of [false, true]) {
    const meant = entries.filter(({ row }) => isLeftOpen(row) === isLast)
    for (let start = 0; start < meant.length; start += batchSize) {
      const batch = meant.slice(start, start + batchSize)
      const rows = batch.flatMap(({ row, here }) => {
        if (here === undefined) return []
        return [{ id: here.id, ...withoutLinks(type, columnsOf(type, row, ids, now)) }]
      })
      await updateBatch(tx, tableOf[type], rows)
      advance(batch.length)
    }
  }
}

/** Whether a row leaves something open. */
const leavesOpen: { readonly [Type in RowType]: (row: Row<Type>) => boolean } = {
  user: () => false,
  category: () => false,
  routine: () => false,
  task: ({ status }) => isOpen(status),
  win: isOpenWin,
  occurrence: () => false,
  absence: () => false,
  rest: () => false,
  note: () => false,
}

/** The columns that an import changes: a row stays with the routine and the task that it is of. */
function withoutLinks(type: RowType, columns: object): object {
  const { routine_id: _, task_id, ...changed } = columns as Record<string, unknown>
  return type === 'win' ? { ...changed, task_id } : changed
}

/** Adds rows in the order of the file. @returns their numbers */
async function addRows<Type extends RowType>(
  tx: Tx,
  type: Type,
  entries: readonly Entry<Type>[],
  { ids, now, advance }: Writing,
): Promise<readonly number[]> {
  if (entries.length === 0) return []
  const insert = openBatchInsert(tx, tableOf[type])
  const added: number[] = []
  let last = await latestId(tx, type)
  for (let start = 0; start < entries.length; start += batchSize) {
    const batch = entries.slice(start, start + batchSize)
    const columns = batch.map(({ row }) => columnsOf(type, row, ids, now))
    await insert(columns)
    const numbers = await findNewIds(tx, type, columns, last)
    for (const [index, { row }] of batch.entries()) {
      ids.set(identityOf(type, row), numbers[index] ?? 0)
    }
    added.push(...numbers)
    last = Math.max(...numbers)
    advance(batch.length)
  }
  return added
}

async function saveRotas(tx: Tx, entries: readonly Entry<'routine'>[], ids: Ids): Promise<void> {
  const places: object[] = []
  for (const { row, fate } of entries) {
    const { uuid, turns, member_uuids } = row
    // These are numbers of a routine and of members.
    const id = ids.routine(uuid) as RoutineId
    const members = member_uuids.map((member) => ids.user(member) as UserId)
    if (fate === 'update') await saveMembers(tx, { id, turns }, members)
    if (fate !== 'add') continue
    for (const [index, user_id] of members.entries()) {
      places.push({ routine_id: id, user_id, position: index + 1 })
    }
  }
  const insert = openBatchInsert(tx, 'routine_members')
  for (let start = 0; start < places.length; start += batchSize) {
    await insert(places.slice(start, start + batchSize))
  }
}

function keyOf<Type extends RowType>(entry: Entry<Type>, row: number): NewImportKey {
  const { type, identity: sourceId, said: sourceHash } = entry
  const rowHash = fingerprint(contentOf(type, entry.row))
  return { sourceId, table: tableOf[type], row, sourceHash, rowHash }
}
