import { type Change, summarize, type TableName } from '../../domain/journal.ts'
import type { Viewer } from '../../domain/user.ts'
import { conflictError, type Hint, type MomentumError } from '../../errors.ts'
import type { Db } from '../schema.ts'
import { listChanges } from './changes.ts'

/** What is recorded of a change, without names. */
export type Recorded = Pick<
  Change,
  'id' | 'table_name' | 'row_id' | 'operation' | 'before' | 'after'
>

/** A change that cannot be reversed: something was changed since that builds on it. */
export class Conflict extends Error {
  readonly change: Recorded
  /** The row that stands in the way, where it is another one. */
  readonly culprit: { readonly table: TableName; readonly row: number }

  constructor(change: Recorded, culprit?: Conflict['culprit']) {
    super(`Change ${change.id} cannot be reversed.`)
    this.change = change
    this.culprit = culprit ?? { table: change.table_name, row: change.row_id }
  }
}

/** The error for a conflict, with the change that stands in the way where the viewer may see it. */
export async function changedSinceError(
  db: Db,
  viewer: Viewer,
  { change, culprit }: Conflict,
): Promise<MomentumError> {
  const { table, row } = culprit
  const [last] = await listChanges(db, viewer, { table, row, since: change.id, limit: 1 })
  if (!last) {
    return conflictError('Something that it rests on was changed since; nothing was done.', {
      lead: 'See what comes next',
      command: 'undo --list',
    })
  }
  const by = last.made_by === null ? '' : ` by ${last.made_by}`
  const deed = `${last.command ?? 'another program'}: ${summarize(last)}`
  return conflictError(
    `“${last.subject}” was changed since${by} (${deed}); nothing was done.`,
    historyHint(table, row),
  )
}

function historyHint(table: TableName, row: number): Hint {
  if (table === 'tasks') return { lead: 'See', command: `task history ${row}` }
  return { lead: 'See', command: table === 'daily_wins' ? 'win history --changes' : 'undo --list' }
}
