import { expect, test } from 'vitest'
import { removeUser } from '../../../src/db/household/user-removal.ts'
import { addTask, editTask, removeTask } from '../../../src/db/tasks/changes.ts'
import { countTasks, listTasks } from '../../../src/db/tasks/lists.ts'
import { getTask } from '../../../src/db/tasks/references.ts'
import { editUser, getUser, listUsers } from '../../../src/db/users/users.ts'
import { moveWin } from '../../../src/db/wins/moves.ts'
import { getWin } from '../../../src/db/wins/wins.ts'
import type { TaskId } from '../../../src/domain/task.ts'
import { openStatuses } from '../../../src/domain/task-status.ts'
import { MomentumError } from '../../../src/errors.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { pick } from '../../support/database/wins.ts'
import { draft, toDone, today, writer } from '../../support/household/values.ts'

/** Alex owns tasks 1 and 2, Sam task 3. */
async function owners() {
  const db = await newDatabase()
  const [alex, sam] = [await addMember(db, 'Alex'), await addMember(db, 'Sam')]
  for (const [number, { id }] of [alex, alex, sam].entries()) {
    await addTask(writer(db), draft(number + 1, { owner_user_id: id }), at(0))
  }
  const left = async () => ({
    users: (await listUsers(db, { all: true })).map(({ name }) => name),
    tasks: (await listTasks(db, null, {})).map(({ id, owner, updated_at }) => [
      id,
      owner,
      updated_at,
    ]),
  })
  return { db, alex, sam, left }
}

test.each([
  [
    'keep',
    [
      [1, null, at(1)],
      [2, null, at(1)],
      [3, 'Sam', at(0)],
    ],
  ],
  ['delete', [[3, 'Sam', at(0)]]],
] as const)(
  'members without private tasks can delete themselves, and %s their tasks',
  async (choice, tasks) => {
    const { db, alex, left } = await owners()
    await removeUser(writer(db), { viewer: alex.id, today }, alex, choice, at(1))
    expect(await left()).toEqual({ users: ['Sam'], tasks })
  },
)

test('counts the tasks of a user', async () => {
  const { db, alex, sam } = await owners()
  expect([
    await countTasks(db, null, { owners: [alex.id] }),
    await countTasks(db, null, { owners: [sam.id] }),
  ]).toEqual([2, 1])
})

test.each([
  ['Alex', 'Alex owns 2 tasks.'],
  ['Sam', 'Sam owns a task.'],
])('does not remove %s without a choice for their tasks', async (name, message) => {
  const { db, left } = await owners()
  const before = await left()
  const user = await getUser(db, { name })
  await expect(
    removeUser(writer(db), { viewer: null, today }, user, undefined, at(1)),
  ).rejects.toEqual(
    new MomentumError(
      'refused',
      message,
      'Choose what happens to their tasks: --tasks keep (unassigned), --tasks delete, or --tasks <user>',
    ),
  )
  expect(await left()).toEqual(before)
})

test('removes a user without tasks', async () => {
  const db = await newDatabase()
  await removeUser(
    writer(db),
    { viewer: null, today },
    await addMember(db, 'Alex'),
    undefined,
    at(1),
  )
  expect(await listUsers(db, { all: true })).toEqual([])
})

test('removes a user and keeps, deletes or gives away the tasks', async () => {
  const [keep, remove, give] = [await owners(), await owners(), await owners()]
  await removeUser(writer(keep.db), { viewer: null, today }, keep.alex, 'keep', at(1))
  await removeUser(writer(remove.db), { viewer: null, today }, remove.alex, 'delete', at(1))
  await removeUser(
    writer(give.db),
    { viewer: null, today },
    give.alex,
    { giveTo: give.sam.id },
    at(1),
  )
  const third = [3, 'Sam', at(0)]
  expect([await keep.left(), await remove.left(), await give.left()]).toEqual([
    { users: ['Sam'], tasks: [[1, null, at(1)], [2, null, at(1)], third] },
    { users: ['Sam'], tasks: [third] },
    { users: ['Sam'], tasks: [[1, 'Sam', at(1)], [2, 'Sam', at(1)], third] },
  ])
})

test('does not delete tasks that are in the history, nor the user', async () => {
  const { db, alex, left } = await owners()
  const task = await getTask(db, null, { text: '2', id: 2 as TaskId }, openStatuses)
  await pick(db, task, at(1), { picker: alex.id })
  const before = await left()
  await expect(
    removeUser(writer(db), { viewer: null, today }, alex, 'delete', at(2)),
  ).rejects.toEqual(
    new MomentumError(
      'refused',
      '“Task 2” is a Daily Win in the history and cannot be deleted.',
      'Use --tasks keep, or --tasks <user> to assign them to another member.',
    ),
  )
  expect(await left()).toEqual(before)
})

test('wins stay in the history without the name of the picker who left', async () => {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  const task = await addTask(writer(db), draft(1), at(0))
  await pick(db, task, at(1), { picker: alex.id })
  const won = await moveWin(writer(db), day(0), toDone, at(2))
  await removeUser(writer(db), { viewer: null, today }, alex, undefined, at(3))
  const { updated_at, ...win } = await getWin(db, day(0))
  expect({ ...win, updated_at: won.updated_at }).toEqual({
    ...won,
    selected_by_user_id: null,
    selected_by: null,
  })
})

test('a number is not given again after a user or a task is removed', async () => {
  const db = await newDatabase()
  await removeUser(
    writer(db),
    { viewer: null, today },
    await addMember(db, 'Alex'),
    undefined,
    at(1),
  )
  await removeTask(writer(db), null, (await addTask(writer(db), draft(1), at(0))).id)
  expect([
    (await addMember(db, 'Sam')).id,
    (await addTask(writer(db), draft(2), at(1))).id,
  ]).toEqual([2, 2])
})

test('does not give tasks to a user who is inactive', async () => {
  const { db, alex, sam, left } = await owners()
  await editUser(writer(db), sam, { active: false }, at(1))
  const before = await left()
  await expect(
    removeUser(writer(db), { viewer: null, today }, alex, { giveTo: sam.id }, at(2)),
  ).rejects.toEqual(
    new MomentumError('refused', 'Sam is inactive and cannot be assigned a task.', {
      lead: 'First',
      command: 'user activate Sam',
    }),
  )
  expect(await left()).toEqual(before)
})

/** As {@link owners}, after Alex has made so many tasks private. */
async function withPrivate(count: number) {
  const home = await owners()
  for (const id of [1, 2].slice(0, count)) {
    await editTask(writer(home.db), home.alex.id, id as TaskId, { private: true }, at(1))
  }
  const all = async () => [
    (await listUsers(home.db, { all: true })).map(({ name }) => name),
    (await listTasks(home.db, home.alex.id, {})).map(({ id, owner }) => [id, owner]),
  ]
  return { ...home, all }
}

const losses = [
  [1, 'You own a private task, which nobody could see once you are deleted.'],
  [2, 'You own 2 private tasks, which nobody could see once you are deleted.'],
] as const

test.each(losses)(
  'refuses to delete %i private tasks of the member who acts without being told to',
  async (count, message) => {
    const { db, alex, sam, all } = await withPrivate(count)
    const before = await all()
    for (const tasks of ['keep', { giveTo: sam.id }] as const) {
      await expect(
        removeUser(writer(db), { viewer: alex.id, today }, alex, tasks, at(2)),
      ).rejects.toEqual(
        new MomentumError(
          'refused',
          message,
          'Make them visible with --no-private, delete them, or delete all tasks with --tasks delete.',
        ),
      )
    }
    expect(await all()).toEqual(before)
  },
)

test('who goes and says so loses private tasks as well', async () => {
  const { db, alex, all } = await withPrivate(1)
  await removeUser(writer(db), { viewer: alex.id, today }, alex, 'delete', at(2))
  expect(await all()).toEqual([['Sam'], [[3, 'Sam']]])
})

test('somebody else who removes a user keeps only what they can see', async () => {
  const { db, alex, sam, all } = await withPrivate(1)
  await removeUser(writer(db), { viewer: sam.id, today }, alex, 'keep', at(2))
  expect(await all()).toEqual([
    ['Sam'],
    [
      [2, null],
      [3, 'Sam'],
    ],
  ])
})
