import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import { type Kinds, kindsOf, oneOf } from './columns.ts'

/** Description, category, priority, due date and privacy of a task. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  const isSeen = kinds.spell({
    sqlite: sql`private in (0, 1) and (private = 0 or owner_user_id is not null)`,
    postgres: sql`not private or owner_user_id is not null`,
  })
  await addToTasks(db, 'description', kinds.text, (column) =>
    column.check(kinds.isText('description', 1000)),
  )
  await addToTasks(db, 'category_id', kinds.reference, (column) =>
    column.references('categories.id').onDelete('set null'),
  )
  await addToTasks(db, 'priority', kinds.text, (column) =>
    column
      .notNull()
      .defaultTo('MEDIUM')
      .check(oneOf('priority', ['LOW', 'MEDIUM', 'HIGH', 'URGENT'])),
  )
  await addToTasks(db, 'due_date', kinds.date, (column) =>
    column.check(kinds.isDate(sql.raw('due_date'))),
  )
  await addToTasks(db, 'private', kinds.flagType, (column) =>
    column
      .notNull()
      .defaultTo(kinds.spell({ sqlite: 0, postgres: false }))
      .check(isSeen),
  )
  await db.schema.createIndex('tasks_due_date').on('tasks').column('due_date').execute()
  await db.schema.createIndex('tasks_category').on('tasks').column('category_id').execute()
}

/** Deletes private tasks, which everyone could see without the column. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from tasks where private`.execute(db)
  await db.schema.dropIndex('tasks_category').execute()
  await db.schema.dropIndex('tasks_due_date').execute()
  for (const column of ['private', 'due_date', 'priority', 'category_id', 'description']) {
    await db.schema.alterTable('tasks').dropColumn(column).execute()
  }
}

async function addToTasks(
  db: Kysely<unknown>,
  name: string,
  type: Kinds['text'],
  build: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder,
): Promise<void> {
  await db.schema.alterTable('tasks').addColumn(name, type, build).execute()
}
