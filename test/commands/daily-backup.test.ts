import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { decompressed } from '../support/database/database.ts'
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
    stderr: 'Today’s backup was not made: Part of the path is a file, not a folder.\n',
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
