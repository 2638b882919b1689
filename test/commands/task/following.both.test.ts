import { expect, test } from 'vitest'
import { addTask } from '../../support/household/contents.ts'
import { copiesOf, household } from '../../support/household/household.ts'
import { failure, success } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']

/** Sunday 22 November: 1 Bins on Tuesday, 2 the tree today for the last time, 3 Alex's gifts. */
const withRoutines = copiesOf(async () => {
  const home = household()
  for (const name of ['Alex', 'Sam']) await home.json('user', 'add', name)
  const routine = (title: string, ...words: string[]) =>
    home.json('routine', 'add', title, ...essentials, ...words)
  await routine('Bins', '--every', 'tue', '--owner', 'sam')
  await routine('Tree', '--every', 'day', '--until', 'today')
  await routine('Gifts', '--every', '3 dec', '--private', '--as', 'alex')
  await addTask(home, 'Fix the tap')
  return home
})

test('task done says when the routine comes next, or that it has ended', async () => {
  const home = await withRoutines()
  expect([
    await home.run('task', 'done', 'bins'),
    await home.run('task', 'status', 'tree', 'done'),
    await home.run('task', 'toggle', 'gifts', '--as', 'alex'),
    await home.run('task', 'done', 'tap'),
  ]).toEqual([
    success('✓ Bins is done.', '  Next on Tue 1 Dec.'),
    success('✓ Tree is done.', '  The routine has ended.'),
    success('✓ Gifts is done.', '  Next on Fri 3 Dec 2027.'),
    success('✓ Fix the tap is done.'),
  ])
})

test('in a pause, the next one is paused, whatever was done with this one', async () => {
  const home = await withRoutines()
  await home.json('routine', 'pause', 'bins', '--note', 'On strike')
  await home.json('task', 'start', 'bins')
  expect([
    await home.run('task', 'skip', 'bins'),
    await home.run('task', 'done', 'bins', '--early'),
    await home.json('task', 'show', 'bins', '--fields', 'id,status,status_note,due_date'),
  ]).toEqual([
    success('✓ Bins is skipped.', '  The next one is paused.'),
    success('✓ Bins is done.', '  The next one is paused.'),
    { id: 5, status: 'PAUSED', status_note: 'On strike', due_date: '2026-12-08' },
  ])
})

test('what is too early is refused with the day and the member that were typed', async () => {
  const home = await withRoutines()
  await home.json('task', 'done', 'bins', '--on', 'yesterday')
  const refused = await home.run('task', 'done', '5', '4', '--on', 'yesterday', '--by', 'alex')
  await home.json('task', 'done', '5', '--on', 'yesterday', '--by', 'alex', '--early')
  await home.json('task', 'start', '6')
  await home.json('win', 'pick', '6')
  expect([refused, await home.run('win', 'done', '--on', '2026-11-20', '--as', 'sam')]).toEqual([
    failure(
      4,
      '“Bins” is planned for 2026-12-01 and cannot be done before 2026-11-25.',
      'If it is done already: momentum task done 5 --on yesterday --by alex --early',
    ),
    failure(
      4,
      '“Bins” is planned for 2026-12-08 and cannot be done before 2026-12-02.',
      'If it is done already: momentum --as sam task done 6 --on 2026-11-20 --early',
    ),
  ])
})

test('of several, each that repeats is named', async () => {
  const home = await withRoutines()
  const { stdout } = await home.run('task', 'done', '1', '2', '4')
  expect(stdout.split('\n').slice(4)).toEqual([
    '  Bins: next on Tue 1 Dec.',
    '  Tree: the routine has ended.',
    '',
  ])
})

test('a program gets the number of the task that followed', async () => {
  const home = await withRoutines()
  const fields = ['--fields', 'id,routine,occurrence_number,next_task_id']
  expect([
    await home.json('task', 'done', '1', '2', '4', ...fields),
    await home.json('task', 'show', '5', ...fields),
  ]).toEqual([
    [
      { id: 1, routine: 'Bins', occurrence_number: 1, next_task_id: 5 },
      { id: 2, routine: 'Tree', occurrence_number: 1, next_task_id: null },
      { id: 4, routine: null, occurrence_number: null, next_task_id: null },
    ],
    { id: 5, routine: 'Bins', occurrence_number: 2, next_task_id: null },
  ])
})

test('rule 16: a live task is picked, paused, resumed and done as the Daily Win', async () => {
  const home = await withRoutines()
  await home.json('win', 'pick', 'bins', '--as', 'alex')
  const state = ['--fields', 'status,status_note']
  await home.json('win', 'pause', '--note', 'Snow')
  const paused = await home.json('task', 'show', '1', ...state)
  await home.json('win', 'resume')
  expect([paused, await home.run('win', 'done', '--on', 'yesterday', '--by', 'sam')]).toEqual([
    { status: 'PAUSED', status_note: 'Snow' },
    success('✓ Finished #1: Bins', '  Next on Tue 1 Dec.', '  ▲ 1 day in a row'),
  ])
  const win = await home.json('win', 'show', '--fields', 'selected_by,completed_by,task')
  expect(win).toMatchObject({
    selected_by: 'Alex',
    completed_by: 'Sam',
    task: { completed_on: '2026-11-21', completed_by: 'Sam', next_task_id: 5 },
  })
})

test('rule 16: task done of the win says both: what follows, and that the day is won', async () => {
  const home = await withRoutines()
  await home.json('win', 'pick', 'bins')
  expect(await home.run('task', 'done', 'bins')).toEqual(
    success(
      '✓ Bins is done.',
      '  Next on Tue 1 Dec.',
      '  Today’s win is done.',
      '  ▲ 1 day in a row',
    ),
  )
})

test('rule 16: a pick that is dropped leaves the live task in the backlog', async () => {
  const home = await withRoutines()
  await home.json('win', 'pick', 'bins')
  await home.json('win', 'drop', '--note', 'Too cold')
  const fields = ['--fields', 'status,status_note,due_date']
  expect([
    await home.json('task', 'show', '1', ...fields),
    await home.run('task', 'skip', 'bins'),
  ]).toEqual([
    { status: 'BACKLOG', status_note: 'Too cold', due_date: '2026-11-24' },
    success('✓ Bins is skipped.', '  Next on Tue 1 Dec.'),
  ])
})

test('task show says which time of which routine it is, and a list that it repeats', async () => {
  const home = await withRoutines()
  home.setClock('2026-11-24T12:00:00.000Z')
  const { stdout } = await home.run('task', 'show', 'bins')
  expect(stdout.split('\n').slice(8, 13)).toEqual([
    'Due         2026-11-24 (today)',
    'Routine     Bins, every week on tue (routine 1)',
    'Time        1, planned for 2026-11-24 (today)',
    'Turn        Sam’s turn: it is always Sam’s.',
    'Starts      2026-11-23 (yesterday)',
  ])
  expect(await home.run('task', 'list', '--owner', 'sam')).toEqual(
    success(
      'id  task    domain  effort  priority  due    owner  category  status',
      ' 1  Bins ↻  chores  tiny    medium    today  Sam    –         ○ backlog',
    ),
  )
})

test('task show names the member who did it if that is not the owner', async () => {
  const home = await withRoutines()
  await home.json('task', 'done', '1', '--on', 'yesterday', '--by', 'alex')
  await home.json('task', 'done', '4', '--by', 'sam')
  await home.json('task', 'edit', '4', '--owner', 'sam')
  const done = async (id: string) =>
    /^Done {8}.*$/m.exec((await home.run('task', 'show', id)).stdout)?.[0]
  expect([await done('1'), await done('4')]).toEqual([
    'Done        2026-11-21 by Alex',
    'Done        2026-11-22',
  ])
})

test('the history of a routine’s task says what people did, once', async () => {
  const home = await withRoutines()
  await home.json('task', 'skip', 'bins')
  await home.json('task', 'done', 'bins', '--early')
  await home.json('task', 'edit', '1', '--completed-on', 'yesterday', '--completed-by', 'alex')
  await home.json('task', 'edit', '5', '--starts', 'today')
  const whats = async (id: string) => {
    const { stdout } = await home.run('task', 'history', id)
    return stdout
      .split('\n')
      .slice(3, -1)
      .map((line) => line.split(/ {2,}/).at(-1))
  }
  expect([await whats('1'), await whats('5')]).toEqual([
    [
      'done by Sam → Alex, done on 2026-11-22 → 2026-11-21',
      'status backlog → done',
      'due date 2026-11-24 → 2026-12-01',
      'added',
    ],
    ['starts 2026-12-07 → 2026-11-22', 'added'],
  ])
})
