import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Raw from 'better-sqlite3'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { describeFault } from '../../../src/db/faults.ts'
import {
  createInMemory,
  createSqlite,
  openSqlite,
  overwriteSqlite,
} from '../../../src/db/sqlite/connection.ts'
import { listUsers } from '../../../src/db/users/users.ts'
import {
  addMember,
  newDatabase,
  newHouseholdFile,
  openAsOtherProgram,
  queryRows,
  readFiles,
} from '../../support/database/database.ts'
import { catchRefusal, insertRow } from '../../support/database/rows.ts'
import { openFilesIn, showsOpenFiles, temporaryFolder } from '../../support/folder.ts'

test('what is acknowledged is on the disk, and foreign schemas are not trusted', async () => {
  const db = await newDatabase()
  const pragmas = [
    'journal_mode',
    'synchronous',
    'foreign_keys',
    'trusted_schema',
    'cell_size_check',
    'fullfsync',
    'busy_timeout',
  ]
  const values = []
  for (const pragma of pragmas) {
    values.push(...(await sql.raw(`pragma ${pragma}`).execute(db)).rows)
  }
  expect(values).toEqual([
    { journal_mode: 'delete' },
    { synchronous: 3 },
    { foreign_keys: 1 },
    { trusted_schema: 0 },
    { cell_size_check: 1 },
    { fullfsync: 1 },
    { timeout: 10_000 },
  ])
})

test('F032 opening and reading changes no byte', async () => {
  const folder = temporaryFolder()
  const path = await newHouseholdFile(folder)
  const before = readFiles(folder)
  const db = openSqlite(path)
  const users = await listUsers(db, { all: true })
  await db.destroy()
  expect([users, readFiles(folder)]).toEqual([[], before])
})

test('F026 a file in WAL mode becomes one file again, with all it held', async () => {
  const folder = temporaryFolder()
  const path = await newHouseholdFile(folder)
  const other = new Raw(path)
  other.pragma('journal_mode = wal')
  insertRow(other, 'users')
  other.close()
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  const raw = openAsOtherProgram(path)
  expect([
    queryRows(raw, 'pragma journal_mode'),
    queryRows(raw, 'select name from users'),
    readdirSync(folder),
  ]).toEqual([[{ journal_mode: 'delete' }], [{ name: 'Sam' }], ['momentum.db']])
})

test('F072 a transaction has the write lock before its first query', async () => {
  const folder = temporaryFolder()
  const db = await newDatabase(folder)
  const raw = openAsOtherProgram(join(folder, 'momentum.db'), { timeout: 0 })
  const begun = await db
    .transaction()
    .execute(async () => catchRefusal(() => raw.exec('begin immediate')))
  expect([begun, catchRefusal(() => raw.exec('begin immediate'))]).toEqual([
    'SqliteError: database is locked',
    'not refused',
  ])
})

test('F078 an error that ended the transaction by itself is the one that is told', async () => {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  const work = db.transaction().execute(async (tx) => {
    await tx.updateTable('users').set({ role: 'cook' }).execute()
    await sql`insert or rollback into users select * from users`.execute(tx)
  })
  await expect(work).rejects.toThrow('UNIQUE constraint failed: users.id')
  const [user] = await listUsers(db, { all: true })
  expect(user?.role).toEqual(null)
})

test('a full disk is told as such, and what was there is still there', async () => {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  const { rows: pages } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
  await sql.raw(`pragma max_page_count = ${pages[0]?.page_count}`).execute(db)
  const work = db.transaction().execute(async (tx) => {
    await sql`create table big as select zeroblob(1000000) as bytes`.execute(tx)
  })
  const error = await work.catch(describeFault)
  expect([(error as Error).message, (await listUsers(db, { all: true })).length]).toEqual([
    'The disk is full; nothing was changed.',
    1,
  ])
})

test('a new file is never put in the place of another', () => {
  const path = join(temporaryFolder(), 'momentum.db')
  writeFileSync(path, 'something else')
  expect(catchRefusal(() => createSqlite(path))).toEqual(
    `Error: EEXIST: file already exists, open '${path}'`,
  )
})

test('databases in memory have nothing to do with each other', async () => {
  const [one, other] = [createInMemory(), createInMemory()]
  onTestFinished(() => one.destroy())
  onTestFinished(() => other.destroy())
  await sql`create table here (id)`.execute(one)
  await expect(sql`select * from here`.execute(other)).rejects.toThrow('no such table: here')
})

// Windows cannot delete an open file.
test.skipIf(!showsOpenFiles)(
  'a file is overwritten while others have it open, and is left closed, as its source is',
  async () => {
    const [folder, others] = [temporaryFolder(), temporaryFolder()]
    const [source, target] = [await newHouseholdFile(folder), await newHouseholdFile(others)]
    const db = openSqlite(source)
    await addMember(db, 'Alex')
    await db.destroy()
    const other = new Raw(target)
    const done = await overwriteSqlite(source, target, () => {})
    const names = queryRows(other, 'select name from users')
    other.close()
    expect([done, names, openFilesIn(folder), openFilesIn(others)]).toEqual([
      true,
      [{ name: 'Alex' }],
      [],
      [],
    ])
  },
)
