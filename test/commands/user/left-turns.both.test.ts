import { expect, test } from 'vitest'
import type { Task } from '../../../src/domain/task.ts'
import { copiesOf } from '../../support/household/household.ts'
import { sampleHousehold } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'small', '--definition-of-done', 'Clean']
const among = ['--among', 'alex,sam,kim']

/** Alex has a turn of each kind: tasks 4 to 9. */
const rotas = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('user', 'add', 'Kim')
  const add = (title: string, ...words: string[]) =>
    home.json('routine', 'add', title, ...essentials, '--every', 'day', ...words)
  await add('Cat', '--owner', 'alex')
  await add('Bins', '--owner', 'alex')
  await add('Dishes', ...among)
  await add('Floor', ...among)
  await add('Windows')
  await add('Stairs', ...among)
  await home.json('task', 'start', '5', '6')
  await home.json('task', 'take', '7', '8', '--as', 'alex')
  await home.json('away', 'add', 'sam', '--from', '+1d', '--until', '+9d')
  await home.json('task', 'edit', '4', '--due', '+1d')
  return home
})

type Home = Awaited<ReturnType<typeof rotas>>

/** Whose task each is, whose turn its reason says it is, and why. */
async function turnsOf(home: Home) {
  const fields = ['--fields', 'title,owner,routine_id,turn_reason']
  const tasks = (await home.json('task', 'list', ...fields)) as Task[]
  return tasks
    .filter(({ routine_id }) => routine_id !== null)
    .map(({ title, owner, turn_reason }) => {
      const reason = turn_reason as unknown as { because: string; user: string } | null
      return [title, owner, ...(reason === null ? [] : [reason.user, reason.because])]
    })
    .toSorted()
}

test.each([
  [
    'sam',
    [
      ['Bins', 'Sam', 'Sam', 'FIXED'],
      ['Cat', 'Sam', 'Sam', 'FIXED_BUT_AWAY'],
      ['Dishes', 'Sam', 'Sam', 'ASSIGNED'],
      ['Floor', 'Sam', 'Sam', 'ASSIGNED'],
      ['Stairs', 'Sam', 'Sam', 'NEVER_YET'],
      ['Windows', 'Sam', 'Sam', 'ASSIGNED'],
    ],
  ],
  [
    'keep',
    [
      ['Bins', null],
      ['Cat', null],
      ['Dishes', null],
      ['Floor', null],
      ['Stairs', 'Sam', 'Sam', 'NEVER_YET'],
      ['Windows', null],
    ],
  ],
  [
    'delete',
    [
      ['Dishes', 'Sam', 'Sam', 'NEVER_YET'],
      ['Floor', 'Sam', 'Sam', 'NEVER_YET'],
      ['Stairs', 'Sam', 'Sam', 'NEVER_YET'],
      ['Windows', null],
    ],
  ],
])('no turn is a deleted member’s: --tasks %s', async (tasks, expected) => {
  const home = await rotas()
  const before = await turnsOf(home)
  await home.json('user', 'remove', 'alex', '--yes', '--tasks', tasks)
  const after = await turnsOf(home)
  await home.json('undo')
  expect([after, await turnsOf(home)]).toEqual([expected, before])
})

test('a rota chooses again for a task that a deleted member left to nobody', async () => {
  const home = await rotas()
  await home.json('user', 'remove', 'alex', '--yes', '--tasks', 'keep')
  await home.json('away', 'add', 'sam', '--from', 'today', '--until', 'today')
  expect((await turnsOf(home)).filter(([title]) => title === 'Floor')).toEqual([
    ['Floor', 'Kim', 'Kim', 'ONLY_ONE_HERE'],
  ])
})

test('a member who leaves changes no private task of others, so that an undo works', async () => {
  const home = await rotas()
  const own = ['--every', 'day', '--owner', 'sam', '--private', '--as', 'sam']
  await home.json('routine', 'add', 'Present', ...essentials, ...own)
  await home.json('task', 'edit', '10', '--due', '+1d', '--as', 'sam')
  await home.json('user', 'deactivate', 'kim', '--as', 'alex')
  const { turn_reason } = (await home.json('task', 'show', '10', '--as', 'sam')) as Task
  expect([turn_reason, (await home.run('undo', '--as', 'alex')).code]).toMatchObject([
    { because: 'FIXED' },
    0,
  ])
})
