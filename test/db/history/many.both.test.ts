import { expect, test } from 'vitest'
import { reverseCommands } from '../../../src/db/history/undo.ts'
import { removeUser } from '../../../src/db/household/user-removal.ts'
import type { Db } from '../../../src/db/schema.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import type { TaskId } from '../../../src/domain/task.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { draft, today, writer } from '../../support/household/values.ts'

const undoOne = { count: 1, accept: () => {}, mayChange: () => true }

function undo(db: Db) {
  return reverseCommands(writer(db), null, 'undo', undoOne)
}

function redo(db: Db) {
  return reverseCommands(writer(db), null, 'redo', undoOne)
}

/** A household whose only member was deleted, with thirty private tasks. */
async function withoutMember() {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  for (let number = 1; number <= 30; number += 1) {
    const fields = { owner_user_id: alex.id, private: true, due_date: null }
    await addTask(writer(db), draft(number, fields), at(number))
  }
  const tasks = () => listTasks(db, alex.id, {})
  const before = await tasks()
  await removeUser(writer(db), { viewer: null, today }, alex, undefined, at(60))
  return { db, before, tasks }
}

test('many deleted tasks come back as they were', async () => {
  const { db, before, tasks } = await withoutMember()
  const deleted = await tasks()
  await undo(db)
  expect([before.length, deleted, await tasks()]).toEqual([30, [], before])
})

test('none of many deleted tasks comes back when the number of one is in use', async () => {
  const { db, tasks } = await withoutMember()
  const another = { ...draft(31), title: 'Another', id: 20 as TaskId }
  await addTask(
    { ...writer(db), author: { ...writer(db).author, command: 'undo' } },
    another,
    at(61),
  )
  await expect(undo(db)).rejects.toThrow('“Another” was changed later (undo: added)')
  expect((await tasks()).map(({ id }) => id)).toEqual([20])
})

test('many tasks that came back are deleted again', async () => {
  const { db, before, tasks } = await withoutMember()
  await undo(db)
  await redo(db)
  const deleted = await tasks()
  await undo(db)
  expect([deleted, await tasks()]).toEqual([[], before])
})

test('none of many tasks is deleted again when one was changed', async () => {
  const { db, before, tasks } = await withoutMember()
  await undo(db)
  await db
    .updateTable('tasks')
    .set({ title: 'Another' })
    .where('id', '=', 20 as TaskId)
    .execute()
  await expect(redo(db)).rejects.toThrow('Something related was changed later')
  expect((await tasks()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
})

test('none of many tasks is deleted again when somebody wrote a note on one', async () => {
  const { db, before, tasks } = await withoutMember()
  await undo(db)
  await db
    .insertInto('notes')
    .values({ task_id: 20 as TaskId, text: 'Soon', author_user_id: null, created_at: at(61) })
    .execute()
  await expect(redo(db)).rejects.toThrow('Something related was changed later')
  expect((await tasks()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
})
