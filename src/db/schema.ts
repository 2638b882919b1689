import type { Generated, Kysely, SelectType, Transaction } from 'kysely'
import type { CategoryId, Color } from '../domain/category.ts'
import {
  type ChangeId,
  type CommandId,
  type Operation,
  operations,
  type TableName,
  tableNames,
} from '../domain/journal.ts'
import {
  type Domain,
  domains,
  type Effort,
  efforts,
  type Priority,
  priorities,
  type TaskId,
  type TaskStatus,
  taskStatuses,
} from '../domain/task.ts'
import type { CalendarDate, Instant } from '../domain/time.ts'
import type { UserId } from '../domain/user.ts'
import { type WinId, type WinStatus, winStatuses } from '../domain/win.ts'

/**
 * The last migration step: a database that has run it, and no more, is the one this program knows.
 */
export const schemaStep = '0007_journal'

/** A connection, or a transaction on it. */
export type Db = Kysely<Schema>

/** A transaction: everything that is written in it is kept, or nothing. */
export type Tx = Transaction<Schema>

export type Schema = {
  users: UsersTable
  sessions: SessionsTable
  categories: CategoriesTable
  tasks: TasksTable
  task_counts: TaskCountsTable
  daily_wins: DailyWinsTable
  commands: CommandsTable
  changes: ChangesTable
  removed_passwords: RemovedPasswordsTable
  kysely_migration: MigrationsTable
}

type UsersTable = {
  id: Generated<UserId>
  name: string
  /**
   * The name as `fold` gives it: what makes it unique in any alphabet, and what it is sorted by.
   */
  name_key: string
  role: string | null
  email: string | null
  /** The address as `fold` gives it: what makes it unique. */
  email_key: string | null
  /** bcrypt; selected only where a password is checked. */
  password_hash: string | null
  /** Wrong guesses since the last right one. */
  failed_guesses: Generated<number>
  /** Before this moment no guess is looked at. */
  guess_after: Instant | null
  active: Generated<boolean>
  created_at: Instant
  updated_at: Instant
}

type SessionsTable = {
  id: Generated<number>
  user_id: UserId
  /** SHA-256 of the token, hexadecimal. */
  token_hash: string
  expires_at: Instant
  created_at: Instant
}

type CategoriesTable = {
  id: Generated<CategoryId>
  name: string
  /** The name as `fold` gives it. */
  name_key: string
  color: Color
  /** null: the household's. */
  user_id: UserId | null
  created_at: Instant
  updated_at: Instant
}

type TasksTable = {
  id: Generated<TaskId>
  uuid: string
  title: string
  description: string | null
  domain: Domain
  effort: Effort
  definition_of_done: string
  materials_needed: string | null
  /** Title, definition of done, materials and description as `fold` gives them, a line each. */
  search_text: string
  owner_user_id: UserId | null
  category_id: CategoryId | null
  priority: Generated<Priority>
  due_date: CalendarDate | null
  private: Generated<boolean>
  status: Generated<TaskStatus>
  status_note: string | null
  completed_at: Instant | null
  created_at: Instant
  updated_at: Instant
}

/** Kept by triggers. */
type TaskCountsTable = {
  status: TaskStatus
  /** Whose private tasks these are; 0 for those that all can see. */
  private_to: number
  tasks: number
}

type DailyWinsTable = {
  id: Generated<WinId>
  date: CalendarDate
  task_id: TaskId
  status: WinStatus
  note: string | null
  selected_by_user_id: UserId | null
  completed_at: Instant | null
  created_at: Instant
  updated_at: Instant
}

/** What changed the household's rows. */
type CommandsTable = {
  id: Generated<CommandId>
  /** The words that called it, without what was given to it: `task add`. */
  command: string
  /** Who acted; the number and the name stay when the user goes. */
  made_by_user_id: UserId | null
  made_by: string | null
  /** The command that this one took back. */
  reverses: CommandId | null
  /** Null when it is over; while it runs, whether its changes are recorded. */
  recording: boolean | null
  created_at: Instant
}

/** Written by triggers: one for each row that a command changed. */
type ChangesTable = {
  id: Generated<ChangeId>
  /** null: made by another program. */
  command_id: CommandId | null
  table_name: TableName
  row_id: number
  operation: Operation
  /** JSON of the row, of an UPDATE the columns that changed; null for an INSERT. */
  before: string | null
  /** As `before`; null for a DELETE. */
  after: string | null
  /** The owner of the private task that it tells of, who alone may see it. */
  private_to: UserId | null
  /** As `private_to`, for as long as the task is private now, or for good when it went as one. */
  closed_to: UserId | null
  created_at: Instant
}

/** Never selected but to give it back to the user it belonged to. */
type RemovedPasswordsTable = {
  /** The number that the user had. */
  id: UserId
  password_hash: string
}

/** The steps that were run, as Kysely keeps them. */
type MigrationsTable = {
  name: string
  timestamp: string
}

/** What a column holds whose values are few: booleans, or the words of a closed set. */
type FixedValues<Value> = [Value] extends [boolean | null]
  ? 'boolean'
  : // A word is a key that a record cannot do without; any text, or a branded one, is not.
    Record<never, never> extends Record<Value & string, 1>
    ? never
    : readonly Value[]

/** Every column of a table that holds few values, with those. */
export type FixedColumns<Table> = {
  [Column in keyof Table as [FixedValues<SelectType<Table[Column]>>] extends [never]
    ? never
    : Column]: FixedValues<SelectType<Table[Column]>>
}

/**
 * SQLite keeps booleans as 0 and 1, and does not check words when it reads. None is forgotten here.
 */
const fixedColumns = {
  users: { active: 'boolean' },
  tasks: {
    domain: domains,
    effort: efforts,
    priority: priorities,
    private: 'boolean',
    status: taskStatuses,
  },
  task_counts: { status: taskStatuses },
  daily_wins: { status: winStatuses },
  commands: { recording: 'boolean' },
  changes: { table_name: tableNames, operation: operations },
} satisfies {
  [Table in keyof Schema as keyof FixedColumns<Schema[Table]> extends never
    ? never
    : Table]: FixedColumns<Schema[Table]>
}

/** What queries and the journal call expressions that are true or false. */
const booleanExpressions: readonly string[] = ['has_password']

/**
 * The values of a column, or of an expression of this name, if they are few.
 *
 * @param table null for an expression
 */
export function fixedValues(
  table: string | null,
  name: string,
): 'boolean' | readonly unknown[] | undefined {
  if (table === null) return booleanExpressions.includes(name) ? 'boolean' : undefined
  const columns: Readonly<Record<string, Record<string, 'boolean' | readonly string[]>>> =
    fixedColumns
  return columns[table]?.[name]
}
