import type { Task, TaskId } from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import { type MomentumError, refusedError } from '../../errors.ts'
import { faultOf } from '../../exchange/checked.ts'
import { batchSize, inBatches, openBatchInsert } from '../batches.ts'
import type { Tx } from '../schema.ts'
import { requireOwned, requireWasNoWin, searchText } from '../tasks/changes.ts'
import {
  changedValues,
  type ImportedValues,
  importedColumns,
  newValues,
  rowHashOf,
  type TaskDraftOf,
} from './drafts.ts'
import {
  findImportKeys,
  findKey,
  type ImportKey,
  keyName,
  keyNames,
  type NewImportKey,
  rememberImported,
} from './keys.ts'
import type { Categories } from './references.ts'
import { type Imported, type ImportOptions, lose, momentOf, type RecordCounts } from './source.ts'

/** A task that is here already. */
export type StoredTask = ImportedValues & Pick<Task, 'id' | 'uuid' | 'routine_id'>

/** What an import decides about a record. */
type Decision =
  | { readonly is: 'new' }
  | { readonly is: 'changed'; readonly row: StoredTask }
  | { readonly is: 'kept'; readonly id: TaskId }
  | { readonly is: 'same' }

/** How a record counts about which something was decided. */
const counted = {
  new: 'added',
  changed: 'updated',
  kept: 'kept',
  same: 'unchanged',
} as const satisfies Record<Decision['is'], keyof RecordCounts>

/** Adds the tasks of a file, and changes those that were imported before. */
export async function importTasks(
  tx: Tx,
  drafts: readonly TaskDraftOf[],
  categories: Categories,
  options: ImportOptions,
  imported: Imported,
): Promise<void> {
  const keys = await findImportKeys(
    tx,
    options.source,
    drafts.flatMap((draft) => keyNames(draft, options.viewer)),
  )
  const stored = await findStored(tx, drafts, keys)
  const add = openAdding(tx, categories, options, imported)
  for (const draft of drafts) {
    try {
      const key = findKey(keys, draft, options.viewer)
      const decision = decide(draft, key, stored, categories, options)
      if (decision.is === 'new') await add.task(draft)
      else if (decision.is === 'same') imported.unchanged += 1
      else if (decision.is === 'kept') imported.kept.push(decision.id)
      else await changeTask(tx, decision.row, draft, categories, options, imported)
      imported.records[counted[decision.is]] += 1
    } catch (error) {
      imported.skipped.push({ line: draft.record.line, message: faultOf(error) })
    }
    options.advance(1)
  }
  await add.rest()
}

/** The tasks that are here already, by number and by UUID. */
type Stored = {
  readonly byId: ReadonlyMap<number, StoredTask>
  readonly byUuid: ReadonlyMap<string, StoredTask>
}

async function findStored(
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

/** @throws MomentumError `refused` for a private task of somebody else */
function decide(
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

/** Adds tasks in batches, in the order of the file. */
function openAdding(tx: Tx, categories: Categories, options: ImportOptions, imported: Imported) {
  const insert = openBatchInsert(tx, 'tasks')
  const waiting: { readonly draft: TaskDraftOf; readonly values: ImportedValues; uuid: string }[] =
    []
  const addBatch = async (): Promise<void> => {
    const batch = waiting.splice(0)
    await insert(
      batch.map(({ draft: { record }, values, uuid }) => ({
        uuid,
        ...values,
        search_text: searchText(values),
        created_at: momentOf(record.createdAt, options.reading),
        updated_at: momentOf(record.updatedAt ?? record.createdAt, options.reading),
      })),
    )
    const ids = await findIds(
      tx,
      batch.map(({ uuid }) => uuid),
    )
    const idOf = (uuid: string) => ids.get(uuid) as TaskId
    imported.added.push(...batch.map(({ uuid }) => idOf(uuid)))
    await addNotes(
      tx,
      batch.flatMap(({ draft, uuid }) =>
        draft.checked.notes.map((text) => ({ task_id: idOf(uuid), text })),
      ),
      options,
    )
    const keys = batch.map(({ draft, values, uuid }) => keyOf(draft, idOf(uuid), values, options))
    await rememberImported(tx, options.source, keys)
  }
  return {
    async task(draft: TaskDraftOf): Promise<void> {
      const { checked, isPrivate, record } = draft
      const category = await categoryOf(checked.category, isPrivate, categories, imported)
      const values = newValues(draft, category, options)
      waiting.push({ draft, values, uuid: record.uuid ?? options.newUuid() })
      if (waiting.length === batchSize) await addBatch()
    },
    async rest(): Promise<void> {
      if (waiting.length > 0) await addBatch()
    },
  }
}

/** The category of a task; a private task adds none, because everybody would see its name. */
export async function categoryOf(
  name: string | undefined,
  isPrivate: boolean,
  categories: Categories,
  imported: Imported,
) {
  if (name === undefined) return undefined
  const category = await categories.find(name, isPrivate)
  if (category === undefined) lose(imported, lostCategory)
  return category
}

const lostCategory = 'categories of private tasks that the household does not have'

function keyOf(
  draft: TaskDraftOf,
  id: TaskId,
  values: ImportedValues,
  { viewer }: ImportOptions,
): NewImportKey {
  const { sourceHash } = draft
  return {
    sourceId: keyName(draft, viewer),
    table: 'tasks',
    row: id,
    sourceHash,
    rowHash: rowHashOf(values),
  }
}

async function findIds(tx: Tx, uuids: readonly string[]): Promise<ReadonlyMap<string, TaskId>> {
  const rows = await tx
    .selectFrom('tasks')
    .select(['id', 'uuid'])
    .where('uuid', 'in', uuids)
    .execute()
  return new Map(rows.map(({ id, uuid }) => [uuid, id]))
}

/** Adds notes of who imports. */
export async function addNotes(
  tx: Tx,
  notes: readonly { readonly task_id: TaskId; readonly text: string }[],
  { viewer, reading }: ImportOptions,
): Promise<void> {
  const rows = notes.map((note) => ({
    ...note,
    author_user_id: viewer,
    created_at: reading.now,
  }))
  const insert = openBatchInsert(tx, 'notes')
  for (let start = 0; start < rows.length; start += batchSize) {
    await insert(rows.slice(start, start + batchSize))
  }
}

/** @throws MomentumError `refused` for what only a command for tasks can change */
async function changeTask(
  tx: Tx,
  row: StoredTask,
  draft: TaskDraftOf,
  categories: Categories,
  options: ImportOptions,
  imported: Imported,
): Promise<void> {
  const { checked, isPrivate } = draft
  const category = await categoryOf(checked.category, isPrivate, categories, imported)
  const after = { ...row, ...changedValues(draft, category, options) }
  requireOwned(after)
  if (after.status !== row.status) await requireMovable(tx, row)
  if (after.private && !row.private) await requireWasNoWin(tx, row)
  const values = Object.fromEntries(importedColumns.map((column) => [column, after[column]]))
  await tx
    .updateTable('tasks')
    .set({ ...values, search_text: searchText(after), updated_at: options.reading.now })
    .where('id', '=', row.id)
    .execute()
  await addMissingNotes(tx, row.id, checked.notes, options)
  await rememberImported(tx, options.source, [keyOf(draft, row.id, after, options)])
  imported.updated.push(row.id)
}

/** A routine and a win have to know when a task is done or not. */
async function requireMovable(tx: Tx, { id, title, routine_id }: StoredTask): Promise<void> {
  if (routine_id !== null) {
    throw movedError(`“${title}” belongs to routine ${routine_id}`)
  }
  const win = await tx
    .selectFrom('daily_wins')
    .select('date')
    .where('task_id', '=', id)
    .executeTakeFirst()
  if (win) throw movedError(`“${title}” is the Daily Win of ${win.date}`)
}

function movedError(what: string): MomentumError {
  return refusedError(`${what}, so an import cannot change its status.`)
}

async function addMissingNotes(
  tx: Tx,
  task: TaskId,
  texts: readonly string[],
  options: ImportOptions,
): Promise<void> {
  if (texts.length === 0) return
  const rows = await tx.selectFrom('notes').select('text').where('task_id', '=', task).execute()
  const known = rows.map(({ text }) => text)
  const missing = texts.filter((text) => !known.includes(text))
  await addNotes(
    tx,
    missing.map((text) => ({ task_id: task, text })),
    options,
  )
}
