import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Raw from 'better-sqlite3'
import { expect, test } from 'vitest'
import { getBackup, listBackups } from '../../../src/db/backup/list.ts'
import { temporaryFolder } from '../../support/folder.ts'

const name = '20261122T120000000Z.by-hand.db'

/** A database with pages of this size, named like a backup. */
function backupOf(pageSize: number): { folder: string; path: string } {
  const folder = temporaryFolder()
  const path = join(folder, name)
  const raw = new Raw(path)
  raw.pragma(`page_size = ${pageSize}`)
  raw.exec('create table notes (text); insert into notes values (1)')
  raw.close()
  return { folder, path }
}

// The largest size does not fit into the header, where it is written as 1.
test.each([512, 4096, 65_536])('a backup with pages of %i bytes is complete, or not', (size) => {
  const { folder, path } = backupOf(size)
  const whole = listBackups(folder)
  truncateSync(path, readFileSync(path).length - 1)
  const backup = { backup: path, kind: 'by_hand', created_at: '2026-11-22T12:00:00.000Z' }
  expect([whole, listBackups(folder)]).toEqual([
    [{ ...backup, size_bytes: 2 * size, complete: true }],
    [{ ...backup, size_bytes: 2 * size - 1, complete: false }],
  ])
})

test.each([
  ['text', 'My notes, which are longer than the header of a database. '.repeat(3)],
  ['nothing', ''],
])('a file that holds %s is no complete backup', (_, content) => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, name), content)
  expect(listBackups(folder).map(({ complete }) => complete)).toEqual([false])
})

test('a deleted backup cannot be described', () => {
  const path = join(temporaryFolder(), name)
  expect(() => getBackup(path)).toThrow(`“${path}” has been deleted.`)
})
