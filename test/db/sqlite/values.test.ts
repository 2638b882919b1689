import Raw from 'better-sqlite3'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import type { FixedColumns } from '../../../src/db/schema.ts'
import { withTypedRows } from '../../../src/db/sqlite/values.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { addUser } from '../../../src/db/users/users.ts'
import type { TaskStatus } from '../../../src/domain/task.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { draft, writer } from '../../support/household/values.ts'

/** A household with a user, a command of theirs, and a table of another program's. */
async function household() {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  await sql`create table extra (active, domain, has_password)`.execute(db)
  await sql`insert into extra values (7, 'BALLS', 'no')`.execute(db)
  return db
}

test('a boolean is read as one, whatever it is called in the answer', async () => {
  const db = await household()
  const { rows } = await sql`
    select active, users.active as "is", (select active from users) as inner from users
  `.execute(db)
  expect(rows).toEqual([{ active: true, is: true, inner: true }])
})

test('a boolean is read as one beside any number of words', async () => {
  const db = await newDatabase()
  await addTask(writer(db), draft(1), at(0))
  const columns = ['private', 'status', 'effort'] as const
  const rows = await Promise.all(
    [1, 2, 3].map((count) => db.selectFrom('tasks').select(columns.slice(0, count)).execute()),
  )
  expect(rows).toEqual([
    [{ private: false }],
    [{ private: false, status: 'BACKLOG' }],
    [{ private: false, status: 'BACKLOG', effort: 'SMALL' }],
  ])
})

test('a boolean that a change returns is read as one', async () => {
  const db = await household()
  const change = db.updateTable('users').set({ active: false }).returning('active as was')
  expect(await change.execute()).toEqual([{ was: false }])
})

test('a boolean that may be null stays null', async () => {
  const db = await household()
  expect(await db.selectFrom('commands').select('recording').execute()).toEqual([
    { recording: null },
  ])
})

test('a word that may be null stays null, as does one of a row that is not there', async () => {
  const db = await household()
  const days = { from_date: day(0), until_date: day(1), created_at: at(0), updated_at: at(0) }
  await db.insertInto('rest_days').values(days).execute()
  const withoutTask = db.selectFrom('users').leftJoin('tasks', 'tasks.owner_user_id', 'users.id')
  expect([
    await db.selectFrom('rest_days').select('weekday').execute(),
    await withoutTask.select('tasks.status').execute(),
  ]).toEqual([[{ weekday: null }], [{ status: null }]])
})

test('whether a command is being recorded is read as a boolean', async () => {
  const db = await newDatabase()
  const seen = db.transaction().execute(async (tx) => {
    await tx
      .insertInto('commands')
      .values({ command: 'user add', recording: true, created_at: at(0) })
      .execute()
    return tx.selectFrom('commands').select('recording').execute()
  })
  expect(await seen).toEqual([{ recording: true }])
})

test('whether there is a password, an expression, is read as a boolean', async () => {
  const db = await newDatabase()
  const { has_password } = await addUser(writer(db), { name: 'Sam' }, at(0))
  expect(has_password).toEqual(false)
})

test('booleans and words are read alike where rows come one by one', async () => {
  const db = await household()
  const rows: unknown[] = []
  for await (const row of db.selectFrom('users').select('active').stream()) rows.push(row)
  expect(rows).toEqual([{ active: true }])
})

test('a few statements are kept and used again, but not while one still reads', () => {
  const raw = new Raw(':memory:')
  onTestFinished(() => void raw.close())
  const database = withTypedRows(raw)
  database.prepare('create table extra (active)').run([])
  database.prepare('insert into extra values (1), (2)').run([])
  const [list, count] = ['select active from extra', 'select count(*) from extra']
  const first = database.prepare(list)
  database.prepare(count)
  const again = database.prepare(list)
  const rows = first.iterate([])[Symbol.iterator]()
  rows.next()
  const beside = database.prepare(list)
  rows.return?.()
  for (let number = 0; number < 16; number += 1) database.prepare(`select ${number}`)
  const late = database.prepare(list)
  expect([again === first, beside === first, late === beside]).toEqual([true, false, false])
})

test('no statement is used again after a table has changed', () => {
  const raw = new Raw(':memory:')
  onTestFinished(() => void raw.close())
  const database = withTypedRows(raw)
  database.prepare('create table tasks (id)').run([])
  database.prepare('insert into tasks values (1)').run([])
  const list = 'select * from tasks'
  const before = database.prepare(list).all([])
  database.prepare('alter table tasks add column private default 0').run([])
  expect([before, database.prepare(list).all([])]).toEqual([
    [{ id: 1 }],
    [{ id: 1, private: false }],
  ])
})

test('columns of the same names in other tables, and other expressions, are left alone', async () => {
  const db = await household()
  const { rows } = await sql`select *, 1 + 1 as private, 'x' as status from extra`.execute(db)
  expect(rows).toEqual([
    { active: 7, domain: 'BALLS', has_password: 'no', private: 2, status: 'x' },
  ])
})

// The compiler reads these: a line that is right by mistake is an error.
test('the compiler finds a column of a few values that is forgotten, or is none', () => {
  type Table = { active: boolean; recording: boolean | null; status: TaskStatus; name: string }
  const right: FixedColumns<Table> = {
    active: 'boolean',
    recording: 'boolean',
    status: ['BACKLOG', 'DONE'],
  }
  const wrong: FixedColumns<Table>[] = [
    // @ts-expect-error without `active`
    { recording: 'boolean', status: ['DONE'] },
    // @ts-expect-error without `recording`, which may be null, too
    { active: 'boolean', status: ['DONE'] },
    // @ts-expect-error without `status`
    { active: 'boolean', recording: 'boolean' },
    // @ts-expect-error a name is any text
    { ...right, name: 'boolean' },
    // @ts-expect-error a word that is no status
    { ...right, status: ['DONE', 'GONE'] },
  ]
  expect(wrong).toHaveLength(5)
})
