import { describe, expect, test } from 'vitest'
import { openAnySchema } from '../../../src/db/database.ts'
import { record } from '../../../src/db/journal.ts'
import { enterSchema } from '../../../src/db/migrate/dialect.ts'
import type { Tx } from '../../../src/db/schema.ts'
import { searchText } from '../../../src/db/tasks/changes.ts'
import type { Instant } from '../../../src/domain/time.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { at } from '../../support/database/database.ts'
import { validRow } from '../../support/database/rows.ts'
import { locationOf } from '../../support/database/statements.ts'
import { type Household, household } from '../../support/household/household.ts'
import { uuid } from '../../support/household/values.ts'

/** The last schema without routines. */
const older = '0011_orders'

/** Runs what a command of the previous program did. */
type Run = (command: string, by: 'Alex' | null, work: (tx: Tx) => Promise<unknown>) => Promise<void>

/** A household of that schema, which lived through the commands of {@link live}. */
async function previous(): Promise<Household> {
  const home = household()
  await home.ready()
  await home.json('db', 'init')
  await home.json('db', 'migrate', '--to', older, '--yes')
  const db = await openAnySchema(locationOf(home.env.MOMENTUM_DB ?? home.database))
  let seconds = -3600
  await live(async (command, by, work) => {
    seconds += 1
    const alex = by === null ? null : (1 as UserId)
    const author = { command, made_by_user_id: alex, made_by: by, created_at: at(seconds) }
    await db.transaction().execute(async (tx) => {
      await enterSchema(tx)
      await record(tx, author, () => work(tx))
    })
  })
  await db.destroy()
  return home
}

const times = (now: Instant) => ({ created_at: now, updated_at: now })

async function add(tx: Tx, table: 'users' | 'categories' | 'tasks' | 'daily_wins', row: object) {
  const values = { ...validRow(table), ...row } as { title: string; definition_of_done: string }
  const derived = table === 'tasks' ? { search_text: searchText(values) } : {}
  await tx
    .insertInto(table)
    .values({ ...values, ...derived } as never)
    .execute()
}

async function change(tx: Tx, table: 'users' | 'tasks' | 'daily_wins', id: number, row: object) {
  await tx
    .updateTable(table)
    .set(row as never)
    .where('id', '=', id as never)
    .execute()
}

const [added, picked, done] = [at(-3600), at(-2400), at(-1800)]

async function live(run: Run) {
  await run('user add', null, async (tx) => {
    await add(tx, 'users', { name: 'Alex', name_key: 'alex', role: 'cook', uuid: uuid(11) })
    await add(tx, 'users', { uuid: uuid(12), email: 's@x.org', email_key: 's@x.org' })
  })
  await run('category add', 'Alex', (tx) => add(tx, 'categories', { user_id: 1 }))
  for (const [index, row] of tasks.entries()) {
    await run('task add', 'Alex', (tx) =>
      add(tx, 'tasks', { uuid: uuid(101 + index), ...times(added), ...row }),
    )
  }
  await run('task done', 'Alex', (tx) =>
    change(tx, 'tasks', 3, { status: 'DONE', completed_at: done, updated_at: done }),
  )
  await run('win pick', 'Alex', async (tx) => {
    await change(tx, 'tasks', 4, { status: 'ACTIVE', updated_at: picked })
    const win = { date: '2026-11-20', task_id: 4, selected_by_user_id: 1 }
    await add(tx, 'daily_wins', { ...win, ...times(added) })
  })
  const ended = { status: 'DONE', completed_at: done, updated_at: done }
  await run('win done', null, async (tx) => {
    await change(tx, 'tasks', 4, ended)
    await change(tx, 'daily_wins', 1, ended)
  })
  await run('win pick', 'Alex', async (tx) => {
    await change(tx, 'tasks', 1, { status: 'ACTIVE', updated_at: done })
    await add(tx, 'daily_wins', { task_id: 1, selected_by_user_id: 1, ...times(added) })
  })
  await run('user deactivate', 'Alex', (tx) =>
    change(tx, 'users', 2, { active: false, updated_at: done }),
  )
  await run('task edit', 'Alex', (tx) =>
    change(tx, 'tasks', 2, { due_date: '2026-12-24', updated_at: done }),
  )
  await run('task remove', 'Alex', (tx) =>
    tx
      .deleteFrom('tasks')
      .where('id', '=', 5 as never)
      .execute(),
  )
}

const tasks = [
  { title: 'Fix the tap', owner_user_id: 1, category_id: 1 },
  { title: 'Gift', owner_user_id: 1, private: true, description: 'A surprise' },
  { title: 'Rent', domain: 'BILLS', priority: 'HIGH', due_date: '2026-11-01', owner_user_id: 2 },
  { title: 'Mow', definition_of_done: 'Short', materials_needed: 'Mower' },
  { title: 'Old shelf', status: 'ABANDONED', status_note: 'Sold', owner_user_id: 1 },
]

const tables = ['users', 'categories', 'tasks', 'daily_wins', 'commands', 'changes']

async function rowsOf({ query }: Household) {
  const all: Record<string, unknown> = {}
  for (const table of tables) all[table] = await query(`select * from ${table} order by id`)
  return all
}

async function upgraded(): Promise<Household> {
  const home = await previous()
  await home.json('db', 'migrate')
  return home
}

const fields = 'id,title,status,due_date,completed_at,completed_on,completed_by,next_task_id'
const open = { due_date: null, completed_at: null, completed_on: null, completed_by: null }
const tap = { id: 1, title: 'Fix the tap', status: 'ACTIVE', ...open, next_task_id: null }
const gift = { ...tap, id: 2, title: 'Gift', status: 'BACKLOG', due_date: '2026-12-24' }
const rent = { ...tap, id: 3, title: 'Rent', status: 'DONE', due_date: '2026-11-01' }
const mow = { ...tap, id: 4, title: 'Mow', status: 'DONE', completed_at: done }

function tasksOf(home: Household) {
  return home.json('task', 'list', '--all', '--fields', fields, '--as', 'alex')
}

describe('a household from before routines', () => {
  test('has its tasks and wins, is sound, and can say now who did them', async () => {
    const home = await upgraded()
    const checks = (await home.json('db', 'check')) as { name: string; ok: boolean }[]
    expect([
      await tasksOf(home),
      await home.json('win', 'history', '--fields', 'date,task_id,status,selected_by,completed_by'),
      await home.json('win', 'stats', '--fields', 'wins,by_user'),
      await home.json('routine', 'list', '--all'),
      checks.filter(({ ok }) => !ok),
    ]).toEqual([
      [tap, gift, { ...rent, completed_at: done }, mow],
      [
        {
          date: '2026-11-22',
          task_id: 1,
          status: 'ACTIVE',
          selected_by: 'Alex',
          completed_by: null,
        },
        { date: '2026-11-20', task_id: 4, status: 'DONE', selected_by: 'Alex', completed_by: null },
      ],
      { wins: 1, by_user: [{ user: 'Alex', wins: 1 }] },
      [],
      [],
    ])
    await home.json('task', 'edit', '4', '--completed-on', '2026-11-19', '--completed-by', 'sam')
    const stats = await home.json('win', 'stats', '--fields', 'by_user')
    await home.json('task', 'reopen', 'rent')
    await home.json('task', 'done', 'rent', '--as', 'alex')
    expect([stats, await tasksOf(home)]).toEqual([
      { by_user: [{ user: 'Sam', wins: 1 }] },
      [
        tap,
        gift,
        { ...rent, completed_at: at(11), completed_on: '2026-11-22', completed_by: 'Alex' },
        { ...mow, completed_on: '2026-11-19', completed_by: 'Sam' },
      ],
    ])
  })

  test('undoes and redoes what was done before', async () => {
    const home = await upgraded()
    const shelf = { ...tap, id: 5, title: 'Old shelf', status: 'ABANDONED' }
    await home.json('undo', '4', '--as', 'alex')
    const undone = await tasksOf(home)
    await home.json('undo')
    await home.json('undo', '2', '--as', 'alex')
    const begun = await tasksOf(home)
    const users = await home.json('user', 'list', '--all', '--fields', 'name,active')
    await home.json('redo', '6', '--as', 'alex')
    expect([undone, begun, users, await tasksOf(home)]).toEqual([
      [
        { ...tap, status: 'BACKLOG' },
        { ...gift, due_date: null },
        { ...rent, completed_at: done },
        mow,
        shelf,
      ],
      [
        { ...tap, status: 'BACKLOG' },
        { ...gift, due_date: null },
        { ...rent, status: 'BACKLOG' },
        { ...mow, status: 'BACKLOG', completed_at: null },
        shelf,
      ],
      [
        { name: 'Alex', active: true },
        { name: 'Sam', active: true },
      ],
      [
        tap,
        gift,
        { ...rent, completed_at: done },
        { ...mow, status: 'ACTIVE', completed_at: null },
      ],
    ])
  })

  test('is downgraded to what it was, and upgraded again', async () => {
    const home = await previous()
    const before = await rowsOf(home)
    await home.json('db', 'migrate')
    const after = await tasksOf(home)
    await home.json('db', 'migrate', '--to', older, '--yes')
    expect(await rowsOf(home)).toEqual(before)
    await home.json('db', 'migrate')
    expect(await tasksOf(home)).toEqual(after)
  })
})
