import { expect, test } from 'vitest'
import type { Db } from '../../src/db/schema.ts'
import { MomentumError } from '../../src/errors.ts'
import { newDatabase } from '../support/database/database.ts'
import {
  duplicates,
  namedChecks,
  requiredColumns,
  unnamedChecks,
} from '../support/database/refused-rows.ts'
import { type Table, validRow } from '../support/database/rows.ts'
import { uuid } from '../support/household/values.ts'

/** A household that has user 1, Alex, and task 1. */
async function household(): Promise<Db> {
  const db = await newDatabase()
  expect([
    await refusalOf(db, 'users', { name: 'Alex', name_key: 'alex' }),
    await refusalOf(db, 'tasks', { uuid: uuid(1), title: 'Task 1' }),
  ]).toEqual(['not refused', 'not refused'])
  return db
}

/** The SQLSTATE of what PostgreSQL says against a row. */
async function refusalOf(db: Db, table: Table, change: object): Promise<string> {
  try {
    // Whatever the type of a column: another program writes it.
    await db
      .insertInto(table)
      .values(validRow(table, change) as never)
      .execute()
    return 'not refused'
  } catch (error) {
    const told = error instanceof MomentumError ? error.cause : error
    return told instanceof Error && 'code' in told ? String(told.code) : String(told)
  }
}

/** What the server's own types read, and give back in the one form of it. */
const read: Readonly<Record<string, readonly unknown[]>> = {
  instant: [
    '2026-11-22',
    '2026-11-22 12:00:00',
    '2026-11-22T12:00:00Z',
    '2026-11-22T12:00:00.000+00:00',
  ],
  date: ['2026-1-2', '2026-11-22T12:00:00.000Z'],
  uuid: [uuid(2).replaceAll('-', ''), 'FFFFFFFF-0000-4000-8000-000000000002'],
}

function kindOf(column: string): string {
  if (/_at$|_after$/.test(column)) return 'instant'
  return /date$|_on$|_until$/.test(column) ? 'date' : column
}

/** Whether the type itself sees to the value, so that no rule has to. */
function isRead(change: object): boolean {
  return Object.entries(change).some(([column, value]) => read[kindOf(column)]?.includes(value))
}

/** A rule that is broken, or a value that its type cannot hold. */
const refused = expect.stringMatching(/^(23514|22P02|22007|22008|22021|22003)$/)

/** The rules of each table. To connect takes longer than to try them all. */
const rules = Map.groupBy([...namedChecks, ...unnamedChecks], ([table]) => table)

test.each([...rules])('refuses a row of %s that breaks one of its rules', async (table, its) => {
  const db = await household()
  for (const [, rule, changes] of its) {
    for (const change of changes.filter((each) => !isRead(each))) {
      const told = await refusalOf(db, table, change)
      expect([rule, change, told]).toEqual([rule, change, refused])
    }
  }
})

test.each(requiredColumns)('refuses a row of %s without %j', async (table, columns) => {
  const db = await household()
  const refusals = columns.map((column) => refusalOf(db, table, { [column]: null }))
  expect(await Promise.all(refusals)).toEqual(columns.map(() => '23502'))
})

test.each(duplicates)('refuses a second row of %s with the same %s', async (table, _, change) => {
  const db = await household()
  expect(await refusalOf(db, table, change)).toEqual('23505')
})

/** What is there already, and another one that is the same in what has to differ. */
const pairs: readonly (readonly [Table, object, object])[] = [
  ['users', { email: 'a@b.org', email_key: 'a@b.org' }, { name: 'Kim', name_key: 'kim' }],
  ['categories', {}, {}],
  ['categories', { user_id: 1 }, { name: 'GARDEN' }],
  ['daily_wins', {}, { status: 'DONE', completed_at: '2026-11-22T12:00:00.000Z' }],
  ['daily_wins', {}, { date: '2026-11-23' }],
  ['sessions', {}, {}],
]

test.each(pairs)('refuses a second row of %s: %j, %j', async (table, first, changes) => {
  const db = await household()
  const told = [
    await refusalOf(db, table, first),
    await refusalOf(db, table, { ...first, ...changes }),
  ]
  expect(told).toEqual(['not refused', '23505'])
})

const elsewhere: readonly (readonly [Table, object])[] = [
  ['tasks', { owner_user_id: 9 }],
  ['tasks', { category_id: 9 }],
  ['sessions', { user_id: 9 }],
  ['categories', { user_id: 9 }],
  ['daily_wins', { task_id: 9 }],
  ['daily_wins', { selected_by_user_id: 9 }],
]

test.each(elsewhere)('refuses a row of %s that leads nowhere: %j', async (table, change) => {
  const db = await household()
  expect(await refusalOf(db, table, change)).toEqual('23503')
})

test.each([
  ['users', 'created_at'],
  ['users', 'guess_after'],
  ['tasks', 'updated_at'],
  ['tasks', 'due_date'],
  ['daily_wins', 'date'],
] as const)('refuses a row of %s whose %s never comes', async (table, column) => {
  const db = await household()
  const refusals = ['infinity', '-infinity', '0001-01-01 BC', '10000-01-01'].map((value) =>
    refusalOf(db, table, { [column]: value }),
  )
  expect(await Promise.all(refusals)).toEqual(['23514', '23514', '23514', '23514'])
})

test('gives back in one form what its types read in several', async () => {
  const db = await household()
  const due_date = '2026-1-2'
  for (const [index, created_at] of (read.instant ?? []).entries()) {
    await refusalOf(db, 'tasks', { uuid: uuid(index + 2), created_at, due_date })
  }
  await refusalOf(db, 'tasks', { uuid: read.uuid?.[1] })
  const columns = ['uuid', 'created_at', 'due_date'] as const
  expect(await db.selectFrom('tasks').select(columns).orderBy('id').execute()).toEqual([
    { uuid: uuid(1), created_at: '2026-11-22T12:00:00.000Z', due_date: null },
    { uuid: uuid(2), created_at: '2026-11-22T00:00:00.000Z', due_date: '2026-01-02' },
    ...[3, 4, 5].map((number) => ({
      uuid: uuid(number),
      created_at: '2026-11-22T12:00:00.000Z',
      due_date: '2026-01-02',
    })),
    {
      uuid: 'ffffffff-0000-4000-8000-000000000002',
      created_at: '2026-11-22T12:00:00.000Z',
      due_date: null,
    },
  ])
})
