import { expect, test } from 'vitest'
import {
  at,
  newHouseholdFile,
  openAsOtherProgram,
  queryRows,
} from '../support/database/database.ts'
import {
  duplicates,
  namedChecks,
  requiredColumns,
  unnamedChecks,
} from '../support/database/refused-rows.ts'
import { catchRefusal, insertRow, rawHousehold } from '../support/database/rows.ts'

test.each(namedChecks)('refuses a row of %s that breaks %s', async (table, check, changes) => {
  const raw = await rawHousehold()
  expect(changes.map((change) => catchRefusal(() => insertRow(raw, table, change)))).toEqual(
    changes.map(() => `SqliteError: CHECK constraint failed: ${check}`),
  )
})

test.each(requiredColumns)('refuses a row of %s without %j', async (table, columns) => {
  const raw = await rawHousehold()
  expect(
    columns.map((column) => catchRefusal(() => insertRow(raw, table, { [column]: null }))),
  ).toEqual(columns.map((column) => `SqliteError: NOT NULL constraint failed: ${table}.${column}`))
})

test.each(duplicates)(
  'refuses a second row of %s with the same %s',
  async (table, column, change) => {
    const raw = await rawHousehold()
    expect(catchRefusal(() => insertRow(raw, table, change))).toEqual(
      `SqliteError: UNIQUE constraint failed: ${table}.${column}`,
    )
  },
)

test('refuses values of another type in any table', async () => {
  const raw = await rawHousehold()
  expect([
    catchRefusal(() => insertRow(raw, 'users', { active: 'yes' })),
    catchRefusal(() => insertRow(raw, 'users', { name: Buffer.from('Sam') })),
    catchRefusal(() => insertRow(raw, 'tasks', { owner_user_id: 'Alex' })),
    catchRefusal(() => insertRow(raw, 'daily_wins', { task_id: 1.5 })),
  ]).toEqual([
    'SqliteError: cannot store TEXT value in INTEGER column users.active',
    'SqliteError: cannot store BLOB value in TEXT column users.name',
    'SqliteError: cannot store TEXT value in INTEGER column tasks.owner_user_id',
    'SqliteError: cannot store REAL value in INTEGER column daily_wins.task_id',
  ])
})

test.each(unnamedChecks)(
  'refuses a row of %s with such a text for %s',
  async (table, column, changes) => {
    const raw = await rawHousehold()
    const refusals = changes.map((change) => catchRefusal(() => insertRow(raw, table, change)))
    expect(refusals.map((refusal) => refusal.split(' between')[0])).toEqual(
      changes.map(() => `SqliteError: CHECK constraint failed: length("${column}")`),
    )
  },
)

test.each([
  ['a blank name', { name: ' ' }, 'CHECK constraint failed: categories_name'],
  ['a long name', { name: 'x'.repeat(61) }, 'CHECK constraint failed: categories_name'],
  ['a name of two lines', { name: 'a\nb' }, 'CHECK constraint failed: categories_name'],
  ['a color by name', { color: 'green' }, 'CHECK constraint failed: categories_color'],
  ['a color in capitals', { color: '#ABCDEF' }, 'CHECK constraint failed: categories_color'],
  ['a user who is not there', { user_id: 9 }, 'FOREIGN KEY constraint failed'],
  [
    'a second one of the household',
    { name_key: 'garden' },
    'UNIQUE constraint failed: categories.name_key',
  ],
])('refuses a category with %s, and takes a good one', async (_, changes, message) => {
  const raw = openAsOtherProgram(await newHouseholdFile())
  raw.pragma('foreign_keys = on')
  const times = { created_at: at(0), updated_at: at(0) }
  const good = { name: 'Shed', name_key: 'shed', color: '#4c9f70', user_id: null, ...times }
  const insert = raw.prepare(
    'insert into categories (name, name_key, color, user_id, created_at, updated_at) values (@name, @name_key, @color, @user_id, @created_at, @updated_at)',
  )
  insert.run({ ...good, name: 'Garden', name_key: 'garden' })
  expect(catchRefusal(() => insert.run({ ...good, ...changes }))).toEqual(`SqliteError: ${message}`)
  insert.run(good)
  expect(queryRows(raw, 'select name from categories')).toEqual([
    { name: 'Garden' },
    { name: 'Shed' },
  ])
})
