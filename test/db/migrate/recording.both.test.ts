import type { Kysely } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { kindsOf } from '../../../migrations/columns.ts'
import { recordedBy } from '../../../migrations/journal.ts'
import { startRecording, stopRecording } from '../../../migrations/recording.ts'
import { serverSchema } from '../../../src/db/dialect.ts'
import { reverseCommands } from '../../../src/db/history/undo.ts'
import {
  enterSchema,
  requireForeignKeys,
  withoutForeignKeys,
} from '../../../src/db/migrate/dialect.ts'
import { type Db, schemaStep } from '../../../src/db/schema.ts'
import { addTask, removeTask } from '../../../src/db/tasks/changes.ts'
import { write } from '../../../src/db/transaction.ts'
import { at, newDatabase } from '../../support/database/database.ts'
import { definitionsOf } from '../../support/database/definitions.ts'
import { runStatement } from '../../support/database/statements.ts'
import { draft, writer } from '../../support/household/values.ts'

const steps = {
  ...recordedBy,
  '9999_rooms': {
    tasks: { columns: ['room_id'] },
    rooms: {
      columns: ['label', 'painted_at', 'updated_at'],
      instants: ['painted_at', 'updated_at'],
    },
  },
}

/** A step that might come: it adds a table, and a column to a table that is recorded already. */
async function up(db: Kysely<unknown>): Promise<void> {
  const kinds = kindsOf(db)
  await db.schema
    .createTable('rooms')
    .addColumn('id', ...kinds.id)
    .addColumn('label', kinds.text, (column) => column.notNull())
    .addColumn('painted_at', ...kinds.optionalInstant('painted_at'))
    .addColumn('updated_at', ...kinds.instant('updated_at'))
    .modifyEnd(kinds.tableEnd)
    .execute()
  await db.schema
    .alterTable('tasks')
    .addColumn('room_id', kinds.reference, (column) => column.references('rooms.id'))
    .execute()
  await startRecording(db, '9999_rooms', steps)
}

async function down(db: Kysely<unknown>): Promise<void> {
  await stopRecording(db, '9999_rooms', steps)
  await db.schema.alterTable('tasks').dropColumn('room_id').execute()
  await db.schema.dropTable('rooms').execute()
}

/** Runs a part of a step as `migrate` does. */
async function run(db: Db, part: (db: Kysely<unknown>) => Promise<void>): Promise<void> {
  await withoutForeignKeys(db, () =>
    db.transaction().execute(async (tx) => {
      await enterSchema(tx)
      // A step knows no types of tables.
      await part(tx.withoutPlugins() as unknown as Kysely<unknown>)
      await requireForeignKeys(tx)
    }),
  )
}

/** The made-up step has run; a command has added a room, and another one has put a task into it. */
async function furnishedHousehold() {
  const db = await newDatabase()
  await run(db, up)
  let isUp = true
  const goDown = async () => {
    if (isUp) await run(db, down)
    isUp = false
  }
  // Another test uses the same schema on the server.
  onTestFinished(goDown)
  const task = await addTask(writer(db), draft(1), at(0))
  const room = { label: 'Attic', updated_at: at(0) }
  await write(writer(db), async (tx) => {
    await tx
      .insertInto('rooms' as never)
      .values(room as never)
      .execute()
  })
  await write(writer(db), async (tx) => {
    await tx
      .updateTable('tasks')
      .set({ room_id: 1, title: 'Sweep the attic' } as never)
      .execute()
  })
  return { db, task, goDown }
}

async function undo(db: Db): Promise<void> {
  const rules = { count: 1, accept: () => {}, mayChange: () => true }
  await reverseCommands(writer(db), null, 'undo', rules)
}

/** What is recorded of a table's rows, the first change first. */
async function recordedOf(db: Db, table: string): Promise<unknown[]> {
  const rows = await runStatement(
    db,
    `select command_id is null as other, operation || '' as operation, before, after
      from changes where table_name = '${table}' order by id`,
  )
  return (rows as { other: unknown; before: string; after: string }[]).map((row) => ({
    ...row,
    other: Boolean(row.other),
    before: JSON.parse(row.before),
    after: JSON.parse(row.after),
  }))
}

test('the triggers of every table are those that steps 0007 and 0008 made', async () => {
  const db = await newDatabase()
  const before = await definitionsOf(db)
  await run(db, (tx) => startRecording(tx, schemaStep))
  expect(await definitionsOf(db)).toEqual(before)
})

test('the changes of a table that a later step adds are recorded', async () => {
  const { db } = await furnishedHousehold()
  const painted = '2026-11-20T08:00:00.000Z'
  await runStatement(db, 'update tasks set room_id = null')
  await runStatement(db, `update rooms set painted_at = '${painted}', updated_at = '${at(1)}'`)
  await runStatement(db, 'delete from rooms')
  const room = { label: 'Attic', painted_at: null, updated_at: at(0) }
  expect(await recordedOf(db, 'rooms')).toEqual([
    { other: false, operation: 'INSERT', before: null, after: room },
    {
      other: true,
      operation: 'UPDATE',
      before: { painted_at: null },
      after: { painted_at: painted },
    },
    {
      other: true,
      operation: 'DELETE',
      before: { ...room, painted_at: painted, updated_at: at(1) },
      after: null,
    },
  ])
})

test('the changes of a column that a later step adds are undone', async () => {
  const { db, task } = await furnishedHousehold()
  await removeTask(writer(db), null, task.id)
  await undo(db)
  const back = await runStatement(db, 'select title, room_id from tasks')
  await undo(db)
  expect([back, await runStatement(db, 'select title, room_id from tasks')]).toEqual([
    [{ title: 'Sweep the attic', room_id: 1 }],
    [{ title: task.title, room_id: null }],
  ])
})

test('a step back leaves the schema as it was, and what was recorded of everything else', async () => {
  const { db, task, goDown } = await furnishedHousehold()
  await runStatement(db, 'update tasks set room_id = null')
  const empty = await newDatabase()
  await goDown()
  const left = await recordedOf(db, 'tasks')
  await undo(db)
  const titles = await runStatement(db, 'select title from tasks')
  expect({ left, rooms: await recordedOf(db, 'rooms'), titles }).toEqual({
    left: [
      expect.objectContaining({ operation: 'INSERT' }),
      {
        other: false,
        operation: 'UPDATE',
        before: { title: task.title },
        after: { title: 'Sweep the attic' },
      },
    ],
    rooms: [],
    titles: [{ title: task.title }],
  })
  expect(await plainDefinitionsOf(db)).toEqual(await plainDefinitionsOf(empty))
})

/** On a server, definitions name the schema that they are in. */
async function plainDefinitionsOf(db: Db): Promise<unknown> {
  const text = JSON.stringify(await definitionsOf(db))
  return JSON.parse(text.replaceAll(`${serverSchema(db)}.`, ''))
}
