import { expect, it } from 'vitest'
import { copiesOf, household, screen } from '../support/household/household.ts'
import { kettle, rent, sampleHousehold, success, tap } from '../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']

/** What is due on some of the days from Sunday 22 November on, and what is private. */
const planned = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('task', 'edit', 'rent', '--due', '2026-11-20', '--priority', 'urgent')
  await home.json('task', 'edit', 'tap', '--due', '2026-11-24', '--private', '--as', 'alex')
  await home.json('task', 'edit', 'kettle', '--starts', '2026-11-26', '--due', '2026-12-08')
  await home.json('routine', 'add', 'Bins', ...essentials, '--every', 'tue,sat', '--owner', 'sam')
  await home.json('away', 'add', 'sam', '--from', '2026-11-27', '--until', '2026-11-30')
  await home.json('rest', 'add', '2026-11-28')
  return home
})

const emptyDay = { rest_day: false, away: [], due: [], starts: [], expected: [] }

it('shows the next seven days by member', async () => {
  const home = await planned()
  const seen = [
    'Sun 22 Nov  today',
    '  Sam         ! Pay the rent (since Friday, urgent)',
    '',
    'Mon 23 Nov  tomorrow · nothing due',
    '',
    'Tue 24 Nov',
    '  Sam         Bins ↻',
    '',
    'Wed 25 Nov  nothing due',
    '',
    'Thu 26 Nov',
    '  Unassigned  Descale the kettle (starts, due Tue 8 Dec)',
    '',
    'Fri 27 Nov  Sam is away · nothing due',
    '',
    'Sat 28 Nov  rest day · Sam is away',
    '  Sam         Bins ↻',
  ]
  const alexSees = seen.toSpliced(6, 0, '  Alex        Fix the tap')
  expect([
    await home.run('week'),
    await home.run('week', '--as', 'sam'),
    await home.run('week', '--as', 'alex'),
  ]).toEqual([success(...seen), success(...seen), success(...alexSees)])
})

it('lists what is late from the earliest day on, and the tasks of a day by number', async () => {
  const home = household()
  const due = [21, 19, 22, 20, 24, 22, 19, 24].map((day) => ['--due', `2026-11-${day}`])
  const starting = [25, 23, 25].map((day) => ['--starts', `2026-11-${day}`])
  for (const when of [...due, ...starting])
    await home.json('task', 'add', 'x', ...essentials, ...when)
  const days = (await home.json('week')) as Record<'due' | 'starts', { id: number }[]>[]
  expect(
    days.map((day) => [day.due, day.starts].map((tasks) => tasks.map(({ id }) => id))),
  ).toEqual([
    [[2, 7, 4, 1, 3, 6], []],
    [[], [10]],
    [[5, 8], []],
    [[], [9, 11]],
    [[], []],
    [[], []],
    [[], []],
  ])
})

it('gives a program each of the days', async () => {
  const home = await planned()
  const days = (await home.json('week', '--as', 'alex')) as { due: { id: number }[] }[]
  const changed = { updated_at: expect.any(String) }
  const bins = expect.objectContaining({ title: 'Bins', owner: 'Sam', due_date: '2026-11-24' })
  const sam = expect.objectContaining({ user: 'Sam', from_date: '2026-11-27' })
  expect(days).toEqual([
    {
      ...emptyDay,
      date: '2026-11-22',
      due: [{ ...rent, ...changed, due_date: '2026-11-20', priority: 'URGENT' }],
    },
    { ...emptyDay, date: '2026-11-23' },
    {
      ...emptyDay,
      date: '2026-11-24',
      due: [{ ...tap, ...changed, due_date: '2026-11-24', private: true }, bins],
    },
    { ...emptyDay, date: '2026-11-25' },
    {
      ...emptyDay,
      date: '2026-11-26',
      starts: [{ ...kettle, ...changed, starts_on: '2026-11-26', due_date: '2026-12-08' }],
    },
    { ...emptyDay, date: '2026-11-27', away: [sam] },
    {
      ...emptyDay,
      date: '2026-11-28',
      rest_day: true,
      away: [sam],
      expected: [{ date: '2026-11-28', routine_id: 1, title: 'Bins', turn: 'Sam' }],
    },
  ])
})

it('says so if nothing is due', async () => {
  const home = household()
  await home.json('db', 'init')
  const days = ['Tue 24', 'Wed 25', 'Thu 26', 'Fri 27', 'Sat 28'].map(
    (day) => `${day} Nov  nothing due`,
  )
  expect(await home.run('week')).toEqual(
    success(
      'Sun 22 Nov  today · nothing due',
      'Mon 23 Nov  tomorrow · nothing due',
      ...days,
      '',
      '✓ Nothing is due in the next seven days.',
      'Add a task that repeats: momentum routine add',
    ),
  )
})

it('names the turn where it is certain', async () => {
  const home = await sampleHousehold()
  const add = ['routine', 'add']
  await home.json(...add, 'Dishes', ...essentials, '--every', 'day', '--among', 'alex,sam')
  const least = ['--turns', 'least', '--among', 'alex,sam']
  await home.json(...add, 'Dust', ...essentials, '--every', '3 days', ...least)
  await home.json('away', 'add', 'alex', '--from', '2026-11-27', '--until', '2026-11-27')
  const days = (await home.json('week')) as {
    readonly due: readonly { readonly title: string; readonly owner: string }[]
    readonly expected: readonly { readonly title: string; readonly turn: string | null }[]
  }[]
  expect(
    days.map(({ due, expected }) => [
      ...due.map(({ title, owner }) => `${title}: ${owner}`),
      ...expected.map(({ title, turn }) => `${title}: ${turn}`),
    ]),
  ).toEqual([
    ['Dishes: Alex', 'Dust: Sam'],
    ['Dishes: Sam'],
    ['Dishes: Alex'],
    ['Dishes: Sam', 'Dust: null'],
    ['Dishes: Alex'],
    ['Dishes: Sam'],
    ['Dishes: Alex', 'Dust: null'],
  ])
})

it('leaves out what a paused routine has, until it resumes', async () => {
  const home = await sampleHousehold()
  await home.json('routine', 'add', 'Dishes', ...essentials, '--every', 'day')
  const days = async () =>
    ((await home.json('week')) as { due: []; expected: [] }[]).map(
      ({ due, expected }) => due.length + expected.length,
    )
  await home.json('routine', 'pause', 'dishes', '--until', '2026-11-25')
  const until = await days()
  await home.json('routine', 'resume', 'dishes')
  await home.json('routine', 'pause', 'dishes')
  expect([until, await days()]).toEqual([
    [0, 0, 0, 1, 1, 1, 1],
    [0, 0, 0, 0, 0, 0, 0],
  ])
})

it.each([60, 80, 120])('fits a terminal of %d columns', async (columns) => {
  const home = await planned()
  for (const title of ['Wash the windows of the attic', 'Sweep the stairs', 'Iron the shirts']) {
    await home.json(
      ...['task', 'add', title, ...essentials, '--owner', 'sam', '--due', '2026-11-23'],
    )
  }
  const world = home.world(['week', '--no-color'], { stdout: screen(columns) })
  const { stdout } = await home.runIn(world)
  const lines = stdout.split('\n')
  const start = lines.findIndex((line) => line.startsWith('Mon')) + 1
  expect(lines.slice(start, lines.indexOf('', start))).toEqual(
    columns === 60
      ? [
          '  Sam         Wash the windows of the attic ·',
          '              Sweep the stairs · Iron the shirts',
        ]
      : ['  Sam         Wash the windows of the attic · Sweep the stairs · Iron the shirts'],
  )
})

it('breaks a title that is wider than the terminal between its words', async () => {
  const home = await sampleHousehold()
  for (const title of ['Mow', 'Take the old wardrobe apart and bring it to the recycling yard']) {
    await home.json('task', 'add', title, ...essentials, '--owner', 'sam', '--due', '2026-11-23')
  }
  const world = home.world(['week', '--no-color'], { stdout: screen(60) })
  const { stdout } = await home.runIn(world)
  expect(stdout.split('\n').slice(2, 6)).toEqual([
    'Mon 23 Nov  tomorrow',
    '  Sam  Mow · Take the old wardrobe apart and bring it to the',
    '       recycling yard',
    '',
  ])
})

it('shows eight tasks of a member on a day, and how to list all of them', async () => {
  const home = await sampleHousehold()
  for (let number = 1; number <= 10; number += 1) {
    await home.json('task', 'add', `Errand ${number}`, ...essentials, '--due', 'today')
  }
  const world = home.world(['week', '--no-color'], { stdout: screen(120) })
  const { stdout } = await home.runIn(world)
  const errands = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `Errand ${number}`).join(' · ')
  const lines = stdout.trimEnd().split('\n')
  expect([...lines.slice(0, 3), lines.at(-1)]).toEqual([
    'Sun 22 Nov  today',
    `  Unassigned  ${errands.slice(0, errands.indexOf(' · Errand 8'))} ·`,
    '              Errand 8 · and 2 more',
    '… more: momentum task list --due-before 2026-11-29',
  ])
})
