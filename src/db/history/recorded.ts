import type { ExpressionBuilder } from 'kysely'
import type { Change, TableName, Values } from '../../domain/journal.ts'
import type { Viewer } from '../../domain/user.ts'
import { type Db, fixedValues, type Schema } from '../schema.ts'

/** A change as it is recorded, without names. */
export type RecordedChange = Pick<
  Change,
  'id' | 'table_name' | 'row_id' | 'operation' | 'before' | 'after'
>

/**
 * Selects the changes that a viewer may see. Changes of a private task are visible to its owner
 * only.
 */
export function selectVisibleChanges(db: Db, viewer: Viewer) {
  const isVisible =
    (owner: 'private_to' | 'closed_to') => (eb: ExpressionBuilder<Schema, 'changes'>) =>
      eb.or([
        eb(`changes.${owner}`, 'is', null),
        ...(viewer === null ? [] : [eb(`changes.${owner}`, '=', viewer)]),
      ])
  return db.selectFrom('changes').where(isVisible('private_to')).where(isVisible('closed_to'))
}

type RecordedRow = {
  readonly table_name: TableName
  readonly before: string | null
  readonly after: string | null
}

/** Parses the columns of a change, which are recorded as JSON. */
export function parseChange<Row extends RecordedRow>(row: Row) {
  const { table_name, before, after } = row
  return { ...row, before: parseValues(table_name, before), after: parseValues(table_name, after) }
}

function parseValues(table: TableName, json: string | null): Values | null {
  if (json === null) return null
  // The triggers record only columns of these types.
  const values = JSON.parse(json) as Values
  const isBoolean = (column: string) =>
    [table, null].some((origin) => fixedValues(origin, column) === 'boolean')
  return Object.fromEntries(
    Object.entries(values)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([column, value]) => [column, isBoolean(column) ? Boolean(value) : value]),
  )
}
