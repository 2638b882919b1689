import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openAsOtherProgram, queryRows } from '../../support/database/database.ts'
import { household } from '../../support/household/household.ts'

test('every command that changes the household is recorded with its time zone', async () => {
  const home = household()
  const commands = async () =>
    queryRows(openAsOtherProgram(home.database), 'select command, zone from commands order by id')
  home.env.MOMENTUM_TZ = 'Asia/Tokyo'
  await home.json('db', 'seed', '--demo', '--tasks', '3', '--days', '0')
  await home.json('add', 'Bins')
  const backup = join(home.folder, 'backup.db.gz')
  await home.json('db', 'backup', backup)
  home.env.MOMENTUM_TZ = 'Europe/Berlin'
  await home.json('undo')
  const before = await commands()
  await home.json('db', 'restore', backup, '--yes')
  expect([before, await commands()]).toEqual([
    [
      { command: 'db seed', zone: 'Asia/Tokyo' },
      { command: 'add', zone: 'Asia/Tokyo' },
      { command: 'undo', zone: 'Europe/Berlin' },
    ],
    [
      { command: 'db seed', zone: 'Asia/Tokyo' },
      { command: 'add', zone: 'Asia/Tokyo' },
      { command: 'db restore', zone: 'Europe/Berlin' },
    ],
  ])
})

test('db check says that changes came from another time zone, and does not fail', async () => {
  const home = household()
  await home.json('add', 'Bins')
  home.env.MOMENTUM_TZ = 'Asia/Tokyo'
  await home.json('add', 'Dishes')
  const hint =
    "Set one time zone on every computer, for example: momentum config set MOMENTUM_TZ 'Asia/Tokyo'"
  const { code, stdout } = await home.run('db', 'check')
  const lines = stdout.split('\n').filter((line) => /time zone|MOMENTUM_TZ/.test(line))
  const checks = (await home.json('db', 'check')) as { name: string }[]
  expect([code, lines, checks.find(({ name }) => name === 'time zone')]).toEqual([
    0,
    ['! time zone: Asia/Tokyo here, but 1 of the last 2 changes came from UTC', `    ${hint}`],
    {
      name: 'time zone',
      ok: true,
      detail: 'Asia/Tokyo here, but 1 of the last 2 changes came from UTC',
      hint,
      repaired: null,
    },
  ])
})
