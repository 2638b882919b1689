import { type Kysely, sql } from 'kysely'
import { idColumn, instantColumn, isLine, touchOnUpdate } from './columns.ts'

/** Groupings of tasks, a user's own or the household's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const hex = '[0-9a-f]'.repeat(6)
  await db.schema
    .createTable('categories')
    .addColumn('id', 'integer', idColumn)
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('color', 'text', (column) => column.notNull())
    .addColumn('user_id', 'integer', (column) => column.references('users.id').onDelete('cascade'))
    .addColumn('created_at', 'text', instantColumn('created_at'))
    .addColumn('updated_at', 'text', instantColumn('updated_at'))
    .addCheckConstraint('categories_name', isLine('name', 60))
    .addCheckConstraint('categories_color', sql`color glob ${sql.lit(`#${hex}`)}`)
    .modifyEnd(sql`strict`)
    .execute()
  // Two nulls differ to a unique index, so the household's own get one of theirs.
  await db.schema
    .createIndex('categories_user_name')
    .unique()
    .on('categories')
    .columns(['user_id', 'name_key'])
    .execute()
  await db.schema
    .createIndex('categories_household_name')
    .unique()
    .on('categories')
    .column('name_key')
    .where(sql.ref('user_id'), 'is', null)
    .execute()
  await touchOnUpdate(db, 'categories')
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('categories').execute()
}
