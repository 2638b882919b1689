import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openBatchInsert } from '../../src/db/batches.ts'
import { createDatabase } from '../../src/db/database.ts'
import { withoutRecording } from '../../src/db/journal.ts'
import { openPostgres } from '../../src/db/postgres/connection.ts'
import type { Tx } from '../../src/db/schema.ts'
import { searchText } from '../../src/db/tasks/changes.ts'
import { at } from '../support/database/database.ts'
import { draft } from '../support/household/values.ts'
import { newSchemaUrl, serverOf } from '../support/server/server.ts'

/** A connection to a household of which the server has no statistics of an earlier test. */
async function connected() {
  const server = serverOf(newSchemaUrl())
  await createDatabase({ server })
  const db = openPostgres(server, 'command')
  onTestFinished(() => db.destroy())
  return { db, schema: server.schema }
}

const many = Array.from({ length: 500 }, (_, index) => {
  const task = draft(index + 1)
  return { ...task, search_text: searchText(task), created_at: at(0), updated_at: at(0) }
})

/** How many rows this transaction has read one after another, and how many it has written. */
async function workOn(tx: Tx, schema: string, table: string): Promise<unknown> {
  const { rows } = await sql`
    select seq_tup_read as read, n_tup_ins + n_tup_upd as written from pg_stat_xact_user_tables
    where schemaname = ${schema} and relname = ${table}
  `.execute(tx)
  return rows[0]
}

test('each of many rows takes the same time, however many commands there are', async () => {
  const { db, schema } = await connected()
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into ${sql.id(schema, 'commands')} (command, created_at)
      select 'task edit', now() from generate_series(1, 5000)
    `.execute(tx)
    await withoutRecording(tx, () => openBatchInsert(tx, 'tasks')(many))
    const added = await workOn(tx, schema, 'task_counts')
    await tx.updateTable('tasks').set({ status: 'PAUSED' }).execute()
    const moved = await workOn(tx, schema, 'task_counts')
    await tx.updateTable('tasks').set({ title: 'Another' }).execute()
    const edited = await workOn(tx, schema, 'task_counts')
    await tx.deleteFrom('tasks').execute()
    expect({
      commands: await workOn(tx, schema, 'commands'),
      counts: { added, moved, edited, deleted: await workOn(tx, schema, 'task_counts') },
      left: await tx.selectFrom('task_counts').selectAll().orderBy('status').execute(),
    }).toEqual({
      commands: { read: 0, written: 5001 },
      counts: {
        added: { read: 0, written: 1 },
        moved: { read: 0, written: 3 },
        edited: { read: 0, written: 3 },
        deleted: { read: 0, written: 4 },
      },
      left: [
        { status: 'BACKLOG', private_to: 0, tasks: 0 },
        { status: 'PAUSED', private_to: 0, tasks: 0 },
      ],
    })
  })
})
