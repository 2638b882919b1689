import { type RestWeekday, restWeekdayName } from './rest.ts'
import { monthName } from './routine/say.ts'
import type { Instant } from './time.ts'
import type { UserId } from './user.ts'

export type CommandId = number & { readonly __brand: 'CommandId' }
export type ChangeId = number & { readonly __brand: 'ChangeId' }

/** The tables whose changes are recorded, first those that others refer to. */
export const tableNames = [
  'users',
  'categories',
  'routines',
  'tasks',
  'daily_wins',
  'occurrences',
  'routine_members',
  'absences',
  'rest_days',
  'notes',
] as const
export type TableName = (typeof tableNames)[number]

export const operations = ['INSERT', 'UPDATE', 'DELETE'] as const
export type Operation = (typeof operations)[number]

/** Undo reverses commands; redo reverses undos. */
export type Direction = 'undo' | 'redo'

/** Values by column, as JSON shows them. */
export type Values = Readonly<Record<string, string | number | boolean | null>>

/** A change that a command made to one row. */
export type Change = {
  readonly id: ChangeId
  readonly command_id: CommandId | null
  /** Such as `task add`; null for a change made by another program. */
  readonly command: string | null
  readonly made_by_user_id: UserId | null
  /** The member's name at that time. */
  readonly made_by: string | null
  readonly created_at: Instant
  readonly table_name: TableName
  readonly row_id: number
  /**
   * The title of a task or routine, the name of a member or category, the date of a win, or as
   * {@link rowName} puts it together.
   */
  readonly subject: string
  readonly operation: Operation
  /** The whole row, or only the changed columns of an UPDATE; null for an INSERT. */
  readonly before: Values | null
  /** Like `before`; null for a DELETE. */
  readonly after: Values | null
}

/** A command with those of its changes that the viewer may see. */
export type RecordedCommand = {
  readonly id: CommandId
  readonly command: string
  readonly made_by_user_id: UserId | null
  readonly made_by: string | null
  readonly created_at: Instant
  /** False for what changed more than is recorded: a password, or the whole household. */
  readonly reversible: boolean
  readonly changes: readonly Change[]
}

/**
 * The name of a row; undefined for one of a routine that the viewer may not see.
 *
 * @param values the columns that it is named by, with the names of the rows to which they refer
 */
export function rowName(table: TableName, values: Values): string | undefined {
  const { routine, user_id, user } = values
  const member = user_id === null ? 'Everybody' : (user ?? `member ${user_id}`)
  switch (table) {
    case 'occurrences':
      return routine ? `${routine} of ${values.date}` : undefined
    case 'routine_members':
      return routine ? `${member} in ${routine}` : undefined
    case 'absences':
      return `${member}, ${daysText(values)}`
    case 'rest_days':
      return restText(values)
    case 'notes':
      return values.task === null ? undefined : String(values.task)
    default:
      return String(values.name ?? values.title ?? values.date)
  }
}

function daysText({ from_date, until_date }: Values): string {
  return from_date === until_date ? String(from_date) : `${from_date} to ${until_date}`
}

/** "2026-12-24", "2026-12-24 to 2026-12-26", or "every Sunday from 2026-10-04". */
function restText(values: Values): string {
  const { weekday, from_date, until_date } = values
  if (weekday === null) return daysText(values)
  const until = until_date === null ? '' : ` to ${until_date}`
  return `every ${restWeekdayName(weekday as RestWeekday)} from ${from_date}${until}`
}

/** A change in words: “status backlog → active, owner none → Sam”, “added” or “deleted”. */
export function summarize({ table_name, operation, before, after }: Change): string {
  if (operation === 'INSERT') return wordForInsert(table_name, after)
  if (operation === 'DELETE') return wordForDelete(table_name, before)
  return summarizeColumns(before, after)
}

/** The undo of a change in words: “status active → backlog”, “deleted” or “is back”. */
export function summarizeUndo({ table_name, operation, before, after }: Change): string {
  if (operation === 'INSERT') return wordForDelete(table_name, after)
  if (operation === 'DELETE') {
    if (table_name === 'occurrences') return wordForInsert(table_name, before)
    return `${noteText(table_name, before)}is back`
  }
  return summarizeColumns(after, before)
}

function wordForInsert(table: TableName, row: Values | null): string {
  // A row of this table says how a time of a routine ended.
  if (table === 'occurrences') return String(row?.outcome).toLowerCase()
  return table === 'daily_wins' ? 'picked' : `${noteText(table, row)}added`
}

function wordForDelete(table: TableName, row: Values | null): string {
  if (table === 'occurrences') return 'is open again'
  // A dropped pick is not called deleted, because its task, which is named beside it, stays.
  return table === 'daily_wins' ? 'dropped' : `${noteText(table, row)}deleted`
}

/** Quotes a note in front of what happened to it: it is named by its task. */
function noteText(table: TableName, row: Values | null): string {
  return table === 'notes' ? `note ${valueText('text', row?.text)} ` : ''
}

/** Lists the changed columns, the status first. */
function summarizeColumns(from: Values | null, to: Values | null): string {
  const columns = Object.keys(to ?? {})
    .filter((column) => !isRedundant(column, from, to))
    .sort((a, b) => Number(b === 'status') - Number(a === 'status'))
  return columns.map((column) => columnText(column, from?.[column], to?.[column])).join(', ')
}

/** Whether a column only repeats or explains others: the status, a date, an owner, or a name. */
function isRedundant(column: string, from: Values | null, to: Values | null): boolean {
  const values = to ?? {}
  // The name of what is referred to is beside it.
  if (column === 'completed_at' || references[column] !== undefined) return true
  if ('status' in values && completionColumns.has(column)) return true
  if ('definition_of_done' in values && column === 'reviewed') return true
  if ('owner_user_id' in values && (column === 'turns' || column === 'turn_reason')) return true
  if (!('occurrence_date' in values)) return false
  const isDue = [from, to].every((row) => row?.due_date === row?.occurrence_date)
  return redatedColumns.has(column) || (column === 'occurrence_date' && isDue)
}

/** Columns that a task gets when it is done, and loses when it is reopened. */
const completionColumns = new Set(['completed_on', 'completed_by_user_id', 'completed_by'])

/** Columns that a live task gets with its date. */
const redatedColumns = new Set(['occurrence_number', 'starts_on', 'created_at'])

/** A column that refers to a row of another table, and the key under which JSON shows its name. */
type Reference = { readonly table: TableName; readonly name: string }

export const references: Readonly<Record<string, Reference>> = {
  owner_user_id: { table: 'users', name: 'owner' },
  user_id: { table: 'users', name: 'user' },
  selected_by_user_id: { table: 'users', name: 'selected_by' },
  category_id: { table: 'categories', name: 'category' },
  task_id: { table: 'tasks', name: 'task' },
  routine_id: { table: 'routines', name: 'routine' },
  completed_by_user_id: { table: 'users', name: 'completed_by' },
  turn_user_id: { table: 'users', name: 'turn' },
  set_by_user_id: { table: 'users', name: 'set_by' },
  author_user_id: { table: 'users', name: 'author' },
}

function columnText(column: string, from: Values[string] = null, to: Values[string] = null) {
  if (column === 'has_password') return to ? 'password set' : 'password removed'
  const label = labels[column] ?? column.replaceAll('_', ' ')
  if (typeof to === 'boolean') return to ? label : (opposites[column] ?? `not ${label}`)
  return `${label} ${valueText(column, from)} → ${valueText(column, to)}`
}

function valueText(column: string, value: Values[string] = null): string {
  if (value === null) return 'none'
  if (column === 'turn_reason') return turnCause(String(value))
  if (closedSets.has(column)) return String(value).toLowerCase()
  if (daysOfYear.has(column)) return dayOfYearText(String(value))
  return typedTexts.has(column) ? `“${String(value).replace(/\s+/g, ' ')}”` : String(value)
}

/** "longest ago": why it is somebody’s turn, without the details. */
function turnCause(reason: string): string {
  const because = /"because":\s*"(\w+)"/.exec(reason)?.[1] ?? 'unknown'
  return because.toLowerCase().replaceAll('_', ' ')
}

/** "15 apr" for `04-15`. */
function dayOfYearText(day: string): string {
  const [month, date] = day.split('-').map(Number)
  return `${date} ${monthName({ month: month ?? 0 })}`
}

/** Labels that differ from the name of the column. */
const labels: Readonly<Record<string, string>> = {
  author: 'author of a note',
  completed_by: 'done by',
  completed_on: 'done on',
  from_date: 'from',
  materials_needed: 'materials',
  occurrence_date: 'planned date',
  on_date: 'done on',
  selected_by: 'picked by',
  starts_on: 'starts',
  status_note: 'note',
  until_date: 'until',
  user: 'owner',
}

/** Labels of columns that are false, where “not” is not used. */
const opposites: Readonly<Record<string, string>> = { active: 'inactive' }

/** Columns whose values are words of a closed set. */
const closedSets = new Set([
  'status',
  'priority',
  'domain',
  'effort',
  'mode',
  'when_away',
  'turns',
  'outcome',
  'weekday',
])

/** Columns whose values are a month and a day of it. */
const daysOfYear = new Set(['season_from', 'season_to'])

/** Columns whose values a person typed, and titles; they are quoted. */
const typedTexts = new Set([
  'name',
  'role',
  'email',
  'title',
  'description',
  'definition_of_done',
  'materials_needed',
  'status_note',
  'note',
  'text',
  'rule',
  'routine',
  'task',
])
