import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Raw from 'better-sqlite3'
import { CompiledQuery, type KyselyPlugin, type QueryId, type RootOperationNode } from 'kysely'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { listChanges } from '../../src/db/history/changes.ts'
import { listReversals } from '../../src/db/history/reversals.ts'
import { findBurndown } from '../../src/db/household/burndown.ts'
import { findDigest } from '../../src/db/household/digest.ts'
import { findLoad, findUnowned, listDoneTitles } from '../../src/db/household/load.ts'
import { getTodayPage } from '../../src/db/household/today.ts'
import { listWeek } from '../../src/db/household/week.ts'
import { listRoutines } from '../../src/db/routines/routines.ts'
import { skipTasks } from '../../src/db/routines/skip.ts'
import { loadChooser } from '../../src/db/routines/turn-chooser.ts'
import { listWithLive } from '../../src/db/routines/upcoming.ts'
import type { Db } from '../../src/db/schema.ts'
import { openSqlite } from '../../src/db/sqlite/connection.ts'
import { getStatus } from '../../src/db/status.ts'
import type { TaskFilter } from '../../src/db/tasks/filter.ts'
import { listPage, listTasks } from '../../src/db/tasks/lists.ts'
import { moveTask } from '../../src/db/tasks/moves.ts'
import { getTask, getTaskById } from '../../src/db/tasks/references.ts'
import { sortKeys } from '../../src/db/tasks/sort.ts'
import { listCandidates } from '../../src/db/wins/candidates.ts'
import { findWinStats } from '../../src/db/wins/stats.ts'
import { listLeftOver } from '../../src/db/wins/wins.ts'
import { weeksUntil } from '../../src/domain/burndown.ts'
import type { CategoryId } from '../../src/domain/category.ts'
import type { RoutineId, TaskId } from '../../src/domain/task.ts'
import { openStatuses } from '../../src/domain/task-status.ts'
import type { User, UserId, Viewer } from '../../src/domain/user.ts'
import {
  at,
  day,
  newHouseholdFile,
  openAsOtherProgram,
  queryRows,
} from '../support/database/database.ts'
import { memory, temporaryFolder } from '../support/folder.ts'
import { addRoutineRow } from '../support/household/routines.ts'
import { completion, moveTo, writer } from '../support/household/values.ts'

const noon = '2026-11-22T12:00:00.000Z'

/** 100,000 tasks, one in twenty of them open, of two users, some in a category, some due. */
const fill = `
  insert into users (name, name_key, created_at, updated_at)
    values ('Alex', 'alex', '${noon}', '${noon}'), ('Sam', 'sam', '${noon}', '${noon}');
  insert into categories (name, name_key, color, user_id, created_at, updated_at)
    values ('Garden', 'garden', '#4c9f70', 2, '${noon}', '${noon}');
  begin;
  insert into commands (command, recording, created_at) values ('not recorded', 0, '${noon}');
  with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 100000)
  insert into tasks (
    uuid, title, domain, effort, definition_of_done, search_text, owner_user_id, category_id,
    due_date, private, status, completed_at, created_at, updated_at
  )
  select
    printf('%08x-0000-4000-8000-%012x', n, n), 'Task ' || n, 'CHORES', 'SMALL', 'Done',
    'task ' || n || char(10) || 'done' || char(10) || char(10),
    iif(n % 3 = 0, null, n % 3), iif(n % 10 = 0, 1, null),
    iif(n % 4 = 0, date('2026-01-01', '+' || (n % 700) || ' days'), null), n % 50 = 1 and n % 3 <> 0,
    iif(n % 20 = 0, 'BACKLOG', 'DONE'), iif(n % 20 = 0, null, '${noon}'), '${noon}', '${noon}'
  from numbers;
  delete from commands;
  commit;
`

/** Made once, and copied. */
let filled: Promise<Buffer> | undefined

async function fillFile(): Promise<Buffer> {
  const path = await newHouseholdFile()
  const raw = openAsOtherProgram(path)
  raw.exec(fill)
  return readFileSync(path)
}

/** Files to which some statements were done; tests read them one after the other. */
const files = new Map<string, Promise<string>>()

const folder = mkdtempSync(join(memory, 'momentum-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The filled file after some statements; nothing can be written to it. */
async function manyTasks(statements = ''): Promise<Db> {
  const making = files.get(statements) ?? copyTo(join(folder, `${files.size}.db`), statements)
  files.set(statements, making)
  return opened(await making, { readonly: true })
}

/** A copy of the filled file, to which a test may write. */
async function ownTasks(): Promise<Db> {
  return opened(await copyTo(join(temporaryFolder(), 'momentum.db')))
}

async function copyTo(path: string, statements = ''): Promise<string> {
  filled ??= fillFile()
  writeFileSync(path, await filled)
  const raw = new Raw(path)
  raw.exec(statements)
  raw.close()
  return path
}

function opened(path: string, options?: { readonly readonly: boolean }): Db {
  const db = openSqlite(path, options)
  onTestFinished(() => db.destroy())
  return db
}

/** How SQLite goes about the tasks in the queries that some work makes. */
function pathsToTasks(db: Db, work: (db: Db) => Promise<unknown>): Promise<unknown[]> {
  return pathsTo('tasks', db, work)
}

async function pathsTo(
  table: string,
  db: Db,
  work: (db: Db) => Promise<unknown>,
): Promise<unknown[]> {
  const details = (await plansOf(db, work)).flat()
  return details.filter((detail) => new RegExp(` ${table}( |$)`).test(detail))
}

/** How SQLite plans each of the queries that some work makes. */
async function plansOf(db: Db, work: (db: Db) => Promise<unknown>): Promise<string[][]> {
  const compiled: CompiledQuery[] = []
  const seen = new WeakMap<QueryId, RootOperationNode>()
  const watching: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      seen.set(queryId, node)
      return node
    },
    // A part of a query is seen as well, but runs with the whole.
    async transformResult({ result, queryId }) {
      const node = seen.get(queryId)
      if (node) compiled.push(db.getExecutor().compileQuery(node, queryId))
      return result
    },
  }
  await work(db.withPlugin(watching))
  const plans: string[][] = []
  for (const { sql, parameters } of compiled) {
    // A place that is filled in later is planned with any value.
    const values = parameters.map((value) => (typeof value === 'symbol' ? 1 : value))
    const plan = CompiledQuery.raw(`explain query plan ${sql}`, values)
    const { rows: steps } = await db.executeQuery<{ detail: string }>(plan)
    plans.push(steps.map(({ detail }) => detail))
  }
  return plans
}

const open = { statuses: openStatuses, shownOn: day(0) }
const [alex, garden] = [1 as UserId, 1 as CategoryId]

const inOrder = 'SCAN tasks USING INDEX tasks_open'
const byStatus = 'SEARCH tasks USING INDEX tasks_status (status=?)'
const byOwner = 'SEARCH tasks USING INDEX tasks_owner_status (owner_user_id=?)'
const byOwnerAndStatus =
  'SEARCH tasks USING INDEX tasks_owner_status (owner_user_id=? AND status=?)'
const byOpenOwner = 'SEARCH tasks USING INDEX tasks_open_owner (owner_user_id=?)'
const byCategory = 'SEARCH tasks USING INDEX tasks_category (category_id=?)'
const byNumber = 'SEARCH tasks USING INTEGER PRIMARY KEY (rowid=?)'
/** The index of open tasks says which of the found ones are open. */
const byFoundNumber = expect.stringMatching(
  /^SEARCH tasks USING (INTEGER PRIMARY KEY \(rowid=\?\)|INDEX tasks_open \(id=\?\))$/,
)

const byDue = (range: string) => `SEARCH tasks USING INDEX tasks_open_due (${range})`

/** A filter of `task list`, and how its tasks are found. */
const filters: readonly (readonly [words: string, filter: TaskFilter, path: unknown])[] = [
  ['(none)', open, inOrder],
  ['--status done', { statuses: ['DONE'] }, byStatus],
  ['--domain food', { ...open, domains: ['FOOD'] }, inOrder],
  ['--effort tiny', { ...open, efforts: ['TINY'] }, inOrder],
  ['--priority high', { ...open, priorities: ['HIGH'] }, inOrder],
  ['--owner alex', { ...open, owners: [alex] }, byOpenOwner],
  ['--owner alex --all', { owners: [alex] }, byOwner],
  ['--owner none', { ...open, owners: [null] }, byOpenOwner],
  ['--owner none --all', { owners: [null] }, byOwner],
  ['--owner alex,none', { ...open, owners: [alex, null] }, inOrder],
  ['--not-owner alex', { ...open, notOwners: [alex] }, inOrder],
  [
    '--due today',
    { ...open, dueFrom: day(0), dueUntil: day(0) },
    byDue('due_date>? AND due_date<?'),
  ],
  ['--due-after', { ...open, dueAfter: day(600) }, expect.stringMatching(/tasks_open/)],
  ['--due none', { ...open, withoutDue: true }, inOrder],
  [
    '--created-since',
    { ...open, createdSince: at(1) },
    'SEARCH tasks USING INDEX tasks_by_created_at (<expr>=? AND created_at>?)',
  ],
  [
    '--stale',
    { ...open, untouchedBefore: at(-1) },
    'SEARCH tasks USING INDEX tasks_by_updated_at (<expr>=? AND updated_at<?)',
  ],
  [
    '--done-since',
    { statuses: ['DONE'], doneSince: { date: day(1), start: at(1) } },
    expect.stringMatching(/tasks_by_completed_at|^SCAN tasks$/),
  ],
  ['--category garden --all', { categories: [garden] }, byCategory],
  ['--search "task 99999"', { ...open, search: 'task 99999' }, byFoundNumber],
  ['--search task', { ...open, search: 'task' }, byFoundNumber],
]

/** What the statistics of ten times as many tasks would say. */
const asAMillion = `
  analyze;
  update sqlite_stat1 set stat = '10' || replace(stat, ' ', '0 ') where tbl = 'tasks' and idx is null;
  update sqlite_stat1 set stat =
    (cast(substr(stat, 1, instr(stat, ' ') - 1) as integer) * 10) || substr(stat, instr(stat, ' '))
    where tbl = 'tasks' and idx is not null;
`

describe.each<[string, Viewer, string]>([
  ['as there are, to nobody', null, 'select 1'],
  ['as there are, to Alex', alex, 'select 1'],
  ['as if they were a million, to nobody', null, asAMillion],
])('100,000 tasks %s', (_, viewer, statistics) => {
  test('a page of every list is found by an index, in order', async () => {
    const db = await manyTasks(statistics)
    const found = []
    for (const [words, filter] of filters) {
      const list = (tx: Db) => listTasks(tx, viewer, filter, { limit: 50 })
      found.push([words, (await pathsToTasks(db, list)).at(-1)])
    }
    expect(found).toEqual(filters.map(([words, , path]) => [words, path]))
  })

  test.each([
    ['open', open, { id: 'tasks_open', completed_at: 'tasks_open' }],
    ['all', {}, { id: '', completed_at: 'tasks_by_completed_at' }],
  ])('the first of %s tasks by any key are found by an index', async (__, filter, names) => {
    const db = await manyTasks(statistics)
    const found: Record<string, unknown> = {}
    for (const key of sortKeys) {
      for (const descending of [false, true]) {
        const sort = [{ key, descending }]
        const plans = await plansOf(db, (tx) => listTasks(tx, viewer, filter, { sort, limit: 50 }))
        const paths = plans.flat().filter((step) => / tasks( |$)/.test(step) && step !== byNumber)
        const indexes = paths.map((path) => / INDEX (\w+)/.exec(path)?.[1] ?? '')
        // The indexes that have only the open ones are as good.
        found[key] = [
          ...new Set(indexes.map((name) => name.replace(/open_(due|urgent)/, 'due_date'))),
        ].join()
      }
    }
    expect(found).toEqual({
      title: 'tasks_title',
      domain: 'tasks_by_domain',
      effort: 'tasks_by_effort',
      owner: 'tasks_owner_status',
      category: 'tasks_category',
      priority: 'tasks_by_priority',
      due_date: 'tasks_due_date',
      status: 'tasks_status',
      created_at: 'tasks_by_created_at',
      updated_at: 'tasks_by_updated_at',
      ...names,
    })
  })

  test('the first of the open tasks in the order for people are read in that of an index', async () => {
    const db = await manyTasks(statistics)
    const page = (tx: Db) => listPage(tx, viewer, open, { limit: 50, most: 201 })
    expect(await pathsToTasks(db, page)).toEqual([
      byNumber,
      'SCAN tasks USING INDEX tasks_open_urgent',
      'SCAN tasks USING INDEX tasks_open',
    ])
  })

  test.each<[string, TaskFilter]>([
    ['--owner alex', { owners: [alex] }],
    ['--owner none', { owners: [null] }],
    ['--category garden', { categories: [garden] }],
    ['--due-before', { dueBefore: day(90) }],
  ])(
    'the first ones for people with %s are looked for among the most urgent',
    async (__, filter) => {
      const db = await manyTasks(statistics)
      const page = (tx: Db) => listPage(tx, viewer, { ...open, ...filter }, { limit: 50, most: 51 })
      const paths = await pathsToTasks(db, page)
      expect(paths).toEqual([
        ...[byNumber, 'CO-ROUTINE tasks', 'SCAN tasks USING INDEX tasks_open_urgent', 'SCAN tasks'],
        // What follows is counted.
        expect.stringMatching(/ USING INDEX tasks_(open|category)/),
      ])
    },
  )

  test('what is overdue is looked for among the open ones', async () => {
    const db = await manyTasks(statistics)
    const overdue = { ...open, dueBefore: day(0) }
    const [path] = await pathsToTasks(db, (tx) => listTasks(tx, viewer, overdue, { limit: 50 }))
    // Either way: in order, or by the date and sorted then.
    expect(path).toMatch(/ USING INDEX tasks_open(_due \(due_date<\?\))?$/)
  })

  test('hidden tasks are looked up by the day from which they are shown', async () => {
    const db = await manyTasks(statistics)
    const sort = [{ key: 'starts_on', descending: false }] as const
    const upcoming = { statuses: openStatuses, hiddenOn: day(0) }
    const list = (tx: Db) => listTasks(tx, viewer, upcoming, { sort, limit: 50 })
    expect(await pathsToTasks(db, list)).toEqual([
      'SEARCH tasks USING INDEX tasks_starts_on (starts_on>?)',
    ])
  })

  test('tasks that nobody has reviewed are looked for among the few', async () => {
    const db = await manyTasks(statistics)
    const list = (tx: Db) => listTasks(tx, viewer, { ...open, unreviewed: true }, { limit: 50 })
    expect(await pathsToTasks(db, list)).toEqual(['SCAN tasks USING INDEX tasks_unreviewed'])
  })

  test('the state of a database is told without counting its tasks', async () => {
    const db = await manyTasks(statistics)
    expect(await pathsToTasks(db, (tx) => getStatus(tx, viewer, 'here'))).toEqual([])
  })

  test.each(['q', 'zq'])('whether a text contains “%s” is told by the index', async (search) => {
    const db = await manyTasks(statistics)
    const list = (tx: Db) => listTasks(tx, viewer, { ...open, search }, { limit: 50 })
    const plans = await plansOf(db, list)
    const steps = plans.flat().filter((step) => /[ .]tasks(_trigrams)? /.test(step))
    expect([...new Set(steps)].toSorted()).toEqual([
      expect.stringContaining('SCAN tasks USING COVERING INDEX tasks_ends'),
      expect.stringContaining('SCAN temp.tasks_trigrams VIRTUAL TABLE INDEX'),
      'SEARCH tasks USING COVERING INDEX tasks_ends (<expr>=?)',
      'SEARCH tasks USING COVERING INDEX tasks_ends (<expr>>?)',
      byFoundNumber,
    ])
  })

  test('a sorted page of a search that finds many tasks is read in the order of an index', async () => {
    const db = await manyTasks(statistics)
    const sort = [{ key: 'priority', descending: true }] as const
    const searched = { ...open, search: 'task' }
    const plans = await plansOf(db, (tx) => listTasks(tx, viewer, searched, { sort, limit: 50 }))
    const paths = plans.flat().filter((step) => / tasks( |$)/.test(step) && step !== byNumber)
    // The first 5000 at most, which are then compared with the text.
    expect([...new Set(paths)]).toEqual([
      'CO-ROUTINE tasks',
      expect.stringContaining('SEARCH tasks USING INDEX tasks_by_priority '),
      'SCAN tasks',
    ])
  })

  test('a search whose tasks are late in the list sorts only those that it finds', async () => {
    const db = await manyTasks(statistics)
    const sort = [{ key: 'title', descending: false }] as const
    const list = (tx: Db) => listTasks(tx, viewer, { search: 'task 9' }, { sort, limit: 3 })
    const plans = await plansOf(db, list)
    const last = plans.at(-1)?.filter((step) => / tasks/.test(step) && !/ following /.test(step))
    expect([(await list(db)).map(({ id }) => id), last]).toEqual([
      [9, 90, 900],
      [byNumber, byNumber, expect.stringContaining('SCAN tasks_search VIRTUAL TABLE INDEX')],
    ])
  })

  test('today’s page looks at what it shows', async () => {
    const db = await manyTasks(statistics)
    const own = [byOpenOwner, byOwnerAndStatus, byOwnerAndStatus]
    expect(await pathsToTasks(db, (tx) => getTodayPage(tx, viewer, day(0)))).toEqual([
      'SEARCH tasks USING INDEX tasks_starts_on (starts_on>?)',
      'SEARCH tasks USING INDEX tasks_open_due (due_date<?)',
      'SEARCH tasks USING INDEX tasks_open_due (due_date>? AND due_date<?)',
      ...[byStatus, byStatus, byStatus],
      // The first 1000 at most, which are then sorted.
      ...['CO-ROUTINE tasks', byOpenOwner, 'SCAN tasks'],
      ...(viewer === null ? [] : own),
      byNumber,
    ])
  })

  test('the week looks at what it shows', async () => {
    const db = await manyTasks(statistics)
    const week = (tx: Db) => listWeek(tx, { viewer, today: day(0) })
    expect(await pathsToTasks(db, week)).toEqual([
      // Either way: in order, or by the date and sorted then.
      expect.stringMatching(/ USING INDEX tasks_open(_due \(due_date<\?\))?$/),
      'SEARCH tasks USING INDEX tasks_open_due (due_date>? AND due_date<?)',
      'SEARCH tasks USING INDEX tasks_starts_on (starts_on>?)',
    ])
  })

  test.each([
    ['a member', { id: 1, name: 'Alex' } as User],
    ['the household', undefined],
  ])('a digest for %s looks at what is due, and at the tasks of routines', async (_, member) => {
    const db = await manyTasks(statistics)
    const reader = { viewer, today: day(0) }
    const paths = await pathsToTasks(db, (tx) => findDigest(tx, reader, member, day(3)))
    const due = 'SEARCH tasks USING INDEX tasks_open_due '
    expect(paths).toEqual([
      `${due}(due_date<?)`,
      ...Array(2).fill(`${due}(due_date>? AND due_date<?)`),
      'SEARCH tasks USING INDEX tasks_live (routine_id>?)',
      // Whether there is any task.
      'SCAN tasks USING COVERING INDEX tasks_title',
    ])
  })

  test('a task is found by a part of its title', async () => {
    const db = await manyTasks(statistics)
    const byTitle = (tx: Db) =>
      getTask(tx, viewer, { text: 'sk 9999', part: 'sk 9999' }, openStatuses)
    const paths = await pathsToTasks(db, (tx) => byTitle(tx).catch(() => {}))
    expect(paths).toEqual([
      'SEARCH tasks USING INDEX tasks_title (<expr>=?)',
      byNumber,
      byFoundNumber,
    ])
  })

  test('open wins of earlier dates are found without looking through all wins', async () => {
    const db = await manyTasks(statistics)
    const leftOver = (tx: Db) => listLeftOver(tx, day(0), 1)
    expect(await pathsTo('daily_wins', db, leftOver)).toEqual([
      'SCAN daily_wins USING INDEX daily_wins_open_task',
    ])
  })

  test('what followed a done task is looked up by its routine', async () => {
    const db = await manyTasks(statistics)
    const list = (tx: Db) => listTasks(tx, viewer, { statuses: ['DONE'] }, { limit: 50 })
    expect(await pathsTo('following', db, list)).toEqual([
      'SEARCH following USING INDEX tasks_routine (routine_id=? AND occurrence_number>?)',
    ])
  })

  test('the statistics of wins look at won dates, and at members by number', async () => {
    const db = await manyTasks(statistics)
    const stats = (tx: Db) => findWinStats(tx, day(0), day(-99))
    expect([
      (await pathsTo('daily_wins', db, stats)).filter(
        (path) => !/ daily_wins_done /.test(`${path} `),
      ),
      await pathsTo('users', db, stats),
    ]).toEqual([[], ['SEARCH users USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN']])
  })

  test('the candidates for a win are in order', async () => {
    const db = await manyTasks(statistics)
    expect(
      await pathsToTasks(db, (tx) => listCandidates(tx, { shownOn: day(0), limit: 100 })),
    ).toEqual(['SCAN tasks USING INDEX tasks_candidates'])
  })

  test('a task is found by number and by uuid without looking through all', async () => {
    const db = await manyTasks()
    const byId = (tx: Db) => getTask(tx, viewer, { text: '5', id: 5 as TaskId }, openStatuses)
    const byUuid = (tx: Db) =>
      getTask(tx, viewer, { text: '0000000a', uuid: '0000000a' }, openStatuses)
    expect([await pathsToTasks(db, byId), await pathsToTasks(db, byUuid)]).toEqual([
      ['SEARCH tasks USING INTEGER PRIMARY KEY (rowid=?)'],
      ['SEARCH tasks USING INDEX sqlite_autoindex_tasks_1 (uuid>? AND uuid<?)'],
    ])
  })
})

test('how often each routine was done, and when last, is told by an index alone', async () => {
  const db = await manyTasks()
  const reader = { viewer: null, today: day(0) }
  const list = (tx: Db) => listRoutines(tx, reader, { all: true })
  const next = (tx: Db) => listWithLive(tx, reader)
  const byIndex = 'SEARCH occurrences USING COVERING INDEX occurrences_done'
  expect([await pathsTo('occurrences', db, list), await pathsTo('occurrences', db, next)]).toEqual([
    [`${byIndex} (routine_id=? AND outcome=?)`],
    [`${byIndex} (routine_id=? AND outcome=?)`, `${byIndex} (routine_id=? AND outcome=?)`],
  ])
})

test('whose turn it is is told by indexes alone, of tasks and of what was done', async () => {
  const db = await ownTasks()
  const routine = { id: 1 as RoutineId, turns: 'LEAST', owner_user_id: null } as const
  await addRoutineRow(db)
  const places = [1, 2].map((id) => ({
    routine_id: routine.id,
    user_id: id as UserId,
    position: id,
  }))
  await db.insertInto('routine_members').values(places).execute()
  const work = (tx: Db) => loadChooser(tx, [routine], [day(1)], day(0))
  expect([await pathsToTasks(db, work), await pathsTo('occurrences', db, work)]).toEqual([
    [
      'SEARCH tasks USING COVERING INDEX tasks_credit (completed_on>? AND completed_on<?)',
      'SEARCH tasks USING COVERING INDEX tasks_turn_load (due_date<?)',
    ],
    [
      'SEARCH occurrences USING COVERING INDEX occurrences_done_by (routine_id=? AND completed_by_user_id=?)',
      'SEARCH occurrences USING COVERING INDEX occurrences_missed_by (routine_id=? AND turn_user_id=?)',
    ],
  ])
})

test('what is done, skipped or reopened of a routine looks through no table', async () => {
  const db = await ownTasks()
  const task = await addRoutineRow(db)
  const seen = await getTaskById(db, null, task)
  const skip = { outcome: 'SKIPPED', note: null, today: day(0) } as const
  const done = { to: 'DONE', completion: { ...completion, isEarly: true } } as const
  const work: readonly ((tx: Db) => Promise<unknown>)[] = [
    (tx) => skipTasks(writer(tx), null, [seen], skip, at(1)),
    (tx) => moveTask(writer(tx), null, task, done, at(2)),
    (tx) => moveTask(writer(tx), null, task, moveTo('BACKLOG'), at(3)),
  ]
  const plans: string[][] = []
  for (const each of work) plans.push((await plansOf(db, each)).flat())
  const isOfTable = (detail: string) => / (tasks|routines|occurrences|daily_wins)\b/.test(detail)
  expect(plans.map((details) => details.filter(isOfTable).length > 5)).toEqual([true, true, true])
  expect(plans.flat().filter((detail) => isOfTable(detail) && detail.startsWith('SCAN'))).toEqual(
    [],
  )
})

test('what refers to a row that goes is found by an index, for every reference', async () => {
  const raw = openAsOtherProgram(await newHouseholdFile())
  const references = queryRows(
    raw,
    `select child.name || '.' || ref."from" as "column", ref."table" as parent, ref.on_delete
     from sqlite_master as child, pragma_foreign_key_list(child.name) as ref
     where child.type = 'table' order by 1`,
  )
  const places = references.map((row) => (row as { column: string }).column.split('.'))
  // An index without the rows that refer to nothing is good enough, and smaller.
  const plans = places.map(([table, column]) =>
    JSON.stringify(queryRows(raw, `explain query plan select 1 from ${table} where ${column} = 1`)),
  )
  const unindexed = places.filter((_, index) => !plans[index]?.includes('"SEARCH'))
  expect([references, unindexed]).toEqual([
    [
      { column: 'absences.user_id', parent: 'users', on_delete: 'CASCADE' },
      { column: 'categories.user_id', parent: 'users', on_delete: 'CASCADE' },
      { column: 'changes.command_id', parent: 'commands', on_delete: 'CASCADE' },
      { column: 'commands.reverses', parent: 'commands', on_delete: 'SET NULL' },
      { column: 'daily_wins.completed_by_user_id', parent: 'users', on_delete: 'SET NULL' },
      { column: 'daily_wins.selected_by_user_id', parent: 'users', on_delete: 'SET NULL' },
      { column: 'daily_wins.task_id', parent: 'tasks', on_delete: 'RESTRICT' },
      { column: 'notes.author_user_id', parent: 'users', on_delete: 'SET NULL' },
      { column: 'notes.task_id', parent: 'tasks', on_delete: 'CASCADE' },
      { column: 'occurrences.completed_by_user_id', parent: 'users', on_delete: 'SET NULL' },
      { column: 'occurrences.routine_id', parent: 'routines', on_delete: 'CASCADE' },
      { column: 'occurrences.task_id', parent: 'tasks', on_delete: 'SET NULL' },
      { column: 'occurrences.turn_user_id', parent: 'users', on_delete: 'SET NULL' },
      { column: 'rest_days.set_by_user_id', parent: 'users', on_delete: 'SET NULL' },
      { column: 'routine_members.routine_id', parent: 'routines', on_delete: 'CASCADE' },
      { column: 'routine_members.user_id', parent: 'users', on_delete: 'CASCADE' },
      { column: 'routines.category_id', parent: 'categories', on_delete: 'SET NULL' },
      { column: 'routines.owner_user_id', parent: 'users', on_delete: 'SET NULL' },
      { column: 'sessions.user_id', parent: 'users', on_delete: 'CASCADE' },
      { column: 'tasks.category_id', parent: 'categories', on_delete: 'SET NULL' },
      { column: 'tasks.completed_by_user_id', parent: 'users', on_delete: 'SET NULL' },
      { column: 'tasks.owner_user_id', parent: 'users', on_delete: 'SET NULL' },
      { column: 'tasks.routine_id', parent: 'routines', on_delete: 'SET NULL' },
    ],
    [],
  ])
})

/** 3,000 commands of two members, a third of them undone, and a third of those redone. */
const journal = `
  insert into commands (command, made_by_user_id, made_by, created_at)
    select 'task edit', 1 + id % 2, iif(id % 2, 'Sam', 'Alex'), '${noon}' from tasks where id <= 3000;
  insert into changes (command_id, table_name, row_id, operation, before, after, created_at)
    select id, 'tasks', id, 'UPDATE', '{}', '{}', '${noon}' from commands;
  insert into commands (command, made_by_user_id, made_by, reverses, created_at)
    select 'undo', made_by_user_id, made_by, id, '${noon}' from commands where id % 3 = 0;
  insert into commands (command, made_by_user_id, made_by, reverses, created_at)
    select 'redo', made_by_user_id, made_by, id, '${noon}' from commands
    where command = 'undo' and id % 3 = 0;
`

const byChanges = expect.stringMatching(
  /^SEARCH changes USING (COVERING )?INDEX changes_command \(command_id=\?\)$/,
)
const byUndo = 'SEARCH undo USING COVERING INDEX commands_reverses (reverses=?)'
const byOneNumber = (name: string) =>
  expect.stringMatching(
    ` ${name} USING (INTEGER PRIMARY KEY \\(rowid=|INDEX commands_reversing \\(id=)`,
  )

const byCommand = 'SEARCH commands USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN'

describe.each<[string, Viewer, string]>([
  ['nobody', null, journal],
  ['Alex', alex, journal],
  ['nobody, with statistics', null, `${journal} analyze`],
  ['Alex, with statistics', alex, `${journal} analyze`],
])('a long journal, to %s', (_, viewer, statements) => {
  test('what can be undone is read from its end, each kind by an index', async () => {
    const db = await manyTasks(statements)
    const list = (tx: Db) => listReversals(tx, viewer, 'undo', { limit: 10 })
    const [plan = []] = await plansOf(db, list)
    expect(plan.filter((detail) => /^(SCAN|SEARCH) (?!kind$)/.test(detail))).toEqual([
      viewer === null
        ? // Either way: all commands, or those that reverse none, latest first.
          expect.stringMatching(/^SCAN commands$| INDEX commands_reverses \(reverses=\?\)$/)
        : 'SEARCH commands USING INDEX commands_author (made_by_user_id=?)',
      byUndo,
      byChanges,
      'SCAN redo USING INDEX commands_reversing',
      byOneNumber('undo'),
      byOneNumber('commands'),
      'SEARCH later USING COVERING INDEX commands_reverses (reverses=? AND rowid>?)',
      byChanges,
      'SCAN commands USING INDEX commands_household',
      byChanges,
    ])
  })

  test('the latest changes of wins, and of one task, are found by an index, in order', async () => {
    const db = await manyTasks(statements)
    const ofWins = (tx: Db) => listChanges(tx, viewer, { table: 'daily_wins', limit: 10 })
    const ofTask = (tx: Db) => listChanges(tx, viewer, { table: 'tasks', row: 5, limit: 10 })
    expect([(await plansOf(db, ofWins))[0], (await plansOf(db, ofTask))[0]]).toEqual([
      ['SEARCH changes USING INDEX changes_wins (table_name=?)', byCommand],
      ['SEARCH changes USING INDEX changes_row (table_name=? AND row_id=?)', byCommand],
    ])
  })

  test('what can be redone is read from its end by an index', async () => {
    const db = await manyTasks(statements)
    const list = (tx: Db) => listReversals(tx, viewer, 'redo', { limit: 10 })
    const [plan] = await plansOf(db, list)
    expect(plan).toEqual([
      viewer === null
        ? 'SCAN undo USING INDEX commands_reversing'
        : 'SEARCH undo USING INDEX commands_author (made_by_user_id=?)',
      'CORRELATED SCALAR SUBQUERY 1',
      'SEARCH redo USING COVERING INDEX commands_reverses (reverses=?)',
      byOneNumber('commands'),
      'CORRELATED SCALAR SUBQUERY 2',
      byChanges,
    ])
  })
})

test('a burndown reads every task once, and each one again of which something is recorded', async () => {
  const db = await manyTasks()
  const question = { today: day(0), weeks: weeksUntil(day(0), 12), zone: 'UTC' }
  const find = (tx: Db) => findBurndown(tx, null, question)
  expect([await pathsToTasks(db, find), await pathsTo('changes', db, find)]).toEqual([
    [
      'SEARCH tasks USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
      'SCAN tasks',
      'SEARCH tasks USING INDEX tasks_credit (completed_on>? AND completed_on<?)',
      'SEARCH tasks USING INDEX tasks_by_completed_at (completed_at>? AND completed_at<?)',
    ],
    [
      'SEARCH changes USING INDEX changes_row (table_name=?)',
      // Of an abandoned task.
      'SEARCH changes USING INDEX changes_row (table_name=? AND row_id=?)',
    ],
  ])
})

test('the load is added up from the tasks of its days, and of the open ones without an owner', async () => {
  const db = await manyTasks()
  const period = { from: day(-27), until: day(0), zone: 'UTC' }
  const ofItsDays = [
    'SEARCH tasks USING INDEX tasks_credit (completed_on>? AND completed_on<?)',
    'SEARCH tasks USING INDEX tasks_by_completed_at (completed_at>? AND completed_at<?)',
  ]
  expect([
    await pathsToTasks(db, (tx) => findLoad(tx, period)),
    await pathsToTasks(db, (tx) => listDoneTitles(tx, period)),
    await pathsToTasks(db, (tx) => findUnowned(tx, day(0))),
  ]).toEqual([ofItsDays, ofItsDays, [byOpenOwner]])
})
