import type { TaskId } from '../../domain/task.ts'
import { batchSize, openBatchInsert } from '../batches.ts'
import type { Tx } from '../schema.ts'
import { searchText } from '../tasks/changes.ts'
import { type ImportedValues, newValues, rowHashOf, type TaskDraftOf } from './drafts.ts'
import { keyName, type NewImportKey, rememberImported } from './keys.ts'
import { type Categories, categoryOf } from './references.ts'
import { type Imported, type ImportOptions, momentOf } from './source.ts'

/** Adds tasks in batches, in the order of the file. */
export function openAdding(
  tx: Tx,
  categories: Categories,
  options: ImportOptions,
  imported: Imported,
) {
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

/** What is remembered of a task that this import adds or changes. */
export function keyOf(
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
