import type { Instant } from './time.ts'
import type { UserId } from './user.ts'

export type CommandId = number & { readonly __brand: 'CommandId' }
export type ChangeId = number & { readonly __brand: 'ChangeId' }

/** A table whose rows people change. */
export type TableName = 'users' | 'categories' | 'tasks' | 'daily_wins'

export type Operation = 'INSERT' | 'UPDATE' | 'DELETE'

/** Taking commands back, or doing again what was taken back. */
export type Direction = 'undo' | 'redo'

/** Columns by name, as JSON shows them. */
export type Values = Readonly<Record<string, string | number | boolean | null>>

/** What a command did to one row. */
export type Change = {
  readonly id: ChangeId
  readonly command_id: CommandId | null
  /** `task add`; null for another program's change. */
  readonly command: string | null
  readonly made_by_user_id: UserId | null
  /** The name that who acted had then. */
  readonly made_by: string | null
  readonly created_at: Instant
  readonly table_name: TableName
  readonly row_id: number
  /** What people call the row: a title, a name, or the date of a win. */
  readonly subject: string
  readonly operation: Operation
  /** The row, of an UPDATE the columns that changed; null for an INSERT. */
  readonly before: Values | null
  /** As `before`; null for a DELETE. */
  readonly after: Values | null
}

/** A command that changed something, with what it changed that the viewer may see. */
export type RecordedCommand = {
  readonly id: CommandId
  readonly command: string
  readonly made_by_user_id: UserId | null
  readonly made_by: string | null
  readonly created_at: Instant
  readonly changes: readonly Change[]
}

/** A change in words: “status backlog → active, owner none → Sam”. */
export function summarize({ operation, before, after }: Change): string {
  if (operation === 'INSERT') return 'added'
  if (operation === 'DELETE') return 'removed'
  const columns = Object.keys(after ?? {}).filter((column) => !isNamed(column, after))
  const words = columns.map((column) => described(column, before?.[column], after?.[column]))
  return words.join(', ')
}

/** Whether a number stands beside the name of what it refers to. */
function isNamed(column: string, values: Values | null): boolean {
  const name = references[column]?.name
  // A moment says what the status says.
  return column === 'completed_at' || (name !== undefined && name in (values ?? {}))
}

/** A column that refers to a row of another table, which JSON shows by name beside it. */
type Reference = { readonly table: TableName; readonly name: string }

export const references: Readonly<Record<string, Reference>> = {
  owner_user_id: { table: 'users', name: 'owner' },
  user_id: { table: 'users', name: 'user' },
  selected_by_user_id: { table: 'users', name: 'selected_by' },
  category_id: { table: 'categories', name: 'category' },
  task_id: { table: 'tasks', name: 'task' },
}

function described(column: string, before: Values[string] = null, after: Values[string] = null) {
  if (column === 'has_password') return after ? 'a new password' : 'the password taken away'
  const name = column.replaceAll('_', ' ')
  if (typeof after === 'boolean') return after ? name : `not ${name}`
  const shown = (value: Values[string]) => {
    if (value === null) return 'none'
    if (words.has(column)) return String(value).toLowerCase()
    return written.has(column) ? `“${String(value).replace(/\s+/g, ' ')}”` : String(value)
  }
  return `${name} ${shown(before)} → ${shown(after)}`
}

/** The columns of closed sets. */
const words = new Set(['status', 'priority', 'domain', 'effort'])

/** What a person wrote. */
const written = new Set([
  'name',
  'role',
  'email',
  'title',
  'description',
  'definition_of_done',
  'materials_needed',
  'status_note',
  'note',
])
