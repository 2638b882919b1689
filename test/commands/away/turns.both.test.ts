import { expect, test } from 'vitest'
import type { Task } from '../../../src/domain/task.ts'
import { copiesOf, type Household } from '../../support/household/household.ts'
import { failure, oneOClock, sampleHousehold, success } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Out']

/**
 * Alex, Sam and Kim take out the bins in turn; the task is 4, and Alex’s turn. Everybody’s rent is
 * due on 1 December, by turns, too: the task is 5.
 */
const withRota = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('user', 'add', 'Kim')
  const among = ['--turns', 'rotate', '--among', 'alex,sam,kim']
  await home.json('routine', 'add', 'Bins', ...essentials, '--every', 'tue', ...among)
  const rent = ['--every', 'month on 1', '--start', '2026-12-01', '--when-away', 'keep']
  await home.json('routine', 'add', 'Rent', ...essentials, ...rent, ...among)
  home.setClock(oneOClock)
  return home
})

/** Whose turn a task is, and why. */
async function turnOf(home: Household, task: number) {
  const { owner, turn_reason } = (await home.json('task', 'show', String(task))) as Task
  return [owner, (turn_reason as unknown as { because: string }).because]
}

const tuesday = ['--from', '2026-11-24', '--until', '2026-11-24']

test('a turn passes on while a member is away, and comes back', async () => {
  const home = await withRota()
  const added = await home.run('away', 'add', 'alex', ...tuesday)
  const turns = [await turnOf(home, 4), await turnOf(home, 5)]
  const removed = await home.run('away', 'remove', '1', '--yes')
  turns.push(await turnOf(home, 4))
  expect([added, removed, turns]).toEqual([
    success('✓ Added absence 1: Alex, Tue 24 Nov', '  1 turn passed on: #4 “Bins” to Sam'),
    success('✓ Deleted absence 1: Alex, Tue 24 Nov', '  1 turn passed on: #4 “Bins” to Alex'),
    [
      ['Sam', 'NEVER_YET'],
      ['Alex', 'NEVER_YET'],
      ['Alex', 'NEVER_YET'],
    ],
  ])
})

test('JSON names the routines that moved, and the turns that passed on', async () => {
  const home = await withRota()
  const passed = (...words: string[]) => home.json(...words, '--fields', 'passed')
  const turn = (task_id: number, from: string | null, to: string | null) => {
    return { task_id, title: task_id === 4 ? 'Bins' : 'Rent', from, to }
  }
  const days = ['--from', '2026-11-24', '--until', '2026-12-05']
  const both = [...days, '--fields', 'moved,passed']
  const bins = { routine_id: 1, title: 'Bins', task_id: 4 }
  expect([
    await passed('away', 'add', 'alex', ...tuesday),
    await passed('away', 'add', 'sam', '--from', '2027-11-24', '--until', '2027-11-24'),
    await passed('away', 'remove', '1', '--yes'),
    await home.json('away', 'add', '--everybody', ...both),
    await home.json('away', 'remove', '3', '--yes', '--fields', 'moved,passed'),
    await passed('routine', 'edit', 'bins', '--among', 'kim,alex'),
    await passed('routine', 'edit', 'bins', '--title', 'Both bins'),
    await passed('routine', 'edit', 'both', '--title', 'Bins', '--among', 'alex,kim'),
    await passed('routine', 'edit', 'rent', '--turns', 'fixed', '--owner', 'sam'),
    await passed('routine', 'edit', 'rent', '--turns', 'none'),
    await passed('user', 'deactivate', 'alex'),
    await passed('user', 'deactivate', 'sam'),
    await passed('user', 'remove', 'kim', '--yes', '--tasks', 'keep'),
  ]).toEqual([
    { passed: [turn(4, 'Alex', 'Sam')] },
    { passed: [] },
    { passed: [turn(4, 'Sam', 'Alex')] },
    { moved: [{ ...bins, next_date: '2026-12-08' }], passed: [turn(5, 'Alex', null)] },
    { moved: [{ ...bins, next_date: '2026-11-24' }], passed: [turn(5, null, 'Alex')] },
    { passed: [turn(4, 'Alex', 'Kim')] },
    { passed: [] },
    { passed: [turn(4, 'Kim', 'Alex')] },
    { passed: [turn(5, 'Alex', 'Sam')] },
    { passed: [turn(5, 'Sam', null)] },
    { passed: [turn(4, 'Alex', 'Kim')] },
    { passed: [] },
    { passed: [turn(4, 'Kim', null)] },
  ])
})

test('whoever is left has the turn, and nobody if all are away', async () => {
  const home = await withRota()
  const turns: unknown[] = []
  for (const name of ['alex', 'sam', 'kim']) {
    await home.json('away', 'add', name, ...tuesday)
    turns.push(await turnOf(home, 4))
  }
  expect(turns).toEqual([
    ['Sam', 'NEVER_YET'],
    ['Kim', 'ONLY_ONE_HERE'],
    [null, 'ALL_AWAY'],
  ])
})

test('while everybody is away, what is kept is nobody’s turn, and the rest moves', async () => {
  const home = await withRota()
  const days = ['--from', '2026-11-24', '--until', '2026-12-05']
  const before = [await turnOf(home, 4), await turnOf(home, 5)]
  const added = await home.run('away', 'add', '--everybody', ...days)
  const during = [await turnOf(home, 4), await turnOf(home, 5)]
  await home.json('undo')
  expect([added, during, await turnOf(home, 4), await turnOf(home, 5)]).toEqual([
    success(
      '✓ Added absence 1: Everybody, Tue 24 Nov to Sat 5 Dec',
      '  Moved 1 routine: Bins to Tue 8 Dec',
      '  1 turn is nobody’s now: #5 “Rent”',
    ),
    [
      ['Alex', 'NEVER_YET'],
      [null, 'ALL_AWAY'],
    ],
    ...before,
  ])
})

test.each([
  ['was taken', ['task', 'take', '4', '--as', 'kim'], 'kim', 'TAKEN'],
  ['was assigned', ['task', 'assign', '4', 'kim'], 'kim', 'ASSIGNED'],
  ['was started', ['task', 'start', '4'], 'alex', 'NEVER_YET'],
])('a turn that %s stays', async (_, words, who, because) => {
  const home = await withRota()
  await home.json(...words)
  const before = await turnOf(home, 4)
  const { stdout } = await home.run('away', 'add', who, ...tuesday)
  expect([stdout.split('\n').length, before[1], await turnOf(home, 4)]).toEqual([
    2,
    because,
    before,
  ])
})

test('the owner of a routine with a fixed turn keeps it, and the reason says that they are away', async () => {
  const home = await withRota()
  await home.json('routine', 'add', 'Cat', ...essentials, '--every', 'tue', '--owner', 'sam')
  const before = await turnOf(home, 6)
  const added = await home.run('away', 'add', 'sam', ...tuesday)
  expect([before, added, await turnOf(home, 6)]).toEqual([
    ['Sam', 'FIXED'],
    success('✓ Added absence 1: Sam, Tue 24 Nov'),
    ['Sam', 'FIXED_BUT_AWAY'],
  ])
})

test('a turn that passed on does not keep the task before from being reopened', async () => {
  const home = await withRota()
  await home.json('task', 'done', '4', '--early', '--as', 'alex')
  await home.json('away', 'add', 'sam', '--from', '2026-12-01', '--until', '2026-12-01')
  await home.json('task', 'reopen', '4')
  const tasks = (await home.json('task', 'list', '--upcoming', '--fields', 'id')) as unknown[]
  expect(tasks).toEqual([{ id: 4 }, { id: 5 }])
})

test('an absence is not undone once the turn that passed on was used', async () => {
  const home = await withRota()
  await home.json('away', 'add', 'alex', ...tuesday, '--as', 'alex')
  await home.json('task', 'done', '4', '--early', '--as', 'sam')
  expect([await home.run('undo', '--as', 'alex'), await turnOf(home, 4)]).toEqual([
    failure(
      4,
      '“Bins” was changed later by Sam (task done: status backlog → done), so nothing was done.',
      'See: momentum --as alex task history 4',
    ),
    ['Sam', 'NEVER_YET'],
  ])
})

test('why a turn stays its owner’s is no change of the task, and undo does not need it', async () => {
  const home = await withRota()
  await home.json('routine', 'add', 'Cat', ...essentials, '--every', 'tue', '--owner', 'alex')
  const before = (await home.json('task', 'show', '6')) as Task
  home.setClock('2026-11-22T14:00:00.000Z')
  await home.json('away', 'add', 'alex', ...tuesday, '--as', 'sam')
  const away = (await home.json('task', 'show', '6')) as Task
  await home.json('task', 'done', '6', '--as', 'alex')
  const undone = await home.run('undo', '--as', 'sam')
  const after = [await home.json('away', 'list'), await turnOf(home, 6), await turnOf(home, 7)]
  expect([before.created_at, away.created_at, away.owner, undone.code, after]).toEqual([
    before.created_at,
    before.created_at,
    'Alex',
    0,
    [[], ['Alex', 'FIXED_BUT_AWAY'], ['Alex', 'FIXED']],
  ])
})

test('a next task whose owner went away meanwhile is still untouched', async () => {
  const home = await withRota()
  await home.json('routine', 'add', 'Cat', ...essentials, '--every', 'tue', '--owner', 'alex')
  await home.json('task', 'done', '6')
  await home.json('away', 'add', 'alex', '--from', '2026-12-01', '--until', '2026-12-01')
  const next = await turnOf(home, 7)
  const { code } = await home.run('task', 'reopen', '6')
  const gone = await home.run('task', 'show', '7')
  expect([next, code, gone.code]).toEqual([['Alex', 'FIXED_BUT_AWAY'], 0, 3])
})

test('a task without a due date counts for nobody when turns are chosen again', async () => {
  const home = await sampleHousehold()
  await home.json('user', 'add', 'Kim')
  const least = ['--every', 'day', '--turns', 'least', '--among', 'sam,kim']
  for (const title of ['Windows', 'Dishes']) {
    await home.json('routine', 'add', title, ...essentials, ...least)
  }
  await home.json('task', 'edit', '4', '--due', 'none')
  const before = [await turnOf(home, 4), await turnOf(home, 5)]
  await home.json('away', 'add', 'alex', ...tuesday)
  expect([before, await turnOf(home, 4), await turnOf(home, 5)]).toEqual([
    [
      ['Sam', 'LEAST_EFFORT'],
      ['Kim', 'LEAST_EFFORT'],
    ],
    ['Sam', 'LEAST_EFFORT'],
    ['Sam', 'LEAST_EFFORT'],
  ])
})
