import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seedDemo } from '../../../src/db/household/demo.ts'
import type { Db } from '../../../src/db/schema.ts'
import { listFirst } from '../../../src/db/tasks/first.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import { type Sort, sortKeys } from '../../../src/db/tasks/sort.ts'
import { openStatuses } from '../../../src/domain/task-status.ts'
import { at, day, newDatabase } from '../../support/database/database.ts'
import { runStatement } from '../../support/database/statements.ts'

const dueLast: Sort = { key: 'due_date', descending: true }

const contains = sql<boolean>`tasks.search_text like '%bill%'`

async function household(): Promise<Db> {
  const db = await newDatabase()
  await seedDemo(db, { tasks: 5200, routines: 0, days: 0 }, day(0), new Date(at(0)))
  return db
}

test('the first tasks with a text are found in any order, or too many would be compared', async () => {
  const db = await household()
  const differences = []
  const isFound = new Map<number, Set<boolean>>()
  const keys = sortKeys.filter((each) => each !== 'id')
  const sorts: readonly (readonly [Sort, ...Sort[]])[] = [
    ...keys.map((key) => [{ key, descending: false }] as const),
    ...keys.map((key) => [{ key, descending: true }, dueLast] as const),
    [
      { key: 'due_date', descending: false },
      { key: 'priority', descending: true },
    ],
  ]
  for (const sort of sorts) {
    for (const filter of [{}, { statuses: openStatuses }]) {
      const whole = await listTasks(db, null, { ...filter, search: 'bill' }, { sort })
      for (const most of [10, 100, 6000]) {
        const list = { viewer: null, filter, text: { contains, most }, sort, count: 20 }
        const found = await listFirst(db, list)
        isFound.set(most, (isFound.get(most) ?? new Set()).add(found !== undefined))
        const ids = found?.map(({ id }) => id)
        const wanted = whole.slice(0, 20).map(({ id }) => id)
        if (ids && JSON.stringify(ids) !== JSON.stringify(wanted)) {
          differences.push({ sort, filter, most, ids, wanted })
        }
      }
    }
  }
  // Only the tasks of the smallest slices can all be compared, or a text is in the first ones.
  expect({ differences, 100: isFound.get(100)?.size, 6000: isFound.get(6000) }).toEqual({
    differences: [],
    100: 2,
    6000: new Set([true]),
  })
})

test('a page of tasks that are late in the list is the same as in the whole list', async () => {
  const db = await household()
  // So many that the index does not list them all, and after all others by each of these keys.
  await runStatement(
    db,
    `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 5100)
     insert into tasks (uuid, title, domain, effort, definition_of_done, search_text, priority,
       status, due_date, created_at, updated_at)
     select printf('%08x-0000-4000-8000-%012x', n, n), 'Zz bill ' || n, 'OTHER', 'COMPLEX', 'x',
       'zz bill ' || n || char(10) || 'x' || char(10) || char(10), 'URGENT', 'BACKLOG',
       date('2030-01-01', '+' || (n % 90) || ' days'), '2027-01-01T00:00:00.000Z',
       '2027-01-01T00:00:00.000Z' from numbers`,
  )
  const differences = []
  for (const key of sortKeys) {
    for (const descending of [false, true]) {
      for (const search of ['zz bill', 'kettle', 'zz']) {
        const sort = [{ key, descending }] as const
        const filter = { statuses: openStatuses, search }
        const whole = await listTasks(db, null, filter, { sort })
        const page = await listTasks(db, null, filter, { sort, limit: 20, offset: 30 })
        const ids = page.map(({ id }) => id)
        const wanted = whole.slice(30, 50).map(({ id }) => id)
        if (JSON.stringify(ids) !== JSON.stringify(wanted)) differences.push({ sort, search, ids })
      }
    }
  }
  expect(differences).toEqual([])
})
