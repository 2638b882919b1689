import { expect, test } from 'vitest'
import { addCategory } from '../../../src/db/categories.ts'
import { seedDemo } from '../../../src/db/household/demo.ts'
import type { Db } from '../../../src/db/schema.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import type { TaskFilter } from '../../../src/db/tasks/filter.ts'
import { listFirst } from '../../../src/db/tasks/first.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { type Sort, sortKeys } from '../../../src/db/tasks/sort.ts'
import { streamTasks } from '../../../src/db/tasks/stream.ts'
import { parseColor } from '../../../src/domain/category.ts'
import { domains, efforts, priorities, taskStatuses } from '../../../src/domain/task.ts'
import { openStatuses } from '../../../src/domain/task-status.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { draft, moveTo, writer } from '../../support/household/values.ts'
import { isLongRun } from '../../support/long.ts'

/** Tasks of all kinds, many of them alike, so that the order of equal ones shows. */
async function mixedTasks() {
  const db = await newDatabase()
  const members = [await addMember(db, 'Sam'), await addMember(db, 'Alex')]
  const own = { name: 'Garden', color: parseColor('green'), user_id: members[0]?.id ?? null }
  const categories = []
  // Two of one name, and one that sorts before them.
  for (const each of [own, { ...own, user_id: null }, { ...own, name: 'Attic', user_id: null }]) {
    categories.push(await addCategory(writer(db), each, at(0)))
  }
  const pick = <Item>(items: readonly Item[], number: number) => items[number % items.length]
  for (let number = 1; number <= 90; number += 1) {
    const owner = number % 4 === 0 ? null : (pick(members, number >> 1)?.id ?? null)
    const fields = {
      title: `Task ${pick([7, 3, 9], number)}`,
      definition_of_done: `Step ${pick([2, 5, 1, 4], number)}`,
      domain: pick(domains, number >> 2) ?? 'FOOD',
      effort: pick(efforts, number >> 3) ?? 'TINY',
      priority: pick(priorities, (number * 7) >> 2) ?? 'LOW',
      due_date: number % 3 === 0 ? day(number % 5) : null,
      owner_user_id: owner,
      private: owner !== null && number % 9 === 1,
      category_id: number % 5 === 0 ? null : (pick(categories, number >> 1)?.id ?? null),
    }
    const created = await addTask(writer(db), draft(number, fields), at(number % 7))
    const status = pick(taskStatuses, number * 5) ?? 'BACKLOG'
    if (status === 'BACKLOG' || created.private) continue
    await moveTask(writer(db), null, created.id, moveTo(status, 'so'), at(number % 11))
  }
  return { db, members, categories }
}

test('the first tasks of a sorted list are those of the whole one, by any key', async () => {
  const { db, members, categories } = await mixedTasks()
  const filters: readonly TaskFilter[] = [
    {},
    { statuses: openStatuses },
    { statuses: ['DONE', 'BLOCKED'], owners: [members[0]?.id ?? null] },
    { statuses: ['DONE'] },
    { domains: ['FOOD'], categories: [categories[0]?.id ?? null] },
    { dueBefore: day(3), statuses: openStatuses },
  ]
  const differences = []
  let turn = 0
  for (const key of sortKeys.filter((each) => each !== 'id')) {
    for (const descending of [false, true]) {
      for (const more of [[], [{ key: 'due_date', descending: true }]] as const) {
        turn += 1
        for (const filter of inTurn(filters, turn)) {
          const viewer = descending ? (members[0]?.id ?? null) : null
          const list = { viewer, filter, sort: [{ key, descending }, ...more] } as const
          differences.push(...(await listDifferences(db, list)))
        }
      }
    }
  }
  // The order for people, which an index has as a whole.
  const sort = [
    { key: 'due_date', descending: false },
    { key: 'priority', descending: true },
  ] as const
  for (const statuses of [openStatuses, ['BACKLOG', 'PAUSED'], taskStatuses] as const) {
    for (const filter of filters) {
      const list = { viewer: null, filter: { ...filter, statuses }, sort }
      differences.push(...(await listDifferences(db, list)))
    }
  }
  expect(differences).toEqual([])
})

/** In the short form, a third of the filters, others for each order. */
function inTurn(filters: readonly TaskFilter[], turn: number): readonly TaskFilter[] {
  return isLongRun ? filters : filters.filter((_, index) => index % 3 === turn % 3)
}

type List = Pick<Parameters<typeof listFirst>[1], 'viewer' | 'filter' | 'sort'>

/** Where the first tasks of a list are not those of the whole one. */
async function listDifferences(db: Db, { viewer, filter, sort }: List) {
  const whole = await listTasks(db, viewer, filter, { sort })
  const differences = []
  for (const count of [1, 12, 200]) {
    const found = await listFirst(db, { viewer, filter, sort, count })
    const ids = found?.map(({ id }) => id)
    const wanted = whole.slice(0, count).map(({ id }) => id)
    if (JSON.stringify(ids) !== JSON.stringify(wanted)) {
      differences.push({ sort, filter, count, ids, wanted })
    }
  }
  return differences
}

test('a page of a sorted list of thousands is the same, alone and in the whole list', async () => {
  const db = await newDatabase()
  await seedDemo(db, { tasks: 5200, routines: 0, days: 0 }, day(0), new Date(at(0)))
  const filter = { statuses: openStatuses }
  for (const key of ['title', 'due_date', 'priority', 'created_at'] as const) {
    const sort: readonly Sort[] = [{ key, descending: key !== 'title' }]
    const whole = await listTasks(db, null, filter, { sort })
    const page = { sort, limit: 40, offset: 25 }
    const parts = []
    for await (const part of streamTasks(db, null, filter, page)) parts.push(...part)
    const wanted = whole.slice(25, 65)
    expect([await listTasks(db, null, filter, page), parts]).toEqual([wanted, wanted])
  }
})
