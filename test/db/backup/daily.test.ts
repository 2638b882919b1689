import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  backUpDaily,
  handOverDaily,
  isDailyBeingMade,
  listExpired,
} from '../../../src/db/backup/daily.ts'
import { newMaker } from '../../../src/db/sqlite/maker.ts'
import {
  at,
  changeFile,
  damageIndex,
  decompressed,
  newHouseholdFile,
  openAsOtherProgram,
  queryRows,
} from '../../support/database/database.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { race } from '../../support/program/processes.ts'

/** A household’s file, and the folder of its backups with these empty files in it. */
async function withFiles(...names: readonly string[]) {
  const path = await newHouseholdFile()
  const folder = `${path}.backups`
  mkdirSync(folder)
  for (const name of names) writeFileSync(join(folder, name), '')
  return { path, folder }
}

/** The name of the daily backup of noon so many days after Sunday 22 November 2026. */
function daily(days: number): string {
  const date = new Date(Date.UTC(2026, 10, 22 + days)).toISOString().slice(0, 10)
  return `${date.replaceAll('-', '')}T120000000Z.daily.db.gz`
}

const noon = new Date(at(0))
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

test('a day has one backup, and the next day another', async () => {
  const { path, folder } = await withFiles()
  const made = [await backUpDaily(path, noon), await backUpDaily(path, new Date(at(3600)))]
  changeFile(path, 'pragma user_version = 1')
  await backUpDaily(path, new Date(at(86_400)))
  expect([made, readdirSync(folder)]).toEqual([
    [
      { made: 'now', backup: join(folder, daily(0)), counts: expect.any(Map) },
      { made: 'before', backup: join(folder, daily(0)) },
    ],
    [daily(0), daily(1)],
  ])
  const backup = openAsOtherProgram(decompressed(join(folder, daily(1))))
  expect(queryRows(backup, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
})

test('a day on which nothing changed shares the newest backup', async () => {
  const { path, folder } = await withFiles()
  await backUpDaily(path, noon)
  const tomorrow = new Date(at(86_400))
  const shared = await backUpDaily(path, tomorrow)
  const newest = join(folder, daily(0))
  expect([shared, readdirSync(folder)]).toEqual([{ made: 'unchanged', backup: newest }, [daily(0)]])
  // One that is damaged is not shared.
  const bytes = readFileSync(newest)
  writeFileSync(newest, bytes.fill(7, 4000, 4009))
  await backUpDaily(path, tomorrow)
  expect(readdirSync(folder)).toEqual([daily(0), daily(1)])
})

test('the last seven are kept, and the first of each week before them', async () => {
  const before = range(-30, -1).map(daily)
  const { path, folder } = await withFiles(...before)
  await backUpDaily(path, noon)
  // Friday 23 October, and the Mondays after it.
  const weeks = [-30, -27, -20, -13].map(daily)
  expect(readdirSync(folder)).toEqual([...weeks, ...range(-6, 0).map(daily)])
})

test('what was made for another reason, or by somebody else, is never taken away', async () => {
  const others = [
    '20200101T120000000Z.before-migration.db',
    '20200101T120000000Z.before-restore.db',
    '20200101T120000000Z.by-hand.db',
    '20200101T120000000Z.daily.db.txt',
    '20200101T120000000Z.daily.db.zip',
    'notes.daily.db',
  ]
  const { path, folder } = await withFiles(...others, ...range(-12, -1).map(daily))
  await backUpDaily(path, noon)
  expect(readdirSync(folder).filter((name) => others.includes(name))).toEqual(others)
})

describe('a clock that is wrong', () => {
  const good = range(-40, 0).map(daily)
  const kept = good.filter((name) => !listExpired(good, daily(0)).includes(name))

  test.each([
    ['back by ten years', '20161122T120000000Z.daily.db'],
    ['forward by ten years', '20361122T120000000Z.daily.db'],
  ])('takes one good backup away at most, and not the new one: %s', (_, made) => {
    const names = [...kept, made].toSorted()
    const expired = listExpired(names, made)
    expect([expired.length <= 1, expired.includes(made), expired.includes(daily(0))]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('leaves the newest of the good ones after a year of going on like that', () => {
    let names = kept
    for (const days of range(3650, 4015)) {
      names = [...names, daily(-days)].toSorted()
      const expired = listExpired(names, daily(-days))
      names = names.filter((name) => !expired.includes(name))
    }
    expect(kept.filter((name) => !names.includes(name))).toEqual([])
  })
})

test('the first of a week counts by the weeks of the calendar, over the new year, too', () => {
  // Thursday 31 December 2026 to Monday 4 January 2027, and a week of later ones.
  const names = range(39, 60).map(daily)
  expect(listExpired(names, daily(60))).toEqual(
    names.filter((name) => ![39, 43, 50, ...range(54, 60)].map(daily).includes(name)),
  )
})

test('two months of weeks are kept', () => {
  const names = range(0, 200).map((week) => daily(week * 7))
  expect(listExpired(names, daily(1400))).toEqual(names.slice(0, -9))
})

test.each([
  ['0', () => process.umask(0)],
  ['0o77', () => process.umask(0o77)],
])('F034 the folder of backups is for its owner alone, with umask %s', async (_, setUmask) => {
  const before = setUmask()
  onTestFinished(() => void process.umask(before))
  const { path, folder } = await withFiles()
  rmSync(folder, { recursive: true })
  await backUpDaily(path, noon)
  expect((statSync(folder).mode & 0o7777).toString(8)).toEqual('700')
})

test('F035 a group that shares the folder shares that of the backups', async () => {
  const parent = temporaryFolder()
  chmodSync(parent, 0o2770)
  const path = await newHouseholdFile(parent)
  await backUpDaily(path, noon)
  expect((statSync(`${path}.backups`).mode & 0o7777).toString(8)).toEqual('2770')
})

test('six programs at once make one backup', async () => {
  const { path, folder } = await withFiles()
  const made = (await race('daily', path, 6)) as ({ made: string } | null)[]
  expect(made.filter((daily) => daily?.made === 'now')).toHaveLength(1)
  expect(readdirSync(folder)).toHaveLength(1)
})

test('what another program is making is left to it', async () => {
  const { path, folder } = await withFiles('20261122.daily.new')
  utimesSync(join(folder, '20261122.daily.new'), noon, noon)
  await backUpDaily(path, new Date(at(3599)))
  expect(readdirSync(folder)).toEqual(['20261122.daily.new'])
})

test('what a program that was killed left is taken away, and its day has a backup', async () => {
  const left = [
    '20261122.daily.new',
    '20261121.daily.new',
    '20261121T120000000Z.daily.db.0b0cf0a2-1111-4222-8333-444455556666.new',
    '20261121T120000000Z.daily.db.0b0cf0a2-1111-4222-8333-444455556666.new-journal',
  ]
  const { path, folder } = await withFiles(
    ...left,
    '20261121T120000000Z.by-hand.db.0b0cf0a2-1111-4222-8333-444455556666.new',
  )
  for (const name of left) utimesSync(join(folder, name), noon, noon)
  await backUpDaily(path, new Date(at(3601)))
  expect(readdirSync(folder)).toEqual([
    '20261121T120000000Z.by-hand.db.0b0cf0a2-1111-4222-8333-444455556666.new',
    '20261122T130001000Z.daily.db.gz',
  ])
})

test('F164 what an interrupted restore left beside the file is deleted', async () => {
  const { path } = await withFiles()
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  const [left, running] = [pid, process.ppid].map((id) => `${path}.${newMaker(id)}.new`)
  for (const draft of [left, running]) writeFileSync(`${draft}`, '')
  await backUpDaily(path, noon)
  const files = [path, `${path}.backups`, running].map((each) => basename(`${each}`))
  expect(readdirSync(dirname(path)).toSorted()).toEqual(files.toSorted())
})

describe('a backup that another program is to make', () => {
  const ended = () => spawnSync(process.execPath, ['-e', '0']).pid
  const claim = '20261122.daily.new'

  test('is left to it while it runs', async () => {
    const { path, folder } = await withFiles()
    const starts: string[] = []
    const start = () => {
      starts.push('started')
      return process.ppid
    }
    const given = [handOverDaily(path, noon, start), handOverDaily(path, noon, start)]
    expect({
      ...{ given, starts, beingMade: isDailyBeingMade(folder, noon) },
      ...{ here: await backUpDaily(path, noon), files: readdirSync(folder) },
    }).toEqual({
      ...{ given: [true, true], starts: ['started'], beingMade: true },
      ...{ here: undefined, files: [claim] },
    })
  })

  test('is made here when that program ended before it was done', async () => {
    const { path, folder } = await withFiles()
    const given = [1, 2].map(() => handOverDaily(path, noon, ended))
    const beingMade = isDailyBeingMade(folder, noon)
    await backUpDaily(path, noon)
    expect([given, beingMade, readdirSync(folder)]).toEqual([[true, false], false, [daily(0)]])
  })

  test('is made here when none can be started', async () => {
    const { path, folder } = await withFiles()
    expect(handOverDaily(path, noon, () => undefined)).toEqual(false)
    await backUpDaily(path, noon)
    expect(readdirSync(folder)).toEqual([daily(0)])
  })

  test('is made by whoever was given the claim', async () => {
    const { path, folder } = await withFiles()
    handOverDaily(path, noon, () => process.pid)
    await backUpDaily(path, noon)
    expect(readdirSync(folder)).toEqual([daily(0)])
  })

  test('leaves its claim when it fails, until one is made', async () => {
    const { path, folder } = await withFiles()
    const sound = readFileSync(path)
    damageIndex(path)
    const left = []
    for (const given of [false, true]) {
      if (given) handOverDaily(path, noon, () => process.pid)
      await expect(backUpDaily(path, noon)).rejects.toThrow('is damaged')
      left.push(readdirSync(folder))
    }
    writeFileSync(join(folder, claim), newMaker(ended()))
    await expect(backUpDaily(path, noon)).rejects.toThrow('is damaged')
    left.push(readdirSync(folder))
    writeFileSync(path, sound)
    await backUpDaily(path, noon)
    expect([left, readdirSync(folder)]).toEqual([[[], [claim], [claim]], [daily(0)]])
  })
})
