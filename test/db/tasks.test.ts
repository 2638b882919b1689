import { expect, test } from 'vitest'
import { assignTask, moveTask } from '../../src/db/task-moves.ts'
import { addTask, editTask, listTasks, removeTask } from '../../src/db/tasks.ts'
import { editUser } from '../../src/db/users.ts'
import { MomentumError } from '../../src/errors.ts'
import { at, newDatabase, person, taskIn } from '../support/database.ts'
import { draft, taskValue } from '../support/values.ts'
import { pick } from '../support/wins.ts'

const titles = (tasks: readonly { readonly title: string }[]) => tasks.map(({ title }) => title)

test('adds a task to the backlog', async () => {
  const db = await newDatabase()
  const owner = await person(db, 'Alex')
  const wanted = draft(1, { materials_needed: 'Vinegar', owner_user_id: owner.id })
  const task = await addTask(db, wanted, at(0))
  expect([task, await listTasks(db, {})]).toEqual([
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
  const task = await addTask(db, draft(1, { materials_needed: 'Vinegar' }), at(0))
  const edited = await editTask(db, task.id, { title: 'Kettle', effort: 'TINY' }, at(1))
  const found = async (search: string) => titles(await listTasks(db, { search }))
  expect([edited, await found('kettle'), await found('vinegar'), await found('task 1')]).toEqual([
    { ...task, title: 'Kettle', effort: 'TINY', updated_at: at(1) },
    ['Kettle'],
    ['Kettle'],
    [],
  ])
})

test('an optional value is taken away', async () => {
  const db = await newDatabase()
  const task = await addTask(db, draft(1, { materials_needed: 'Vinegar' }), at(0))
  const edited = await editTask(db, task.id, { materials_needed: null }, at(1))
  expect([edited.materials_needed, await listTasks(db, { search: 'vinegar' })]).toEqual([null, []])
})

test('removes a task', async () => {
  const db = await newDatabase()
  const task = await addTask(db, draft(1), at(0))
  const other = await addTask(db, draft(2), at(0))
  await removeTask(db, task)
  expect(await listTasks(db, {})).toEqual([other])
})

test('a task in the history of wins cannot be removed', async () => {
  const db = await newDatabase()
  const task = await taskIn(db, 'BACKLOG')
  const { task: picked } = await pick(db, task, at(1))
  await moveTask(db, task.id, { to: 'DONE' }, at(2))
  await expect(removeTask(db, picked)).rejects.toEqual(
    new MomentumError(
      'refused',
      '“Task 1” is the Daily Win of 2026-11-22 and cannot be deleted.',
      'A Daily Win stays in the history, and so does its task.',
    ),
  )
  expect(titles(await listTasks(db, {}))).toEqual(['Task 1'])
})

test('gives a task to a user, to another, and to nobody', async () => {
  const db = await newDatabase()
  const task = await addTask(db, draft(1), at(0))
  const [alex, sam] = [await person(db, 'Alex'), await person(db, 'Sam')]
  expect([
    await assignTask(db, task.id, alex.id, at(1)),
    await assignTask(db, task.id, sam.id, at(2)),
    await assignTask(db, task.id, sam.id, at(3)),
    await assignTask(db, task.id, null, at(4)),
  ]).toEqual([
    { ...task, owner: 'Alex', owner_user_id: alex.id, updated_at: at(1) },
    { ...task, owner: 'Sam', owner_user_id: sam.id, updated_at: at(2) },
    { ...task, owner: 'Sam', owner_user_id: sam.id, updated_at: at(2) },
    { ...task, updated_at: at(4) },
  ])
})

const inactive = new MomentumError(
  'refused',
  'Alex is not active and cannot be given a task.',
  'First: momentum user activate 1',
)

test('a user who is not active is given no task, new or old', async () => {
  const db = await newDatabase()
  const task = await addTask(db, draft(1), at(0))
  const { id } = await person(db, 'Alex')
  await editUser(db, id, { active: false }, at(1))
  const owned = draft(2, { owner_user_id: id })
  await expect(addTask(db, owned, at(2))).rejects.toEqual(inactive)
  await expect(editTask(db, task.id, { owner_user_id: id }, at(2))).rejects.toEqual(inactive)
  expect(await listTasks(db, {})).toEqual([task])
})

test('an owner who rests keeps a task that is edited otherwise', async () => {
  const db = await newDatabase()
  const { id } = await person(db, 'Alex')
  const task = await addTask(db, draft(1, { owner_user_id: id }), at(0))
  await editUser(db, id, { active: false }, at(1))
  expect(await editTask(db, task.id, { effort: 'TINY' }, at(2))).toEqual({
    ...task,
    effort: 'TINY',
    updated_at: at(2),
  })
})

test('a task that was removed meanwhile is not found', async () => {
  const db = await newDatabase()
  const task = await addTask(db, draft(1), at(0))
  await removeTask(db, task)
  const gone = new MomentumError(
    'not_found',
    'There is no task with the number 1.',
    'See: momentum task list',
  )
  await expect(editTask(db, task.id, { title: 'x' }, at(1))).rejects.toEqual(gone)
  await expect(moveTask(db, task.id, { to: 'DONE' }, at(1))).rejects.toEqual(gone)
  await expect(assignTask(db, task.id, null, at(1))).rejects.toEqual(gone)
})
