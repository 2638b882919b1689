import type { Generated, Kysely, SelectType, Transaction } from 'kysely'
import type { Absence } from '../domain/absence.ts'
import type { CategoryId, Color } from '../domain/category.ts'
import {
  type ChangeId,
  type CommandId,
  type Operation,
  operations,
  type TableName,
  tableNames,
} from '../domain/journal.ts'
import type { Note } from '../domain/note.ts'
import { type RestPeriod, restWeekdays } from '../domain/rest.ts'
import {
  type Occurrence,
  outcomes,
  type Routine,
  type RoutineMember,
  type routineColumns,
  routineModes,
  routineStatuses,
  turnModes,
  whenAwayWords,
} from '../domain/routine/routine.ts'
import {
  domains,
  efforts,
  priorities,
  type Task,
  type TaskId,
  type TaskStatus,
  type taskLookupFields,
  taskStatuses,
} from '../domain/task.ts'
import type { CalendarDate, Instant } from '../domain/time.ts'
import type { UserId } from '../domain/user.ts'
import { type WinId, type WinStatus, winStatuses } from '../domain/win.ts'

/** The latest migration step that this program knows: it works with databases of this step only. */
export const schemaStep = '0017_turn_load'

/** A connection, or a transaction on it. */
export type Db = Kysely<Schema>

/** A transaction: either all of its changes are kept, or none. */
export type Tx = Transaction<Schema>

export type Schema = {
  household: HouseholdTable
  users: UsersTable
  sessions: SessionsTable
  categories: CategoriesTable
  routines: RoutinesTable
  tasks: TasksTable
  task_counts: TaskCountsTable
  daily_wins: DailyWinsTable
  occurrences: OccurrencesTable
  routine_members: RoutineMembersTable
  absences: AbsencesTable
  rest_days: RestDaysTable
  notes: NotesTable
  commands: CommandsTable
  changes: ChangesTable
  import_keys: ImportKeysTable
  removed_passwords: RemovedPasswordsTable
  kysely_migration: MigrationsTable
}

/** The one row that says which household this is. */
type HouseholdTable = {
  id: Generated<number>
  /** The same in every copy and backup. */
  uuid: Generated<string>
}

type UsersTable = {
  id: Generated<UserId>
  name: string
  /** The folded name, which is unique and is what users are sorted by. */
  name_key: string
  role: string | null
  email: string | null
  /** The folded address, which is unique. */
  email_key: string | null
  /** A bcrypt hash; selected only to check a password. */
  password_hash: string | null
  /** The number of wrong guesses since the last right one. */
  failed_guesses: Generated<number>
  /** No guess is checked before this moment. */
  guess_after: Instant | null
  active: Generated<boolean>
  created_at: Instant
  updated_at: Instant
  /** The same in every copy and backup; the database makes it. */
  uuid: Generated<string>
}

type SessionsTable = {
  id: Generated<number>
  user_id: UserId
  /** The SHA-256 of the token, in hexadecimal. */
  token_hash: string
  expires_at: Instant
  created_at: Instant
}

type CategoriesTable = {
  id: Generated<CategoryId>
  name: string
  /** The folded name. */
  name_key: string
  color: Color
  /** null for a category of the household. */
  user_id: UserId | null
  created_at: Instant
  updated_at: Instant
}

/** Columns that the database fills in, by name. */
type WithDefaults<Table, Column extends keyof Table> = Omit<Table, Column> & {
  readonly [Name in Column]: Generated<Table[Name]>
}

type RoutinesTable = WithDefaults<
  Pick<Routine, (typeof routineColumns)[number]>,
  'id' | 'reviewed' | 'private' | 'status'
>

type TasksTable = WithDefaults<
  Omit<Task, (typeof taskLookupFields)[number]>,
  'id' | 'reviewed' | 'priority' | 'private' | 'status'
> & {
  /** The title, definition of done, materials and description, folded, each on a line. */
  search_text: string
}

type OccurrencesTable = WithDefaults<Occurrence, 'id'>

type RoutineMembersTable = WithDefaults<RoutineMember, 'id'>

type AbsencesTable = WithDefaults<Omit<Absence, 'user'>, 'id'>

type RestDaysTable = WithDefaults<Omit<RestPeriod, 'set_by'>, 'id'>

type NotesTable = WithDefaults<Omit<Note, 'author'>, 'id'>

/** How many tasks have each status; triggers keep it up to date. */
type TaskCountsTable = {
  status: TaskStatus
  /** The owner of private tasks; 0 for tasks that everyone can see. */
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
  completed_by_user_id: UserId | null
  created_at: Instant
  updated_at: Instant
}

/** The commands that changed the household. */
type CommandsTable = {
  id: Generated<CommandId>
  /** Its name, without operands and options: `task add`. */
  command: string
  /** Who acted; the id and the name stay when the user is deleted. */
  made_by_user_id: UserId | null
  made_by: string | null
  /** The command that this one reversed. */
  reverses: CommandId | null
  /** The time zone in which it ran, if that is known. */
  zone: string | null
  /** While the command runs, whether its changes are recorded; null afterwards. */
  recording: boolean | null
  created_at: Instant
}

/** Triggers add one for each row that is changed. */
type ChangesTable = {
  id: Generated<ChangeId>
  /** null for a change by another program. */
  command_id: CommandId | null
  table_name: TableName
  row_id: number
  operation: Operation
  /** The row as JSON, or the changed columns for an UPDATE; null for an INSERT. */
  before: string | null
  /** As `before`; null for a DELETE. */
  after: string | null
  /** The owner of the private task that was changed, who alone may see the change. */
  private_to: UserId | null
  /** As `private_to`, while the task is private now, or if it was private when deleted. */
  closed_to: UserId | null
  created_at: Instant
}

/** Where rows were imported from: one each time that an import added or changed a row. */
type ImportKeysTable = {
  id: Generated<number>
  /** The format: `taskwarrior`. */
  source: string
  /** A hash of what names the row in its source: texts of private tasks are stored nowhere else. */
  source_id: string
  table_name: string
  row_id: number
  /** A hash of what the source said. If another import finds the same, the source is unchanged. */
  source_hash: string
  /** A hash of the row as it was then. If the row still has it, nobody changed it here. */
  row_hash: string
  /** The import. What an import that was undone says does not count. */
  command_id: CommandId
}

/** The hashes of deleted users, selected only when a user's deletion is undone. */
type RemovedPasswordsTable = {
  /** The id of the deleted user. */
  id: UserId
  password_hash: string
}

/** The migration steps that have run; Kysely keeps this table. */
type MigrationsTable = {
  name: string
  timestamp: string
}

/** The values of a boolean column, or of one with a closed set of words; never for any other. */
type FixedValues<Value> = [Value] extends [boolean | null]
  ? 'boolean'
  : // A word is a key that a record cannot do without; any text, or a branded one, is not.
    Record<never, never> extends Record<Value & string, 1>
    ? never
    : readonly Value[]

/** The columns of a table with fixed values, and those values. */
export type FixedColumns<Table> = {
  [Column in keyof Table as [FixedValues<SelectType<Table[Column]>>] extends [never]
    ? never
    : Column]: FixedValues<SelectType<Table[Column]>>
}

/** SQLite stores booleans as 0 and 1, and checks words only on writing. The type allows no gap. */
const fixedColumns = {
  users: { active: 'boolean' },
  routines: {
    domain: domains,
    effort: efforts,
    priority: priorities,
    reviewed: 'boolean',
    private: 'boolean',
    mode: routineModes,
    when_away: whenAwayWords,
    turns: turnModes,
    status: routineStatuses,
  },
  tasks: {
    domain: domains,
    effort: efforts,
    priority: priorities,
    reviewed: 'boolean',
    private: 'boolean',
    status: taskStatuses,
  },
  task_counts: { status: taskStatuses },
  daily_wins: { status: winStatuses },
  occurrences: { outcome: outcomes, effort: efforts },
  rest_days: { weekday: restWeekdays },
  commands: { recording: 'boolean' },
  changes: { table_name: tableNames, operation: operations },
} satisfies {
  [Table in keyof Schema as keyof FixedColumns<Schema[Table]> extends never
    ? never
    : Table]: FixedColumns<Schema[Table]>
}

/** The names of boolean expressions in queries and in the journal. */
const booleanExpressions: readonly string[] = ['has_password']

/**
 * The fixed values of a column, or of an expression with this name.
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
