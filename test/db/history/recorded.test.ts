import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { recordedTables } from '../../../migrations/journal.ts'
import { dependents } from '../../../src/db/history/dependents.ts'
import { fixedValues } from '../../../src/db/schema.ts'
import { references, tableNames } from '../../../src/domain/journal.ts'
import { newDatabase } from '../../support/database/database.ts'

// What the journal records is said in migrations/journal.ts. These tests hold everything else that
// knows tables and columns to it, and it to the schema.

const recorded = Object.entries(recordedTables())

/** The references of recorded columns to recorded tables. */
async function listReferences() {
  const db = await newDatabase()
  const found = await Promise.all(
    recorded.map(async ([table]) => {
      const query = sql<{ column: string; parent: string; rule: string }>`
        select "from" as "column", "table" as parent, on_delete as rule
        from pragma_foreign_key_list(${table})
      `
      return (await query.execute(db)).rows.map((row) => ({ table, ...row }))
    }),
  )
  return found.flat()
}

test('the program knows every table that is recorded', () => {
  expect(recorded.map(([table]) => table).toSorted()).toEqual(tableNames.toSorted())
})

test('every column is recorded, or is made from others, or tells of a password', async () => {
  const db = await newDatabase()
  const tables = await db.introspection.getTables()
  const others = recorded.map(([name, { columns }]) => [
    name,
    tables
      .find((table) => table.name === name)
      ?.columns.map((column) => column.name)
      .filter((column) => column !== 'id' && !columns.includes(column)),
  ])
  expect(Object.fromEntries(others)).toEqual({
    users: ['name_key', 'email_key', 'password_hash', 'failed_guesses', 'guess_after'],
    categories: ['name_key'],
    tasks: ['search_text'],
    daily_wins: [],
    routines: [],
    occurrences: [],
    routine_members: [],
    absences: [],
    rest_days: [],
    notes: [],
  })
})

test('flags are the columns that the program reads as booleans', () => {
  const flags = recorded.map(([table, { columns, flags = [] }]) => [
    flags,
    columns.filter((column) => fixedValues(table, column) === 'boolean'),
  ])
  expect(flags.map(([said]) => said)).toEqual(flags.map(([, read]) => read))
})

test('every reference that is recorded is shown by name', async () => {
  const found = (await listReferences()).map(({ column, parent }) => [column, parent])
  const known = Object.entries(references).map(([column, { table }]) => [column, table])
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(known))
})

test('undo looks for the rows that deleting an added row would change', async () => {
  const found = (await listReferences()).filter(({ rule }) => rule !== 'RESTRICT')
  const columns = tableNames.map((parent) => [
    parent,
    new Set(
      found.filter((row) => row.parent === parent).map(({ table, column }) => `${table}.${column}`),
    ),
  ])
  const known = Object.entries(dependents).map(([parent, rows]) => [
    parent,
    new Set(rows.map(([table, column]) => `${table}.${column}`)),
  ])
  expect(Object.fromEntries(columns)).toEqual(Object.fromEntries(known))
})
