import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { seed } from '../../src/db/household/set-up.ts'
import { migrate } from '../../src/db/migrate/migrate.ts'
import { openSqlite } from '../../src/db/sqlite/connection.ts'
import { getStatus } from '../../src/db/status.ts'
import {
  addTaskWithStatus,
  at,
  newDatabase,
  newHouseholdFile,
  openAsOtherProgram,
} from '../support/database/database.ts'
import { latestNumber, steps } from '../support/database/steps.ts'
import { pick } from '../support/database/wins.ts'
import { temporaryFolder } from '../support/folder.ts'
import { writer } from '../support/household/values.ts'

test('tells where a household is and what it holds', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'momentum.db')
  const db = await newDatabase(folder)
  await seed(writer(db), at(0))
  await pick(db, await addTaskWithStatus(db, 'BACKLOG'), at(2))
  expect(await getStatus(db, null, path)).toEqual({
    database: path,
    dialect: 'sqlite',
    schema_version: latestNumber,
    latest_version: latestNumber,
    pending: [],
    size_bytes: statSync(path).size,
    users: 2,
    tasks: 3,
    routines: 0,
    daily_wins: 1,
  })
})

async function asItIs(path: string) {
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  return db
}

test('tells which steps an older file lacks', async () => {
  const path = await newHouseholdFile()
  const db = await asItIs(path)
  await migrate(db, { step: '0001_household' })
  await migrate(db, 'down')
  expect(await getStatus(db, null, path)).toEqual({
    database: path,
    dialect: 'sqlite',
    schema_version: 0,
    latest_version: latestNumber,
    pending: steps,
    size_bytes: statSync(path).size,
    users: null,
    tasks: null,
    routines: null,
    daily_wins: null,
  })
})

test.each(steps.map((name, index) => [name, index + 1] as const))(
  'counts what a household at the step %s holds',
  async (step, number) => {
    const folder = temporaryFolder()
    const path = join(folder, 'momentum.db')
    const db = await newDatabase(folder)
    await seed(writer(db), at(0))
    await pick(db, await addTaskWithStatus(db, 'BACKLOG'), at(2))
    await migrate(db, { step })
    expect(await getStatus(db, null, path)).toEqual({
      database: path,
      dialect: 'sqlite',
      schema_version: number,
      latest_version: latestNumber,
      pending: steps.slice(number),
      size_bytes: statSync(path).size,
      users: 2,
      tasks: 3,
      routines: step < '0012_routines' ? null : 0,
      daily_wins: 1,
    })
  },
)

test('F042 tells the version of a newer file', async () => {
  const path = await newHouseholdFile()
  openAsOtherProgram(path).exec("insert into kysely_migration values ('9999_future', '2027')")
  expect(await getStatus(await asItIs(path), null, path)).toEqual({
    database: path,
    dialect: 'sqlite',
    schema_version: 9999,
    latest_version: latestNumber,
    pending: [],
    size_bytes: statSync(path).size,
    users: 0,
    tasks: 0,
    routines: 0,
    daily_wins: 0,
  })
})
