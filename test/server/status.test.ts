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

test('counts what a household holds at each step, the latest first', async () => {
  const db = await lived()
  const found: unknown[] = []
  for (const step of names.toReversed()) {
    await migrate(db, { step })
    found.push(await getStatus(db, null, place))
  }
  await migrate(db, 'down')
  found.push(await getStatus(db, null, place))
  const held = names.map((step, index) => ({
    ...plain,
    schema_version: index + 1,
    pending: names.slice(index + 1),
    users: 2,
    tasks: 3,
    routines: step < '0012_routines' ? null : 0,
    daily_wins: 1,
  }))
  const none = { users: null, tasks: null, routines: null, daily_wins: null }
  // There is no household any more.
  expect(found).toEqual([
    ...held.toReversed(),
    { ...plain, schema_version: 0, pending: names, ...none },
  ])
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
