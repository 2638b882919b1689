import { type Kysely, sql } from 'kysely'
import { createTouch, dropTouch, type Kinds, kindsOf, oneOf, touchOnUpdate } from './columns.ts'

// 'MOM1': tells a household's file from any other program's.
const applicationId = 0x4d4f4d31

/** Users, tasks and Daily Wins. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  const mark = sql`pragma application_id = ${sql.lit(applicationId)}`
  await kinds.spell({ sqlite: mark, postgres: undefined })?.execute(db)
  await createTouch(db)
  await createUsers(db, kinds)
  await createTasks(db, kinds)
  await createDailyWins(db, kinds)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('daily_wins').execute()
  await db.schema.dropTable('tasks').execute()
  await db.schema.dropTable('users').execute()
  await dropTouch(db)
}

async function createUsers(db: Kysely<unknown>, kinds: Kinds): Promise<void> {
  const hasNonDigit = kinds.fits('name', { glob: '*[^0-9]*', regex: '[^0-9]' })
  await db.schema
    .createTable('users')
    .addColumn('id', ...kinds.id)
    .addColumn('name', kinds.text, (column) => column.notNull())
    .addColumn('name_key', kinds.text, (column) => column.notNull().unique())
    .addColumn('role', kinds.text)
    .addColumn('active', ...kinds.flag('active', true))
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addColumn('updated_at', ...kinds.instant('updated_at'))
    .addCheckConstraint('users_name', sql`${kinds.isLine('name', 80)} and ${hasNonDigit}`)
    .addCheckConstraint('users_role', kinds.isLine('role', 40))
    .modifyEnd(kinds.tableEnd)
    .execute()
  await touchOnUpdate(db, 'users')
}

async function createTasks(db: Kysely<unknown>, kinds: Kinds): Promise<void> {
  const hex = (count: number) => '[0-9a-f]'.repeat(count)
  const uuid = `${hex(8)}-${hex(4)}-4${hex(3)}-[89ab]${hex(3)}-${hex(12)}`
  const isVersion4 = kinds.spell({
    sqlite: sql`uuid glob ${sql.lit(uuid)}`,
    postgres: sql`uuid::text ~ ${sql.lit(uuid)}`,
  })
  const statuses = ['BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED']
  await db.schema
    .createTable('tasks')
    .addColumn('id', ...kinds.id)
    .addColumn('uuid', kinds.uuid, (column) => column.notNull().unique())
    .addColumn('title', kinds.text, (column) => column.notNull())
    .addColumn('domain', kinds.text, (column) => column.notNull())
    .addColumn('effort', kinds.text, (column) => column.notNull())
    .addColumn('definition_of_done', kinds.text, (column) => column.notNull())
    .addColumn('materials_needed', kinds.text)
    .addColumn('search_text', kinds.text, (column) => column.notNull())
    .addColumn('owner_user_id', kinds.reference, (column) =>
      column.references('users.id').onDelete('set null'),
    )
    .addColumn('status', kinds.text, (column) => column.notNull().defaultTo('BACKLOG'))
    .addColumn('status_note', kinds.text)
    .addColumn('completed_at', ...kinds.optionalInstant('completed_at'))
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addColumn('updated_at', ...kinds.instant('updated_at'))
    .addCheckConstraint('tasks_uuid', isVersion4)
    .addCheckConstraint('tasks_title', kinds.isLine('title', 200))
    .addCheckConstraint(
      'tasks_domain',
      oneOf('domain', ['CHORES', 'BILLS', 'FOOD', 'REPAIRS', 'OTHER']),
    )
    .addCheckConstraint('tasks_effort', oneOf('effort', ['TINY', 'SMALL', 'MEDIUM', 'COMPLEX']))
    .addCheckConstraint('tasks_definition_of_done', kinds.isText('definition_of_done', 1000))
    .addCheckConstraint('tasks_materials_needed', kinds.isText('materials_needed', 1000))
    .addCheckConstraint('tasks_status', oneOf('status', statuses))
    .addCheckConstraint('tasks_status_note', kinds.isText('status_note', 1000))
    .addCheckConstraint(
      'tasks_note_of_status',
      sql`status_note is null or status not in ('ACTIVE', 'DONE')`,
    )
    .addCheckConstraint('tasks_completed', sql`(status = 'DONE') = (completed_at is not null)`)
    .modifyEnd(kinds.tableEnd)
    .execute()
  await db.schema.createIndex('tasks_status').on('tasks').column('status').execute()
  await db.schema
    .createIndex('tasks_owner_status')
    .on('tasks')
    .columns(['owner_user_id', 'status'])
    .execute()
  await touchOnUpdate(db, 'tasks')
}

async function createDailyWins(db: Kysely<unknown>, kinds: Kinds): Promise<void> {
  await db.schema
    .createTable('daily_wins')
    .addColumn('id', ...kinds.id)
    .addColumn('date', kinds.date, (column) =>
      column
        .notNull()
        .check(kinds.isDate(sql.ref('date')))
        .unique(),
    )
    .addColumn('task_id', kinds.reference, (column) =>
      column.notNull().references('tasks.id').onDelete('restrict'),
    )
    .addColumn('status', kinds.text, (column) => column.notNull())
    .addColumn('note', kinds.text)
    .addColumn('selected_by_user_id', kinds.reference, (column) =>
      column.references('users.id').onDelete('set null'),
    )
    .addColumn('completed_at', ...kinds.optionalInstant('completed_at'))
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addColumn('updated_at', ...kinds.instant('updated_at'))
    .addCheckConstraint(
      'daily_wins_status',
      oneOf('status', ['ACTIVE', 'DONE', 'PAUSED', 'BLOCKED']),
    )
    .addCheckConstraint('daily_wins_note', kinds.isText('note', 1000))
    .addCheckConstraint(
      'daily_wins_note_of_status',
      sql`note is not null or status not in ('PAUSED', 'BLOCKED')`,
    )
    .addCheckConstraint('daily_wins_completed', sql`(status = 'DONE') = (completed_at is not null)`)
    .modifyEnd(kinds.tableEnd)
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
