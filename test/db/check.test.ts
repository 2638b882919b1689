import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { checkDatabase } from '../../src/db/check.ts'
import { seedDemo } from '../../src/db/demo.ts'
import { migrate } from '../../src/db/migrate.ts'
import { openSqlite } from '../../src/db/sqlite.ts'
import {
  at,
  bareFile,
  damage,
  day,
  filesIn,
  newFile,
  otherProgram,
  temporaryFolder,
} from '../support/database.ts'
import { refusalOf } from '../support/rows.ts'

/** The checks of a file that another program has changed. */
async function checked(path: string) {
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  return checkDatabase(db, at(5))
}

/** A household with enough in it that its file has many pages. */
async function fullHousehold(folder = temporaryFolder()): Promise<string> {
  const path = await newFile(folder)
  const db = openSqlite(path)
  await seedDemo(db, { tasks: 500, days: 30 }, day(0), new Date(at(0)))
  await db.destroy()
  return path
}

const failed = (checks: readonly { readonly name: string; readonly ok: boolean }[]) =>
  checks.filter(({ ok }) => !ok).map(({ name }) => name)

test('proves that a good database works, and leaves no trace', async () => {
  const folder = temporaryFolder()
  const path = await fullHousehold(folder)
  const before = filesIn(folder)
  const [connects, ...others] = await checked(path)
  expect([connects?.name, connects?.ok, connects?.detail.slice(0, 9), others]).toEqual([
    'connects',
    true,
    'SQLite 3.',
    [
      { name: 'integrity', ok: true, detail: 'no damaged page' },
      { name: 'foreign keys', ok: true, detail: 'every reference leads somewhere' },
      { name: 'schema', ok: true, detail: 'schema 7, as the migrations make it' },
      {
        name: 'write, read, delete',
        ok: true,
        detail: 'a task was added, found, deleted, and all of it taken back',
      },
    ],
  ])
  expect(filesIn(folder)).toEqual(before)
})

test('finds a reference that leads nowhere', async () => {
  const path = await fullHousehold()
  const raw = otherProgram(path)
  raw.pragma('foreign_keys = off')
  raw.exec('delete from users where id = 1')
  const checks = await checked(path)
  expect([failed(checks), checks[2]?.detail]).toEqual([
    ['foreign keys'],
    expect.stringMatching(/^\d+ broken references, in (tasks|daily_wins)$/),
  ])
})

const changes = [
  ['drop index tasks_status', 'tasks_status'],
  ['drop trigger users_touch', 'users_touch'],
  ['create table extra (a)', 'extra'],
  ['create view peek as select * from users', 'peek'],
  ['alter table users add nickname text', 'users'],
] as const

test.each(changes)('F041 finds that the schema differs after “%s”', async (change, name) => {
  const path = await newFile()
  otherProgram(path).exec(change)
  expect((await checked(path)).filter(({ ok }) => !ok)).toEqual([
    { name: 'schema', ok: false, detail: `differs from the migrations in ${name}` },
  ])
})

test('finds that a file has an older schema', async () => {
  const path = await newFile()
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  await migrate(db, { step: '0003_categories' })
  const checks = await checkDatabase(db, at(5))
  expect(checks.filter(({ ok }) => !ok)).toEqual([
    {
      name: 'schema',
      ok: false,
      detail: 'schema 3, expected 7',
      hint: 'Bring it up to date: momentum db migrate',
    },
  ])
})

test('F042 finds that a file has a newer schema', async () => {
  const path = await newFile()
  otherProgram(path).exec("insert into kysely_migration values ('0008_future', '2027')")
  expect((await checked(path)).filter(({ ok }) => !ok)).toEqual([
    {
      name: 'schema',
      ok: false,
      detail: 'This database has schema 8; this Momentum knows 7 and leaves it alone.',
      hint: 'Update Momentum, then try again.',
    },
  ])
})

test('finds that writing does not work', async () => {
  const path = await newFile()
  otherProgram(path).exec(
    "create trigger stop before insert on tasks begin select raise(abort, 'stopped'); end",
  )
  expect((await checked(path)).filter(({ ok }) => !ok)).toEqual([
    { name: 'schema', ok: false, detail: 'differs from the migrations in stop' },
    { name: 'write, read, delete', ok: false, detail: 'stopped' },
  ])
})

test.each([10, 500])('F023 finds that the last %i bytes are missing', async (missing) => {
  const path = await fullHousehold()
  truncateSync(path, statSync(path).size - missing)
  const [, integrity] = await checked(path)
  expect([integrity?.name, integrity?.ok]).toEqual(['integrity', false])
})

test('F023 finds that the end of an unused page is missing', async () => {
  const path = await newFile()
  const raw = otherProgram(path)
  raw.exec(
    'create table extra (bytes); insert into extra values (zeroblob(40000)); drop table extra',
  )
  raw.close()
  truncateSync(path, statSync(path).size - 10)
  expect((await checked(path)).filter(({ ok }) => !ok)).toEqual([
    { name: 'integrity', ok: false, detail: 'the file lacks its last 10 bytes' },
  ])
})

test('finds that a file with our name has no tables', async () => {
  const path = await bareFile()
  expect((await checked(path)).filter(({ ok }) => !ok)).toEqual([
    {
      name: 'schema',
      ok: false,
      detail: 'schema 0, expected 7',
      hint: 'Bring it up to date: momentum db migrate',
    },
    { name: 'write, read, delete', ok: false, detail: 'no such table: tasks' },
  ])
})

test('F023 a file cut short at any page is refused as damaged', async () => {
  const path = await fullHousehold()
  const whole = readFileSync(path)
  const pages = whole.length / 4096
  const told = Array.from({ length: pages - 1 }, (_, index) => {
    writeFileSync(path, whole.subarray(0, (index + 1) * 4096))
    return refusalOf(() => openSqlite(path))
  })
  expect(told).toEqual(told.map(() => 'SqliteError: database disk image is malformed'))
})

test('F024 finds flipped bytes in an index', async () => {
  const path = await fullHousehold()
  damage(path)
  const checks = await checked(path)
  expect([failed(checks).includes('integrity'), checks.length]).toEqual([true, 5])
})
