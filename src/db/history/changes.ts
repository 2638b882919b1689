import { sql } from 'kysely'
import type { Change, ChangeId, CommandId, TableName } from '../../domain/journal.ts'
import type { TaskId } from '../../domain/task.ts'
import type { Viewer } from '../../domain/user.ts'
import { blankFor, inBatches, reusable } from '../batches.ts'
import { dialectOf, limitCache } from '../dialect.ts'
import type { Db } from '../schema.ts'
import { openNames, withNames } from './names.ts'
import { parseChange, selectVisibleChanges } from './recorded.ts'

/** Which changes are listed: of a table or one of its rows, after a change, at most `limit`. */
export type ChangeFilter = {
  readonly table: TableName
  readonly row?: number
  /** The changes of these notes, too. */
  readonly notes?: readonly number[]
  readonly since?: ChangeId
  readonly limit?: number | undefined
}

/** Lists the changes that the viewer may see, latest first. */
export async function listChanges(db: Db, viewer: Viewer, filter: ChangeFilter): Promise<Change[]> {
  const rows = await selectLatest(db, viewer, filter).execute()
  return withNames(db, viewer, rows.map(parseChange))
}

/** How many changes are read at once. The more values are in use, the more memory V8 takes. */
const changesAtOnce = 25

/**
 * Reads all of {@link listChanges} in batches. Each batch is a query of its own, so that others can
 * write in between; their changes are later ones, which are not read.
 */
export async function* streamChanges(
  db: Db,
  viewer: Viewer,
  filter: ChangeFilter,
): AsyncGenerator<readonly Change[]> {
  await limitCache(db)
  const addNames = openNames(db, viewer)
  const page = { ...filter, limit: changesAtOnce }
  const following = reusable(db, selectLatest(db, viewer, { ...page, before: blankFor() }))
  let rows = await selectLatest(db, viewer, page).execute()
  for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
    yield await addNames(rows.map(parseChange))
    if (rows.length < changesAtOnce) return
    rows = await following(last.id)
  }
}

function selectLatest(
  db: Db,
  viewer: Viewer,
  { table, row, notes = [], since, before, limit }: ChangeFilter & { readonly before?: ChangeId },
) {
  // Written out, because the index of the changes of wins needs just these words.
  const isOfTable = sql<boolean>`table_name = ${sql.lit(table)}`
  const isOfRow = row === undefined ? isOfTable : sql<boolean>`${isOfTable} and row_id = ${row}`
  const isOfNotes = sql`table_name = 'notes' and row_id in (${sql.join(notes)})`
  const isWanted = notes.length === 0 ? isOfRow : sql<boolean>`(${isOfRow} or ${isOfNotes})`
  let query = selectChanges(db, viewer).where(isWanted)
  if (since !== undefined) query = query.where('changes.id', '>', since)
  if (before !== undefined) query = query.where('changes.id', '<', before)
  if (limit !== undefined) query = query.limit(limit)
  return query.orderBy('changes.id', 'desc')
}

/** Finds the notes that are or were on a task, as far as the history tells the viewer of them. */
export async function findRecordedNotes(db: Db, viewer: Viewer, task: TaskId): Promise<number[]> {
  const isOnTask =
    dialectOf(db) === 'sqlite'
      ? sql<boolean>`coalesce(after, before) ->> '$.task_id' = ${task}`
      : sql<boolean>`(coalesce(after, before)::jsonb ->> 'task_id')::bigint = ${task}`
  const rows = await selectVisibleChanges(db, viewer)
    .select('row_id')
    .distinct()
    .where('table_name', '=', 'notes')
    .where(isOnTask)
    .orderBy('row_id')
    .execute()
  return rows.map(({ row_id }) => row_id)
}

/** Lists the changes of commands that the viewer may see, in the order in which they were made. */
export async function listChangesOf(
  db: Db,
  viewer: Viewer,
  commands: readonly CommandId[],
): Promise<Change[]> {
  const rows = await inBatches(commands, (batch) => selectChangesOf(db, viewer, batch).execute())
  return withNames(db, viewer, rows.map(parseChange))
}

/** Compiles {@link listChangesOf} once, for many calls with up to `most` commands each. */
export function prepareChangesOf(
  db: Db,
  viewer: Viewer,
  most: number,
): (commands: readonly CommandId[]) => Promise<Change[]> {
  const blanks = Array.from({ length: most }, () => blankFor<CommandId>())
  const read = reusable(db, selectChangesOf(db, viewer, blanks))
  const addNames = openNames(db, viewer)
  return async (commands) => {
    const rows = await read(...blanks.map((_, index) => commands[index] ?? null))
    return addNames(rows.map(parseChange))
  }
}

function selectChangesOf(db: Db, viewer: Viewer, commands: readonly CommandId[]) {
  return selectChanges(db, viewer).where('command_id', 'in', commands).orderBy('changes.id')
}

/** Every query for whole changes starts here. */
function selectChanges(db: Db, viewer: Viewer) {
  return selectVisibleChanges(db, viewer)
    .leftJoin('commands', 'commands.id', 'changes.command_id')
    .select([
      'changes.id',
      'changes.command_id',
      'commands.command',
      'commands.made_by_user_id',
      'commands.made_by',
      'changes.created_at',
      'changes.table_name',
      'changes.row_id',
      'changes.operation',
      'changes.before',
      'changes.after',
    ])
}
