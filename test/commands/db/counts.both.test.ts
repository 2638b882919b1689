import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addTask } from '../../support/household/contents.ts'
import { copiesOf, household } from '../../support/household/household.ts'
import { password, runWithInput } from '../../support/household/members.ts'

/** Two tasks for everyone, two private ones of Maya’s, and one of Tom’s. */
const withPrivateTasks = copiesOf(async () => {
  const home = household()
  await home.ready()
  await home.json('db', 'init')
  for (const name of ['Maya', 'Tom']) await home.json('user', 'add', name)
  for (const title of ['Bins', 'Bread']) await addTask(home, title)
  for (const owner of ['maya', 'maya', 'tom']) {
    await addTask(home, 'Gift', '--owner', owner, '--private', '--as', owner)
  }
  return home
})

test.each([
  [[], 2],
  [['--as', 'maya'], 4],
  [['--as', 'tom'], 3],
])('db status and db init %j count the tasks that the list shows', async (who, tasks) => {
  const home = await withPrivateTasks()
  const counted = ['--fields', 'tasks', ...who]
  expect([
    await home.json('db', 'status', ...counted),
    await home.json('db', 'init', ...counted),
    ((await home.json('task', 'list', '--all', ...who)) as unknown[]).length,
  ]).toEqual([{ tasks }, { tasks }, tasks])
})

test('db status counts for the member who is logged in, but not for one who has to prove it', async () => {
  const home = await withPrivateTasks()
  const count = async (...who: string[]) =>
    await home.run('db', 'status', '--fields', 'tasks', ...who)
  await home.json('login', 'maya')
  const loggedIn = await count()
  await runWithInput(home, password, 'user', 'password', 'maya', '--password-stdin')
  expect([
    loggedIn,
    JSON.parse((await count()).stdout),
    (await count('--as', 'maya')).code,
    (await count('--as', 'nobody')).code,
  ]).toEqual([
    expect.objectContaining({ code: 0, stdout: '{\n  "tasks": 4\n}\n' }),
    { tasks: 2 },
    6,
    3,
  ])
})

test('a backup and a copy say that they count all tasks', async () => {
  const home = await withPrivateTasks()
  const [backup, copy] = ['a.db', 'b.db'].map((name) => join(home.folder, name))
  const told = [
    await home.run('db', 'backup', `${backup}`),
    await home.run('db', 'copy', '--to', `${copy}`),
    await home.run('db', 'restore', `${backup}`, '--yes'),
  ]
  expect(
    told.map(({ stdout }) => stdout.match(/5 tasks? \(including private ones\)/)?.[0]),
  ).toEqual(told.map(() => '5 tasks (including private ones)'))
})
