import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Raw from 'better-sqlite3'
import { expect, test } from 'vitest'
import { describeFault } from '../../../src/db/faults.ts'
import { openSqlite } from '../../../src/db/sqlite/connection.ts'
import { MomentumError } from '../../../src/errors.ts'
import { readFiles } from '../../support/database/database.ts'
import { temporaryFolder } from '../../support/folder.ts'

/** What a person is told when the file is opened. */
function told(path: string): unknown {
  try {
    return openSqlite(path)
  } catch (error) {
    return describeFault(error) ?? error
  }
}

test('F021 an empty file is refused and left as it is', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'momentum.db')
  writeFileSync(path, '')
  expect([told(path), readFiles(folder)]).toEqual([
    new MomentumError(
      'database',
      `The file “${path}” is empty: it was cut short, or never was a database.`,
      { lead: 'Choose a backup to restore', command: 'db backups' },
    ),
    { 'momentum.db': '' },
  ])
})

test.each(['', '\0'])('F022 a file that is no database is refused and left as it is', (end) => {
  const folder = temporaryFolder()
  const path = join(folder, 'notes.txt')
  const notes = 'Buy bread, milk and a new washer for the tap.\n'.repeat(50) + end
  writeFileSync(path, notes)
  const cause = new Raw.SqliteError('file is not a database', 'SQLITE_NOTADB')
  expect([told(path), readFiles(folder)]).toEqual([
    new MomentumError(
      'database',
      'The file is not a Momentum database; it was not changed.',
      {
        lead: 'Give your household’s file with --db, or choose a backup to restore',
        command: 'db backups',
      },
      { cause },
    ),
    { 'notes.txt': Buffer.from(notes).toString('base64') },
  ])
})

test.each(['delete', 'wal'])('F040 a %s database of another program is left as it is', (mode) => {
  const folder = temporaryFolder()
  const path = join(folder, 'places.sqlite')
  const theirs = new Raw(path)
  theirs.pragma(`journal_mode = ${mode}`)
  theirs.exec('create table places (url text)')
  theirs.close()
  const before = readFiles(folder)
  expect([told(path), readFiles(folder)]).toEqual([
    new MomentumError(
      'database',
      `“${path}” belongs to another program; it was not changed.`,
      'Give your household’s file with --db.',
    ),
    before,
  ])
})

test('F007 a folder is refused', () => {
  const path = join(temporaryFolder(), 'momentum.db')
  mkdirSync(path)
  expect(told(path)).toEqual(
    new MomentumError(
      'database',
      `“${path}” is not a regular file.`,
      'Give your household’s file with --db.',
    ),
  )
})

test('F007 a device is refused', () => {
  expect(told('/dev/null')).toEqual(
    new MomentumError(
      'database',
      '“/dev/null” is not a regular file.',
      'Give your household’s file with --db.',
    ),
  )
})

const places = [
  ['missing file', 'momentum.db'],
  ['missing folder', 'missing/momentum.db'],
] as const

test.each(places)('F020 a %s is refused and not made', (_, name) => {
  const folder = temporaryFolder()
  const path = join(folder, name)
  symlinkSync(join(folder, 'nowhere.db'), join(folder, 'dangling.db'))
  expect([told(path), readdirSync(folder)]).toEqual([
    new MomentumError('database', `There is no database at “${path}”.`, {
      lead: 'Create one there',
      command: `db init --db '${path}'`,
    }),
    ['dangling.db'],
  ])
})

test('F030 a link that leads nowhere is refused and not made', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'dangling.db')
  symlinkSync(join(folder, 'nowhere.db'), path)
  expect([told(path), readdirSync(folder)]).toEqual([
    new MomentumError('database', `“${path}” is a link to a file that does not exist.`, {
      lead: 'See where it leads',
      otherCommand: `ls -l '${path}'`,
    }),
    ['dangling.db'],
  ])
})
