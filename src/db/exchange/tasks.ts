import type { TaskId } from '../../domain/task.ts'
import { type MomentumError, refusedError } from '../../errors.ts'
import { faultOf } from '../../exchange/checked.ts'
import type { Tx } from '../schema.ts'
import { requireOwned, requireWasNoWin, searchText } from '../tasks/changes.ts'
import { addNotes, keyOf, openAdding } from './adding.ts'
import { type Decision, decide, findStored, type StoredTask } from './decision.ts'
import { changedValues, importedColumns, type TaskDraftOf } from './drafts.ts'
import { findImportKeys, findKey, keyNames, rememberImported } from './keys.ts'
import { type Categories, categoryOf } from './references.ts'
import type { Imported, ImportOptions, RecordCounts } from './source.ts'

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
