import { expect, test } from 'vitest'
import { addCategory } from '../../../src/db/categories.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import type { TaskFilter } from '../../../src/db/tasks/filter.ts'
import { countByStatus, countTasks, listPage, listTasks } from '../../../src/db/tasks/lists.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { type SortKey, sortKeys } from '../../../src/db/tasks/sort.ts'
import type { CategoryId, Color } from '../../../src/domain/category.ts'
import type { TaskId } from '../../../src/domain/task.ts'
import { openStatuses } from '../../../src/domain/task-status.ts'
import {
  addMember,
  addTaskWithStatus,
  at,
  day,
  newDatabase,
} from '../../support/database/database.ts'
import { draft, moveTo, toDone, writer } from '../../support/household/values.ts'

const color = '#4c9f70' as Color

/** Six tasks, one in each status, of Alex, Sam and nobody. */
async function six() {
  const db = await newDatabase()
  const [alex, sam] = [await addMember(db, 'alex'), await addMember(db, 'Sam')]
  const garden = await addCategory(writer(db), { name: 'garden', color, user_id: null }, at(0))
  const attic = await addCategory(writer(db), { name: 'Attic', color, user_id: alex.id }, at(0))
  const six = [
    ['BACKLOG', 'Éclair', 'OTHER', 'COMPLEX', sam.id, 'URGENT', day(3), garden.id],
    ['ACTIVE', 'apple pie', 'FOOD', 'TINY', null, 'LOW', null, null],
    ['PAUSED', 'Zebra', 'CHORES', 'MEDIUM', alex.id, 'MEDIUM', day(-1), attic.id],
    ['BLOCKED', 'Apple', 'REPAIRS', 'SMALL', null, 'HIGH', day(3), null],
    ['DONE', 'éclair', 'BILLS', 'TINY', alex.id, 'MEDIUM', null, garden.id],
    ['ABANDONED', 'bread', 'FOOD', 'SMALL', sam.id, 'LOW', day(0), attic.id],
  ] as const
  for (const [index, [status, title, domain, effort, owner_user_id, ...more]] of six.entries()) {
    const [priority, due_date, category_id] = more
    const changes = { title, domain, effort, owner_user_id, priority, due_date, category_id }
    const { id } = await addTask(writer(db), draft(index + 1, changes), at(index))
    await moveTask(writer(db), null, id, moveTo(status), at(20 - index))
  }
  return { db, alex, sam, garden, attic }
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
  [{ priorities: ['LOW'] }, [2, 6]],
  [{ priorities: ['HIGH', 'URGENT'] }, [1, 4]],
  [{ categories: [null] }, [2, 4]],
  [{ categories: [1 as CategoryId] }, [1, 5]],
  [{ categories: [2 as CategoryId] }, [3, 6]],
  [{ categories: [3 as CategoryId] }, []],
  [{ categories: undefined }, [1, 2, 3, 4, 5, 6]],
  [{ dueBefore: day(-1) }, []],
  [{ dueBefore: day(0) }, [3]],
  [{ dueBefore: day(1) }, [3, 6]],
  [{ dueBefore: day(4) }, [1, 3, 4, 6]],
  [{ dueBefore: day(4), priorities: ['LOW', 'HIGH'], categories: [null] }, [4]],
  [{ owners: [null] }, [2, 4]],
  [{ owners: undefined }, [1, 2, 3, 4, 5, 6]],
  [{ search: 'APPLE' }, [2, 4]],
  [{ search: 'nothing like it' }, []],
  [{ domains: ['FOOD'], efforts: ['SMALL'] }, [6]],
  [{ statuses: ['ACTIVE', 'BLOCKED'], owners: [null], search: 'pie' }, [2]],
]

test.each(filters)('lists and counts what %j lets through', async (filter, ids) => {
  const { db } = await six()
  const listed = await listTasks(db, null, filter)
  expect([listed.map(({ id }) => id), await countTasks(db, null, filter)]).toEqual([
    ids,
    ids.length,
  ])
})

test('lists the tasks of one owner', async () => {
  const { db, alex, sam } = await six()
  const owned = await Promise.all(
    [alex, sam].map(async ({ id }) =>
      (await listTasks(db, null, { owners: [id] })).map((task) => task.id),
    ),
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
    [4, 2, 6, 1, 5, 3],
    [3, 1, 5, 6, 2, 4],
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
  category: [
    [3, 6, 1, 5, 2, 4],
    [1, 5, 3, 6, 2, 4],
  ],
  priority: [
    [2, 6, 3, 5, 4, 1],
    [1, 4, 3, 5, 2, 6],
  ],
  due_date: [
    [3, 6, 1, 4, 2, 5],
    [1, 4, 6, 3, 2, 5],
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
    (await listTasks(db, null, {}, { sort: [{ key, descending }] })).map(({ id }) => id)
  expect([await sorted(false), await sorted(true)]).toEqual(orders[key])
})

test('sorts finished tasks by when, and the unfinished ones after them', async () => {
  const db = await newDatabase()
  for (const number of [1, 2, 3]) await addTask(writer(db), draft(number), at(0))
  await moveTask(writer(db), null, 3 as TaskId, toDone, at(1))
  await moveTask(writer(db), null, 1 as TaskId, toDone, at(2))
  const sorted = async (descending: boolean) =>
    (await listTasks(db, null, {}, { sort: [{ key: 'completed_at', descending }] })).map(
      ({ id }) => id,
    )
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
  const ids = (await listTasks(db, null, {}, { sort })).map(({ id }) => id)
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
  expect((await listTasks(db, null, {}, page)).map(({ id }) => id)).toEqual(ids)
})

test('counts the tasks in each status, and none as 0', async () => {
  const { db } = await six()
  await addTaskWithStatus(db, 'DONE', 7)
  const empty = await newDatabase()
  expect([await countByStatus(db, null), await countByStatus(empty, null)]).toEqual([
    { BACKLOG: 1, ACTIVE: 1, PAUSED: 1, BLOCKED: 1, DONE: 2, ABANDONED: 1 },
    { BACKLOG: 0, ACTIVE: 0, PAUSED: 0, BLOCKED: 0, DONE: 0, ABANDONED: 0 },
  ])
})

test('a page for people begins with what is due, and ends with what is closed', async () => {
  const { db } = await six()
  const page = async (filter: TaskFilter, limit: number, offset: number) => {
    const { tasks, more } = await listPage(db, null, filter, { limit, offset, most: 9 })
    return [...tasks.map(({ id }) => id), `+${more}`]
  }
  const pages = []
  for (const offset of [0, 2, 3, 4, 5, 6]) pages.push(await page({}, 2, offset))
  expect([...pages, await page({ statuses: openStatuses }, 9, 0)]).toEqual([
    [3, 1, '+4'],
    [4, 2, '+2'],
    [2, 5, '+1'],
    [5, 6, '+0'],
    [6, '+0'],
    ['+0'],
    [3, 1, 4, 2, '+0'],
  ])
})
