import { expect, test } from 'vitest'
import { moveTask } from '../../src/db/task-moves.ts'
import {
  addTask,
  countByStatus,
  countTasks,
  listTasks,
  type SortKey,
  sortKeys,
  type TaskFilter,
} from '../../src/db/tasks.ts'
import type { TaskId } from '../../src/domain/task.ts'
import { at, newDatabase, person, taskIn } from '../support/database.ts'
import { draft } from '../support/values.ts'

/** Six tasks, one in each status, of Alex, Sam and nobody. */
async function six() {
  const db = await newDatabase()
  const [alex, sam] = [await person(db, 'alex'), await person(db, 'Sam')]
  const six = [
    ['BACKLOG', 'Éclair', 'OTHER', 'COMPLEX', sam.id],
    ['ACTIVE', 'apple pie', 'FOOD', 'TINY', null],
    ['PAUSED', 'Zebra', 'CHORES', 'MEDIUM', alex.id],
    ['BLOCKED', 'Apple', 'REPAIRS', 'SMALL', null],
    ['DONE', 'éclair', 'BILLS', 'TINY', alex.id],
    ['ABANDONED', 'bread', 'FOOD', 'SMALL', sam.id],
  ] as const
  for (const [index, [status, title, domain, effort, owner_user_id]] of six.entries()) {
    const changes = { title, domain, effort, owner_user_id }
    const { id } = await addTask(db, draft(index + 1, changes), at(index))
    await moveTask(db, id, { to: status }, at(20 - index))
  }
  return { db, alex, sam }
}

const filters: readonly (readonly [TaskFilter, readonly number[]])[] = [
  [{}, [1, 2, 3, 4, 5, 6]],
  [{ statuses: ['BACKLOG'] }, [1]],
  [{ statuses: ['DONE', 'PAUSED'] }, [3, 5]],
  [{ statuses: [] }, []],
  [{ domains: ['FOOD'] }, [2, 6]],
  [{ domains: ['FOOD', 'BILLS'] }, [2, 5, 6]],
  [{ efforts: ['TINY'] }, [2, 5]],
  [{ efforts: ['SMALL', 'COMPLEX'] }, [1, 4, 6]],
  [{ owner: null }, [2, 4]],
  [{ owner: undefined }, [1, 2, 3, 4, 5, 6]],
  [{ search: 'APPLE' }, [2, 4]],
  [{ search: 'nothing like it' }, []],
  [{ domains: ['FOOD'], efforts: ['SMALL'] }, [6]],
  [{ statuses: ['ACTIVE', 'BLOCKED'], owner: null, search: 'pie' }, [2]],
]

test.each(filters)('lists and counts what %j lets through', async (filter, ids) => {
  const { db } = await six()
  const listed = await listTasks(db, filter)
  expect([listed.map(({ id }) => id), await countTasks(db, filter)]).toEqual([ids, ids.length])
})

test('lists the tasks of one owner', async () => {
  const { db, alex, sam } = await six()
  const owned = await Promise.all(
    [alex, sam].map(async ({ id }) => (await listTasks(db, { owner: id })).map((task) => task.id)),
  )
  expect(owned).toEqual([
    [3, 5],
    [1, 6],
  ])
})

const orders: Record<SortKey, readonly [readonly number[], readonly number[]]> = {
  id: [
    [1, 2, 3, 4, 5, 6],
    [6, 5, 4, 3, 2, 1],
  ],
  title: [
    [4, 2, 6, 3, 1, 5],
    [1, 5, 3, 6, 2, 4],
  ],
  domain: [
    [3, 5, 2, 6, 4, 1],
    [1, 4, 2, 6, 5, 3],
  ],
  effort: [
    [2, 5, 4, 6, 3, 1],
    [1, 3, 4, 6, 2, 5],
  ],
  owner: [
    [3, 5, 1, 6, 2, 4],
    [1, 6, 3, 5, 2, 4],
  ],
  status: [
    [1, 2, 3, 4, 5, 6],
    [6, 5, 4, 3, 2, 1],
  ],
  completed_at: [
    [5, 1, 2, 3, 4, 6],
    [5, 1, 2, 3, 4, 6],
  ],
  created_at: [
    [1, 2, 3, 4, 5, 6],
    [6, 5, 4, 3, 2, 1],
  ],
  updated_at: [
    [1, 6, 5, 4, 3, 2],
    [2, 3, 4, 5, 6, 1],
  ],
}

test.each(sortKeys)('sorts by %s, empty values last either way and ties by number', async (key) => {
  const { db } = await six()
  const sorted = async (descending: boolean) =>
    (await listTasks(db, {}, { sort: [{ key, descending }] })).map(({ id }) => id)
  expect([await sorted(false), await sorted(true)]).toEqual(orders[key])
})

test('sorts finished tasks by when, and the unfinished ones after them', async () => {
  const db = await newDatabase()
  for (const number of [1, 2, 3]) await addTask(db, draft(number), at(0))
  await moveTask(db, 3 as TaskId, { to: 'DONE' }, at(1))
  await moveTask(db, 1 as TaskId, { to: 'DONE' }, at(2))
  const sorted = async (descending: boolean) =>
    (await listTasks(db, {}, { sort: [{ key: 'completed_at', descending }] })).map(({ id }) => id)
  expect([await sorted(false), await sorted(true)]).toEqual([
    [3, 1, 2],
    [1, 3, 2],
  ])
})

test('sorts by several keys in turn', async () => {
  const { db } = await six()
  const sort = [
    { key: 'effort', descending: false },
    { key: 'owner', descending: true },
    { key: 'id', descending: true },
  ] as const
  const ids = (await listTasks(db, {}, { sort })).map(({ id }) => id)
  expect(ids).toEqual([5, 2, 6, 4, 3, 1])
})

const pages = [
  [{ limit: 2 }, [1, 2]],
  [{ limit: 2, offset: 3 }, [4, 5]],
  [{ offset: 4 }, [5, 6]],
  [{ limit: 0 }, []],
  [{ limit: 100, offset: 5 }, [6]],
  [{ offset: 6 }, []],
] as const

test.each(pages)('shows the page %j', async (page, ids) => {
  const { db } = await six()
  expect((await listTasks(db, {}, page)).map(({ id }) => id)).toEqual(ids)
})

test('counts the tasks in each status, and none as 0', async () => {
  const { db } = await six()
  await taskIn(db, 'DONE', 7)
  const empty = await newDatabase()
  expect([await countByStatus(db), await countByStatus(empty)]).toEqual([
    { BACKLOG: 1, ACTIVE: 1, PAUSED: 1, BLOCKED: 1, DONE: 2, ABANDONED: 1 },
    { BACKLOG: 0, ACTIVE: 0, PAUSED: 0, BLOCKED: 0, DONE: 0, ABANDONED: 0 },
  ])
})
