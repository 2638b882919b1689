import { promises as fs } from 'node:fs'
import path, { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Raw from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../../migrations/index.ts'
import { migrate } from '../../../src/db/migrate/migrate.ts'
import { schemaStep } from '../../../src/db/schema.ts'
import { createSqlite, openSqlite } from '../../../src/db/sqlite/connection.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import {
  at,
  newHouseholdFile,
  openAsOtherProgram,
  queryRows,
  schemaOf,
} from '../../support/database/database.ts'
import { doneFields, insertRow, routineFields } from '../../support/database/rows.ts'
import { steps } from '../../support/database/steps.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { draft, uuid, writer } from '../../support/household/values.ts'

/** A migrated file, open for the program and for another one. */
async function household() {
  const file = await newHouseholdFile()
  const db = openSqlite(file)
  onTestFinished(() => db.destroy())
  return { db, raw: openAsOtherProgram(file) }
}

test('the last step is the schema that the program knows', () => {
  expect(Object.keys(migrations).at(-1)).toEqual(schemaStep)
})

/** A row, with every column that a step adds, in each table. */
async function fullHousehold() {
  const { db, raw } = await household()
  insertRow(raw, 'users', { email: 'a@b.org', email_key: 'a@b.org' })
  insertRow(raw, 'sessions')
  insertRow(raw, 'categories', { user_id: 1 })
  const fields = { description: 'Slowly', priority: 'HIGH', due_date: '2026-12-24', private: 1 }
  const span = { until_date: '2027-01-01', season_from: '04-01', season_to: '10-31', times: 9 }
  insertRow(raw, 'routines', { owner_user_id: 1, category_id: 1, ...span })
  insertRow(raw, 'tasks', { owner_user_id: 1, category_id: 1, ...fields, ...doneFields })
  insertRow(raw, 'tasks', { uuid: uuid(3), ...routineFields })
  const { completed_on: _, ...won } = doneFields
  insertRow(raw, 'daily_wins', { task_id: 2, ...won })
  insertRow(raw, 'occurrences', { turn_user_id: 1, task_id: 2, note: 'Snow' })
  insertRow(raw, 'routine_members')
  insertRow(raw, 'absences', { user_id: 1, note: 'At sea' })
  insertRow(raw, 'rest_days', { weekday: 'SUN', set_by_user_id: 1, note: 'Sundays' })
  insertRow(raw, 'notes', { task_id: 2, author_user_id: 1 })
  insertRow(raw, 'commands', { zone: 'Europe/Berlin' })
  insertRow(raw, 'import_keys')
  return { db, raw }
}

test('F059 a household with data goes each step down, up and down again, to the same schemas', async () => {
  const { db, raw } = await fullHousehold()
  const path = join(temporaryFolder(), 'momentum.db')
  const made = createSqlite(path)
  onTestFinished(() => made.destroy())
  const schemas: unknown[] = []
  for (const step of steps) {
    await migrate(made, { step })
    schemas.push(schemaOf(openAsOtherProgram(path)))
  }
  const last = steps.length - 1
  expect(schemaOf(raw)).toEqual(schemas[last])
  for (let step = last; step >= 0; step -= 1) {
    await migrate(db, 'down')
    const below = step > 0 ? schemaOf(raw) : queryRows(raw, thingsIn)
    await migrate(db, { step: steps[step] as string })
    const again = schemaOf(raw)
    const broken = queryRows(raw, 'pragma foreign_key_check')
    await migrate(db, 'down')
    expect({ step, below, again, broken }).toEqual({
      step,
      below: step > 0 ? schemas[step - 1] : [{ name: 'sqlite_sequence' }],
      again: schemas[step],
      broken: [],
    })
  }
  // From the beginning, a household begins anew.
  await migrate(db, 'latest')
  await addTask(writer(db), draft(2), at(0))
  expect([
    schemaOf(raw),
    queryRows(raw, 'select * from users'),
    queryRows(raw, 'select id, title from tasks'),
  ]).toEqual([schemas[last], [], [{ id: 1, title: 'Task 2' }]])
})

/** What a schema holds beside the list of the steps that were run. */
const thingsIn = "select name from sqlite_master where name not like '%kysely%'"

test('F059 a household goes down and up with the values of the first step, but nothing private', async () => {
  const { db, raw } = await fullHousehold()
  await migrate(db, { step: '0001_household' })
  await migrate(db, 'latest')
  const users = 'select id, name, email, failed_guesses from users'
  const tasks =
    'select id, title, owner_user_id, description, priority, due_date, private from tasks'
  const anew = { title: 'Fix the tap', description: null, priority: 'MEDIUM', due_date: null }
  expect([
    queryRows(raw, users),
    queryRows(raw, tasks),
    queryRows(raw, 'select task_id from daily_wins'),
  ]).toEqual([
    [{ id: 1, name: 'Sam', email: null, failed_guesses: 0 }],
    [{ id: 2, owner_user_id: null, ...anew, private: 0 }],
    [{ task_id: 2 }],
  ])
})

test('Kysely’s own tools list and run the same steps from the folder', async () => {
  const migrationFolder = fileURLToPath(new URL('../../../migrations', import.meta.url))
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
    application: queryRows(raw, 'pragma application_id'),
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
