import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { copiesOf } from '../../support/household/household.ts'
import { failure, oneOClock, sampleHousehold, success } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Out']

/** Sam's bins on Tuesdays since October, which were done, skipped and missed. */
const householdWithBins = copiesOf(async () => {
  const home = await sampleHousehold()
  const bins = ['routine', 'add', 'Bins', ...essentials, '--every', 'tue', '--owner', 'sam']
  await home.json(...bins, '--start', '2026-10-20')
  await home.json('task', 'done', '4', '--on', '2026-10-19', '--by', 'alex')
  await home.json('task', 'done', '5', '--on', '2026-10-27')
  await home.json('task', 'done', '6', '--on', '2026-11-05', '--by', 'alex')
  const times = [
    [4, '2026-11-10', 'SKIPPED', 'The collectors\nwere on strike'],
    [5, '2026-11-17', 'MISSED', null],
  ]
  for (const [number, date, outcome, note] of times) {
    await home.query(sql`insert into occurrences
      (routine_id, number, date, outcome, turn_user_id, effort, task_id, note, created_at) values
      (1, ${number}, ${date}, ${outcome}, 2, 'TINY', 7, ${note}, '2026-11-22T12:30:00.000Z')`)
  }
  home.setClock(oneOClock)
  return home
})

const table = [
  'no.  planned     outcome    when         done by  note',
  '  5  Tue 17 Nov  ○ missed   –            –        –',
  '  4  Tue 10 Nov  – skipped  –            –        The collectors were on strike',
  '  3  Tue 3 Nov   ✓ done     2 days late  Alex     –',
  '  2  Tue 27 Oct  ✓ done     on the day   Sam      –',
  '  1  Tue 20 Oct  ✓ done     1 day early  Alex     –',
]

test('says how often it was done, and of each time when and by whom', async () => {
  const home = await householdWithBins()
  expect([
    await home.run('routine', 'history', 'bins'),
    await home.run('routine', 'history', 'bins', '--limit', '2'),
    await home.run('routine', 'history', 'bins', '-q'),
  ]).toEqual([
    success('Bins  routine 1', '', 'Done 3 times, skipped 1, missed 1.', '', ...table),
    success(
      ...['Bins  routine 1', '', 'Done 3 times, skipped 1, missed 1.', ''],
      'no.  planned     outcome    when  done by  note',
      '  5  Tue 17 Nov  ○ missed   –     –        –',
      '  4  Tue 10 Nov  – skipped  –     –        The collectors were on strike',
      '… and 3 more (raise --limit)',
    ),
    success('5', '4', '3', '2', '1'),
  ])
})

test('says whose turn it was where members take turns', async () => {
  const home = await householdWithBins()
  await home.json('user', 'add', 'Kim')
  await home.json('routine', 'edit', 'bins', '--turns', 'rotate', '--among', 'sam,alex,kim')
  const { stdout } = await home.run('routine', 'history', 'bins', '--limit', '3')
  expect(stdout.split('\n').slice(4)).toEqual([
    'no.  planned     outcome    when         turn  done by  note',
    '  5  Tue 17 Nov  ○ missed   –            Sam   –        –',
    '  4  Tue 10 Nov  – skipped  –            Sam   –        The collectors were on strike',
    '  3  Tue 3 Nov   ✓ done     2 days late  Sam   Alex     –',
    '… and 2 more (raise --limit)',
    '',
  ])
})

test('gives a program every time, with names', async () => {
  const home = await householdWithBins()
  const [missed, , late] = (await home.json('routine', 'history', '1')) as object[]
  expect([missed, late]).toEqual([
    {
      ...{ id: 5, routine_id: 1, number: 5, date: '2026-11-17', outcome: 'MISSED' },
      ...{ turn_user_id: 2, turn: 'Sam', completed_by_user_id: null, completed_by: null },
      ...{ on_date: null, effort: 'TINY', task_id: 7, note: null },
      created_at: '2026-11-22T12:30:00.000Z',
    },
    {
      ...{ id: 3, routine_id: 1, number: 3, date: '2026-11-03', outcome: 'DONE' },
      ...{ turn_user_id: 2, turn: 'Sam', completed_by_user_id: 1, completed_by: 'Alex' },
      ...{ on_date: '2026-11-05', effort: 'TINY', task_id: 6, note: null },
      created_at: '2026-11-22T12:00:03.000Z',
    },
  ])
})

test('shows a person ten of many, and a program all', async () => {
  const home = await householdWithBins()
  await home.query(sql`with recursive numbers (number) as
      (select 6 union all select number + 1 from numbers where number < 1000)
    insert into occurrences (routine_id, number, date, outcome, on_date, effort, created_at)
    select 1, number, '2026-11-17', 'DONE', '2026-11-17', 'TINY', '2026-11-22T12:30:00.000Z'
    from numbers`)
  const { stdout } = await home.run('routine', 'history', 'bins')
  const all = (await home.json('routine', 'history', 'bins', '--fields', 'number')) as unknown[]
  expect([
    stdout.split('\n').slice(2, 7),
    stdout.split('\n').slice(-2),
    all.length,
    all[0],
  ]).toEqual([
    [
      ...['Done 998 times, skipped 1, missed 1.', ''],
      ' no.  planned     outcome  when        done by  note',
      '1000  Tue 17 Nov  ✓ done   on the day  –        –',
      ' 999  Tue 17 Nov  ✓ done   on the day  –        –',
    ],
    ['… and 990 more (raise --limit)', ''],
    1000,
    { number: 1000 },
  ])
})

test('says that nothing was done yet', async () => {
  const home = await sampleHousehold()
  await home.json('routine', 'add', 'Bins', ...essentials, '--every', 'tue')
  expect([
    await home.run('routine', 'history', 'bins'),
    await home.json('routine', 'history', 'bins'),
    await home.run('routine', 'history', 'mow'),
  ]).toEqual([
    success('Bins  routine 1', '', 'Not done yet.'),
    [],
    failure(3, 'No routine title contains “mow”.', 'See: momentum routine list --all'),
  ])
})

test('rule 15: the history of a routine stays when its owner is deleted', async () => {
  const home = await householdWithBins()
  await home.json('user', 'remove', 'sam', '--tasks', 'keep', '--yes')
  const names = ['--fields', 'number,turn,completed_by']
  const [, , late, inTime] = (await home.json('routine', 'history', '1', ...names)) as object[]
  expect([late, inTime]).toEqual([
    { number: 3, turn: null, completed_by: 'Alex' },
    { number: 2, turn: null, completed_by: null },
  ])
})
