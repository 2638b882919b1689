import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { seed } from '../../src/db/household/set-up.ts'
import { migrate } from '../../src/db/migrate/migrate.ts'
import type { Db } from '../../src/db/schema.ts'
import { getStatus } from '../../src/db/status.ts'
import { addTaskWithStatus, at, newDatabase } from '../support/database/database.ts'
import { runStatement } from '../support/database/statements.ts'
import { pick } from '../support/database/wins.ts'
import { writer } from '../support/household/values.ts'

const names = Object.keys(migrations)
const place = 'postgres://sam@db.example.org:5432/home'

async function lived(): Promise<Db> {
  const db = await newDatabase()
  await seed(writer(db), at(0))
  await pick(db, await addTaskWithStatus(db, 'BACKLOG'), at(2))
  return db
}

const plain = {
  database: place,
  dialect: 'postgres',
  latest_version: names.length,
  size_bytes: expect.any(Number),
}

test.each(names.map((step, index) => [step, index + 1] as const))(
  'counts what a household at the step %s holds',
  async (step, number) => {
    const db = await lived()
    await migrate(db, { step })
    expect(await getStatus(db, null, place)).toEqual({
      ...plain,
      schema_version: number,
      pending: names.slice(number),
      users: 2,
      tasks: 3,
      routines: step < '0012_routines' ? null : 0,
      daily_wins: 1,
    })
  },
)

test('tells that there is no household yet', async () => {
  const db = await newDatabase()
  for (const _ of names) await migrate(db, 'down')
  expect(await getStatus(db, null, place)).toEqual({
    ...plain,
    schema_version: 0,
    pending: names,
    users: null,
    tasks: null,
    routines: null,
    daily_wins: null,
  })
})

test('F042 tells the version of a newer schema', async () => {
  const db = await lived()
  await runStatement(db, "insert into kysely_migration values ('9999_future', '2027')")
  expect(await getStatus(db, null, place)).toEqual({
    ...plain,
    schema_version: 9999,
    pending: [],
    users: 2,
    tasks: 3,
    routines: 0,
    daily_wins: 1,
  })
})

test('measures the household alone: its tables and indexes', async () => {
  const [db, other] = [await lived(), await newDatabase()]
  const size = async (of: Db) => (await getStatus(of, null, place)).size_bytes
  const [before, there] = [await size(db), await size(other)]
  const filler = sql`select repeat('x', 1000) from generate_series(1, 100)`
  await runStatement(other, sql`create table letters as ${filler}`)
  await runStatement(other, 'drop table letters')
  expect([before > 0, await size(db), await size(other)]).toEqual([true, before, there])
})
