import { type Kysely, sql } from 'kysely'
import {
  dateColumn,
  flagColumn,
  idColumn,
  instantColumn,
  isLine,
  isText,
  oneOf,
  optionalInstantColumn,
  touchOnUpdate,
} from './columns.ts'

// 'MOM1': tells a household's file from any other program's.
const applicationId = 0x4d4f4d31

/** Users, tasks and Daily Wins. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`pragma application_id = ${sql.lit(applicationId)}`.execute(db)
  await createUsers(db)
  await createTasks(db)
  await createDailyWins(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('daily_wins').execute()
  await db.schema.dropTable('tasks').execute()
  await db.schema.dropTable('users').execute()
}

async function createUsers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('id', 'integer', idColumn)
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text')
    .addColumn('active', 'integer', flagColumn('active', 1))
    .addColumn('created_at', 'text', instantColumn('created_at'))
    .addColumn('updated_at', 'text', instantColumn('updated_at'))
    .addCheckConstraint('users_name', sql`${isLine('name', 80)} and name glob '*[^0-9]*'`)
    .addCheckConstraint('users_role', isLine('role', 40))
    .modifyEnd(sql`strict`)
    .execute()
  await touchOnUpdate(db, 'users')
}

async function createTasks(db: Kysely<unknown>): Promise<void> {
  const hex = (count: number) => '[0-9a-f]'.repeat(count)
  const uuid = `${hex(8)}-${hex(4)}-4${hex(3)}-[89ab]${hex(3)}-${hex(12)}`
  const statuses = ['BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED']
  await db.schema
    .createTable('tasks')
    .addColumn('id', 'integer', idColumn)
    .addColumn('uuid', 'text', (column) => column.notNull().unique())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('domain', 'text', (column) => column.notNull())
    .addColumn('effort', 'text', (column) => column.notNull())
    .addColumn('definition_of_done', 'text', (column) => column.notNull())
    .addColumn('materials_needed', 'text')
    .addColumn('search_text', 'text', (column) => column.notNull())
    .addColumn('owner_user_id', 'integer', (column) =>
      column.references('users.id').onDelete('set null'),
    )
    .addColumn('status', 'text', (column) => column.notNull().defaultTo('BACKLOG'))
    .addColumn('status_note', 'text')
    .addColumn('completed_at', 'text', optionalInstantColumn('completed_at'))
    .addColumn('created_at', 'text', instantColumn('created_at'))
    .addColumn('updated_at', 'text', instantColumn('updated_at'))
    .addCheckConstraint('tasks_uuid', sql`uuid glob ${sql.lit(uuid)}`)
    .addCheckConstraint('tasks_title', isLine('title', 200))
    .addCheckConstraint(
      'tasks_domain',
      oneOf('domain', ['CHORES', 'BILLS', 'FOOD', 'REPAIRS', 'OTHER']),
    )
    .addCheckConstraint('tasks_effort', oneOf('effort', ['TINY', 'SMALL', 'MEDIUM', 'COMPLEX']))
    .addCheckConstraint('tasks_definition_of_done', isText('definition_of_done', 1000))
    .addCheckConstraint('tasks_materials_needed', isText('materials_needed', 1000))
    .addCheckConstraint('tasks_status', oneOf('status', statuses))
    .addCheckConstraint('tasks_status_note', isText('status_note', 1000))
    .addCheckConstraint(
      'tasks_note_of_status',
      sql`status_note is null or status not in ('ACTIVE', 'DONE')`,
    )
    .addCheckConstraint('tasks_completed', sql`(status = 'DONE') = (completed_at is not null)`)
    .modifyEnd(sql`strict`)
    .execute()
  await db.schema.createIndex('tasks_status').on('tasks').column('status').execute()
  await db.schema
    .createIndex('tasks_owner_status')
    .on('tasks')
    .columns(['owner_user_id', 'status'])
    .execute()
  await touchOnUpdate(db, 'tasks')
}

async function createDailyWins(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('daily_wins')
    .addColumn('id', 'integer', idColumn)
    .addColumn('date', 'text', (column) => dateColumn('date')(column).unique())
    .addColumn('task_id', 'integer', (column) =>
      column.notNull().references('tasks.id').onDelete('restrict'),
    )
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('note', 'text')
    .addColumn('selected_by_user_id', 'integer', (column) =>
      column.references('users.id').onDelete('set null'),
    )
    .addColumn('completed_at', 'text', optionalInstantColumn('completed_at'))
    .addColumn('created_at', 'text', instantColumn('created_at'))
    .addColumn('updated_at', 'text', instantColumn('updated_at'))
    .addCheckConstraint(
      'daily_wins_status',
      oneOf('status', ['ACTIVE', 'DONE', 'PAUSED', 'BLOCKED']),
    )
    .addCheckConstraint('daily_wins_note', isText('note', 1000))
    .addCheckConstraint(
      'daily_wins_note_of_status',
      sql`note is not null or status not in ('PAUSED', 'BLOCKED')`,
    )
    .addCheckConstraint('daily_wins_completed', sql`(status = 'DONE') = (completed_at is not null)`)
    .modifyEnd(sql`strict`)
    .execute()
  await db.schema.createIndex('daily_wins_task').on('daily_wins').column('task_id').execute()
  await db.schema
    .createIndex('daily_wins_selected_by')
    .on('daily_wins')
    .column('selected_by_user_id')
    .execute()
  // A task is the open win of one date at the most.
  await db.schema
    .createIndex('daily_wins_open_task')
    .unique()
    .on('daily_wins')
    .column('task_id')
    .where(sql.ref('status'), '<>', 'DONE')
    .execute()
  await touchOnUpdate(db, 'daily_wins')
}
