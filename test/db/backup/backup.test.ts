import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { backUpFile } from '../../../src/db/backup/backup.ts'
import { openSqlite } from '../../../src/db/sqlite/connection.ts'
import {
  addMember,
  damageIndex,
  decompressed,
  newHouseholdFile,
  openAsOtherProgram,
  queryRows,
  readFiles,
  schemaOf,
} from '../../support/database/database.ts'
import { insertRow } from '../../support/database/rows.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { race } from '../../support/program/processes.ts'

/** A household’s file in which Alex lives, and a folder with nothing else in it. */
async function withAlex() {
  const folder = temporaryFolder()
  const path = await newHouseholdFile(folder)
  const db = openSqlite(path)
  await addMember(db, 'Alex')
  await db.destroy()
  return { folder, path, target: join(folder, 'backup.db') }
}

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
const names = (path: string) => queryRows(openAsOtherProgram(path), 'select name from users')

test('F161 a backup holds all there is, for its owner alone, and leaves no draft', async () => {
  const before = process.umask(0)
  onTestFinished(() => void process.umask(before))
  const { folder, path, target } = await withAlex()
  const counts = await backUpFile(path, target)
  expect({
    users: [counts.get('users'), names(target)],
    schema: schemaOf(openAsOtherProgram(target)),
    ours: queryRows(openAsOtherProgram(target), 'pragma application_id'),
    mode: mode(target),
    files: readdirSync(folder),
  }).toEqual({
    users: [1, [{ name: 'Alex' }]],
    schema: schemaOf(openAsOtherProgram(path)),
    ours: [{ application_id: 0x4d4f4d31 }],
    mode: '600',
    files: ['backup.db', 'momentum.db'],
  })
})

test('F161 a target whose name ends in .gz is compressed, and holds every byte', async () => {
  const { folder, path } = await withAlex()
  const target = join(folder, 'backup.db.gz')
  await backUpFile(path, target)
  expect({
    bytes: readFileSync(decompressed(target)).equals(readFileSync(path)),
    ...{ mode: mode(target), files: readdirSync(folder) },
  }).toEqual({
    bytes: true,
    ...{ mode: '600', files: ['backup.db.gz', 'momentum.db'] },
  })
})

test.each(['text', 'another household'])('F161 a file that is there stays: %s', async (kind) => {
  const { folder, path, target } = await withAlex()
  if (kind === 'text') writeFileSync(target, 'My notes')
  else await backUpFile(await newHouseholdFile(), target)
  const before = readFiles(folder)
  await expect(backUpFile(path, target)).rejects.toMatchObject({
    code: 'refused',
    message: `“${target}” already exists; it was not changed.`,
    hint: { lead: 'To replace it, add --force.' },
  })
  expect(readFiles(folder)).toEqual(before)
})

test('F158 with force the file is replaced; a link is, too, and not what it leads to', async () => {
  const { folder, path, target } = await withAlex()
  const notes = join(folder, 'notes')
  writeFileSync(notes, 'My notes')
  symlinkSync(notes, target)
  await backUpFile(path, target, { force: true })
  expect([names(target), mode(target), readFileSync(notes, 'utf8'), readdirSync(folder)]).toEqual([
    [{ name: 'Alex' }],
    '600',
    'My notes',
    ['backup.db', 'momentum.db', 'notes'],
  ])
})

test('F161 with force, what could not be replaced stays', async () => {
  const { folder, path, target } = await withAlex()
  mkdirSync(target)
  await expect(backUpFile(path, target, { force: true })).rejects.toMatchObject({ code: 'EISDIR' })
  expect(readdirSync(folder)).toEqual(['backup.db', 'momentum.db'])
})

test('F162 it can be made while another program holds the lock, and leaves out what is not kept', async () => {
  const { path, target } = await withAlex()
  const other = openAsOtherProgram(path)
  other.exec('begin immediate')
  insertRow(other, 'users', { name: 'Zoe', name_key: 'zoe' })
  await backUpFile(path, target)
  other.exec('commit')
  expect([names(target), names(path)]).toEqual([
    [{ name: 'Alex' }],
    [{ name: 'Alex' }, { name: 'Zoe' }],
  ])
})

test('F162 it is of one moment while others add', async () => {
  const { folder, path } = await withAlex()
  const adding = race('add', path, 3, 20)
  const counts: (number | undefined)[] = []
  for (let round = 1; round <= 8; round += 1) {
    const target = join(folder, `${round}.db`)
    const counted = (await backUpFile(path, target)).get('tasks')
    const raw = openAsOtherProgram(target)
    expect([
      raw.pragma('integrity_check'),
      queryRows(raw, 'select count(*) as n from tasks'),
    ]).toEqual([[{ integrity_check: 'ok' }], [{ n: counted }]])
    counts.push(counted)
  }
  expect(await adding).toEqual([20, 20, 20])
  expect(counts).toEqual(counts.toSorted((a = 0, b = 0) => a - b))
})

test('F026 it holds what a file in WAL mode has not taken in yet', async () => {
  const { path, target } = await withAlex()
  const other = openAsOtherProgram(path)
  other.pragma('journal_mode = wal')
  insertRow(other, 'users', { name: 'Zoe', name_key: 'zoe' })
  other.close()
  await backUpFile(path, target)
  expect(names(target)).toEqual([{ name: 'Alex' }, { name: 'Zoe' }])
})

test('none is made of a damaged file', async () => {
  const { folder, path, target } = await withAlex()
  damageIndex(path)
  const before = readFiles(folder)
  await expect(backUpFile(path, target)).rejects.toMatchObject({
    code: 'database',
    message: expect.stringMatching(/^“.*momentum\.db” is damaged \(.*\)\.$/s),
    hint: { lead: 'Choose a backup to restore', command: 'db backups' },
  })
  expect(readFiles(folder)).toEqual(before)
})

test('none is made where a reference leads nowhere', async () => {
  const { folder, path, target } = await withAlex()
  const raw = openAsOtherProgram(path)
  raw.pragma('foreign_keys = off')
  insertRow(raw, 'tasks', { owner_user_id: 9 })
  raw.close()
  await expect(backUpFile(path, target)).rejects.toMatchObject({
    message: `In “${path}”, a row of tasks refers to a row of users that does not exist.`,
  })
  expect(readdirSync(folder)).toEqual(['momentum.db'])
})

test('the name of a hard link to another file is in use, too', async () => {
  const { folder, path, target } = await withAlex()
  writeFileSync(join(folder, 'notes'), 'My notes')
  linkSync(join(folder, 'notes'), target)
  await expect(backUpFile(path, target)).rejects.toMatchObject({ code: 'refused' })
  expect(existsSync(target)).toEqual(true)
})
