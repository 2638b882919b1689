import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSharedFile, writeSharedText } from '../../../src/db/sqlite/shared-text.ts'
import { temporaryFolder } from '../../support/folder.ts'

/** What is in a folder: the mode and the text of each file. */
function listed(folder: string) {
  return readdirSync(folder).map((name) => {
    const path = join(folder, name)
    return [name, (lstatSync(path).mode & 0o777).toString(8), readFileSync(path, 'utf8')]
  })
}

/** The mode of a file that this account creates. */
const usual = (0o666 & ~process.umask()).toString(8)

test('a new file can be read by everybody whom the account lets read its files', async () => {
  const folder = temporaryFolder()
  await writeSharedText({ path: join(folder, 'home.ics'), replace: false }, ['a\r\n', 'ü\n'])
  expect(listed(folder)).toEqual([['home.ics', usual, 'a\r\nü\n']])
})

test('a file that is replaced keeps its permissions, and a link stays one', async () => {
  const folder = temporaryFolder()
  const [file, link] = [join(folder, 'home.ics'), join(folder, 'link.ics')]
  writeFileSync(file, 'before')
  chmodSync(file, 0o640)
  symlinkSync('home.ics', link)
  await writeSharedText({ path: link, replace: true }, ['after'])
  expect([lstatSync(link).isSymbolicLink(), listed(folder)[0]]).toEqual([
    true,
    ['home.ics', '640', 'after'],
  ])
})

test.each([
  ['is in use', (path: string) => writeFileSync(path, 'before'), 'refused'],
  ['links to nothing', (path: string) => symlinkSync('gone', path), 'database'],
])('nothing is written to a path that %s', async (_, prepare, code) => {
  const folder = temporaryFolder()
  const path = join(folder, 'home.ics')
  prepare(path)
  await expect(writeSharedText({ path, replace: false }, ['after'])).rejects.toThrow(
    expect.objectContaining({ code }),
  )
  expect(readdirSync(folder)).toEqual(['home.ics'])
  if (code === 'refused') expect(readFileSync(path, 'utf8')).toBe('before')
})

test('a file is as before if its text ends in an error', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'home.ics')
  writeFileSync(path, 'before')
  async function* parts() {
    yield 'after'
    throw new Error('The household is gone.')
  }
  await expect(writeSharedText({ path, replace: true }, parts())).rejects.toThrow('is gone')
  expect(listed(folder)).toEqual([['home.ics', usual, 'before']])
})

test.skipIf(process.getuid?.() !== 0)('a full disk is told with the name of the file', async () => {
  const folder = join(temporaryFolder(), 'disk')
  mkdirSync(folder)
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
  if (mount.status !== 0) return
  try {
    const path = join(folder, 'home.ics')
    writeFileSync(path, 'before')
    const parts = Array.from({ length: 100 }, () => 'x'.repeat(1000))
    await expect(writeSharedText({ path, replace: true }, parts)).rejects.toThrow(
      expect.objectContaining({ code: 'ENOSPC', path }),
    )
    expect(listed(folder)).toEqual([['home.ics', usual, 'before']])
  } finally {
    spawnSync('umount', [folder])
  }
})

test.each([0, 1, 2 ** 20 - 1, 2 ** 20])(
  'a file of %i bytes is read, where 1 MiB may be',
  (bytes) => {
    const path = join(temporaryFolder(), 'in.txt')
    writeFileSync(path, 'a'.repeat(bytes))
    expect(Buffer.from(readSharedFile(path, 1)).toString() === 'a'.repeat(bytes)).toBe(true)
  },
)

test('a file of one byte more than may be is refused', () => {
  const path = join(temporaryFolder(), 'in.txt')
  writeFileSync(path, 'a'.repeat(2 ** 20 + 1))
  expect(() => readSharedFile(path, 1)).toThrow(`“${path}” is larger than 1 MiB.`)
})
