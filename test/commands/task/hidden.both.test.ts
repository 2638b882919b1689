import { expect, test } from 'vitest'
import { addTask } from '../../support/household/contents.ts'
import { copiesOf, household } from '../../support/household/household.ts'
import { failure, success, usageFailure } from '../../support/household/sample.ts'

/** Sunday 22 November: a task to see today, one from tomorrow on, and one from December on. */
const planned = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Alex')
  await addTask(home, 'Rake the leaves', '--owner', 'alex')
  await addTask(home, 'Buy candles', '--owner', 'alex', '--starts', '2026-12-01')
  await addTask(home, 'Wax the skis', '--starts', 'tomorrow', '--due', '+3d')
  return home
})

const ids = ['--fields', 'id']

test('a task with --starts is in no list before that day, and in every list from then on', async () => {
  const home = await planned()
  const lists = [
    ['task', 'list'],
    ['task', 'list', '--all'],
    ['task', 'list', '--search', 'the', '--sort', 'title'],
    ['task', 'list', '--owner', 'alex'],
    ['task', 'list', '--due-before', '+1w'],
  ]
  const listed = async () => Promise.all(lists.map((words) => home.json(...words, ...ids)))
  const before = await listed()
  home.setClock('2026-12-01T12:00:00.000Z')
  expect([before, await listed()]).toEqual([
    [[{ id: 1 }], [{ id: 1 }], [{ id: 1 }], [{ id: 1 }], []],
    [
      [{ id: 1 }, { id: 2 }, { id: 3 }],
      [{ id: 1 }, { id: 2 }, { id: 3 }],
      [{ id: 1 }, { id: 3 }],
      [{ id: 1 }, { id: 2 }],
      [{ id: 3 }],
    ],
  ])
})

test('--upcoming lists exactly the hidden ones, the soonest first', async () => {
  const home = await planned()
  expect(await home.json('task', 'list', '--upcoming', ...ids)).toEqual([{ id: 3 }, { id: 2 }])
  expect(await home.run('task', 'list', '--upcoming')).toEqual(
    success(
      'id  task          domain  effort  priority  due        starts     owner  category  status',
      ' 3  Wax the skis  chores  small   medium    in 3 days  tomorrow   –      –         ○ backlog',
      ' 2  Buy candles   chores  small   medium    –          in 9 days  Alex   –         ○ backlog',
    ),
  )
})

test('--upcoming goes with other conditions and orders, but not with --all', async () => {
  const home = await planned()
  const upcoming = ['task', 'list', '--upcoming']
  expect(await home.json(...upcoming, '--sort', 'id:desc', ...ids)).toEqual([{ id: 3 }, { id: 2 }])
  expect(await home.json(...upcoming, '--owner', 'alex', ...ids)).toEqual([{ id: 2 }])
  expect(await home.json(...upcoming, '--limit', '1', '--offset', '1', ...ids)).toEqual([{ id: 2 }])
  expect(await home.run(...upcoming, '--all')).toEqual(
    usageFailure('Use --upcoming or --all, not both.'),
  )
})

test('--upcoming says that nothing is hidden', async () => {
  const home = household()
  await addTask(home, 'Rake the leaves')
  expect(await home.run('task', 'list', '--upcoming')).toEqual(
    success(
      'No task is hidden until a later date.',
      'See every task: momentum task list --all',
      'Add one: momentum task add',
    ),
  )
})

test('a hidden task is found by its name and number, shown and picked', async () => {
  const home = await planned()
  expect(await home.json('task', 'show', 'skis', ...ids)).toEqual({ id: 3 })
  expect(await home.json('win', 'pick', '2', '--as', 'alex', '--fields', 'task_id')).toEqual({
    task_id: 2,
  })
  const { stdout } = await home.run('task', 'show', 'skis')
  expect(stdout).toContain('Starts      2026-11-23 (tomorrow)\n')
})

test('task edit moves and clears the start', async () => {
  const home = await planned()
  const edit = (start: string) =>
    home.json('task', 'edit', '3', '--starts', start, '--fields', 'id,starts_on')
  expect([await edit('+1w'), await edit('none')]).toEqual([
    { id: 3, starts_on: '2026-11-29' },
    { id: 3, starts_on: null },
  ])
})

test('rule 14: a task of a routine that is moved to an earlier day is shown earlier', async () => {
  const home = await planned()
  const essentials = ['--domain', 'bills', '--effort', 'tiny', '--definition-of-done', 'Paid']
  await home.json('routine', 'add', 'Rent', ...essentials, '--every', 'month on 20')
  const edit = (...words: string[]) =>
    home.json('task', 'edit', '4', ...words, '--fields', 'due_date,starts_on')
  expect([
    await edit('--due', '2026-11-28'),
    await home.json('task', 'list', '--search', 'rent', ...ids),
    await edit('--due', '2026-12-20'),
    await edit('--due', 'none'),
    await edit('--due', '2026-12-10', '--starts', '2026-12-09'),
    await edit('--due', '2026-12-08'),
  ]).toEqual([
    { due_date: '2026-11-28', starts_on: '2026-11-21' },
    [{ id: 4 }],
    { due_date: '2026-12-20', starts_on: '2026-11-21' },
    { due_date: null, starts_on: '2026-11-21' },
    { due_date: '2026-12-10', starts_on: '2026-12-09' },
    { due_date: '2026-12-08', starts_on: '2026-12-07' },
  ])
})

test('a hidden task is in no count of today’s page, nor of its owner', async () => {
  const home = await planned()
  expect(await home.json('--fields', 'unowned,counts')).toEqual({
    unowned: [],
    counts: { BACKLOG: 1, ACTIVE: 0, PAUSED: 0, BLOCKED: 0, DONE: 0, ABANDONED: 0 },
  })
  const { stdout } = await home.run('user', 'show', 'alex')
  expect(stdout).toContain('Owns      1 task\n')
  expect(await home.run('user', 'remove', 'alex', '--yes')).toEqual(
    failure(
      4,
      'Alex owns 2 tasks.',
      'Choose what happens to their tasks: --tasks keep (unassigned), --tasks delete, or --tasks <user>',
    ),
  )
})
