import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { folderBeside } from '../../../src/db/backup/folder.ts'
import { checkDatabase } from '../../../src/db/check/check.ts'
import { repairDerived } from '../../../src/db/check/repair.ts'
import { seedDemo } from '../../../src/db/household/demo.ts'
import { migrate } from '../../../src/db/migrate/migrate.ts'
import { openSqlite } from '../../../src/db/sqlite/connection.ts'
import { derivedChecks } from '../../support/database/checks.ts'
import {
  addMember,
  at,
  damageIndex,
  day,
  emptyHouseholdFile,
  newHouseholdFile,
  openAsOtherProgram,
  readFiles,
} from '../../support/database/database.ts'
import { catchRefusal, insertRow } from '../../support/database/rows.ts'
import { latestNumber } from '../../support/database/steps.ts'
import { temporaryFolder } from '../../support/folder.ts'

/** The checks of a file that another program has changed. */
async function checked(path: string) {
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  return checkDatabase(db, at(5))
}

/** A household with enough in it that its file has many pages. */
async function fullHousehold(folder = temporaryFolder()): Promise<string> {
  const path = await newHouseholdFile(folder)
  const db = openSqlite(path)
  await seedDemo(db, { tasks: 501, routines: 0, days: 30 }, day(0), new Date(at(0)))
  await db.destroy()
  return path
}

const restoreHint = { lead: 'Choose a backup to restore', command: 'db backups' }

const failed = (checks: readonly { readonly name: string; readonly ok: boolean }[]) =>
  checks.filter(({ ok }) => !ok).map(({ name }) => name)

test.each([
  ['its folder', '.', true],
  ['a folder above it', '../..', true],
  ['a folder below it', 'below', false],
  ['no folder around it', '../beside', false],
])('says whether a file is copied, if Syncthing copies %s', async (_, shared, isCopied) => {
  const folder = join(temporaryFolder(), 'home', 'household')
  mkdirSync(join(folder, shared, '.stfolder'), { recursive: true })
  mkdirSync(folder, { recursive: true })
  const place = (await checked(await newHouseholdFile(folder))).find(({ name }) => name === 'place')
  const said = 'in a Syncthing folder: two computers that write at once create conflicting copies'
  expect([place?.ok, place?.detail === said]).toEqual([true, isCopied])
})

test.each([
  [
    'change',
    'insert',
    "update tasks set title = 'x' where id = new.id",
    'what was written cannot be found',
  ],
  [
    'keep',
    'delete',
    `insert into tasks (id, uuid, title, domain, effort, definition_of_done, search_text, created_at, updated_at)
      values (old.id, old.uuid, old.title, old.domain, old.effort, old.definition_of_done,
        old.search_text, old.created_at, old.updated_at)`,
    'what was deleted is still there',
  ],
])(
  'finds out that another program’s trigger %ss what was written',
  async (name, event, work, detail) => {
    const path = await newHouseholdFile()
    openAsOtherProgram(path).exec(
      `create trigger ${name} after ${event} on tasks begin ${work}; end`,
    )
    const check = (await checked(path)).find((each) => each.name === 'write, read, delete')
    expect([check?.ok, check?.detail]).toEqual([false, detail])
  },
)

test('proves that a good database works, and leaves no trace', async () => {
  const folder = temporaryFolder()
  const path = await fullHousehold(folder)
  const before = readFiles(folder)
  const [connects, ...others] = await checked(path)
  expect([connects?.name, connects?.ok, connects?.detail.slice(0, 9), others]).toEqual([
    'connects',
    true,
    'SQLite 3.',
    [
      { name: 'integrity', ok: true, detail: 'no damaged pages', hint: null },
      { name: 'foreign keys', ok: true, detail: 'no broken references', hint: null },
      {
        name: 'schema',
        ok: true,
        detail: `schema ${latestNumber}, as the migrations create it`,
        hint: null,
      },
      ...derivedChecks,
      {
        name: 'write, read, delete',
        ok: true,
        detail: 'a task was added, found and deleted, then rolled back',
        hint: null,
      },
      { name: 'leftovers', ok: true, detail: 'none', hint: null },
      { name: 'permissions', ok: true, detail: 'only its owner can use it', hint: null },
      // Where the tests run is not theirs to say.
      expect.objectContaining({ name: 'place', ok: true }),
      { name: 'names', ok: true, detail: 'the file has one name', hint: null },
    ],
  ])
  expect(readFiles(folder)).toEqual(before)
})

test('finds a reference that leads nowhere', async () => {
  const path = await fullHousehold()
  const raw = openAsOtherProgram(path)
  raw.pragma('foreign_keys = off')
  raw.exec('delete from users where id = 1')
  const checks = await checked(path)
  expect([failed(checks), checks[2]?.detail]).toEqual([
    ['foreign keys'],
    expect.stringMatching(/^\d+ broken, the first from row \d+ of [a-z_]+ to users$/),
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
  const path = await newHouseholdFile()
  openAsOtherProgram(path).exec(change)
  expect((await checked(path)).filter(({ ok }) => !ok)).toEqual([
    {
      name: 'schema',
      ok: false,
      detail: `differs from the migrations in ${name}`,
      hint: restoreHint,
    },
  ])
})

test('finds that a file has an older schema', async () => {
  const path = await newHouseholdFile()
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  await migrate(db, { step: '0003_categories' })
  const checks = await checkDatabase(db, at(5))
  expect(checks.filter(({ ok }) => !ok)).toEqual([
    {
      name: 'schema',
      ok: false,
      detail: `schema 3, expected ${latestNumber}`,
      hint: { lead: 'Upgrade it', command: 'db migrate' },
    },
  ])
})

test('F042 finds that a file has a newer schema', async () => {
  const path = await newHouseholdFile()
  openAsOtherProgram(path).exec("insert into kysely_migration values ('9999_future', '2027')")
  expect((await checked(path)).filter(({ ok }) => !ok)).toEqual([
    {
      name: 'schema',
      ok: false,
      detail: `This database has schema 9999; this version of Momentum supports schemas up to ${latestNumber}.`,
      hint: { lead: 'Update Momentum, then try again.' },
    },
  ])
})

test('finds that writing does not work', async () => {
  const path = await newHouseholdFile()
  openAsOtherProgram(path).exec(
    "create trigger stop before insert on tasks begin select raise(abort, 'stopped'); end",
  )
  expect((await checked(path)).filter(({ ok }) => !ok)).toEqual([
    { name: 'schema', ok: false, detail: 'differs from the migrations in stop', hint: restoreHint },
    { name: 'write, read, delete', ok: false, detail: 'stopped', hint: restoreHint },
  ])
})

test.each([10, 500])('F023 finds that the last %i bytes are missing', async (missing) => {
  const path = await fullHousehold()
  truncateSync(path, statSync(path).size - missing)
  const [, integrity] = await checked(path)
  expect([integrity?.name, integrity?.ok]).toEqual(['integrity', false])
})

test('F023 finds that the end of an unused page is missing', async () => {
  const path = await newHouseholdFile()
  const raw = openAsOtherProgram(path)
  raw.exec(
    'create table extra (bytes); insert into extra values (zeroblob(40000)); drop table extra',
  )
  raw.close()
  truncateSync(path, statSync(path).size - 10)
  expect((await checked(path)).filter(({ ok }) => !ok)).toEqual([
    {
      name: 'integrity',
      ok: false,
      detail: 'the last 10 bytes of the file are missing',
      hint: restoreHint,
    },
  ])
})

test('finds that a file with our name has no tables', async () => {
  const path = await emptyHouseholdFile()
  expect((await checked(path)).filter(({ ok }) => !ok)).toEqual([
    {
      name: 'schema',
      ok: false,
      detail: `schema 0, expected ${latestNumber}`,
      hint: { lead: 'Upgrade it', command: 'db migrate' },
    },
    {
      name: 'write, read, delete',
      ok: false,
      detail: 'no such table: tasks',
      hint: { lead: 'Run the command again, or check the database', command: 'db check' },
    },
  ])
})

test('F023 a file cut short at any page is refused as damaged', async () => {
  const path = await fullHousehold()
  const whole = readFileSync(path)
  const pages = whole.length / 4096
  const told = Array.from({ length: pages - 1 }, (_, index) => {
    writeFileSync(path, whole.subarray(0, (index + 1) * 4096))
    return catchRefusal(() => openSqlite(path))
  })
  expect(told).toEqual(told.map(() => 'SqliteError: database disk image is malformed'))
})

test('F024 finds flipped bytes in an index', async () => {
  const path = await fullHousehold()
  damageIndex(path)
  const checks = await checked(path)
  expect([failed(checks).includes('integrity'), checks.length]).toEqual([true, 17])
})

/** What works and should still be seen to. */
const warned = async (path: string) =>
  (await checked(path)).filter(({ name, ok, hint }) => ok && hint !== null && name !== 'place')

test('F029 warns of a second name', async () => {
  const path = await newHouseholdFile()
  linkSync(path, `${path}.other`)
  expect(await warned(path)).toEqual([
    {
      name: 'names',
      ok: true,
      detail: 'the file has 2 names; a change interrupted under one is not recovered under another',
      hint: { lead: 'Keep only one; to find them', otherCommand: `find ~ -samefile '${path}'` },
    },
  ])
})

test('F034 warns that others may read it', async () => {
  const path = await newHouseholdFile()
  chmodSync(path, 0o644)
  expect(await warned(path)).toEqual([
    {
      name: 'permissions',
      ok: true,
      detail: 'everyone on this computer can read it (644)',
      hint: { lead: 'Type', otherCommand: `chmod 600 '${path}'` },
    },
  ])
})

test('F025 warns of what was left beside it, and leaves it there', async () => {
  const folder = temporaryFolder()
  const path = await newHouseholdFile(folder)
  const draft = '0b0cf0a2-1111-4222-8333-444455556666.new'
  const left = [
    `${path}-shm`,
    `${path}.${draft}`,
    `${path}.${draft}-journal`,
    `${path}.backups/20261122.daily.new`,
    `${path}.backups/20261122T120000000Z.by-hand.db.${draft}`,
  ]
  mkdirSync(`${path}.backups`)
  for (const name of [...left, `${path}.new`, `${path}.backups/20261122T120000000Z.daily.db`]) {
    writeFileSync(name, '')
  }
  const before = readFiles(folder)
  expect(await warned(path)).toEqual([
    {
      name: 'leftovers',
      ok: true,
      detail: '5 files left by a program that was interrupted',
      hint: {
        lead: 'Once no Momentum command is running',
        otherCommand: `rm ${left.map((name) => `'${name}'`).join(' ')}`,
      },
    },
  ])
  expect(readFiles(folder)).toEqual(before)
})

test('says that a file is where the folder of backups should be', async () => {
  const path = await newHouseholdFile()
  writeFileSync(`${path}.backups`, '')
  const found = (await checked(path)).find(({ name }) => name === 'leftovers')
  expect([found?.ok, found?.detail]).toEqual([false, expect.stringMatching(/^ENOTDIR: /)])
})

test('repairs nothing where a table is missing, and says so', async () => {
  const path = await newHouseholdFile()
  openAsOtherProgram(path).exec('drop table task_counts')
  const before = readFileSync(path)
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  await expect(repairDerived(db)).rejects.toThrow('no such table: task_counts')
  expect(readFileSync(path).equals(before)).toEqual(true)
})

test('F025 a log that was put back is not mixed in', async () => {
  const path = await newHouseholdFile()
  const raw = openAsOtherProgram(path)
  raw.pragma('journal_mode = wal')
  insertRow(raw, 'users', { name: 'Zoe', name_key: 'zoe' })
  const log = readFileSync(`${path}-wal`)
  raw.close()
  const db = openSqlite(path)
  await addMember(db, 'Kim')
  await db.destroy()
  writeFileSync(`${path}-wal`, log)
  const before = readFileSync(path)
  expect(catchRefusal(() => openSqlite(path))).toEqual(
    `MomentumError: “${path}-wal” does not belong to the database next to it, and would damage it.`,
  )
  expect(readFileSync(path).equals(before)).toEqual(true)
})

test('what was found is found through a link, too', async () => {
  const path = await newHouseholdFile()
  const link = `${temporaryFolder()}/link.db`
  symlinkSync(path, link)
  chmodSync(path, 0o640)
  expect(await warned(link)).toMatchObject([{ name: 'permissions' }])
})

test('F030 the backups of a file that is named by a link are beside the file, and so is what is left of one', async () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()]
  const path = await newHouseholdFile(elsewhere)
  const link = join(folder, 'household.db')
  symlinkSync(path, link)
  const left = `${path}.backups/20261124.daily.new`
  mkdirSync(`${path}.backups`)
  writeFileSync(left, '')
  const hint = { lead: 'Once no Momentum command is running', otherCommand: `rm '${left}'` }
  expect([folderBeside(link), (await warned(link)).map((check) => check.hint)]).toEqual([
    `${path}.backups`,
    [hint],
  ])
})

test('finds a wrong text after hundreds of right ones, and repairs it', async () => {
  const path = await fullHousehold()
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  const last = sql`select max(id) from tasks`
  await sql`update tasks set search_text = 'x' where id = (${last})`.execute(db)
  const wrong = (await checkDatabase(db, at(5))).filter(({ ok }) => !ok)
  await repairDerived(db)
  expect([wrong, failed(await checkDatabase(db, at(5)))]).toEqual([
    [
      {
        name: 'search texts',
        ok: false,
        detail: 'differ in 1 of the tasks',
        hint: { lead: 'Repair it', command: 'db check --repair' },
      },
    ],
    [],
  ])
})
