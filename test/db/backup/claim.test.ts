import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createClaim, giveClaim, stateOfClaim, takeClaim } from '../../../src/db/backup/claim.ts'
import { newMaker } from '../../../src/db/sqlite/maker.ts'
import { temporaryFolder } from '../../support/folder.ts'

const claimIn = (folder: string) => join(folder, '20261122.daily.new')
const ended = () => spawnSync(process.execPath, ['-e', '0']).pid

/** A claim of the program with this number; an hour is enough for any other one. */
function claimOf(id: number): string {
  const claim = claimIn(temporaryFolder())
  writeFileSync(claim, newMaker(id))
  return claim
}

test.each([
  ['nobody has it', () => claimIn(temporaryFolder()), 'new'],
  ['this program has it', () => claimOf(process.pid), 'taken'],
  ['another program has it', () => claimOf(process.ppid), undefined],
  ['a program left it', () => claimOf(ended()), 'taken'],
])('a claim is taken, or not, when %s', (_, claim, taken) => {
  const path = claim()
  const answer = takeClaim(path, new Date())
  expect([answer, stateOfClaim(path, new Date())]).toEqual([taken, 'held'])
})

test('the first of two programs that claim a day has it, and the file is its own', () => {
  const claim = claimIn(temporaryFolder())
  const claimed = [createClaim(claim), createClaim(claim)]
  expect([claimed, (statSync(claim).mode & 0o777).toString(8)]).toEqual([[true, false], '600'])
})

test('a claim that is finished is given to nobody', () => {
  const claim = claimIn(temporaryFolder())
  giveClaim(claim, process.pid)
  expect([existsSync(claim), stateOfClaim(claim, new Date())]).toEqual([false, undefined])
})

test('a claim is given to another program', () => {
  const claim = claimOf(process.pid)
  giveClaim(claim, process.ppid)
  expect([takeClaim(claim, new Date()), readFileSync(claim, 'utf8')]).toEqual([
    undefined,
    expect.stringMatching(new RegExp(`^${process.ppid.toString(16).padStart(8, '0')}-`)),
  ])
})

test('an error that prevents a claim is thrown', () => {
  const folder = temporaryFolder()
  const claim = claimIn(folder)
  mkdirSync(claim)
  const attempts = [
    () => createClaim(join(folder, 'missing', 'claim')),
    () => giveClaim(claim, process.pid),
    () => takeClaim(claim, new Date()),
  ]
  for (const [index, code] of ['ENOENT', 'EISDIR', 'EISDIR'].entries()) {
    expect(attempts[index]).toThrow(expect.objectContaining({ code }))
  }
})
