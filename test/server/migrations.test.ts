import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { serverSchema } from '../../src/db/dialect.ts'
import { enterSchema } from '../../src/db/migrate/dialect.ts'
import { listSteps, migrate } from '../../src/db/migrate/migrate.ts'
import { openPostgres } from '../../src/db/postgres/connection.ts'
import { type Db, schemaStep } from '../../src/db/schema.ts'
import { addTask } from '../../src/db/tasks/changes.ts'
import { MomentumError } from '../../src/errors.ts'
import { addMember, at, newDatabase } from '../support/database/database.ts'
import { definitionsOf } from '../support/database/definitions.ts'
import { doneFields, routineFields, type Table, validRow } from '../support/database/rows.ts'
import { runStatement } from '../support/database/statements.ts'
import { draft, uuid, writer } from '../support/household/values.ts'
import { newSchemaUrl, serverOf } from '../support/server/server.ts'

const names = Object.keys(migrations)
const states = names.map((name) => ({ name, applied: true }))

/** A schema that is not there yet, closed when the test ends. */
function nowhere(): Db {
  const db = openPostgres(serverOf(newSchemaUrl()), 'longWork')
  onTestFinished(() => db.destroy())
  return db
}

/** A row, with every column that a step adds, in each table. */
async function fullHousehold(): Promise<Db> {
  const db = await newDatabase()
  const add = (table: Table, changes: object = {}) =>
    db
      .insertInto(table)
      .values(validRow(table, changes) as never)
      .execute()
  await add('users', { email: 'a@b.org', email_key: 'a@b.org' })
  await add('sessions')
  await add('categories', { user_id: 1 })
  const fields = { description: 'Slowly', priority: 'HIGH', due_date: '2026-12-24', private: true }
  const span = { until_date: '2027-01-01', season_from: '04-01', season_to: '10-31', times: 9 }
  await add('routines', { owner_user_id: 1, category_id: 1, ...span })
  await add('tasks', { owner_user_id: 1, category_id: 1, ...fields, ...doneFields })
  await add('tasks', { uuid: uuid(3), ...routineFields })
  const { completed_on: _, ...won } = doneFields
  await add('daily_wins', { task_id: 2, ...won })
  await add('occurrences', { turn_user_id: 1, task_id: 2, note: 'Snow' })
  await add('routine_members')
  await add('absences', { user_id: 1, note: 'At sea' })
  await add('rest_days', { weekday: 'SUN', set_by_user_id: 1, note: 'Sundays' })
  await add('notes', { task_id: 2, author_user_id: 1 })
  await add('commands', { zone: 'Europe/Berlin' })
  await add('import_keys')
  return db
}

test('F059 a household with data goes each step down, up and down again, to the same schemas', async () => {
  const [db, made] = [await fullHousehold(), nowhere()]
  const schemaIn = async (each: Db) => withoutSchema(await definitionsOf(each), each)
  const schemas: unknown[] = []
  for (const name of names) {
    await migrate(made, { step: name })
    schemas.push(await schemaIn(made))
  }
  const last = names.length - 1
  expect(await schemaIn(db)).toEqual(schemas[last])
  for (let step = last; step >= 0; step -= 1) {
    await migrate(db, 'down')
    const below = await schemaIn(db)
    await migrate(db, { step: names[step] as string })
    const again = await schemaIn(db)
    await migrate(db, 'down')
    expect({ step, below: step > 0 ? below : thingsIn(below), again }).toEqual({
      step,
      below: step > 0 ? schemas[step - 1] : [],
      again: schemas[step],
    })
  }
  // From the beginning, a household begins anew.
  await migrate(db, 'latest')
  const task = await addTask(writer(db), draft(2), at(0))
  expect([await schemaIn(db), await runStatement(db, 'select * from users'), task.id]).toEqual([
    ...[schemas[last], []],
    1,
  ])
})

/** Definitions name the schema that they are in. */
function withoutSchema(definitions: unknown[], db: Db): Definition[] {
  return JSON.parse(JSON.stringify(definitions).replaceAll(`${serverSchema(db)}.`, ''))
}

type Definition = { readonly place: string; readonly name: string }

/** What a schema holds beside the list of the steps that were run. */
function thingsIn(definitions: readonly Definition[]): readonly Definition[] {
  return definitions.filter(({ place, name }) => !`${place}${name}`.includes('kysely'))
}

test('F059 a household goes down and up with the values of the first step, but nothing private', async () => {
  const db = await fullHousehold()
  await migrate(db, { step: '0001_household' })
  await migrate(db, 'latest')
  expect([
    await runStatement(db, 'select id, name, email, failed_guesses from users'),
    await runStatement(db, 'select id, title, description, priority, due_date, private from tasks'),
    await runStatement(db, 'select task_id from daily_wins'),
  ]).toEqual([
    [{ id: 1, name: 'Sam', email: null, failed_guesses: 0 }],
    [
      {
        ...{ id: 2, title: 'Fix the tap', description: null },
        ...{ priority: 'MEDIUM', due_date: null, private: false },
      },
    ],
    [{ task_id: 2 }],
  ])
})

test('the steps run once, in order, in a schema that they make', async () => {
  const db = nowhere()
  const before = await listSteps(db)
  const first = await migrate(db, 'latest')
  const second = await migrate(db, 'latest')
  expect([before, first, second, await listSteps(db)]).toEqual([
    names.map((name) => ({ name, applied: false })),
    names.map((migrationName) => ({ migrationName, direction: 'Up', status: 'Success' })),
    [],
    states,
  ])
})

/** What a step fails with that changes a table that is not there. */
const noCats = { cause: { message: expect.stringContaining('cats') } }

test('a step that fails leaves the schema as it was', async () => {
  const db = await fullHousehold()
  const before = await definitionsOf(db)
  const steps = {
    ...migrations,
    '9998_pets': {
      up: async (tx: Db) => void (await sql`create table pets (name text)`.execute(tx)),
    },
    '9999_broken': {
      up: async (tx: Db) => void (await sql`alter table cats add age int`.execute(tx)),
    },
  }
  await expect(migrate(db, 'latest', { steps })).rejects.toMatchObject(noCats)
  expect([await definitionsOf(db), await listSteps(db)]).toEqual([before, states])
})

test('the first step that fails leaves no schema', async () => {
  const db = nowhere()
  const steps = {
    '0001_broken': {
      up: async (tx: Db) => void (await sql`alter table cats add age int`.execute(tx)),
    },
  }
  await expect(migrate(db, 'latest', { steps })).rejects.toMatchObject(noCats)
  const found = sql`select 1 from pg_namespace where nspname = ${serverSchema(db)}`
  expect((await found.execute(db)).rows).toEqual([])
})

test('F042 a newer schema is left alone', async () => {
  const db = await newDatabase()
  await runStatement(db, "insert into kysely_migration values ('9999_future', '2027')")
  for (const target of ['latest', 'down', { step: schemaStep }] as const) {
    await expect(migrate(db, target)).rejects.toEqual(
      new MomentumError(
        'database',
        `This database has schema 9999; this version of Momentum supports schemas up to ${names.length}.`,
        'Update Momentum, then try again.',
      ),
    )
  }
})

test('updated_at moves with every change of another program, unless the change sets it', async () => {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  const moment = async () =>
    ((await runStatement(db, 'select updated_at from users')) as { updated_at: string }[])[0]
      ?.updated_at
  await runStatement(db, "update users set updated_at = '2027-01-01T00:00:00.000Z', role = 'cook'")
  const set = await moment()
  await runStatement(db, 'update users set failed_guesses = 3')
  const guessed = await moment()
  await runStatement(db, "update users set role = 'baker'")
  expect([set, guessed, (await moment()) === guessed]).toEqual([
    '2027-01-01T00:00:00.000Z',
    '2027-01-01T00:00:00.000Z',
    false,
  ])
})

test('a household lives beside whatever else is in its schema', async () => {
  const db = nowhere()
  await db.transaction().execute(async (tx) => {
    await enterSchema(tx)
    await sql`create table letters (text text)`.execute(tx)
  })
  await migrate(db, 'latest')
  for (const _ of names) await migrate(db, 'down')
  const found = (await definitionsOf(db)) as { place: string; name: string }[]
  expect(found.filter(({ place }) => place.endsWith('letters'))).toHaveLength(1)
})
