import { type Kysely, sql } from 'kysely'
import { kindsOf } from './columns.ts'

/** What members have to do soon, which decides turns, as an index that is read instead of tasks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isShared = kindsOf(db).spell({ sqlite: sql`private = 0`, postgres: sql`not private` })
  // With the status, which SQLite reads although the index has no others.
  await sql`create index tasks_turn_load on tasks (due_date, owner_user_id, effort, status)
    where status <> 'DONE' and status <> 'ABANDONED' and due_date is not null
    and owner_user_id is not null and ${isShared}`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index tasks_turn_load`.execute(db)
}
