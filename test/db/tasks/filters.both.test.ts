import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addCategory } from '../../../src/db/categories.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import type { TaskFilter } from '../../../src/db/tasks/filter.ts'
import { countTasks, listTasks } from '../../../src/db/tasks/lists.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { parseColor } from '../../../src/domain/category.ts'
import { domains, efforts, priorities, type Task, taskStatuses } from '../../../src/domain/task.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { draft, moveTo, writer } from '../../support/household/values.ts'

/** 40 tasks of all kinds, finished on several days. */
async function tasksOfAllKinds() {
  const db = await newDatabase()
  const members = [await addMember(db, 'Alex'), await addMember(db, 'Sam')]
  const categories = []
  for (const name of ['Attic', 'Garden']) {
    const category = { name, color: parseColor('green'), user_id: null }
    categories.push(await addCategory(writer(db), category, at(0)))
  }
  const pick = <Item>(items: readonly Item[], number: number) => items[number % items.length]
  for (let number = 1; number <= 40; number += 1) {
    const fields = {
      domain: pick(domains, number >> 1) ?? 'FOOD',
      effort: pick(efforts, number >> 2) ?? 'TINY',
      priority: pick(priorities, number * 3) ?? 'LOW',
      due_date: number % 3 === 0 ? null : day((number % 7) - 3),
      owner_user_id: pick([...members, null], number)?.id ?? null,
      category_id: pick([...categories, null], number >> 2)?.id ?? null,
    }
    const { id } = await addTask(writer(db), draft(number, fields), at(number * 40_000))
    const status = pick(taskStatuses, number * 5) ?? 'BACKLOG'
    await moveTask(writer(db), null, id, moveTo(status, 'so'), at(number * 50_000))
  }
  return db
}

const someDay = fc.integer({ min: -4, max: 4 }).map(day)
const moment = fc.integer({ min: 0, max: 45 }).map((count) => at(count * 50_000))
const some = <Item>(items: readonly Item[]) => fc.subarray([...items])
const references = some([1, 2, null] as const)

const anyFilter = fc.record(
  {
    statuses: some(taskStatuses),
    domains: some(domains),
    efforts: some(efforts),
    priorities: some(priorities),
    owners: references,
    notOwners: references,
    categories: references,
    notCategories: references,
    dueBefore: someDay,
    dueAfter: someDay,
    dueFrom: someDay,
    dueUntil: someDay,
    withoutDue: fc.constant(true),
    doneSince: fc.record({ date: someDay, start: moment }, { requiredKeys: ['start'] }),
    createdSince: moment,
    untouchedBefore: moment,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<TaskFilter>

/** Says the same as the queries, in the simplest way. */
function isLetThrough(task: Task, filter: TaskFilter): boolean {
  const { due_date: due, completed_at, completed_on } = task
  const among = <Item>(items: readonly Item[] | undefined, item: Item) =>
    items === undefined || items.includes(item)
  const not = <Item>(items: readonly Item[] | undefined, item: Item) => !items?.includes(item)
  const { doneSince } = filter
  const isDone = () => {
    if (doneSince === undefined) return true
    if (completed_at === null) return false
    if (doneSince.date === undefined || completed_on === null)
      return completed_at >= doneSince.start
    return completed_on >= doneSince.date
  }
  return [
    among(filter.statuses, task.status),
    among(filter.domains, task.domain),
    among(filter.efforts, task.effort),
    among(filter.priorities, task.priority),
    among(filter.owners, task.owner_user_id),
    not(filter.notOwners, task.owner_user_id),
    among(filter.categories, task.category_id),
    not(filter.notCategories, task.category_id),
    filter.dueBefore === undefined || (due !== null && due < filter.dueBefore),
    filter.dueAfter === undefined || (due !== null && due > filter.dueAfter),
    filter.dueFrom === undefined || (due !== null && due >= filter.dueFrom),
    filter.dueUntil === undefined || (due !== null && due <= filter.dueUntil),
    filter.withoutDue === undefined || due === null,
    isDone(),
    filter.createdSince === undefined || task.created_at >= filter.createdSince,
    filter.untouchedBefore === undefined || task.updated_at < filter.untouchedBefore,
  ].every(Boolean)
}

test('any filter lets through what a plain one does, in the order that was asked for', async () => {
  const db = await tasksOfAllKinds()
  const all = await listTasks(db, null, {})
  const sorts = fc.constantFrom(
    [],
    [{ key: 'due_date', descending: false } as const],
    [{ key: 'priority', descending: true } as const],
  )
  await fc.assert(
    fc.asyncProperty(anyFilter, sorts, async (filter, sort) => {
      const sorted = await listTasks(db, null, {}, { sort })
      const wanted = sorted.filter((task) => isLetThrough(task, filter)).map(({ id }) => id)
      const found = await listTasks(db, null, filter, { sort })
      expect([found.map(({ id }) => id), await countTasks(db, null, filter)]).toEqual([
        wanted,
        wanted.length,
      ])
    }),
    { numRuns: 150 },
  )
  expect(all.length).toBe(40)
})
