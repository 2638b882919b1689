import type { RecordedChange } from './recorded.ts'

/** Columns that the database clears when the row that they refer to is deleted. */
const clearedColumns = new Set([
  'author_user_id',
  'category_id',
  'completed_by_user_id',
  'routine_id',
  'selected_by_user_id',
  'task_id',
  'turn_user_id',
])

/**
 * Whether a change only cleared references to a deleted row, which happens in private rows of
 * others, too. It says nothing about them, so the member who brings the row back restores the
 * references.
 */
export function isCleared({ operation, after }: RecordedChange): boolean {
  const changed = Object.entries(after ?? {}).filter(([column]) => column !== 'updated_at')
  return (
    operation === 'UPDATE' &&
    changed.every(([column, value]) => value === null && clearedColumns.has(column))
  )
}
