import { expect, test } from 'vitest'
import { addTask, editTask, removeTask } from '../../../src/db/tasks/changes.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import { assignTask, moveTask } from '../../../src/db/tasks/moves.ts'
import { editUser } from '../../../src/db/users/users.ts'
import { MomentumError } from '../../../src/errors.ts'
import { addMember, addTaskWithStatus, at, newDatabase } from '../../support/database/database.ts'
import { pick } from '../../support/database/wins.ts'
import { draft, taskValue, toDone, writer } from '../../support/household/values.ts'

const titles = (tasks: readonly { readonly title: string }[]) => tasks.map(({ title }) => title)

test('adds a task to the backlog', async () => {
  const db = await newDatabase()
  const owner = await addMember(db, 'Alex')
  const wanted = draft(1, { materials_needed: 'Vinegar', owner_user_id: owner.id })
  const task = await addTask(writer(db), wanted, at(0))
  expect([task, await listTasks(db, null, {})]).toEqual([
    taskValue({
      ...wanted,
      id: 1,
      owner: 'Alex',
      created_at: at(0),
      updated_at: at(0),
    }),
    [task],
  ])
})

test('edits what is named, finds it by its new words, and leaves the rest', async () => {
  const db = await newDatabase()
  const task = await addTask(writer(db), draft(1, { materials_needed: 'Vinegar' }), at(0))
  const edited = await editTask(
    writer(db),
    null,
    task.id,
    { title: 'Kettle', effort: 'TINY' },
    at(1),
  )
  const found = async (search: string) => titles(await listTasks(db, null, { search }))
  expect([edited, await found('kettle'), await found('vinegar'), await found('task 1')]).toEqual([
    { ...task, title: 'Kettle', effort: 'TINY', updated_at: at(1) },
    ['Kettle'],
    ['Kettle'],
    [],
  ])
})

test('an optional value is taken away', async () => {
  const db = await newDatabase()
  const task = await addTask(writer(db), draft(1, { materials_needed: 'Vinegar' }), at(0))
  const edited = await editTask(writer(db), null, task.id, { materials_needed: null }, at(1))
  expect([edited.materials_needed, await listTasks(db, null, { search: 'vinegar' })]).toEqual([
    null,
    [],
  ])
})

test('removes a task', async () => {
  const db = await newDatabase()
  const task = await addTask(writer(db), draft(1), at(0))
  const other = await addTask(writer(db), draft(2), at(0))
  const removed = await removeTask(writer(db), null, task.id)
  expect([removed, await listTasks(db, null, {})]).toEqual([task, [other]])
})

test('a task in the history of wins cannot be removed', async () => {
  const db = await newDatabase()
  const task = await addTaskWithStatus(db, 'BACKLOG')
  await pick(db, task, at(1))
  await moveTask(writer(db), null, task.id, toDone, at(2))
  await expect(removeTask(writer(db), null, task.id)).rejects.toEqual(
    new MomentumError(
      'refused',
      '“Task 1” is the Daily Win of 2026-11-22 and cannot be deleted.',
      'A Daily Win stays in the history, and so does its task.',
    ),
  )
  expect(titles(await listTasks(db, null, {}))).toEqual(['Task 1'])
})

test('gives a task to a user, to another, and to nobody', async () => {
  const db = await newDatabase()
  const task = await addTask(writer(db), draft(1), at(0))
  const [alex, sam] = [await addMember(db, 'Alex'), await addMember(db, 'Sam')]
  expect([
    await assignTask(writer(db), null, task.id, alex.id, at(1)),
    await assignTask(writer(db), null, task.id, sam.id, at(2)),
    await assignTask(writer(db), null, task.id, sam.id, at(3)),
    await assignTask(writer(db), null, task.id, null, at(4)),
  ]).toEqual([
    { ...task, owner: 'Alex', owner_user_id: alex.id, updated_at: at(1) },
    { ...task, owner: 'Sam', owner_user_id: sam.id, updated_at: at(2) },
    { ...task, owner: 'Sam', owner_user_id: sam.id, updated_at: at(2) },
    { ...task, updated_at: at(4) },
  ])
})

const inactive = new MomentumError('refused', 'Alex is inactive and cannot be assigned a task.', {
  lead: 'First',
  command: 'user activate Alex',
})

test('a user who is inactive is given no task, new or old', async () => {
  const db = await newDatabase()
  const task = await addTask(writer(db), draft(1), at(0))
  const alex = await addMember(db, 'Alex')
  await editUser(writer(db), alex, { active: false }, at(1))
  const owned = draft(2, { owner_user_id: alex.id })
  await expect(addTask(writer(db), owned, at(2))).rejects.toEqual(inactive)
  await expect(
    editTask(writer(db), null, task.id, { owner_user_id: alex.id }, at(2)),
  ).rejects.toEqual(inactive)
  expect(await listTasks(db, null, {})).toEqual([task])
})

test('an owner who rests keeps a task that is edited otherwise', async () => {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  const task = await addTask(writer(db), draft(1, { owner_user_id: alex.id }), at(0))
  await editUser(writer(db), alex, { active: false }, at(1))
  expect(await editTask(writer(db), null, task.id, { effort: 'TINY' }, at(2))).toEqual({
    ...task,
    effort: 'TINY',
    updated_at: at(2),
  })
})

test('a task that was removed meanwhile is not found', async () => {
  const db = await newDatabase()
  const task = await addTask(writer(db), draft(1), at(0))
  await removeTask(writer(db), null, task.id)
  const gone = new MomentumError('not_found', 'There is no task with the number 1.', {
    lead: 'See',
    command: 'task list --all',
  })
  await expect(editTask(writer(db), null, task.id, { title: 'x' }, at(1))).rejects.toEqual(gone)
  await expect(moveTask(writer(db), null, task.id, toDone, at(1))).rejects.toEqual(gone)
  await expect(assignTask(writer(db), null, task.id, null, at(1))).rejects.toEqual(gone)
  await expect(removeTask(writer(db), null, task.id)).rejects.toEqual(gone)
})

test('a task that became private to somebody else is not there to be removed', async () => {
  const db = await newDatabase()
  const [alex, sam] = [await addMember(db, 'Alex'), await addMember(db, 'Sam')]
  const task = await addTask(writer(db), draft(1, { owner_user_id: alex.id }), at(0))
  const hidden = await editTask(writer(db), alex.id, task.id, { private: true }, at(1))
  for (const viewer of [sam.id, null]) {
    await expect(removeTask(writer(db), viewer, task.id)).rejects.toEqual(
      new MomentumError('not_found', 'There is no task with the number 1.', {
        lead: 'See',
        command: 'task list --all',
      }),
    )
  }
  expect(await listTasks(db, alex.id, {})).toEqual([hidden])
})

test('only its owner makes an owned task private', async () => {
  const db = await newDatabase()
  const [alex, sam] = [await addMember(db, 'Alex'), await addMember(db, 'Sam')]
  const task = await addTask(writer(db), draft(1, { owner_user_id: alex.id }), at(0))
  const changes = [{ private: true }, { private: true, owner_user_id: sam.id }]
  for (const viewer of [sam.id, null]) {
    for (const change of changes) {
      await expect(editTask(writer(db), viewer, task.id, change, at(1))).rejects.toEqual(
        new MomentumError('refused', 'Only Alex, who owns “Task 1”, can make it private.', {
          lead: 'As Alex',
          command: 'task edit 1 --private',
          forActor: false,
        }),
      )
    }
  }
  const before = await listTasks(db, null, {})
  const own = await editTask(writer(db), alex.id, task.id, { private: true }, at(2))
  expect([before, own]).toEqual([[task], { ...task, private: true, updated_at: at(2) }])
})

test('whoever takes a task that nobody owns makes it private', async () => {
  const db = await newDatabase()
  const sam = await addMember(db, 'Sam')
  const task = await addTask(writer(db), draft(1), at(0))
  const change = { private: true, owner_user_id: sam.id }
  expect(await editTask(writer(db), sam.id, task.id, change, at(1))).toEqual({
    ...task,
    ...change,
    owner: 'Sam',
    updated_at: at(1),
  })
})
