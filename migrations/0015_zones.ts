import { type Kysely, sql } from 'kysely'
import { kindsOf } from './columns.ts'

/**
 * The time zone in which each command ran, and the order of a list for people: open tasks by their
 * due date, then by priority.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await db.schema
    .alterTable('commands')
    .addColumn('zone', kinds.text, (column) => column.check(kinds.isLine('zone', 64)))
    .execute()
  await sql`create index tasks_open_urgent
    on tasks ((due_date is null), due_date, (${priority}) desc, id)
    where status <> 'DONE' and status <> 'ABANDONED'`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index tasks_open_urgent`.execute(db)
  await db.schema.alterTable('commands').dropColumn('zone').execute()
}

// Written out because a query must have the same words to use the index.
const priority = sql`case priority when 'LOW' then 0 when 'MEDIUM' then 1 when 'HIGH' then 2 when 'URGENT' then 3 end`
