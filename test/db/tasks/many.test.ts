import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '../../../src/db/schema.ts'
import { openSqlite } from '../../../src/db/sqlite/connection.ts'
import type { TaskFilter } from '../../../src/db/tasks/filter.ts'
import { countTasks, listPage, listTasks } from '../../../src/db/tasks/lists.ts'
import type { Sort } from '../../../src/db/tasks/sort.ts'
import { streamTasks } from '../../../src/db/tasks/stream.ts'
import { openStatuses, type Task, type TaskId } from '../../../src/domain/task.ts'
import type { UserId, Viewer } from '../../../src/domain/user.ts'
import { newHouseholdFile, openAsOtherProgram } from '../../support/database/database.ts'

const noon = '2026-11-22T12:00:00.000Z'

/**
 * 7,000 tasks. Nearly all of them have every sequence of three characters in “plants water”, but
 * few have the text; many of these are private.
 */
const fill = `
  insert into users (name, name_key, created_at, updated_at)
    values ('Alex', 'alex', '${noon}', '${noon}'), ('Sam', 'sam', '${noon}', '${noon}');
  begin;
  insert into commands (command, recording, created_at) values ('not recorded', 0, '${noon}');
  with recursive
    numbers (n) as (select 1 union all select n + 1 from numbers where n < 7000),
    titles (n, title) as (
      select n, iif(n % 700 = 0, 'Give the plants water', 'Give the plants wine, no water') || n % 9
      from numbers
    )
  insert into tasks (
    uuid, title, domain, effort, definition_of_done, search_text, owner_user_id, due_date, private,
    priority, status, completed_at, created_at, updated_at
  )
  select
    printf('%08x-0000-4000-8000-%012x', n, n), title, 'CHORES', 'SMALL', 'Done',
    lower(title) || char(10) || 'done' || char(10) || char(10),
    iif(n % 3 = 0, null, n % 3), iif(n % 4 = 0, date('2026-01-01', '+' || (n % 700) || ' days'), null),
    n % 50 = 1 and n % 3 <> 0, iif(n % 5 = 0, 'HIGH', 'LOW'),
    iif(n % 20 = 0, 'DONE', 'BACKLOG'), iif(n % 20 = 0, '${noon}', null), '${noon}', '${noon}'
  from titles;
  delete from commands;
  commit;
`

const searches = ['the', 'e', 'wat', 'pl', 'give the plants', 'plants water', 'water7', 'zebra']

const filters: readonly TaskFilter[] = [
  { statuses: openStatuses },
  {},
  { statuses: ['DONE'] },
  { statuses: openStatuses, owner: 2 as UserId },
  { priorities: ['HIGH'], owner: null },
]

const sorts: readonly (readonly Sort[])[] = [
  [],
  [{ key: 'id', descending: true }],
  [{ key: 'title', descending: false }],
  [{ key: 'due_date', descending: true }],
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
  for (const filter of filters) {
    for (const sort of sorts) {
      const all = await listTasks(db, viewer, filter, { sort })
      for (const search of searches) {
        const matching = all.filter((task) => textOf(task).includes(search)).map(({ id }) => id)
        const searched = { ...filter, search }
        for (const page of pages) {
          const most = 100
          const { tasks, more } = await listPage(db, viewer, searched, { sort, ...page, most })
          const end = page.offset + page.limit
          found.push([searched, sort, page, tasks.map(({ id }) => id), more])
          const ids = matching.slice(page.offset, end)
          const rest = Math.max(0, Math.min(matching.length - end, most))
          wanted.push([searched, sort, page, ids, rest])
        }
        if (sort.length > 0) continue
        found.push([await countTasks(db, viewer, searched), await listAll(db, viewer, searched)])
        wanted.push([matching.length, matching])
      }
    }
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
