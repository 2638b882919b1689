import type Raw from 'better-sqlite3'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../../migrations/index.ts'
import { listSteps, migrate } from '../../../src/db/migrate/migrate.ts'
import { schemaStep } from '../../../src/db/schema.ts'
import { openSqlite } from '../../../src/db/sqlite/connection.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { addUser } from '../../../src/db/users/users.ts'
import { MomentumError } from '../../../src/errors.ts'
import {
  addMember,
  at,
  emptyHouseholdFile,
  newHouseholdFile,
  openAsOtherProgram,
  queryRows,
  schemaOf,
} from '../../support/database/database.ts'
import { catchRefusal } from '../../support/database/rows.ts'
import { latestNumber, latestStep, steps as ownSteps } from '../../support/database/steps.ts'
import { draft, writer } from '../../support/household/values.ts'

/** A migrated file, open for the program and for another one. */
async function household() {
  const file = await newHouseholdFile()
  const db = openSqlite(file)
  onTestFinished(() => db.destroy())
  return { db, raw: openAsOtherProgram(file) }
}

const step = (up: string, down?: string): Migration => ({
  up: async (db) => void (await sql.raw(up).execute(db)),
  ...(down && { down: async (db) => void (await sql.raw(down).execute(db)) }),
})

/** The steps of the program, in the order in which they run. */
const own = ownSteps.map((name) => ({ name }))

const withPets = {
  ...migrations,
  '9998_pets': step('create table pets (name text)', 'drop table pets'),
  '9999_age': step('alter table pets add age integer', 'alter table pets drop age'),
}

const failing = {
  ...withPets,
  '9998_broken': step('alter table cats add age integer', 'select 1'),
}

const applied = (raw: Raw.Database) =>
  queryRows(raw, 'select name from kysely_migration order by name')

test('runs the pending steps in order and tells which', async () => {
  const { db, raw } = await household()
  const results = await migrate(db, 'latest', { steps: withPets })
  expect([results, applied(raw), queryRows(raw, 'select name, age from pets')]).toEqual([
    [
      { migrationName: '9998_pets', direction: 'Up', status: 'Success' },
      { migrationName: '9999_age', direction: 'Up', status: 'Success' },
    ],
    [...own, { name: '9998_pets' }, { name: '9999_age' }],
    [],
  ])
})

test('F052 a step that fails takes all of them back', async () => {
  const { db, raw } = await household()
  const before = schemaOf(raw)
  await expect(migrate(db, 'latest', { steps: failing })).rejects.toThrow('no such table: cats')
  expect([schemaOf(raw), applied(raw)]).toEqual([before, own])
})

test('a household is usable after a step that failed', async () => {
  const { db, raw } = await household()
  await migrate(db, 'latest', { steps: failing }).catch(() => {})
  await addUser(writer(db), { name: 'Alex', role: null }, at(0))
  const { rows: pragma } = await sql`pragma foreign_keys`.execute(db)
  expect([queryRows(raw, 'select name from users'), pragma]).toEqual([
    [{ name: 'Alex' }],
    [{ foreign_keys: 1 }],
  ])
})

test('F053 a step that rebuilds a table keeps the rows that refer to it', async () => {
  const { db, raw } = await household()
  const owner = await addMember(db, 'Alex')
  await addTask(writer(db), draft(1, { owner_user_id: owner.id }), at(0))
  const rebuild: Migration = {
    up: async (kysely) => {
      await sql`create table users2 as select * from users`.execute(kysely)
      await sql`drop table users`.execute(kysely)
      await sql`create table users (id integer primary key, name text)`.execute(kysely)
      await sql`insert into users select id, name from users2`.execute(kysely)
      await sql`drop table users2`.execute(kysely)
    },
  }
  await migrate(db, 'latest', { steps: { ...migrations, '9998_rebuild': rebuild } })
  expect(queryRows(raw, 'select title, owner_user_id from tasks')).toEqual([
    { title: 'Task 1', owner_user_id: owner.id },
  ])
})

test('F053 steps that would break references are taken back', async () => {
  const { db, raw } = await household()
  const owner = await addMember(db, 'Alex')
  await addTask(writer(db), draft(1, { owner_user_id: owner.id }), at(0))
  const steps = { ...migrations, '9998_forget': step('delete from users') }
  await expect(migrate(db, 'latest', { steps })).rejects.toEqual(
    new Error('The steps would leave 1 broken references.'),
  )
  expect([queryRows(raw, 'select name from users'), applied(raw)]).toEqual([
    [{ name: 'Alex' }],
    own,
  ])
})

test('F054 a step without a way back is an error, not a success', async () => {
  const { db, raw } = await household()
  const steps = { ...migrations, '9998_pets': step('create table pets (name text)') }
  await migrate(db, 'latest', { steps })
  await expect(migrate(db, 'down', { steps })).rejects.toEqual(
    new Error('Step 9998_pets did not run.'),
  )
  expect(applied(raw)).toEqual([...own, { name: '9998_pets' }])
})

test('goes one step down at a time, and nowhere from the bottom', async () => {
  const { db } = await household()
  await migrate(db, 'latest', { steps: withPets })
  const ways = []
  for (const _ of Array(ownSteps.length + 3))
    ways.push(await migrate(db, 'down', { steps: withPets }))
  expect(ways.map((way) => way.map(({ migrationName }) => migrationName))).toEqual([
    ['9999_age'],
    ['9998_pets'],
    ...ownSteps.toReversed().map((name) => [name]),
    [],
  ])
})

test('goes to a named step, up or down, and stays there', async () => {
  const { db, raw } = await household()
  const target = { step: '9998_pets' }
  const up = await migrate(db, target, { steps: withPets })
  const same = await migrate(db, target, { steps: withPets })
  await migrate(db, 'latest', { steps: withPets })
  const down = await migrate(db, target, { steps: withPets })
  expect([up, same, down, applied(raw)]).toEqual([
    [{ migrationName: '9998_pets', direction: 'Up', status: 'Success' }],
    [],
    [{ migrationName: '9999_age', direction: 'Down', status: 'Success' }],
    [...own, { name: '9998_pets' }],
  ])
})

test('F042 leaves a newer schema alone', async () => {
  const { db, raw } = await household()
  await migrate(db, 'latest', { steps: withPets })
  const before = [schemaOf(raw), applied(raw)]
  for (const target of ['latest', 'down', { step: schemaStep }] as const) {
    await expect(migrate(db, target)).rejects.toEqual(
      new MomentumError(
        'database',
        `This database has schema 9999; this version of Momentum supports schemas up to ${latestNumber}.`,
        'Update Momentum, then try again.',
      ),
    )
  }
  expect([schemaOf(raw), applied(raw)]).toEqual(before)
})

test('prepares a change, under the lock, and knows where it begins', async () => {
  const { db, raw } = await household()
  raw.pragma('busy_timeout = 0')
  const calls: unknown[] = []
  const prepare = (from: string | undefined) => {
    calls.push([from, catchRefusal(() => raw.exec('begin immediate'))])
  }
  await migrate(db, 'latest', { prepare })
  await migrate(db, 'latest', { prepare, steps: withPets })
  await migrate(db, { step: schemaStep }, { prepare, steps: withPets })
  await migrate(db, 'down', { prepare })
  await migrate(db, 'latest', { prepare })
  expect(calls).toEqual([
    [latestStep, 'SqliteError: database is locked'],
    ['9999_age', 'SqliteError: database is locked'],
    [latestStep, 'SqliteError: database is locked'],
    [ownSteps.at(-2), 'SqliteError: database is locked'],
  ])
})

test('F062 nothing is changed when the preparation fails', async () => {
  const { db, raw } = await household()
  const prepare = () => {
    throw new Error('the disk is full')
  }
  await expect(migrate(db, 'latest', { prepare, steps: withPets })).rejects.toEqual(
    new Error('the disk is full'),
  )
  expect(applied(raw)).toEqual(own)
})

test('lists every step and whether it has run', async () => {
  const { db } = await household()
  await migrate(db, { step: '9998_pets' }, { steps: withPets })
  expect(await listSteps(db, withPets)).toEqual([
    ...own.map(({ name }) => ({ name, applied: true })),
    { name: '9998_pets', applied: true },
    { name: '9999_age', applied: false },
  ])
})

test('lists no step as run in a file that has no tables', async () => {
  const db = openSqlite(await emptyHouseholdFile())
  onTestFinished(() => db.destroy())
  expect(await listSteps(db, migrations)).toEqual(own.map(({ name }) => ({ name, applied: false })))
})
