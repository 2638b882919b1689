import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newMaker } from '../../src/db/sqlite/maker.ts'
import { changeFile, decompressed } from '../support/database/database.ts'
import { addTask } from '../support/household/contents.ts'
import { type Household, household } from '../support/household/household.ts'
import {
  runInNewHousehold,
  sampleHousehold,
  success,
  usageFailure,
} from '../support/household/sample.ts'

/** A household with two users and three tasks that is backed up from noon on. */
async function backedUp(): Promise<Household> {
  const home = await sampleHousehold()
  home.env.MOMENTUM_BACKUPS = 'on'
  return home
}

const folderOf = (home: Household) => `${home.database}.backups`
const backupsOf = (home: Household) => {
  const folder = folderOf(home)
  return existsSync(folder) ? readdirSync(folder) : []
}

it('is made by the first command of a day that changes something, with the change', async () => {
  const home = await backedUp()
  await home.run('task', 'list')
  await home.run()
  await home.run('task', 'show', '9')
  const before = backupsOf(home)
  const answer = await home.run('task', 'remove', 'tap', '--yes')
  await addTask(home, 'Later')
  home.setClock('2026-11-23T00:00:00.000Z')
  await home.run('task', 'done', 'kettle')
  const backups = backupsOf(home)
  expect([before, answer.stderr, backups]).toEqual([
    [],
    '',
    ['20261122T120003000Z.daily.db.gz', '20261123T000000000Z.daily.db.gz'],
  ])
  const titles = (name = '') =>
    home.json(
      ...['task', 'list', '--all', '--fields', 'title'],
      ...['--db', decompressed(join(folderOf(home), name))],
    )
  const [kettle, rent, later] = ['Descale the kettle', 'Pay the rent', 'Later'].map((title) => ({
    title,
  }))
  expect(await Promise.all(backups.map(titles))).toEqual([
    [kettle, rent],
    [kettle, rent, later],
  ])
})

it('is not made where it is off, in the environment or the settings file', async () => {
  const home = await sampleHousehold()
  delete home.env.MOMENTUM_BACKUPS
  const settings = join(home.folder, '.config/momentum')
  mkdirSync(settings, { recursive: true })
  writeFileSync(join(settings, '.env'), 'MOMENTUM_BACKUPS=off')
  await addTask(home, 'One')
  const without = backupsOf(home)
  home.env.MOMENTUM_BACKUPS = 'ON'
  await addTask(home, 'Two')
  expect([without, backupsOf(home)]).toEqual([[], ['20261122T120001000Z.daily.db.gz']])
})

it('is made where nothing is said', async () => {
  const home = await sampleHousehold()
  delete home.env.MOMENTUM_BACKUPS
  await addTask(home, 'One')
  expect(backupsOf(home)).toEqual(['20261122T120000000Z.daily.db.gz'])
})

it('is on or off, and no other word is taken', async () => {
  const home = household()
  home.env.MOMENTUM_BACKUPS = 'weekly'
  expect(await home.run('user', 'add', 'Alex')).toEqual(
    usageFailure('MOMENTUM_BACKUPS must be on or off, not “weekly”.'),
  )
  expect(existsSync(home.database)).toEqual(false)
})

it('is reported in one sentence when it fails, and the answer stays the same', async () => {
  const home = await backedUp()
  writeFileSync(folderOf(home), 'in the way')
  expect(await home.run('task', 'list', '--quiet')).toEqual(success('1', '2', '3'))
  expect(await home.run('user', 'add', 'Kim', '--quiet')).toEqual({
    ...success('3'),
    stderr: `Today’s backup was not made: The folder “${folderOf(home)}” cannot be read: part of its path is a file, not a folder.\n`,
  })
})

it('is made by the first command of all only when that changes something', async () => {
  const home = household()
  home.env.MOMENTUM_BACKUPS = 'on'
  await home.run('task', 'list')
  expect(readdirSync(dirname(home.database))).toEqual(['momentum.db'])
  rmSync(home.database)
  await home.run('user', 'add', 'Alex')
  expect(backupsOf(home)).toEqual(['20261122T120001000Z.daily.db.gz'])
})

it('is not made by a command that was refused', async () => {
  const home = await backedUp()
  await home.run('user', 'add', 'Alex')
  expect(backupsOf(home)).toEqual([])
  expect(await runInNewHousehold('db', 'path')).toMatchObject({ code: 0, made: false })
})

describe('of a large household', () => {
  /** As `backedUp`, with a file that is large enough to be backed up by another program. */
  async function large(): Promise<Household> {
    const home = await backedUp()
    const room = 'create table extra (bytes); insert into extra values (randomblob(1500000))'
    changeFile(home.database, room)
    return home
  }

  /** Stands for a program that was killed. @returns the number of its process */
  const ended = () => spawnSync(process.execPath, ['-e', '0']).pid

  it('is made by another program', async () => {
    const home = await large()
    const started: string[][] = []
    const world = home.world(['user', 'add', 'Kim', '-q'])
    const startProgram = (words: readonly string[]) => {
      started.push([...words])
      return world.startProgram(words)
    }
    expect(await home.runIn({ ...world, startProgram })).toEqual(success('3'))
    expect([started, backupsOf(home)]).toEqual([
      [['db', 'backup', '--daily', '--quiet', '--db', home.database]],
      [expect.stringMatching(/^20261122T\d+Z\.daily\.db\.gz$/)],
    ])
  })

  it('F160 is made by the next command when that program is killed', async () => {
    const home = await large()
    const world = home.world(['user', 'add', 'Kim', '-q'])
    const answers = [await home.runIn({ ...world, startProgram: ended })]
    const before = backupsOf(home)
    answers.push(await home.run('user', 'add', 'Zoe', '-q'))
    expect({ answers, before, after: backupsOf(home) }).toEqual({
      answers: [success('3'), success('4')],
      before: ['20261122.daily.new'],
      after: [expect.stringMatching(/^20261122T\d+Z\.daily\.db\.gz$/)],
    })
  })

  it('that fails in the other program is reported by the next command', async () => {
    const home = await large()
    changeFile(home.database, 'pragma foreign_keys = off; delete from users where id = 1')
    const answers = [await home.run('user', 'add', 'Kim', '-q')]
    writeFileSync(join(folderOf(home), '20261122.daily.new'), newMaker(ended()))
    answers.push(await home.run('user', 'add', 'Zoe', '-q'))
    const [first, second] = answers.map(({ code, stderr }) => [code, stderr])
    expect([first, second, backupsOf(home)]).toEqual([
      [0, ''],
      [0, expect.stringMatching(/^Today’s backup was not made: In “.*”, .* does not exist\.\n$/)],
      ['20261122.daily.new'],
    ])
  })
})
