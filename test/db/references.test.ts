import { expect, test } from 'vitest'
import { openAsOtherProgram, queryRows } from '../support/database/database.ts'
import { catchRefusal, insertRow, rawHousehold } from '../support/database/rows.ts'
import { uuid } from '../support/household/values.ts'

const instant = '2026-11-22T12:00:00.000Z'
const done = { status: 'DONE', completed_at: instant }

test('takes the longest texts and every optional value', async () => {
  const raw = await rawHousehold()
  const letters = (count: number) => '\u{1f9f9}'.repeat(count)
  insertRow(raw, 'users', { name: letters(80), role: letters(40), active: 0 })
  insertRow(raw, 'tasks', {
    title: letters(200),
    definition_of_done: letters(1000),
    materials_needed: letters(1000),
    status: 'PAUSED',
    status_note: letters(1000),
    owner_user_id: 2,
  })
  insertRow(raw, 'daily_wins', { ...done, task_id: 2, note: letters(1000), selected_by_user_id: 2 })
  const lengths = `
    select length(name) as name, length(role) as role, length(title) as title,
      length(definition_of_done) as definition_of_done,
      length(materials_needed) as materials_needed, length(status_note) as status_note,
      length(note) as note
    from daily_wins join tasks on tasks.id = task_id join users on users.id = selected_by_user_id`
  expect(queryRows(raw, lengths)).toEqual([
    {
      name: 80,
      role: 40,
      title: 200,
      definition_of_done: 1000,
      materials_needed: 1000,
      status_note: 1000,
      note: 1000,
    },
  ])
})

test('a new row begins active, a new task in the backlog', async () => {
  const raw = await rawHousehold()
  expect([
    queryRows(raw, 'select role, active from users'),
    queryRows(raw, 'select status, status_note, owner_user_id, completed_at from tasks'),
  ]).toEqual([
    [{ role: null, active: 1 }],
    [{ status: 'BACKLOG', status_note: null, owner_user_id: null, completed_at: null }],
  ])
})

test('refuses references to rows that are not there', async () => {
  const raw = await rawHousehold()
  const refusals = [
    catchRefusal(() => insertRow(raw, 'tasks', { owner_user_id: 7 })),
    catchRefusal(() => insertRow(raw, 'daily_wins', { task_id: 7 })),
    catchRefusal(() => insertRow(raw, 'daily_wins', { selected_by_user_id: 7 })),
  ]
  expect(refusals).toEqual(refusals.map(() => 'SqliteError: FOREIGN KEY constraint failed'))
})

test('a user who goes leaves tasks without an owner and wins without a picker', async () => {
  const raw = await rawHousehold()
  insertRow(raw, 'tasks', { owner_user_id: 1 })
  insertRow(raw, 'daily_wins', { selected_by_user_id: 1 })
  raw.exec('delete from users where id = 1')
  expect([
    queryRows(raw, 'select id, owner_user_id from tasks'),
    queryRows(raw, 'select task_id, selected_by_user_id from daily_wins'),
  ]).toEqual([
    [
      { id: 1, owner_user_id: null },
      { id: 2, owner_user_id: null },
    ],
    [{ task_id: 1, selected_by_user_id: null }],
  ])
})

test('a task with a win, open or done, cannot be deleted', async () => {
  const raw = await rawHousehold()
  insertRow(raw, 'tasks')
  insertRow(raw, 'daily_wins')
  insertRow(raw, 'daily_wins', { ...done, date: '2026-11-21', task_id: 2 })
  expect([
    catchRefusal(() => raw.exec('delete from tasks where id = 1')),
    catchRefusal(() => raw.exec('delete from tasks where id = 2')),
  ]).toEqual([
    'SqliteError: FOREIGN KEY constraint failed',
    'SqliteError: FOREIGN KEY constraint failed',
  ])
})

test('a date has one win', async () => {
  const raw = await rawHousehold()
  insertRow(raw, 'tasks')
  insertRow(raw, 'daily_wins')
  expect(catchRefusal(() => insertRow(raw, 'daily_wins', { task_id: 2 }))).toEqual(
    'SqliteError: UNIQUE constraint failed: daily_wins.date',
  )
})

test('a task is the open win of one date and the finished win of many', async () => {
  const raw = await rawHousehold()
  insertRow(raw, 'daily_wins', { ...done, date: '2026-11-19' })
  insertRow(raw, 'daily_wins', { ...done, date: '2026-11-20' })
  insertRow(raw, 'daily_wins', { date: '2026-11-21', status: 'PAUSED', note: 'why' })
  expect(catchRefusal(() => insertRow(raw, 'daily_wins'))).toEqual(
    'SqliteError: UNIQUE constraint failed: daily_wins.task_id',
  )
})

test('numbers of deleted rows are never given again', async () => {
  const raw = await rawHousehold()
  insertRow(raw, 'users')
  insertRow(raw, 'tasks')
  raw.exec('delete from users where id = 2; delete from tasks where id = 2')
  insertRow(raw, 'users')
  insertRow(raw, 'tasks', { uuid: uuid(3) })
  expect([
    queryRows(raw, 'select id from users order by id'),
    queryRows(raw, 'select id from tasks'),
  ]).toEqual([
    [{ id: 1 }, { id: 3 }],
    [{ id: 1 }, { id: 3 }],
  ])
})

const tables = ['users', 'categories', 'tasks', 'daily_wins'] as const
const changed = {
  users: "role = 'cook'",
  categories: "color = '#000000'",
  tasks: "created_at = '2026-11-01T00:00:00.000Z'",
  daily_wins: "created_at = '2026-11-01T00:00:00.000Z'",
}

test.each(tables)('updated_at of %s moves when another program changes a row', async (table) => {
  const raw = await rawHousehold()
  insertRow(raw, 'daily_wins')
  insertRow(raw, 'categories')
  const before = new Date().toISOString()
  raw.exec(`update ${table} set ${changed[table]}`)
  const after = new Date().toISOString()
  const moved = `select updated_at between '${before}' and '${after}' as now from ${table}`
  expect(queryRows(raw, moved)).toEqual([{ now: 1 }])
})

test.each(tables)('updated_at of %s is what a change sets', async (table) => {
  const raw = await rawHousehold()
  insertRow(raw, 'daily_wins')
  insertRow(raw, 'categories')
  raw.exec(`update ${table} set updated_at = '2026-12-24T00:00:00.000Z'`)
  expect(queryRows(raw, `select updated_at from ${table}`)).toEqual([
    { updated_at: '2026-12-24T00:00:00.000Z' },
  ])
})

test('updated_at moves in the changed row alone', async () => {
  const raw = await rawHousehold()
  insertRow(raw, 'tasks')
  raw.exec("update tasks set title = 'Mend the tap' where id = 2")
  const same = queryRows(raw, 'select id, updated_at = created_at as same from tasks')
  expect(same).toEqual([
    { id: 1, same: 1 },
    { id: 2, same: 0 },
  ])
})

test('updated_at moves for a program that opens the file for the first time', async () => {
  const raw = await rawHousehold()
  const other = openAsOtherProgram(raw.name)
  other.exec("update users set role = 'cook'")
  expect(queryRows(raw, 'select role, updated_at = created_at as same from users')).toEqual([
    { role: 'cook', same: 0 },
  ])
})

const userChanges = [
  "name = 'Alexa'",
  "role = 'cook'",
  "email = 'a@b.org', email_key = 'a@b.org'",
  `password_hash = '$2b$10$${'a'.repeat(53)}'`,
  'active = 0',
]

test.each(userChanges)('updated_at of a user moves with %s', async (change) => {
  const raw = await rawHousehold()
  raw.exec(`update users set ${change}`)
  expect(queryRows(raw, 'select updated_at = created_at as same from users')).toEqual([{ same: 0 }])
})

test('a wrong guess at a password is no change of the user', async () => {
  const raw = await rawHousehold()
  raw.exec(`update users set failed_guesses = 7, guess_after = '${instant}'`)
  expect(queryRows(raw, 'select failed_guesses, guess_after, updated_at from users')).toEqual([
    { failed_guesses: 7, guess_after: instant, updated_at: instant },
  ])
})

test('refuses a session of nobody and categories of users or tasks that are not there', async () => {
  const raw = await rawHousehold()
  const refusals = [
    catchRefusal(() => insertRow(raw, 'sessions', { user_id: 7 })),
    catchRefusal(() => insertRow(raw, 'categories', { user_id: 7 })),
    catchRefusal(() => insertRow(raw, 'tasks', { category_id: 7 })),
  ]
  expect(refusals).toEqual(refusals.map(() => 'SqliteError: FOREIGN KEY constraint failed'))
})

test('sessions and categories go with their user, tasks go on without the category', async () => {
  const raw = await rawHousehold()
  insertRow(raw, 'categories', { user_id: 1 })
  insertRow(raw, 'categories')
  insertRow(raw, 'sessions')
  raw.exec('update tasks set category_id = 1')
  insertRow(raw, 'tasks', { category_id: 2 })
  raw.exec('delete from users where id = 1')
  expect([
    queryRows(raw, 'select id from categories'),
    queryRows(raw, 'select id from sessions'),
    queryRows(raw, 'select id, category_id from tasks'),
  ]).toEqual([
    [{ id: 2 }],
    [],
    [
      { id: 1, category_id: null },
      { id: 2, category_id: 2 },
    ],
  ])
})

test('a user whose private task is still there cannot be deleted', async () => {
  const raw = await rawHousehold()
  insertRow(raw, 'tasks', { owner_user_id: 1, private: 1 })
  expect([
    catchRefusal(() => raw.exec('delete from users where id = 1')),
    queryRows(raw, 'select count(*) as users from users'),
  ]).toEqual([
    'SqliteError: CHECK constraint failed: private in (0, 1) and (private = 0 or owner_user_id is not null)',
    [{ users: 1 }],
  ])
})

test('a category has its name once for each owner and once for the household', async () => {
  const raw = await rawHousehold()
  insertRow(raw, 'users')
  for (const user_id of [1, 2, null]) insertRow(raw, 'categories', { user_id })
  expect([
    catchRefusal(() => insertRow(raw, 'categories', { user_id: 1 })),
    catchRefusal(() => insertRow(raw, 'categories')),
  ]).toEqual([
    'SqliteError: UNIQUE constraint failed: categories.user_id, categories.name_key',
    'SqliteError: UNIQUE constraint failed: categories.name_key',
  ])
})
