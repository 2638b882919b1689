import { expect, test } from 'vitest'
import { copiesOf } from '../../support/household/household.ts'
import { failure, sampleHousehold } from '../../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'small', '--definition-of-done', 'Clean']
const fields = ['--fields', 'status,owner,turn_reason'] as const

/** Alex, Sam and Kim, who take turns at the dishes: task 4 is Alex’s turn. Task 5 is like it. */
const rota = copiesOf(async () => {
  const home = await sampleHousehold()
  await home.json('user', 'add', 'Kim')
  const among = ['--every', 'day', '--among', 'alex,sam,kim']
  await home.json('routine', 'add', 'Dishes', ...essentials, ...among)
  await home.json('task', 'add', 'Windows', ...essentials, '--owner', 'alex')
  return home
})

type Home = Awaited<ReturnType<typeof rota>>

const show = (home: Home, task: string) => home.json('task', 'show', task, ...fields)

test.each([
  ['a task is assigned', ['task', 'assign', '4', 'sam']],
  ['a task is unassigned', ['task', 'assign', '4', 'none']],
  ['a task gets another owner', ['task', 'edit', '4', '--owner', 'sam']],
  ['a task is taken', ['task', 'take', '4']],
  ['a plain task is assigned', ['task', 'assign', '5', 'sam']],
  ['a plain task is taken', ['task', 'take', '5']],
])('that %s is undone and redone after it was done', async (_, words) => {
  const home = await rota()
  const task = words[2] ?? ''
  const first = (await show(home, task)) as object
  await home.json(...words, '--as', 'kim')
  await home.json('task', 'done', task, '--as', 'sam')
  const done = await show(home, task)
  const history = await home.json('routine', 'history', '1')
  await home.json('undo', '--as', 'kim')
  const undone = await show(home, task)
  await home.json('redo', '--as', 'kim')
  expect([undone, await show(home, task), await home.json('routine', 'history', '1')]).toEqual([
    { ...first, status: 'DONE' },
    done,
    history,
  ])
})

test('a turn that a routine chose is not undone after it was used', async () => {
  const home = await rota()
  await home.json('routine', 'edit', '1', '--among', 'sam,kim', '--as', 'kim')
  await home.json('task', 'done', '4', '--as', 'sam')
  expect(await home.run('undo', '--as', 'kim')).toEqual(
    failure(
      4,
      '“Dishes” was changed later by Sam (task done: status backlog → done), so nothing was done.',
      'See: momentum --as kim task history 4',
    ),
  )
})
