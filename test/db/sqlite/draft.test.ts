import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import {
  draftTarget,
  publishDraft,
  syncFolder,
  withDraft,
  withDraftSync,
} from '../../../src/db/sqlite/draft.ts'
import { newMaker } from '../../../src/db/sqlite/maker.ts'
import { temporaryFolder } from '../../support/folder.ts'

const uuid = '0b0cf0a2-1111-4222-8333-444455556666'

/** A folder with a file and a draft for it. */
function withFile() {
  const folder = temporaryFolder()
  const [target, draft] = [join(folder, 'home.db'), join(folder, 'draft')]
  writeFileSync(target, 'before')
  writeFileSync(draft, 'after')
  return { folder, target, draft }
}

test.each([
  [`home.db.${uuid}.new`, 'home.db'],
  [`home.db.${uuid}.new-journal`, 'home.db'],
  [`home.db.${uuid}.new.${uuid}.new`, `home.db.${uuid}.new`],
  ['home.db', undefined],
  ['home.db.new', undefined],
  ['20261124.daily.new', undefined],
  [`home.db.${uuid}.new-wal`, undefined],
  [`home.db.${uuid}`, undefined],
  [`.${uuid}.new`, undefined],
])('%s is a draft of %s', (name, target) => {
  expect(draftTarget(name)).toEqual(target)
})

test('a draft has a name that shows what it is for, and is deleted with its journal', async () => {
  const folder = temporaryFolder()
  const fill = (draft: string) => {
    writeFileSync(draft, '')
    writeFileSync(`${draft}-journal`, '')
    return basename(draft)
  }
  const target = join(folder, 'home.db')
  const names = [withDraftSync(target, fill), await withDraft(target, async (path) => fill(path))]
  expect([names.map(draftTarget), readdirSync(folder)]).toEqual([['home.db', 'home.db'], []])
})

test('a draft cannot be published in a folder that is gone', () => {
  const { folder, draft } = withFile()
  const target = join(folder, 'gone', 'home.db')
  expect(() => publishDraft(draft, target)).toThrow(expect.objectContaining({ code: 'ENOENT' }))
  expect(() => publishDraft(draft, target, { replace: true })).toThrow(
    expect.objectContaining({ code: 'ENOENT' }),
  )
})

test('a draft is deleted when the work fails', async () => {
  const folder = temporaryFolder()
  const fail = (draft: string) => {
    writeFileSync(draft, '')
    throw new Error('failed')
  }
  const target = join(folder, 'home.db')
  expect(() => withDraftSync(target, fail)).toThrow('failed')
  await expect(withDraft(target, async (draft) => fail(draft))).rejects.toThrow('failed')
  expect(readdirSync(folder)).toEqual([])
})

test('F164 who makes a draft deletes those whose makers have ended, and no others', () => {
  const folder = temporaryFolder()
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  const [left, running] = [pid, process.ppid].map((id) => `home.db.${newMaker(id)}.new`)
  const others = [running, `home.db.${uuid}.new`, `${newMaker(pid)}.new`].toSorted()
  for (const name of [left, `${left}-journal`, ...others])
    writeFileSync(join(folder, `${name}`), '')
  withDraftSync(join(folder, 'other.db'), () => {})
  expect(readdirSync(folder).toSorted()).toEqual(others)
})

test('a free name is given to a draft', () => {
  const { folder, draft } = withFile()
  const target = join(folder, 'other.db')
  expect([publishDraft(draft, target), readFileSync(target, 'utf8')]).toEqual([true, 'after'])
})

test('a file that is there is replaced only when that is asked for', () => {
  const { target, draft } = withFile()
  const first = [publishDraft(draft, target), readFileSync(target, 'utf8')]
  const second = [publishDraft(draft, target, { replace: true }), readFileSync(target, 'utf8')]
  expect([first, second, existsSync(draft)]).toEqual([[false, 'before'], [true, 'after'], false])
})

test('a link that leads nowhere is a name in use', () => {
  const { folder, draft } = withFile()
  const target = join(folder, 'link')
  symlinkSync(join(folder, 'nowhere'), target)
  expect(publishDraft(draft, target)).toEqual(false)
})

test.skipIf(!existsSync('/proc/self'))('a folder that no system can sync is no error', () => {
  expect(() => syncFolder('/proc/self')).not.toThrow()
})

test('a folder that is not there is an error', () => {
  expect(() => syncFolder(join(temporaryFolder(), 'nowhere'))).toThrow('ENOENT')
})
