import type { TableName } from '../../domain/journal.ts'

/**
 * Columns that refer to a row and do not prevent its deletion: they are cleared, or deleted with
 * it.
 */
export const dependents = {
  users: [
    ['tasks', 'owner_user_id'],
    ['categories', 'user_id'],
    ['tasks', 'completed_by_user_id'],
    ['daily_wins', 'selected_by_user_id'],
    ['daily_wins', 'completed_by_user_id'],
    ['routines', 'owner_user_id'],
    ['occurrences', 'turn_user_id'],
    ['occurrences', 'completed_by_user_id'],
    ['routine_members', 'user_id'],
    ['absences', 'user_id'],
    ['rest_days', 'set_by_user_id'],
    ['notes', 'author_user_id'],
  ],
  categories: [
    ['tasks', 'category_id'],
    ['routines', 'category_id'],
  ],
  routines: [
    ['tasks', 'routine_id'],
    ['occurrences', 'routine_id'],
    ['routine_members', 'routine_id'],
  ],
  // The database refuses to delete the task of a win.
  tasks: [
    ['occurrences', 'task_id'],
    ['notes', 'task_id'],
  ],
  daily_wins: [],
  occurrences: [],
  routine_members: [],
  absences: [],
  rest_days: [],
  notes: [],
} as const satisfies Record<TableName, readonly (readonly [TableName, string])[]>
