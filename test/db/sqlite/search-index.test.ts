import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { reverseCommands } from '../../../src/db/history/undo.ts'
import { removeUser } from '../../../src/db/household/user-removal.ts'
import type { Db } from '../../../src/db/schema.ts'
import { openSqlite } from '../../../src/db/sqlite/connection.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import { getUser } from '../../../src/db/users/users.ts'
import type { Direction } from '../../../src/domain/journal.ts'
import {
  addMember,
  at,
  newHouseholdFile,
  openAsOtherProgram,
  queryRows,
} from '../../support/database/database.ts'
import { today, writer } from '../../support/household/values.ts'

/** 300 tasks, of which the first 200 are Alex's and private: only these are about a quiz. */
const fill = `
  begin;
  insert into commands (command, recording, created_at) values ('not recorded', 0, '${at(0)}');
  ${fillUpTo(300)}
  delete from commands where recording = 0;
  commit;
`

/** Adds the tasks up to this number. */
function fillUpTo(last: number): string {
  return `
  with recursive numbers (n) as (
    select 1 + (select count(*) from tasks) union all select n + 1 from numbers where n < ${last}
  )
  insert into tasks (
    uuid, title, domain, effort, definition_of_done, search_text, owner_user_id, private,
    created_at, updated_at
  )
  select
    printf('%08x-0000-4000-8000-%012x', n, n), iif(n <= 200, 'Quiz ', 'Task ') || n, 'CHORES',
    'SMALL', 'Done', iif(n <= 200, 'quiz ', 'task ') || n || char(10) || 'done' || char(10, 10),
    iif(n <= 200, 1, null), n <= 200, '${at(0)}', '${at(0)}'
  from numbers;
  `
}

async function manyPrivateTasks() {
  const path = await newHouseholdFile()
  const db = openSqlite(path)
  onTestFinished(() => db.destroy())
  const alex = await addMember(db, 'Alex')
  openAsOtherProgram(path).exec(fill)
  return { path, db, alex }
}

/** How many rows a connection has written, those of the index included. */
async function countWrites(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select total_changes() as count`.execute(db)
  return rows[0]?.count ?? 0
}

async function writesOf(db: Db, work: () => Promise<void>): Promise<number> {
  const before = await countWrites(db)
  await work()
  return (await countWrites(db)) - before
}

async function reverse(db: Db, direction: Direction): Promise<void> {
  const rules = { count: 1, accept: () => {}, mayChange: () => true }
  await reverseCommands(writer(db), null, direction, rules)
}

/** What the index holds, as a proof that it matches the tasks. */
function indexOf(path: string): unknown {
  const raw = openAsOtherProgram(path)
  raw.exec(`
    insert into tasks_search (tasks_search, rank) values ('integrity-check', 1);
    create virtual table temp.words using fts5vocab(main, tasks_search, row);
  `)
  const setting = "select v from tasks_search_config where k = 'secure-delete'"
  const word = "select term, doc from temp.words where term in ('qui', 'tas') order by term"
  return [queryRows(raw, setting), queryRows(raw, word)]
}

describe('the index of searches', () => {
  const without = [[{ v: 1 }], [{ term: 'tas', doc: 100 }]]
  const complete = [
    [{ v: 1 }],
    [
      { term: 'qui', doc: 200 },
      { term: 'tas', doc: 100 },
    ],
  ]

  test('forgets the tasks of a member at once, and knows them again after an undo', async () => {
    const { path, db, alex } = await manyPrivateTasks()
    const found = async () => (await listTasks(db, alex.id, { search: 'quiz' })).length
    const states: unknown[] = [[indexOf(path), await found()]]
    const remove = async () => {
      const reader = { viewer: null, today }
      await removeUser(writer(db), reader, await getUser(db, alex), undefined, at(1))
    }
    const removing = await writesOf(db, remove)
    states.push([indexOf(path), await found()])
    await reverse(db, 'undo')
    states.push([indexOf(path), await found()])
    const redoing = await writesOf(db, () => reverse(db, 'redo'))
    states.push([indexOf(path), await found()])
    expect(states).toEqual([
      [complete, 200],
      [without, 0],
      [complete, 200],
      [without, 0],
    ])
    // Forgetting them one by one wrote 3,299 rows and 3,697, some of them long.
    expect([removing < 1000, redoing < 2500]).toEqual([true, true])
  })

  test('forgets a few of many tasks one by one, which is quicker then', async () => {
    const { path, db, alex } = await manyPrivateTasks()
    // 20 times 250 is less than all the tasks now.
    openAsOtherProgram(path).exec(`
      update tasks set private = 0, owner_user_id = null where id > 20 and owner_user_id = 1;
      ${fillUpTo(5301)}
    `)
    const pages = () => queryRows(openAsOtherProgram(path), 'select id from tasks_search_data')
    const before = pages()
    await removeUser(writer(db), { viewer: null, today }, alex, undefined, at(1))
    // An index that is rebuilt has new pages.
    const isKept = pages().every((page) => before.some((old) => isDeepStrictEqual(old, page)))
    const found = (await listTasks(db, null, { search: 'quiz' })).length
    expect([found, isKept, indexOf(path)]).toEqual([
      180,
      true,
      [
        [{ v: 1 }],
        [
          { term: 'qui', doc: 180 },
          { term: 'tas', doc: 5101 },
        ],
      ],
    ])
  })

  test('is left as it was by a redo that is refused', async () => {
    const { path, db, alex } = await manyPrivateTasks()
    await removeUser(writer(db), { viewer: null, today }, alex, undefined, at(1))
    await reverse(db, 'undo')
    openAsOtherProgram(path).exec("update tasks set title = 'Another' where id = 1")
    await expect(reverse(db, 'redo')).rejects.toThrow('was changed later')
    expect(indexOf(path)).toEqual(complete)
  })
})
