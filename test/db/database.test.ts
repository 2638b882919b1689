import { readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { backUpBeforeMigration } from '../../src/db/backup/backup.ts'
import { changeSchema, createDatabase, openAnySchema, openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate/migrate.ts'
import { MomentumError } from '../../src/errors.ts'
import {
  addMember,
  at,
  damageIndex,
  decompressed,
  emptyHouseholdFile,
  newHouseholdFile,
  openAsOtherProgram,
  queryRows,
  schemaOf,
  withoutNotices,
} from '../support/database/database.ts'
import { latestNumber } from '../support/database/steps.ts'
import { openFilesIn, showsOpenFiles, temporaryFolder } from '../support/folder.ts'
import { household } from '../support/household/household.ts'

const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8)

/** Opens as a command does and keeps what it told. */
async function open(path: string, explicit = true) {
  const notices: string[] = []
  const db = await openDatabase(
    { path, explicit },
    { now: new Date(at(0)), notice: (sentence) => notices.push(sentence) },
  )
  onTestFinished(() => db.destroy())
  return { db, notices }
}

/** The umask is the process's; it is put back when the test ends. */
function setUmask(mask: number): void {
  const before = process.umask(mask)
  onTestFinished(() => void process.umask(before))
}

test('the first command makes the default database, its folders, and says so once', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'share', 'momentum', 'momentum.db')
  const first = await open(path, false)
  const second = await open(path, false)
  expect([first.notices, second.notices, readdirSync(join(folder, 'share', 'momentum'))]).toEqual([
    [`Created the household’s database: ${path}`],
    [],
    ['momentum.db'],
  ])
})

test.each([0o000, 0o077])(
  'F034 a new database is for its owner alone, with umask %i',
  async (mask) => {
    setUmask(mask)
    const folder = temporaryFolder()
    await open(join(folder, 'data', 'momentum.db'), false)
    expect([
      permissions(join(folder, 'data')),
      permissions(join(folder, 'data', 'momentum.db')),
    ]).toEqual(['700', '600'])
  },
)

test('makes a named database once and leaves nothing else behind', async () => {
  const folder = temporaryFolder()
  const location = { path: join(folder, 'home.db'), explicit: true }
  const made = [await createDatabase(location), await createDatabase(location)]
  expect([made, readdirSync(folder)]).toEqual([[true, false], ['home.db']])
})

test('a database that is there already keeps what it holds', async () => {
  const path = await newHouseholdFile()
  const { db } = await open(path)
  await addMember(db, 'Alex')
  await createDatabase({ path, explicit: true })
  expect(queryRows(openAsOtherProgram(path), 'select name from users')).toEqual([{ name: 'Alex' }])
})

test('F020 a named file that is missing is never created', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'typo.db')
  await expect(open(path)).rejects.toEqual(
    new MomentumError('database', `There is no database at “${path}”.`, {
      lead: 'Create one there',
      command: `db init --db '${path}'`,
    }),
  )
  expect(readdirSync(folder)).toEqual([])
})

test('F008 a named file is not created in a folder that is missing', async () => {
  const folder = temporaryFolder()
  const missing = join(folder, 'typo')
  const location = { path: join(missing, 'home.db'), explicit: true }
  await expect(createDatabase(location)).rejects.toEqual(
    new MomentumError('database', `There is no folder “${missing}”.`, 'Create it first.'),
  )
  expect(readdirSync(folder)).toEqual([])
})

test('F030 a link that leads nowhere does not create what it names', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'momentum.db')
  symlinkSync(join(folder, 'elsewhere.db'), path)
  await expect(open(path, false)).rejects.toEqual(
    new MomentumError('database', `“${path}” is a link to a file that does not exist.`, {
      lead: 'See where it leads',
      otherCommand: `ls -l '${path}'`,
    }),
  )
  expect(readdirSync(folder)).toEqual(['momentum.db'])
})

test('F030 a link to a database opens it', async () => {
  const folder = temporaryFolder()
  const path = await newHouseholdFile(folder)
  symlinkSync(path, join(folder, 'link.db'))
  const { db } = await open(join(folder, 'link.db'))
  await addMember(db, 'Alex')
  expect([
    queryRows(openAsOtherProgram(path), 'select name from users'),
    readdirSync(folder),
  ]).toEqual([[{ name: 'Alex' }], ['link.db', 'momentum.db']])
})

test('F042 a newer schema is refused and the file untouched', async () => {
  const path = await newHouseholdFile()
  openAsOtherProgram(path).exec("insert into kysely_migration values ('9999_future', '2027')")
  const before = readFileSync(path)
  await expect(open(path)).rejects.toEqual(
    new MomentumError(
      'database',
      `This database has schema 9999; this version of Momentum supports schemas up to ${latestNumber}.`,
      'Update Momentum, then try again.',
    ),
  )
  expect(readFileSync(path).equals(before)).toEqual(true)
})

test('a schema of before the first step is brought up without a copy', async () => {
  const path = await newHouseholdFile()
  const schema = schemaOf(openAsOtherProgram(path))
  const older = await openAnySchema({ path, explicit: true })
  onTestFinished(() => older.destroy())
  await migrate(older, { step: '0001_household' })
  await migrate(older, 'down')
  const { notices } = await open(path)
  expect([notices, schemaOf(openAsOtherProgram(path))]).toEqual([[], schema])
})

test('a change of the schema keeps a backup of what there was, for its owner alone', async () => {
  setUmask(0)
  const folder = temporaryFolder()
  const path = await newHouseholdFile(folder)
  const { db } = await open(path)
  await addMember(db, 'Alex')
  const notices: string[] = []
  const surroundings = {
    ...withoutNotices,
    notice: (sentence: string) => void notices.push(sentence),
  }
  await changeSchema(db, { path, explicit: true }, 'down', surroundings)
  const copy = `${path}.backups/20261122T120000000Z.before-migration.db.gz`
  expect({
    notices,
    files: readdirSync(folder),
    folder: permissions(`${path}.backups`),
    permissions: permissions(copy),
    users: queryRows(openAsOtherProgram(decompressed(copy)), 'select name from users'),
    application: queryRows(openAsOtherProgram(decompressed(copy)), 'pragma application_id'),
  }).toEqual({
    notices: [`Backed up the database before changing its schema: ${copy}`],
    files: ['momentum.db', 'momentum.db.backups'],
    folder: '700',
    permissions: '600',
    users: [{ name: 'Alex' }],
    application: [{ application_id: 0x4d4f4d31 }],
  })
})

test('an upgrade keeps a copy with the old schema and the old rows', async () => {
  const path = await newHouseholdFile()
  const location = { path, explicit: true }
  const { db } = await open(path)
  await addMember(db, 'Alex')
  const schema = schemaOf(openAsOtherProgram(path))
  const renames: Migration = {
    up: async (kysely) => void (await sql`update users set role = 'cook'`.execute(kysely)),
  }
  const copies: string[] = []
  await migrate(db, 'latest', {
    steps: { ...migrations, '9999_roles': renames },
    prepare: async () => {
      copies.push(await backUpBeforeMigration(location, new Date(at(5))))
    },
  })
  const backup = `${path}.backups/20261122T120005000Z.before-migration.db.gz`
  const copy = openAsOtherProgram(decompressed(backup))
  expect([
    copies,
    schemaOf(copy),
    queryRows(copy, 'select name, role from users'),
    queryRows(openAsOtherProgram(path), 'select name, role from users'),
  ]).toEqual([[backup], schema, [{ name: 'Alex', role: null }], [{ name: 'Alex', role: 'cook' }]])
})

test('the copy is a household’s database that opens', async () => {
  const path = await newHouseholdFile()
  const { db } = await open(path)
  await addMember(db, 'Alex')
  const copy = decompressed(await backUpBeforeMigration({ path, explicit: true }, new Date(at(5))))
  const opened = await open(copy)
  await addMember(opened.db, 'Sam')
  expect([
    queryRows(openAsOtherProgram(path), 'select name from users'),
    queryRows(openAsOtherProgram(copy), 'select name from users'),
  ]).toEqual([[{ name: 'Alex' }], [{ name: 'Alex' }, { name: 'Sam' }]])
})

test('F062 no copy is kept of a damaged file, and its schema is not changed', async () => {
  const folder = temporaryFolder()
  const path = await newHouseholdFile(folder)
  damageIndex(path)
  const before = readFileSync(path)
  const location = { path, explicit: true }
  const db = await openAnySchema(location)
  onTestFinished(() => db.destroy())
  await expect(changeSchema(db, location, 'down', withoutNotices)).rejects.toMatchObject({
    code: 'database',
    message: expect.stringMatching(/^“.*momentum\.db” is damaged \(.*\)\.$/s),
    hint: { lead: 'Choose a backup to restore', command: 'db backups' },
  })
  expect([readFileSync(path).equals(before), readdirSync(`${path}.backups`)]).toEqual([true, []])
})

test('a file with our name and no tables is set up', async () => {
  const path = await emptyHouseholdFile()
  const { db, notices } = await open(path)
  await addMember(db, 'Alex')
  const alone = openAsOtherProgram(await newHouseholdFile())
  expect([notices, schemaOf(openAsOtherProgram(path))]).toEqual([[], schemaOf(alone)])
})

test('the default file is not made by a look at it', async () => {
  const path = join(temporaryFolder(), 'momentum.db')
  await expect(openAnySchema({ path, explicit: false })).rejects.toMatchObject({
    message: `Your household has no database yet; it would be at “${path}”.`,
  })
})

test.skipIf(!showsOpenFiles).each([
  ['reads', ['task', 'list'], 0],
  ['writes', ['user', 'add', 'Sam'], 0],
  ['fails', ['task', 'show', '7'], 3],
  ['copies', ['db', 'copy', '--to', 'copy.db'], 0],
])('a command that %s leaves no database open', async (_, argv, code) => {
  const home = household('sqlite')
  await home.json('user', 'add', 'Alex')
  const answer = await home.run(...argv)
  expect([answer.code, openFilesIn(home.folder)]).toEqual([code, []])
})
