import { type Kysely, sql } from 'kysely'
import { kindsOf } from './columns.ts'

/**
 * What was imported from where, so that a second import of the same thing adds nothing twice. Rows
 * are only added: one for each time that an import added or changed something.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await db.schema
    .createTable('import_keys')
    .addColumn('id', ...kinds.id)
    .addColumn('source', kinds.text, (column) => column.notNull())
    .addColumn('source_id', kinds.text, (column) => column.notNull())
    .addColumn('table_name', kinds.text, (column) => column.notNull())
    .addColumn('row_id', kinds.reference, (column) => column.notNull())
    .addColumn('source_hash', kinds.text, (column) => column.notNull())
    .addColumn('row_hash', kinds.text, (column) => column.notNull())
    .addColumn('command_id', kinds.reference, (column) => column.notNull())
    .addUniqueConstraint('import_keys_command_key', ['source', 'source_id', 'command_id'])
    // Momentum alone writes here, and a cheap check counts where thousands of rows are added.
    .addCheckConstraint('import_keys_source', hasLength('source', 40))
    .addCheckConstraint('import_keys_source_id', hasLength('source_id', 64))
    .addCheckConstraint('import_keys_source_hash', hasLength('source_hash', 64))
    .addCheckConstraint('import_keys_row_hash', hasLength('row_hash', 64))
    .modifyEnd(kinds.tableEnd)
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('import_keys').execute()
}

function hasLength(name: string, most: number) {
  return sql<boolean>`length(${sql.ref(name)}) between 1 and ${sql.lit(most)}`
}
