import { type Change, summarize, type TableName } from '../../domain/journal.ts'
import type { Viewer } from '../../domain/user.ts'
import { MomentumError } from '../../errors.ts'
import type { Db } from '../schema.ts'
import { listChanges } from './changes.ts'

/** What is recorded of a change, without names. */
export type Recorded = Pick<
  Change,
  'id' | 'table_name' | 'row_id' | 'operation' | 'before' | 'after'
>

/** A change that cannot be reversed: something was changed since that builds on it. */
export class Clash extends Error {
  readonly change: Recorded
  /** The row that stands in the way, where it is another one. */
  readonly culprit: { readonly table: TableName; readonly row: number }

  constructor(change: Recorded, culprit?: Clash['culprit']) {
    super(`Change ${change.id} cannot be reversed.`)
    this.change = change
    this.culprit = culprit ?? { table: change.table_name, row: change.row_id }
  }
}

/** The error for a clash, with the change that stands in the way where the viewer may see it. */
export async function describeClash(
  db: Db,
  viewer: Viewer,
  { change, culprit }: Clash,
): Promise<MomentumError> {
  const { table, row } = culprit
  const [last] = await listChanges(db, viewer, { table, row, since: change.id, limit: 1 })
  if (!last) {
    return new MomentumError(
      'conflict',
      'Something that it rests on was changed since; nothing was done.',
      'See what comes next: momentum undo --list',
    )
  }
  const by = last.made_by === null ? '' : ` by ${last.made_by}`
  const deed = `${last.command ?? 'another program'}: ${summarize(last)}`
  return new MomentumError(
    'conflict',
    `“${last.subject}” was changed since${by} (${deed}); nothing was done.`,
    historyHint(table, row),
  )
}

function historyHint(table: TableName, row: number): string {
  if (table === 'tasks') return `See: momentum task history ${row}`
  return table === 'daily_wins'
    ? 'See: momentum win history --changes'
    : 'See: momentum undo --list'
}
