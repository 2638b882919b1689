import { promises as fs } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import Raw from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { migrate } from '../../src/db/migrate.ts'
import { schemaStep } from '../../src/db/schema.ts'
import { openSqlite } from '../../src/db/sqlite.ts'
import { addTask } from '../../src/db/tasks.ts'
import { at, newFile, otherProgram, person, rows, schemaOf } from '../support/database.ts'
import { draft } from '../support/values.ts'

/** A migrated file, open for the program and for another one. */
async function household() {
  const file = await newFile()
  const db = openSqlite(file)
  onTestFinished(() => db.destroy())
  return { db, raw: otherProgram(file) }
}

test('the last step is the schema that the program knows', () => {
  expect(Object.keys(migrations).at(-1)).toEqual(schemaStep)
})

test('F059 up, down and up again gives the same schema', async () => {
  const { db, raw } = await household()
  const before = schemaOf(raw)
  await migrate(db, 'down')
  const between = rows(raw, "select name from sqlite_master where name not like '%kysely%'")
  await migrate(db, 'latest')
  expect([between, schemaOf(raw)]).toEqual([[{ name: 'sqlite_sequence' }], before])
})

test('F059 a household with data goes down, up, and begins anew', async () => {
  const { db, raw } = await household()
  const owner = await person(db, 'Alex')
  await addTask(db, draft(1, { owner_user_id: owner.id }), at(0))
  await migrate(db, 'down')
  await migrate(db, 'latest')
  await addTask(db, draft(2), at(0))
  expect([rows(raw, 'select * from users'), rows(raw, 'select id, title from tasks')]).toEqual([
    [],
    [{ id: 1, title: 'Task 2' }],
  ])
})

test('Kysely’s own tools list and run the same steps from the folder', async () => {
  const migrationFolder = fileURLToPath(new URL('../../migrations', import.meta.url))
  const provider = new FileMigrationProvider({ fs, path, migrationFolder })
  const raw = new Raw(':memory:')
  const plain = new Kysely<unknown>({ dialect: new SqliteDialect({ database: raw }) })
  onTestFinished(() => plain.destroy())
  const migrator = new Migrator({ db: plain, provider })
  const { error, results } = await migrator.migrateToLatest()
  const listed = await migrator.getMigrations()
  const ours = await household()
  expect({
    error,
    results,
    listed: listed.map(({ name }) => name),
    schema: schemaOf(raw),
    application: rows(raw, 'pragma application_id'),
  }).toEqual({
    error: undefined,
    results: Object.keys(migrations).map((migrationName) => ({
      migrationName,
      direction: 'Up',
      status: 'Success',
    })),
    listed: Object.keys(migrations),
    schema: schemaOf(ours.raw),
    application: [{ application_id: 0x4d4f4d31 }],
  })
})

test('every step leads up and down', () => {
  expect(Object.values(migrations).map(({ up, down }) => [typeof up, typeof down])).toEqual(
    Object.keys(migrations).map(() => ['function', 'function']),
  )
})
