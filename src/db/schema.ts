import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Domain, Effort, TaskId, TaskStatus } from '../domain/task.ts'
import type { CalendarDate, Instant } from '../domain/time.ts'
import type { UserId } from '../domain/user.ts'
import type { WinId, WinStatus } from '../domain/win.ts'

/** The last migration step: a database that has run it, and no more, is the one this program knows. */
export const schemaStep = '0001_household'

/** A connection, or a transaction on it. */
export type Db = Kysely<Schema>

export type Schema = {
  users: UsersTable
  tasks: TasksTable
  daily_wins: DailyWinsTable
}

/** Written as a boolean; read as 0 or 1 from SQLite. */
type Flag = ColumnType<boolean | 0 | 1, boolean | undefined, boolean>

type UsersTable = {
  id: Generated<UserId>
  name: string
  /** The name as `fold` gives it: what makes it unique in any alphabet, and what it is sorted by. */
  name_key: string
  role: string | null
  active: Flag
  created_at: Instant
  updated_at: Instant
}

type TasksTable = {
  id: Generated<TaskId>
  uuid: string
  title: string
  domain: Domain
  effort: Effort
  definition_of_done: string
  materials_needed: string | null
  /** Title, definition of done and materials as `fold` gives them, a line each: what is searched. */
  search_text: string
  owner_user_id: UserId | null
  status: Generated<TaskStatus>
  status_note: string | null
  completed_at: Instant | null
  created_at: Instant
  updated_at: Instant
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
