import { expect, test } from 'vitest'
import { getTodayPage } from '../../../src/db/household/today.ts'
import type { Db } from '../../../src/db/schema.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { countByStatus, countTasks, listPage, listTasks } from '../../../src/db/tasks/lists.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { sortKeys } from '../../../src/db/tasks/sort.ts'
import { streamTasks } from '../../../src/db/tasks/stream.ts'
import { listCandidates } from '../../../src/db/wins/candidates.ts'
import type { TaskId, TaskStatus } from '../../../src/domain/task.ts'
import { openStatuses } from '../../../src/domain/task-status.ts'
import type { Viewer } from '../../../src/domain/user.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { draft, moveTo, writer } from '../../support/household/values.ts'

/** Tasks that start yesterday, today, tomorrow and later, some of them finished or private. */
async function someHidden() {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  const tasks = [
    [null, 'BACKLOG'],
    [day(-1), 'BACKLOG'],
    [day(0), 'BLOCKED'],
    [day(9), 'BACKLOG'],
    [day(1), 'PAUSED'],
    [day(1), 'DONE'],
    [day(1), 'ABANDONED'],
    [day(2), 'BLOCKED'],
  ] as const satisfies readonly (readonly [unknown, TaskStatus])[]
  for (const [index, [starts_on, status]] of tasks.entries()) {
    const due_date = day(-index)
    const { id } = await addTask(writer(db), draft(index + 1, { starts_on, due_date }), at(index))
    await moveTask(writer(db), null, id, moveTo(status), at(20))
  }
  const own = { starts_on: day(3), owner_user_id: alex.id, private: true }
  await addTask(writer(db), draft(9, own), at(9))
  return { db, alex: alex.id }
}

async function idsOf(tasks: Promise<readonly { readonly id: TaskId }[]>) {
  return (await tasks).map(({ id }) => id)
}

const [shown, hidden] = [{ shownOn: day(0) }, { hiddenOn: day(0) }]
const open = { statuses: openStatuses }

test('an open task that starts later is in no list, page, stream or count', async () => {
  const { db, alex } = await someHidden()
  const streamed = async (from: Db) => {
    const ids: TaskId[] = []
    for await (const tasks of streamTasks(from, null, { ...open, ...shown }, { sort: [] })) {
      ids.push(...tasks.map(({ id }) => id))
    }
    return ids
  }
  const page = await listPage(db, null, { ...open, ...shown }, { limit: 1, most: 9 })
  expect({
    open: await idsOf(listTasks(db, null, { ...open, ...shown })),
    all: await idsOf(listTasks(db, alex, shown)),
    found: await idsOf(listTasks(db, null, { ...open, ...shown, search: 'task' })),
    streamed: await streamed(db),
    page: [page.tasks.map(({ id }) => id), page.more],
    count: await countTasks(db, null, { ...open, ...shown }),
    everything: await countTasks(db, null, {}),
    candidates: await idsOf(listCandidates(db, { ...shown, limit: 9 })),
  }).toEqual({
    open: [1, 2, 3],
    all: [1, 2, 3, 6, 7],
    found: [1, 2, 3],
    streamed: [1, 2, 3],
    page: [[3], 2],
    count: 3,
    everything: 8,
    candidates: [2, 1],
  })
})

test('sorted by any key, a list has the same tasks', async () => {
  const { db } = await someHidden()
  const lists = []
  for (const key of sortKeys) {
    const sort = [{ key, descending: true }]
    lists.push((await idsOf(listTasks(db, null, { ...open, ...shown }, { sort }))).toSorted())
  }
  expect(lists).toEqual(sortKeys.map(() => [1, 2, 3]))
})

test('the hidden ones are listed by themselves, the soonest first', async () => {
  const { db, alex } = await someHidden()
  const sort = [{ key: 'starts_on', descending: false }] as const
  const list = (viewer: Viewer) => idsOf(listTasks(db, viewer, { ...open, ...hidden }, { sort }))
  expect([await list(null), await list(alex)]).toEqual([
    [5, 8, 4],
    [5, 8, 9, 4],
  ])
})

test('counts of statuses leave out what is hidden on a day', async () => {
  const { db, alex } = await someHidden()
  const counts = { BACKLOG: 2, ACTIVE: 0, PAUSED: 0, BLOCKED: 1, DONE: 1, ABANDONED: 1 }
  expect([
    await countByStatus(db, null, day(0)),
    await countByStatus(db, alex, day(0)),
    await countByStatus(db, null, day(1)),
    await countByStatus(db, alex, day(3)),
    await countByStatus(db, null),
  ]).toEqual([
    counts,
    counts,
    { ...counts, PAUSED: 1 },
    { ...counts, BACKLOG: 3, PAUSED: 1, BLOCKED: 2 },
    { ...counts, BACKLOG: 3, PAUSED: 1, BLOCKED: 2 },
  ])
})

test('today’s page shows nothing that is hidden', async () => {
  const { db } = await someHidden()
  const page = await getTodayPage(db, null, day(0))
  expect([page.due, page.blocked, page.unowned].map((list) => list.map(({ id }) => id))).toEqual([
    [3, 2, 1],
    [3],
    [3, 2, 1],
  ])
})

test('what somebody has started is shown', async () => {
  const { db } = await someHidden()
  await moveTask(writer(db), null, 4 as TaskId, { to: 'ACTIVE' }, at(30))
  const started = { ...open, statuses: ['ACTIVE'] } as const
  expect([
    await idsOf(listTasks(db, null, { ...started, ...shown })),
    await idsOf(listTasks(db, null, { ...started, ...hidden })),
    (await countByStatus(db, null, day(0))).ACTIVE,
  ]).toEqual([[4], [], 1])
})
