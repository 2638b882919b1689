import { sql } from 'kysely'
import type { Change, ChangeId, CommandId, TableName } from '../../domain/journal.ts'
import type { Viewer } from '../../domain/user.ts'
import { inBatches } from '../batches.ts'
import type { Db } from '../schema.ts'
import { withNames } from './names.ts'
import { parseChange, selectVisibleChanges } from './recorded.ts'

/** Which changes are listed: of a table or one of its rows, after a change, at most `limit`. */
type ChangeFilter = {
  readonly table: TableName
  readonly row?: number
  readonly since?: ChangeId
  readonly limit?: number | undefined
}

/** Lists the changes that the viewer may see, latest first. */
export async function listChanges(
  db: Db,
  viewer: Viewer,
  { table, row, since, limit }: ChangeFilter,
): Promise<Change[]> {
  // Written out, because the index of the changes of wins needs just these words.
  const isOfTable = sql<boolean>`table_name = ${sql.lit(table)}`
  let query = selectChanges(db, viewer).where(isOfTable)
  if (row !== undefined) query = query.where('row_id', '=', row)
  if (since !== undefined) query = query.where('changes.id', '>', since)
  if (limit !== undefined) query = query.limit(limit)
  const rows = await query.orderBy('changes.id', 'desc').execute()
  return withNames(db, viewer, rows.map(parseChange))
}

/** Lists the changes of commands that the viewer may see, in the order in which they were made. */
export async function listChangesOf(
  db: Db,
  viewer: Viewer,
  commands: readonly CommandId[],
): Promise<Change[]> {
  const rows = await inBatches(commands, (batch) =>
    selectChanges(db, viewer).where('command_id', 'in', batch).orderBy('changes.id').execute(),
  )
  return withNames(db, viewer, rows.map(parseChange))
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
