import type { Task, TaskId } from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import { refusedError } from '../../errors.ts'
import { inBatches } from '../batches.ts'
import type { Tx } from '../schema.ts'
import {
  changedValues,
  type ImportedValues,
  importedColumns,
  rowHashOf,
  type TaskDraftOf,
} from './drafts.ts'
import type { ImportKey } from './keys.ts'
import type { Categories } from './references.ts'
import type { ImportOptions } from './source.ts'

/** A task that is here already. */
export type StoredTask = ImportedValues & Pick<Task, 'id' | 'uuid' | 'routine_id'>

/** What an import decides about a record. */
export type Decision =
  | { readonly is: 'new' }
  | { readonly is: 'changed'; readonly row: StoredTask }
  | { readonly is: 'kept'; readonly id: TaskId }
  | { readonly is: 'same' }

/** The tasks that are here already, by number and by UUID. */
export type Stored = {
  readonly byId: ReadonlyMap<number, StoredTask>
  readonly byUuid: ReadonlyMap<string, StoredTask>
}

/** Finds the tasks that these drafts may mean. */
export async function findStored(
  tx: Tx,
  drafts: readonly TaskDraftOf[],
  keys: ReadonlyMap<string, ImportKey>,
): Promise<Stored> {
  const select = () =>
    tx.selectFrom('tasks').select([...importedColumns, 'id', 'uuid', 'routine_id'])
  const ids = [...keys.values()].map(({ row }) => row as TaskId)
  const uuids = drafts.flatMap(({ record }) => record.uuid ?? [])
  const byId = await inBatches(ids, (batch) => select().where('id', 'in', batch).execute())
  const byUuid = await inBatches(uuids, (batch) => select().where('uuid', 'in', batch).execute())
  return {
    byId: new Map(byId.map((row) => [row.id, row])),
    byUuid: new Map(byUuid.map((row) => [row.uuid, row])),
  }
}

/**
 * Decides what becomes of a record.
 *
 * @param found what is known of it from an earlier import
 * @throws MomentumError `refused` for a private task of somebody else
 */
export function decide(
  draft: TaskDraftOf,
  found: ImportKey | undefined,
  { byId, byUuid }: Stored,
  categories: Categories,
  options: ImportOptions,
): Decision {
  const { uuid, title } = draft.record
  const isHidden = (stored: StoredTask) => stored.private && stored.owner_user_id !== options.viewer
  const known = found && byId.get(found.row)
  // What somebody made private since is as if it had never been imported.
  const key = known && isHidden(known) ? undefined : found
  const row = (key && known) ?? (uuid === undefined ? undefined : byUuid.get(uuid))
  if (row && isHidden(row)) {
    throw refusedError(`“${title}” is here already, as a private task of somebody else.`)
  }
  if (row === undefined) {
    const isDeleted = key !== undefined && !options.overwrites
    return isDeleted ? { is: 'kept', id: key.row as TaskId } : { is: 'new' }
  }
  const isSameThere = key?.sourceHash === draft.sourceHash
  const isSameHere = key ? key.rowHash === rowHashOf(row) : options.isOurs
  if (!isSameThere && isAsStored(draft, row, categories, options)) return { is: 'same' }
  if (isSameThere && (isSameHere || !options.overwrites)) return { is: 'same' }
  if (isSameHere || options.overwrites) return { is: 'changed', row }
  return { is: 'kept', id: row.id }
}

/** Whether a record says nothing that is not so already. */
function isAsStored(
  draft: TaskDraftOf,
  row: StoredTask,
  categories: Categories,
  options: ImportOptions,
): boolean {
  const { record, checked, isPrivate } = draft
  const said = isPrivate && row.category_id === null ? undefined : checked.category
  if (said !== undefined && !categories.isCalled(row.category_id, said)) return false
  const category = said === undefined ? undefined : (row.category_id ?? undefined)
  const isDated = record.completedAt !== undefined || record.completedOn !== undefined
  const values = Object.entries(changedValues(draft, category, options))
  return values.every(([name, value]) => {
    if (!isDated && /^completed_(at|on)$/.test(name) && row.status === 'DONE') return true
    // A moment says no more than what is known here, which is not the day.
    if (name === 'completed_on' && row.completed_on === null) return true
    if (name === 'completed_at') return isSameMoment(row.completed_at, record.completedAt)
    return row[name as keyof StoredTask] === value
  })
}

/** Most programs write moments in whole seconds. */
function isSameMoment(stored: Instant | null, said: Instant | undefined): boolean {
  const [a, b] = [stored, said].map((moment) => moment?.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length))
  return a === b
}
