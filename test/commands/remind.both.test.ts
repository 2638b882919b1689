import { existsSync } from 'node:fs'
import { expect, inject, it } from 'vitest'
import { latestNumber } from '../support/database/steps.ts'
import { essentials } from '../support/household/every-command.ts'
import { copiesOf, household } from '../support/household/household.ts'
import { runWithInput } from '../support/household/members.ts'
import { failure, sampleHousehold, success, usageFailure } from '../support/household/sample.ts'
import { terminal } from '../support/program/terminal.ts'

/** On Sunday 22 November: tasks of Alex and Sam, one of nobody, and turns. */
const busy = copiesOf(async () => {
  const home = await sampleHousehold()
  const add = (title: string, ...words: string[]) =>
    home.json('task', 'add', title, ...essentials, 'x', ...words)
  await home.json('task', 'edit', 'rent', '--due', '2026-11-20', '--priority', 'urgent')
  await home.json('task', 'edit', 'tap', '--due', 'today')
  await home.json('task', 'block', 'tap', '--note', 'No washer')
  await home.json('task', 'edit', 'kettle', '--due', 'yesterday')
  await add('Buy a present', '--owner', 'sam', '--due', 'today', '--private', '--as', 'sam')
  await add('Call the plumber', '--owner', 'sam', '--due', '2026-11-24')
  await add('Wash the car', '--owner', 'alex', '--due', '2026-11-30')
  await add('Some day', '--owner', 'sam')
  const rota = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'x']
  await home.json(
    ...['routine', 'add', 'Dishes', ...rota, '--every', 'day', '--start', 'today'],
    ...['--turns', 'rotate', '--among', 'sam,alex'],
  )
  await home.json(
    ...['routine', 'add', 'Bathroom', ...rota, '--every', 'week', '--start', '2026-11-28'],
    ...['--turns', 'rotate', '--among', 'sam,alex', '--lead', '7'],
  )
  return home
})

const noWin = ['Daily Win', '  Nothing is picked for today yet.']

it('tells a member what is theirs or nobody’s, and the household what all can see', async () => {
  const home = await busy()
  expect([
    await home.run('remind', '--as', 'sam'),
    await home.run('remind', '--for', 'sam'),
    await home.run('remind', '--for', 'sam', '--as', 'alex'),
    await home.run('remind', '--for', 'alex', '--soon', '8d'),
    await home.run('remind', '--soon', '2d'),
  ]).toEqual([
    success(
      'Sam: 2 overdue, 2 due today, 1 turn, no Daily Win yet',
      '',
      'Overdue',
      '  #3 Pay the rent (since Friday, urgent)',
      '  #1 Descale the kettle (unassigned, since yesterday)',
      'Due today',
      '  #4 Buy a present',
      '  #8 Dishes (your turn)',
      'Your turns',
      '  #9 Bathroom (due Sat 28 Nov)',
      ...noWin,
    ),
    ...Array(2).fill(
      success(
        'Sam: 2 overdue, 1 due today, 1 turn, no Daily Win yet',
        '',
        'Overdue',
        '  #3 Pay the rent (since Friday, urgent)',
        '  #1 Descale the kettle (unassigned, since yesterday)',
        'Due today',
        '  #8 Dishes (your turn)',
        'Your turns',
        '  #9 Bathroom (due Sat 28 Nov)',
        ...noWin,
      ),
    ),
    success(
      'Alex: 1 overdue, 1 due today, 1 due soon, no Daily Win yet',
      '',
      'Overdue',
      '  #1 Descale the kettle (unassigned, since yesterday)',
      'Due today',
      '  #2 Fix the tap (blocked)',
      'Due soon',
      '  #6 Wash the car (due Mon 30 Nov)',
      ...noWin,
    ),
    success(
      'Household: 2 overdue, 2 due today, 1 due soon, 1 turn, no Daily Win yet',
      '',
      'Overdue',
      '  #3 Pay the rent (Sam, since Friday, urgent)',
      '  #1 Descale the kettle (unassigned, since yesterday)',
      'Due today',
      '  #2 Fix the tap (Alex, blocked)',
      '  #8 Dishes (Sam’s turn)',
      'Due soon',
      '  #5 Call the plumber (Sam, due Tue 24 Nov)',
      'Turns',
      '  #9 Bathroom (Sam’s turn, due Sat 28 Nov)',
      ...noWin,
    ),
  ])
})

it('gives a program the same', async () => {
  const home = await busy()
  await home.json('away', 'add', 'alex', '--from', 'today', '--until', 'tomorrow')
  const digest = (await home.json('remind', '--as', 'sam', '--soon', '2d')) as Record<string, []>
  const ids = (name: string) => (digest[name] ?? []).map(({ id }) => id)
  const lists = ['overdue', 'due_today', 'soon', 'turns'].map((name) => [name, ids(name)])
  expect({ ...digest, ...Object.fromEntries(lists) }).toEqual({
    date: '2026-11-22',
    user_id: 2,
    user: 'Sam',
    overdue: [3, 1],
    due_today: [4, 8],
    soon: [5],
    turns: [9],
    win: null,
    win_due: true,
    rest_day: false,
    away: [expect.objectContaining({ user: 'Alex' })],
  })
})

it('tells whoever is away of no turns, and the household that they are away', async () => {
  const home = await busy()
  await home.json('task', 'take', '8', '9', '--as', 'sam')
  await home.json('away', 'add', 'sam', '--from', 'yesterday', '--until', 'today')
  const lines = async (...words: string[]) =>
    (await home.run('remind', ...words)).stdout
      .split('\n')
      .filter((line) => /#[89]|^\w+:/.test(line))
  expect([await lines('--for', 'sam'), await lines()]).toEqual([
    ['Sam: 2 overdue, no Daily Win yet'],
    [
      'Household: 2 overdue, 2 due today, 1 turn, no Daily Win yet',
      '  #8 Dishes (Sam’s turn, away)',
      '  #9 Bathroom (Sam’s turn, away, due Sat 28 Nov)',
    ],
  ])
})

it('reminds of the Daily Win until it is done, but not on a rest day', async () => {
  const home = await sampleHousehold()
  const none = await home.run('remind')
  await home.json('rest', 'add', 'today')
  const resting = await home.run('remind')
  await home.json('rest', 'remove', '1', '--yes')
  await home.json('win', 'pick', 'tap')
  await home.json('win', 'pause', '--note', 'Rain\nall day')
  const paused = await home.run('remind')
  await home.json('win', 'done')
  expect([none, resting, paused, await home.run('remind')]).toEqual([
    success('Household: no Daily Win yet', '', ...noWin),
    success(),
    success(
      'Household: Daily Win not done yet',
      '',
      'Daily Win',
      '  #2 Fix the tap (paused: Rain all day)',
    ),
    success(),
  ])
})

it('prints nothing if everybody is away, or the household is empty', async () => {
  const home = await sampleHousehold()
  await home.json('away', 'add', '--everybody', '--from', 'today', '--until', 'today')
  const empty = household()
  await empty.json('db', 'init')
  expect([await home.run('remind'), await empty.run('remind')]).toEqual([success(), success()])
})

it('leaves out what is hidden, and what is paused together with its routine', async () => {
  const home = await sampleHousehold()
  await home.json('task', 'edit', 'tap', '--due', '2026-11-24', '--starts', '2026-11-23')
  await home.json('task', 'edit', 'rent', '--due', '2026-11-24', '--starts', '2026-11-25')
  const bins = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'x']
  await home.json('routine', 'add', 'Bins', ...bins, '--every', 'day', '--owner', 'sam')
  await home.json('routine', 'pause', 'bins', '--note', 'Snow')
  await home.json('rest', 'add', 'today')
  expect([await home.run('remind'), await home.run('remind', '--soon', '1w')]).toEqual([
    success(),
    success('Household: 1 due soon', '', 'Due soon', '  #2 Fix the tap (Alex, due Tue 24 Nov)'),
  ])
})

it('names ten tasks, and how to list the others', async () => {
  const home = await sampleHousehold()
  await home.json('rest', 'add', 'today')
  for (let number = 1; number <= 12; number += 1) {
    await home.json('add', `Errand ${number}`, 'due:yesterday', '@sam')
  }
  const lines = (await home.run('remind', '--for', 'sam')).stdout.split('\n')
  const more = '  … and 2 more: momentum task list --overdue --owner 2,none'
  expect([lines[0], lines.length, lines.at(-2)]).toEqual(['Sam: 12 overdue', 15, more])
})

it('knows the day by its start, and on the day on which the clock changes', async () => {
  const home = await sampleHousehold()
  await home.json('task', 'edit', 'tap', '--due', '2027-03-28')
  const titles: unknown[] = []
  for (const [instant, tz, start] of [
    // Clocks go from 2:00 to 3:00 in Berlin on 28 March.
    ['2027-03-27T22:59:59.000Z', 'Europe/Berlin', '00:00'],
    ['2027-03-27T23:00:00.000Z', 'Europe/Berlin', '00:00'],
    ['2027-03-28T00:59:59.000Z', 'Europe/Berlin', '03:00'],
    ['2027-03-28T01:00:00.000Z', 'Europe/Berlin', '03:00'],
    ['2027-03-28T21:59:59.000Z', 'Europe/Berlin', '00:00'],
    ['2027-03-28T22:00:00.000Z', 'Europe/Berlin', '00:00'],
  ] as const) {
    home.setClock(instant)
    Object.assign(home.env, { MOMENTUM_TZ: tz, MOMENTUM_DAY_START: start })
    titles.push((await home.run('remind')).stdout.split('\n')[0])
  }
  const rest = 'no Daily Win yet'
  expect(titles).toEqual([
    `Household: ${rest}`,
    `Household: 1 due today, ${rest}`,
    `Household: ${rest}`,
    `Household: 1 due today, ${rest}`,
    `Household: 1 due today, ${rest}`,
    `Household: 1 overdue, ${rest}`,
  ])
})

it('refuses a member who does not exist, and a time that makes no sense', async () => {
  const home = await sampleHousehold()
  expect([
    await home.run('remind', '--for', 'kim'),
    await home.run('remind', '--soon', '3x'),
  ]).toEqual([
    failure(3, 'There is no member “kim”.', 'See: momentum user list --all'),
    usageFailure('“3x” is not a length of time.', 'Write it as 30d, 8w, 3m, 1y or "8 weeks".'),
  ])
})

it('asks for no password, even at a terminal', async () => {
  const home = await sampleHousehold()
  await runWithInput(home, 'new battery', 'user', 'password', 'sam', '--password-stdin')
  const refused = await terminal(home, ['remind', '--as', 'sam']).ends()
  await runWithInput(home, 'new battery', 'login', 'sam', '--password-stdin')
  const { stdout } = await home.run('remind')
  expect([refused, stdout.split('\n')[0]]).toEqual([6, 'Sam: no Daily Win yet'])
})

const isOnServer = inject('dialect') === 'postgres'

it.skipIf(isOnServer)('neither creates a household nor upgrades one', async () => {
  const [home, older] = [household(), await sampleHousehold()]
  await older.run('db', 'migrate', '--to', '0004_task_fields', '--yes')
  const [missing, old] = [await home.run('remind'), await older.run('remind')]
  expect([missing, old, existsSync(home.database)]).toEqual([
    failure(
      5,
      `Your household has no database yet; it would be at “${home.database}”.`,
      'Create it: momentum db init',
    ),
    failure(
      5,
      `“${older.database}” has schema 4; this version of Momentum needs schema ${latestNumber}.`,
      'To back it up and upgrade it: momentum db migrate',
    ),
    false,
  ])
  expect(await older.json('db', 'status', '--fields', 'schema_version')).toEqual({
    schema_version: 4,
  })
})
