import { type Kysely, sql } from 'kysely'
import { kindsOf, touchOnUpdate } from './columns.ts'

/** Groupings of tasks, a user's own or the household's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  const hex = '[0-9a-f]'.repeat(6)
  await db.schema
    .createTable('categories')
    .addColumn('id', ...kinds.id)
    .addColumn('name', kinds.text, (column) => column.notNull())
    .addColumn('name_key', kinds.text, (column) => column.notNull())
    .addColumn('color', kinds.text, (column) => column.notNull())
    .addColumn('user_id', kinds.reference, (column) =>
      column.references('users.id').onDelete('cascade'),
    )
    .addColumn('created_at', ...kinds.instant('created_at'))
    .addColumn('updated_at', ...kinds.instant('updated_at'))
    .addCheckConstraint('categories_name', kinds.isLine('name', 60))
    .addCheckConstraint(
      'categories_color',
      kinds.fits('color', { glob: `#${hex}`, regex: `^#${hex}$` }),
    )
    .modifyEnd(kinds.tableEnd)
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
