import { chownSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPrivateFile, createPrivateFolder, handOver } from '../../../src/db/sqlite/create.ts'
import { errorCode } from '../../../src/errors.ts'
import { temporaryFolder } from '../../support/folder.ts'

const isRoot = process.getuid?.() === 0
/** An account that need not exist. */
const someone = 54_321

function described(path: string) {
  const { mode, uid } = lstatSync(path)
  return { mode: (mode & 0o777).toString(8), uid }
}

/** The code of the error that a call throws; undefined when it throws none. */
function codeOf(call: () => void): string | undefined {
  try {
    call()
    return undefined
  } catch (error) {
    return errorCode(error)
  }
}

describe('a private folder', () => {
  test('is made with its parents, and left alone when it is there', () => {
    const folder = join(temporaryFolder(), 'a/b/c')
    createPrivateFolder(folder)
    createPrivateFolder(folder)
    expect(described(folder).mode).toBe('700')
  })

  test('is not made where a file is, or where the system allows none', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect([
      codeOf(() => createPrivateFolder(file)),
      codeOf(() => createPrivateFolder(join(file, 'a'))),
      codeOf(() => createPrivateFolder('/proc/momentum/a')),
    ]).toEqual(['EEXIST', 'EEXIST', 'ENOENT'])
  })
})

test('a private file never replaces another', () => {
  const file = join(temporaryFolder(), 'file')
  createPrivateFile(file)
  expect([described(file).mode, codeOf(() => createPrivateFile(file))]).toEqual(['600', 'EEXIST'])
})

describe.skipIf(!isRoot)('what root makes', () => {
  test('belongs to the owner of the folder around it', () => {
    const home = temporaryFolder()
    chownSync(home, someone, someone)
    createPrivateFolder(join(home, 'a/b'))
    createPrivateFile(join(home, 'a/b/file'))
    const owners = ['a', 'a/b', 'a/b/file'].map((path) => described(join(home, path)).uid)
    expect(owners).toEqual([someone, someone, someone])
  })

  test('stays with root in its own folder', () => {
    const folder = join(temporaryFolder(), 'a')
    createPrivateFolder(folder)
    expect(described(folder).uid).toBe(0)
  })

  test('is handed over itself, and not what it links to', () => {
    const home = temporaryFolder()
    const [target, link] = [join(home, 'target'), join(home, 'link')]
    writeFileSync(target, '')
    symlinkSync(target, link)
    mkdirSync(join(home, 'theirs'))
    chownSync(join(home, 'theirs'), someone, someone)
    handOver(link, join(home, 'theirs'))
    expect([described(link).uid, described(target).uid]).toEqual([someone, 0])
  })

  test('stays as it is where a file system has no owners; other errors are told', () => {
    const home = temporaryFolder()
    chownSync(home, someone, someone)
    expect([
      codeOf(() => handOver('/proc/self/status', home)),
      codeOf(() => handOver(join(home, 'missing'))),
    ]).toEqual([undefined, 'ENOENT'])
  })
})
