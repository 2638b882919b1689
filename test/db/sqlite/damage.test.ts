import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isDamage } from '../../../src/db/sqlite/sound.ts'
import { MomentumError } from '../../../src/errors.ts'
import { damageIndex, openAsOtherProgram } from '../../support/database/database.ts'
import { insertRow } from '../../support/database/rows.ts'
import { household } from '../../support/household/household.ts'
import { failure, sampleHousehold } from '../../support/household/sample.ts'

const hint = 'See what is wrong: momentum db check'

/** Adds a task, and something that no part of the program expects happens, and more if given. */
async function unexpected(prepare: (path: string) => void, more = (_path: string) => {}) {
  const home = await sampleHousehold()
  prepare(home.database)
  const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'x']
  const newUuid = () => {
    more(home.database)
    throw new TypeError('Cannot read properties of undefined')
  }
  return home.runIn(home.world(['task', 'add', 'K', ...essentials], { newUuid }))
}

test('F024 an unexpected error is the damaged file’s, where there is one', async () => {
  expect(await unexpected(damageIndex)).toEqual(failure(5, 'The database is damaged.', hint))
})

test('F024 an unexpected error is the file’s, where a reference in it leads nowhere', async () => {
  const breakReference = (path: string) => {
    const raw = openAsOtherProgram(path)
    raw.pragma('foreign_keys = off')
    insertRow(raw, 'tasks', {
      id: 9,
      uuid: 'cafecafe-0000-4000-8000-000000000009',
      owner_user_id: 9,
    })
    raw.close()
  }
  expect(await unexpected(breakReference)).toEqual(failure(5, 'The database is damaged.', hint))
})

const fault = (what: string) =>
  failure(
    1,
    `Something went wrong inside Momentum: ${what}`,
    'Please report this, with the output of --debug.',
  )

test('an unexpected error is the program’s, where the file is sound', async () => {
  expect(await unexpected(() => {})).toEqual(fault('Cannot read properties of undefined'))
})

test('an unexpected error is the program’s, where there is no file', async () => {
  const home = household('sqlite')
  const world = home.world(['task', 'list'], { now: new Date(Number.NaN) })
  expect(await home.runIn(world)).toEqual(fault('Invalid time value'))
})

test('an unexpected error is the program’s, where the file is gone by then', async () => {
  const gone = await unexpected(
    () => {},
    (path) => rmSync(path),
  )
  expect(gone).toEqual(fault('Cannot read properties of undefined'))
})

test.each([
  [Object.assign(new Error('failed'), { code: 'SQLITE_CORRUPT' }), true],
  [Object.assign(new Error('failed'), { code: 'SQLITE_CORRUPT_INDEX' }), true],
  [Object.assign(new Error('failed'), { code: 'SQLITE_NOTADB' }), true],
  [Object.assign(new Error('failed'), { code: 'SQLITE_BUSY' }), false],
  [new MomentumError('database', 'failed'), false],
  [new Error('SQLITE_CORRUPT'), false],
  ['SQLITE_CORRUPT', false],
  [undefined, false],
])('damage is what the code of an error says: %o', (error, damaged) => {
  expect(isDamage(error)).toEqual(damaged)
})

test.each([
  ['tasks', 'domain', 'BALLS', 'task show 2'],
  ['tasks', 'effort', 'TINI', 'task show 2'],
  ['tasks', 'priority', 'MEDIUN', 'task show 2'],
  ['tasks', 'status', 'BACKL_G', 'task show 2'],
  ['daily_wins', 'status', 'BACKLOG', 'win show'],
  ['changes', 'operation', 'UPDATF', 'undo --list'],
])('F024 an unknown word in %s.%s is reported, not shown', async (table, column, word, command) => {
  const home = await sampleHousehold()
  await home.json('win', 'pick', '2')
  await home.queryUnchecked(`update ${table} set ${column} = '${word}'`)
  expect(await home.run(...command.split(' '))).toEqual(
    failure(5, `The database is damaged: ${table}.${column} is “${word}”.`, hint),
  )
})
