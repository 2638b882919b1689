import { expect, test } from 'vitest'
import { isEmpty, seed } from '../../../src/db/household/set-up.ts'
import { addTask, editTask, removeTask } from '../../../src/db/tasks/changes.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import { getTask } from '../../../src/db/tasks/references.ts'
import { editUser, getUser, listUsers } from '../../../src/db/users/users.ts'
import type { TaskId } from '../../../src/domain/task.ts'
import { openStatuses } from '../../../src/domain/task-status.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
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
