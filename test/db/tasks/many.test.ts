import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '../../../src/db/schema.ts'
import { openSqlite } from '../../../src/db/sqlite/connection.ts'
import type { TaskFilter } from '../../../src/db/tasks/filter.ts'
import { countTasks, listPage, listTasks } from '../../../src/db/tasks/lists.ts'
import { type Sort, sortKeys } from '../../../src/db/tasks/sort.ts'
import { streamTasks } from '../../../src/db/tasks/stream.ts'
import type { Task, TaskId } from '../../../src/domain/task.ts'
import { openStatuses } from '../../../src/domain/task-status.ts'
import type { UserId, Viewer } from '../../../src/domain/user.ts'
import { newHouseholdFile, openAsOtherProgram } from '../../support/database/database.ts'
import { isLongRun } from '../../support/long.ts'

const noon = '2026-11-22T12:00:00.000Z'

/**
 * 7,000 tasks. Nearly all of them have every sequence of three characters in “plants water”, but
 * few have the text; many of these are private.
 */
const fill = `
  insert into users (name, name_key, created_at, updated_at)
    values ('Alex', 'alex', '${noon}', '${noon}'), ('Sam', 'sam', '${noon}', '${noon}');
  insert into categories (name, name_key, color, created_at, updated_at)
    values ('Garden', 'garden', '#4c9f70', '${noon}', '${noon}');
  begin;
  insert into commands (command, recording, created_at) values ('not recorded', 0, '${noon}');
  with recursive
    numbers (n) as (select 1 union all select n + 1 from numbers where n < 7000),
    titles (n, title) as (
      select n, iif(n % 700 = 0, 'Give the plants water', 'Give the plants wine, no water') || (n % 3)
      from numbers
    )
  insert into tasks (
    uuid, title, domain, effort, definition_of_done, search_text, owner_user_id, category_id, due_date,
    private, priority, status, completed_at, created_at, updated_at
  )
  select
    printf('%08x-0000-4000-8000-%012x', n, n), title,
    iif(n % 4 = 1, 'FOOD', 'CHORES'), iif(n % 6 = 0, 'TINY', 'MEDIUM'), 'Done',
    lower(title) || char(10) || 'done' || char(10) || char(10),
    iif(n % 3 = 0, null, n % 3), iif(n % 2 = 0, 1, null),
    iif(n % 4 = 0, date('2026-01-01', '+' || (n % 700) || ' days'), null),
    n % 50 = 1 and n % 3 <> 0, iif(n % 5 = 0, 'HIGH', 'LOW'),
    iif(n % 20 = 0, 'DONE', iif(n % 7 = 0, 'ACTIVE', 'BACKLOG')),
    iif(n % 20 = 0, '${noon}', null), '2026-11-22T12:00:00.' || (100 + n % 887) || 'Z', '${noon}'
  from titles;
  delete from commands;
  commit;
`

const searches = ['the', 'e', 'wat', 'pl', 'give the plants', 'plants water', 'water2', 'zebra']

const everything: TaskFilter = {}

const filters: readonly TaskFilter[] = [
  { statuses: openStatuses },
  everything,
  { statuses: openStatuses, owners: [2 as UserId] },
  { priorities: ['HIGH'], owners: [null] },
]

const sorts: readonly (readonly Sort[])[] = [
  [],
  [{ key: 'id', descending: true }],
  [{ key: 'title', descending: false }],
  [
    { key: 'priority', descending: true },
    { key: 'title', descending: false },
  ],
]

const pages = [
  { limit: 50, offset: 0 },
  { limit: 20, offset: 4990 },
  { limit: 3, offset: 2 },
]

test('each page of a search among thousands of tasks is part of the whole list', async () => {
  const viewer = 1 as UserId
  const path = await newHouseholdFile()
  openAsOtherProgram(path).exec(fill)
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  const found: unknown[] = []
  const wanted: unknown[] = []
  const counts: Record<string, number> = {}
  for (const filter of filters) {
    for (const sort of sorts) {
      const all = await listTasks(db, viewer, filter, { sort })
      for (const [turn, search] of searches.entries()) {
        const matching = all.filter((task) => textOf(task).includes(search)).map(({ id }) => id)
        const searched = { ...filter, search }
        // In the short form, one of the pages, another for the next search.
        for (const page of isLongRun ? pages : pages.filter((_, at) => at === turn % 3)) {
          const most = 100
          const { tasks, more } = await listPage(db, viewer, searched, { sort, ...page, most })
          const end = page.offset + page.limit
          found.push([searched, sort, page, tasks.map(({ id }) => id), more])
          const ids = matching.slice(page.offset, end)
          const rest = Math.max(0, Math.min(matching.length - end, most))
          wanted.push([searched, sort, page, ids, rest])
        }
        if (sort.length > 0 || filter !== everything) continue
        counts[search] = matching.length
        found.push(await countTasks(db, viewer, searched))
        wanted.push(matching.length)
      }
    }
  }
  expect(found).toEqual(wanted)
  expect(counts).toEqual({
    the: 6954,
    e: 6954,
    wat: 6954,
    pl: 6954,
    'give the plants': 6954,
    'plants water': 10,
    water2: 2287,
    zebra: 0,
  })
  const streamed = [
    await listAll(db, viewer, { search: 'water2' }),
    await listAll(db, viewer, { search: 'plants water' }),
  ]
  expect(streamed.map(({ length }) => length)).toEqual([2287, 10])
})

/** Keys that leave long slices, each with every other one after it, and three keys at once. */
const pairs: readonly (readonly Sort[])[] = [
  ...(['priority', 'status', 'owner', 'category', 'effort'] as const).flatMap((first) =>
    sortKeys
      .filter((key) => key !== first && key !== 'id')
      .map((key, index) => [
        { key: first, descending: index % 2 === 0 },
        { key, descending: index % 3 === 0 },
      ]),
  ),
  (['domain', 'owner', 'title'] as const).map((key) => ({ key, descending: true })),
  (['due_date', 'domain', 'created_at'] as const).map((key) => ({ key, descending: false })),
]

test('the first of thousands of tasks by several keys are those of the whole list', async () => {
  const path = await newHouseholdFile()
  openAsOtherProgram(path).exec(fill)
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  const viewer = 1 as UserId
  const found: unknown[] = []
  const wanted: unknown[] = []
  for (const [index, sort] of pairs.entries()) {
    const filter = index % 2 === 0 ? { statuses: openStatuses } : {}
    const all = await listTasks(db, viewer, filter, { sort })
    const some = await listTasks(db, viewer, filter, { sort, limit: 30, offset: 300 })
    found.push([sort, some.map(({ id }) => id)])
    wanted.push([sort, all.slice(300, 330).map(({ id }) => id)])
  }
  expect(found).toEqual(wanted)
})

function textOf({ title, definition_of_done }: Task): string {
  return `${title}\n${definition_of_done}`.toLowerCase()
}

async function listAll(db: Db, viewer: Viewer, filter: TaskFilter): Promise<TaskId[]> {
  const ids: TaskId[] = []
  for await (const tasks of streamTasks(db, viewer, filter, { sort: [] })) {
    ids.push(...tasks.map(({ id }) => id))
  }
  return ids
}
