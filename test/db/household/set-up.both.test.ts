import { expect, test } from 'vitest'
import { isEmpty, seed, setUpHousehold } from '../../../src/db/household/set-up.ts'
import { addTask, editTask, removeTask } from '../../../src/db/tasks/changes.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import { getTask } from '../../../src/db/tasks/references.ts'
import { editUser, getUser, listUsers } from '../../../src/db/users/users.ts'
import { listWins } from '../../../src/db/wins/wins.ts'
import { openStatuses, type TaskId } from '../../../src/domain/task.ts'
import { MomentumError } from '../../../src/errors.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { draft, writer } from '../../support/household/values.ts'

test('a household is empty until there is a user or a task', async () => {
  const [none, user, task] = [await newDatabase(), await newDatabase(), await newDatabase()]
  await addMember(user, 'Alex')
  await addTask(writer(task), draft(1), at(0))
  expect([await isEmpty(none), await isEmpty(user), await isEmpty(task)]).toEqual([
    true,
    false,
    false,
  ])
})

const chore = (number: number, owner: number | null) => {
  const { owner_user_id, ...essentials } = draft(number, { effort: 'TINY' })
  return { ...essentials, owner }
}

const users = [
  { name: 'Alex', role: 'cook' },
  { name: 'Sam', role: null },
]

test('sets up users, tasks and the win, with the user who picks it', async () => {
  const db = await newDatabase()
  const tasks = [chore(1, null), chore(2, 1), chore(3, 0)]
  await setUpHousehold(
    writer(db),
    { users, tasks, win: { task: 1, date: day(0), picker: 1 } },
    at(0),
  )
  expect({
    users: (await listUsers(db, { all: true })).map(({ name, role }) => [name, role]),
    tasks: (await listTasks(db, null, {})).map(({ title, status, owner }) => [
      title,
      status,
      owner,
    ]),
    wins: (await listWins(db)).map((win) => [win.date, win.task.title, win.selected_by]),
  }).toEqual({
    users: [
      ['Alex', 'cook'],
      ['Sam', null],
    ],
    tasks: [
      ['Task 1', 'BACKLOG', null],
      ['Task 2', 'ACTIVE', 'Sam'],
      ['Task 3', 'BACKLOG', 'Alex'],
    ],
    wins: [['2026-11-22', 'Task 2', 'Sam']],
  })
})

test('sets up all of it or nothing', async () => {
  const db = await newDatabase()
  const twice = [...users, { name: 'ALEX', role: null }]
  await expect(
    setUpHousehold(writer(db), { users: twice, tasks: [chore(1, null)] }, at(0)),
  ).rejects.toEqual(
    new MomentumError('conflict', 'There is already a member named “ALEX”.', {
      lead: 'Choose another name, or see',
      command: 'user list --all',
      forActor: false,
    }),
  )
  expect(await isEmpty(db)).toEqual(true)
})

test('sets up a household without a win', async () => {
  const db = await newDatabase()
  await setUpHousehold(writer(db), { users: [], tasks: [chore(1, null)] }, at(0))
  expect([(await listTasks(db, null, {})).map(({ status }) => status), await listWins(db)]).toEqual(
    [['BACKLOG'], []],
  )
})

test('seeds two users and two tasks, and the second time nothing', async () => {
  const db = await newDatabase()
  await seed(writer(db), at(0))
  const first = [await listUsers(db, { all: true }), await listTasks(db, null, {})]
  await seed(writer(db), at(1))
  const [names, tasks] = [
    (await listUsers(db, { all: true })).map(({ name, role }) => [name, role]),
    (await listTasks(db, null, {})).map(({ title, owner, status }) => [title, owner, status]),
  ]
  expect([
    [await listUsers(db, { all: true }), await listTasks(db, null, {})],
    names,
    tasks,
  ]).toEqual([
    first,
    [
      ['Alex', 'cook'],
      ['Sam', 'repairs'],
    ],
    [
      ['Descale the kettle', 'Alex', 'BACKLOG'],
      ['Fix the dripping tap', 'Sam', 'BACKLOG'],
    ],
  ])
})

test('seeding again leaves what was changed and brings back what was removed', async () => {
  const db = await newDatabase()
  await seed(writer(db), at(0))
  const tap = await getTask(db, null, { text: 'tap', part: 'tap' }, openStatuses)
  const alex = await getUser(db, { name: 'Alex' })
  await editUser(writer(db), alex, { role: 'gardener', active: false }, at(1))
  await editTask(writer(db), null, 1 as TaskId, { title: 'Kettle' }, at(1))
  await removeTask(writer(db), null, tap.id)
  await seed(writer(db), at(2))
  expect([
    (await listUsers(db, { all: true })).map(({ role, active }) => [role, active]),
    (await listTasks(db, null, {})).map(({ id, title }) => [id, title]),
  ]).toEqual([
    [
      ['gardener', false],
      ['repairs', true],
    ],
    [
      [1, 'Kettle'],
      [3, 'Fix the dripping tap'],
    ],
  ])
})

test('a user who has the name already is given the task', async () => {
  const db = await newDatabase()
  await addMember(db, 'sam')
  await seed(writer(db), at(1))
  expect([
    (await listUsers(db, { all: true })).map(({ name }) => name),
    (await listTasks(db, null, {})).map(({ title, owner }) => [title, owner]),
  ]).toEqual([
    ['Alex', 'sam'],
    [
      ['Descale the kettle', 'Alex'],
      ['Fix the dripping tap', 'sam'],
    ],
  ])
})
