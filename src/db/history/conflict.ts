import { summarize, type TableName } from '../../domain/journal.ts'
import type { Viewer } from '../../domain/user.ts'
import { conflictError, type Hint, type MomentumError } from '../../errors.ts'
import type { Db } from '../schema.ts'
import { listChanges } from './changes.ts'
import type { RecordedChange } from './recorded.ts'

/** A change that cannot be reversed, because a later change depends on it. */
export class Conflict extends Error {
  readonly change: RecordedChange
  /** The row that prevents it: the changed one, or another one that depends on it. */
  readonly obstacle: { readonly table: TableName; readonly row: number }

  constructor(change: RecordedChange, obstacle?: Conflict['obstacle']) {
    super(`Change ${change.id} cannot be reversed.`)
    this.change = change
    this.obstacle = obstacle ?? { table: change.table_name, row: change.row_id }
  }
}

/** The error for a conflict; it describes the later change if the viewer may see it. */
export async function changedSinceError(
  db: Db,
  viewer: Viewer,
  { change, obstacle }: Conflict,
): Promise<MomentumError> {
  const { table, row } = obstacle
  const [latest] = await listChanges(db, viewer, { table, row, since: change.id, limit: 1 })
  if (!latest) {
    return conflictError('Something related was changed later, so nothing was done.', {
      lead: 'See what comes next',
      command: 'undo --list',
    })
  }
  const by = latest.made_by === null ? '' : ` by ${latest.made_by}`
  const summary = `${latest.command ?? 'another program'}: ${summarize(latest)}`
  return conflictError(
    `“${latest.subject}” was changed later${by} (${summary}), so nothing was done.`,
    historyHint(table, row),
  )
}

function historyHint(table: TableName, row: number): Hint {
  if (table === 'tasks') return { lead: 'See', command: `task history ${row}` }
  return { lead: 'See', command: table === 'daily_wins' ? 'win history --changes' : 'undo --list' }
}
