import { expect, test } from 'vitest'
import { seedDemo } from '../../../src/db/household/demo.ts'
import { addTask, removeTask } from '../../../src/db/tasks/changes.ts'
import type { TaskFilter } from '../../../src/db/tasks/filter.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import type { Sort } from '../../../src/db/tasks/sort.ts'
import { streamTasks } from '../../../src/db/tasks/stream.ts'
import type { Task } from '../../../src/domain/task.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { draft, writer } from '../../support/household/values.ts'

/** More tasks than are in memory at once, of several efforts, some private, some with a date. */
async function manyTasks() {
  const db = await newDatabase()
  const owner = await addMember(db, 'Alex')
  for (let number = 1; number <= 130; number += 1) {
    const effort = number % 3 === 0 ? 'TINY' : 'MEDIUM'
    const due_date = number % 4 === 0 ? (`2026-12-${10 + (number % 20)}` as never) : null
    const owned = { private: number % 7 === 0, owner_user_id: owner.id }
    await addTask(writer(db), draft(number, { effort, due_date, ...owned }), at(0))
  }
  return { db, owner }
}

async function all(stream: AsyncIterable<readonly Task[]>): Promise<Task[]> {
  const tasks: Task[] = []
  for await (const part of stream) tasks.push(...part)
  return tasks
}

const byDate: readonly Sort[] = [
  { key: 'due_date', descending: true },
  { key: 'title', descending: false },
]

const lists: readonly (readonly [TaskFilter, readonly Sort[], (number | undefined)?, number?])[] = [
  [{}, []],
  [{}, [], 70],
  [{}, [], 50, 3],
  [{}, [], undefined, 100],
  [{}, [], 10, 500],
  [{ efforts: ['TINY'] }, []],
  [{ search: 'task 1' }, []],
  [{ search: 'nothing like it' }, []],
  [{}, byDate],
  [{}, byDate, 70, 40],
  [{ efforts: ['TINY'] }, byDate, 5, 500],
]

test('a list that comes in parts is the list, to everybody who asks', async () => {
  const { db, owner } = await manyTasks()
  for (const viewer of [null, owner.id]) {
    for (const [filter, sort, limit, offset] of lists) {
      const page = { sort, limit, offset }
      const parts: (readonly Task[])[] = []
      for await (const part of streamTasks(db, viewer, filter, page)) parts.push(part)
      expect([parts.flat(), parts.filter(({ length }) => length === 0)]).toEqual([
        await listTasks(db, viewer, filter, page),
        [],
      ])
    }
  }
})

test('between the parts others can write, and what they do further on is seen', async () => {
  const { db } = await manyTasks()
  const stream = streamTasks(db, null, {}, { sort: [] })
  const first = await stream.next()
  await addTask(writer(db), draft(131), at(0))
  const rest = await all(stream)
  expect([(first.value as Task[]).length, rest.at(-1)?.title]).toEqual([10, 'Task 131'])
})

test('a list of thousands is complete, or as long as it should be', async () => {
  const db = await newDatabase()
  await seedDemo(db, { tasks: 2100, routines: 0, days: 0 }, day(0), new Date(at(0)))
  // The first member, who alone has private tasks.
  const alex = 1 as UserId
  const sort: readonly Sort[] = [{ key: 'id', descending: true }]
  const ids = (await all(streamTasks(db, alex, {}, { sort }))).map(({ id }) => Number(id))
  expect(ids).toEqual(Array.from({ length: 2100 }, (_, index) => 2100 - index))
  const page = { limit: 203, offset: 5 }
  const byNumber = await all(streamTasks(db, alex, {}, { sort: [], ...page }))
  const sorted = await all(streamTasks(db, alex, {}, { sort, ...page }))
  expect([byNumber, sorted].map((tasks) => tasks.map(({ id }) => Number(id)))).toEqual([
    ids.toReversed().slice(5, 208),
    ids.slice(5, 208),
  ])
})

test('a sorted list leaves out what is deleted before its turn', async () => {
  const { db } = await manyTasks()
  const sort: readonly Sort[] = [{ key: 'id', descending: false }]
  const stream = streamTasks(db, null, {}, { sort })
  const first = (await stream.next()).value as Task[]
  const rest = (await listTasks(db, null, {})).filter(({ id }) => id > Number(first.at(-1)?.id))
  // A part in the middle, the next but one as a whole, and a few around it.
  const gone = rest.slice(7, 23)
  for (const { id } of gone) await removeTask(writer(db), null, id)
  expect(await all(stream)).toEqual(rest.filter((task) => !gone.includes(task)))
})
