import { expect, test } from 'vitest'
import { addCategory } from '../../../src/db/categories.ts'
import { removeUser } from '../../../src/db/household/user-removal.ts'
import { editRoutine } from '../../../src/db/routines/edit.ts'
import { endRoutine } from '../../../src/db/routines/end.ts'
import { getRoutineById } from '../../../src/db/routines/routines.ts'
import type { Db } from '../../../src/db/schema.ts'
import { editTask } from '../../../src/db/tasks/changes.ts'
import { getTaskById } from '../../../src/db/tasks/references.ts'
import type { Color } from '../../../src/domain/category.ts'
import type { TaskDraft, TaskId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import type { User } from '../../../src/domain/user.ts'
import { refusedError } from '../../../src/errors.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { addBins, doTask } from '../../support/database/routines.ts'
import { today, writer } from '../../support/household/values.ts'

/** Alex owns Bins, done once, Gift, which is private, and an ended one; Sam owns Dishes. */
async function household() {
  const db = await newDatabase()
  const [alex, sam] = [await addMember(db, 'Alex'), await addMember(db, 'Sam')]
  const bins = await addBins(db, { owner_user_id: alex.id })
  await doTask(db, 1, '2026-11-24')
  const more = async (title: string, changes: object) => addBins(db, { title, ...changes })
  await more('Gift', { owner_user_id: alex.id, private: true })
  const old = await more('Old', { owner_user_id: alex.id })
  await endRoutine(writer(db), { viewer: null, today }, old, undefined, at(2))
  const dishes = await more('Dishes', { owner_user_id: sam.id })
  return { db, alex, sam, bins, dishes }
}

const remove = (
  db: Db,
  user: User,
  tasks: Parameters<typeof removeUser>[3],
  viewer: User | null = null,
) => removeUser(writer(db), { viewer: viewer?.id ?? null, today }, user, tasks, at(9))

/** The routines, their live tasks and what was done, with their owners. */
async function left(db: Db) {
  const names = new Map(
    (await db.selectFrom('users').select(['id', 'name']).execute()).map(({ id, name }) => [
      id,
      name,
    ]),
  )
  const routines = await db
    .selectFrom('routines')
    .select(['title', 'owner_user_id', 'turns', 'status'])
    .orderBy('id')
    .execute()
  const tasks = await db
    .selectFrom('tasks')
    .select(['id', 'title', 'owner_user_id', 'status', 'routine_id'])
    .orderBy('id')
    .execute()
  const owner = (id: User['id'] | null) => (id === null ? null : names.get(id))
  return {
    routines: routines.map((each) => [each.title, owner(each.owner_user_id), each.turns]),
    tasks: tasks.map((each) => [
      ...[each.id, each.title, owner(each.owner_user_id), each.status, each.routine_id],
    ]),
    times: (await db.selectFrom('occurrences').select('routine_id').execute()).length,
  }
}

test('rule 15: keeps the routines of a member who leaves, without an owner', async () => {
  const { db, alex } = await household()
  await remove(db, alex, 'keep')
  expect(await left(db)).toEqual({
    routines: [
      ['Bins', null, 'NONE'],
      ['Old', null, 'NONE'],
      ['Dishes', 'Sam', 'FIXED'],
    ],
    tasks: [
      [1, 'Bins', null, 'DONE', 1],
      [2, 'Bins', null, 'BACKLOG', 1],
      [4, 'Old', null, 'ABANDONED', 3],
      [5, 'Dishes', 'Sam', 'BACKLOG', 4],
    ],
    times: 1,
  })
})

test('rule 15: gives the routines of a member who leaves to another one', async () => {
  const { db, alex, sam } = await household()
  await remove(db, alex, { giveTo: sam.id })
  expect(await left(db)).toEqual({
    routines: [
      ['Bins', 'Sam', 'FIXED'],
      ['Old', 'Sam', 'FIXED'],
      ['Dishes', 'Sam', 'FIXED'],
    ],
    tasks: [
      [1, 'Bins', 'Sam', 'DONE', 1],
      [2, 'Bins', 'Sam', 'BACKLOG', 1],
      [4, 'Old', 'Sam', 'ABANDONED', 3],
      [5, 'Dishes', 'Sam', 'BACKLOG', 4],
    ],
    times: 1,
  })
})

/** Momentum itself lets no task be more private than its routine. */
async function setAsOtherProgram(db: Db, id: TaskId, changes: Partial<TaskDraft>): Promise<void> {
  await db.updateTable('tasks').set(changes).where('id', '=', id).execute()
}

test('rule 15: deletes the routines of a member who leaves, but no task of others', async () => {
  const { db, alex, sam } = await household()
  await editTask(writer(db), null, 1 as TaskId, { owner_user_id: sam.id }, at(3))
  await remove(db, alex, 'delete')
  expect(await left(db)).toEqual({
    routines: [['Dishes', 'Sam', 'FIXED']],
    tasks: [
      [1, 'Bins', 'Sam', 'DONE', null],
      [5, 'Dishes', 'Sam', 'BACKLOG', 4],
    ],
    times: 0,
  })
})

test.each(['delete', 'keep'] as const)(
  'rule 15: a routine of others goes on, although the member who leaves had its task: %s',
  async (choice) => {
    const { db, alex, dishes, sam } = await household()
    const task = await getTaskById(db, null, 5 as TaskId)
    await editTask(writer(db), null, task.id, { owner_user_id: alex.id }, at(3))
    const own = { title: 'Psst', description: 'Psst', private: true }
    await setAsOtherProgram(db, task.id, own)
    await remove(db, alex, choice)
    const { next_task_id } = await getRoutineById(db, { viewer: null, today }, dishes)
    expect([await getTaskById(db, null, 6 as TaskId), next_task_id, sam.name]).toEqual([
      { ...task, id: 6, turn_names: expect.any(String), created_at: at(9), updated_at: at(9) },
      6,
      task.owner,
    ])
  },
)

test('rule 15: a routine that is given away goes on, although its task was private', async () => {
  const { db, alex, sam } = await household()
  const task = await getTaskById(db, null, 2 as TaskId)
  await setAsOtherProgram(db, task.id, { private: true, description: 'Psst' })
  await remove(db, alex, { giveTo: sam.id })
  expect(await getTaskById(db, null, 6 as TaskId)).toMatchObject({
    ...{ title: 'Bins', description: null, owner: 'Sam', private: false, status: 'BACKLOG' },
  })
})

const choose = (what: string) =>
  `Choose what happens to their ${what}: --tasks keep (unassigned), --tasks delete, or --tasks <user>`

test('refuses to delete a member who owns routines until it is said what happens', async () => {
  const { db, alex, sam } = await household()
  const before = await left(db)
  await expect(remove(db, alex, undefined)).rejects.toEqual(
    refusedError('Alex owns 3 tasks and 2 routines.', choose('tasks and routines')),
  )
  await editTask(writer(db), null, 5 as TaskId, { owner_user_id: null }, at(3))
  await expect(remove(db, sam, undefined)).rejects.toEqual(
    refusedError('Sam owns a routine.', choose('tasks and routines')),
  )
  expect((await left(db)).routines).toEqual(before.routines)
})

test('members who delete themselves lose no private routine without saying so', async () => {
  const { db, alex } = await household()
  await expect(remove(db, alex, 'keep', alex)).rejects.toEqual(
    refusedError(
      'You own a private task and a private routine, which nobody could see once you are deleted.',
      'Make them visible with --no-private, delete them, or delete all tasks with --tasks delete.',
    ),
  )
  await remove(db, alex, 'delete', alex)
  expect((await left(db)).routines).toEqual([['Dishes', 'Sam', 'FIXED']])
})

test('a private routine alone does not keep a member, and nobody learns of it', async () => {
  const db = await newDatabase()
  const kim = await addMember(db, 'Kim')
  await addBins(db, { owner_user_id: kim.id, private: true })
  await remove(db, kim, undefined)
  expect(await left(db)).toEqual({ routines: [], tasks: [], times: 0 })
})

test('a routine without its owner and category goes on', async () => {
  const { db, alex, bins } = await household()
  const garden = { name: 'Garden', color: '#4c9f70' as Color, user_id: alex.id }
  const { id: category_id } = await addCategory(writer(db), garden, at(3))
  await editRoutine(writer(db), { viewer: null, today }, bins, { category_id }, at(4))
  await remove(db, alex, 'keep')
  await doTask(db, 2, '2026-12-01')
  const reader = { viewer: null, today: '2026-12-02' as CalendarDate }
  expect(await getRoutineById(db, reader, bins)).toMatchObject({
    ...{ owner: null, category: null, next_date: '2026-12-08', done_count: 2 },
  })
})
