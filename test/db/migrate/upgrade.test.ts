import { mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { migrate } from '../../../src/db/migrate/migrate.ts'
import { createSqlite } from '../../../src/db/sqlite/connection.ts'
import { derivedChecks } from '../../support/database/checks.ts'
import {
  decompressed,
  openAsOtherProgram,
  queryRows,
  readFiles,
} from '../../support/database/database.ts'
import { insertRow } from '../../support/database/rows.ts'
import { latestNumber, steps } from '../../support/database/steps.ts'
import { type Household, household } from '../../support/household/household.ts'
import { uuid } from '../../support/household/values.ts'

const noon = '2026-11-22T12:00:00.000Z'
const copyName = 'momentum.db.backups/20261122T120000000Z.before-migration.db.gz'

/** A household of the previous program: Alex and Sam, three tasks, a win that is done. */
async function previous(): Promise<Household> {
  const home = household()
  mkdirSync(dirname(home.database), { recursive: true })
  const db = createSqlite(home.database)
  await migrate(db, { step: '0001_household' })
  await db.destroy()
  const raw = openAsOtherProgram(home.database)
  insertRow(raw, 'users', { name: 'Alex', name_key: 'alex', role: 'cook' })
  insertRow(raw, 'users', { name: 'Sam', name_key: 'sam', active: 0 })
  insertRow(raw, 'tasks', { uuid: uuid(101), title: 'Fix the tap', owner_user_id: 1 })
  insertRow(raw, 'tasks', {
    ...{ uuid: uuid(102), title: 'Mow', search_text: 'mow\nshort\nmower' },
    ...{ definition_of_done: 'Short', materials_needed: 'Mower' },
    ...{ status: 'PAUSED', status_note: 'It rains' },
  })
  insertRow(raw, 'tasks', {
    ...{ uuid: uuid(103), title: 'Rent', search_text: 'rent\nit is dry.\n' },
    ...{ status: 'DONE', completed_at: noon },
  })
  insertRow(raw, 'daily_wins', {
    ...{ date: '2026-11-21', task_id: 3, status: 'DONE' },
    ...{ completed_at: noon, selected_by_user_id: 1 },
  })
  return home
}

const times = { created_at: noon, updated_at: noon }

const tap = {
  id: 1,
  uuid: uuid(101),
  title: 'Fix the tap',
  description: null,
  domain: 'REPAIRS',
  effort: 'SMALL',
  definition_of_done: 'It is dry.',
  reviewed: true,
  materials_needed: null,
  owner_user_id: 1,
  owner: 'Alex',
  category_id: null,
  category: null,
  priority: 'MEDIUM',
  due_date: null,
  private: false,
  status: 'BACKLOG',
  status_note: null,
  completed_at: null,
  completed_on: null,
  completed_by_user_id: null,
  completed_by: null,
  ...times,
  routine_id: null,
  routine: null,
  occurrence_number: null,
  occurrence_date: null,
  starts_on: null,
  turn_reason: null,
  next_task_id: null,
}
const none = { owner_user_id: null, owner: null }
const mow = {
  ...{ ...tap, ...none, id: 2, uuid: uuid(102), title: 'Mow', definition_of_done: 'Short' },
  ...{ materials_needed: 'Mower', status: 'PAUSED', status_note: 'It rains' },
}
const rent = {
  ...{ ...tap, ...none, id: 3, uuid: uuid(103), title: 'Rent' },
  ...{ status: 'DONE', completed_at: noon },
}
const account = { email: null, has_password: false, ...times }

const oldTables = ['users', 'tasks', 'daily_wins'].map(
  (table) => `select * from ${table} order by id`,
)

describe('the household of a previous program', () => {
  test('has all that it had, and the new fields at their beginnings', async () => {
    const home = await previous()
    expect([
      await home.json('user', 'list', '--all'),
      await home.json('task', 'list', '--all'),
      await home.json('win', 'history'),
      await home.json('category', 'list'),
    ]).toEqual([
      [
        { id: 1, name: 'Alex', role: 'cook', active: true, ...account },
        { id: 2, name: 'Sam', role: null, active: false, ...account },
      ],
      [tap, mow, rent],
      [
        {
          id: 1,
          date: '2026-11-21',
          task_id: 3,
          task: rent,
          status: 'DONE',
          note: null,
          selected_by_user_id: 1,
          selected_by: 'Alex',
          completed_at: noon,
          completed_by_user_id: null,
          completed_by: null,
          ...times,
        },
      ],
      [],
    ])
  })

  test.each([
    ['task list', ['task', 'list', '--quiet'], '1\n2\n'],
    [
      'task add',
      [
        'task',
        'add',
        'T',
        '--domain',
        'food',
        '--effort',
        'tiny',
        '--definition-of-done',
        'x',
        '--quiet',
      ],
      '4\n',
    ],
    ['login', ['login', 'alex', '--quiet'], '1\n'],
    ['user list', ['user', 'list', '--quiet'], '1\n'],
    ['category add', ['category', 'add', 'Garden', '--quiet'], '1\n'],
    ['task edit', ['task', 'edit', '1', '--due', 'today', '--quiet'], '1\n'],
  ])('is upgraded by %s, which says where the copy is', async (_, argv, stdout) => {
    const home = await previous()
    expect(await home.run(...argv)).toEqual({
      code: 0,
      stdout,
      stderr: `Backed up the database before changing its schema: ${join(dirname(home.database), copyName)}\n`,
    })
  })

  test('is upgraded once', async () => {
    const home = await previous()
    await home.run('task', 'list')
    expect([
      await home.run('task', 'list', '--quiet'),
      Object.keys(readFiles(dirname(home.database))),
    ]).toEqual([{ code: 0, stdout: '1\n2\n', stderr: '' }, [basename(home.database), copyName]])
  })

  test('is sound, and like a new one, after it', async () => {
    const home = await previous()
    await home.run('task', 'list')
    const checks = (await home.json('db', 'check')) as { name: string; ok: boolean }[]
    const status = (await home.json('db', 'status')) as Record<string, unknown>
    expect([
      checks.map(({ name, ok }) => [name, ok]),
      status.schema_version,
      status.pending,
    ]).toEqual([
      [
        ['connects', true],
        ['integrity', true],
        ['foreign keys', true],
        ['schema', true],
        ...derivedChecks.map(({ name, ok }) => [name, ok]),
        ['write, read, delete', true],
        ['time zone', true],
        ['leftovers', true],
        ['permissions', true],
        ['place', true],
        ['names', true],
      ],
      latestNumber,
      [],
    ])
  })

  test('is kept as it was, for its owner alone', async () => {
    const home = await previous()
    const before = oldTables.map((query) => queryRows(openAsOtherProgram(home.database), query))
    await home.run('task', 'done', '1')
    const copy = join(dirname(home.database), copyName)
    const raw = openAsOtherProgram(decompressed(copy), { readonly: true })
    expect([
      (statSync(copy).mode & 0o777).toString(8),
      oldTables.map((query) => queryRows(raw, query)),
      queryRows(raw, 'select name from kysely_migration'),
      queryRows(raw, "select name from sqlite_master where name in ('sessions', 'categories')"),
      queryRows(raw, 'pragma integrity_check'),
    ]).toEqual(['600', before, [{ name: '0001_household' }], [], [{ integrity_check: 'ok' }]])
  })

  test('works with all that is new', async () => {
    const home = await previous()
    await home.json('category', 'add', 'Garden')
    const edit = ['--category', 'garden', '--priority', 'high', '--due', 'tomorrow', '--private']
    expect(
      await home.json('task', 'edit', '1', ...edit, '--description', 'x', '--as', 'alex'),
    ).toEqual({
      ...tap,
      category_id: 1,
      category: 'Garden',
      priority: 'HIGH',
      due_date: '2026-11-23',
      private: true,
      description: 'x',
      updated_at: '2026-11-22T12:00:01.000Z',
    })
  })

  test('gives no number of a task again', async () => {
    const home = await previous()
    const raw = openAsOtherProgram(home.database)
    insertRow(raw, 'tasks', { uuid: uuid(104) })
    raw.exec('delete from tasks where id = 4')
    const essentials = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'x']
    expect(await home.json('task', 'add', 'T', ...essentials, '--fields', 'id')).toEqual({ id: 5 })
  })

  test('is upgraded also where it was named, and by db migrate', async () => {
    const home = await previous()
    const answer = await home.run('db', 'migrate', '--db', home.database)
    expect(answer).toEqual({
      code: 0,
      stdout: steps.map((name) => `✓ ${name}\n`).join(''),
      stderr: `Backed up the database before changing its schema: ${join(dirname(home.database), copyName)}\n`,
    })
  })

  test.each([
    ['db check', 5],
    ['db migrate --list', 0],
    ['db path', 0],
  ])('is only looked at by %s', async (words, code) => {
    const home = await previous()
    const before = readFiles(dirname(home.database))
    const answer = await home.run(...words.split(' '))
    expect([answer.code, readFiles(dirname(home.database))]).toEqual([code, before])
  })

  test('is told by db check what mends it', async () => {
    const { stderr } = await (await previous()).run('db', 'check')
    expect(stderr).toEqual(
      'momentum: The database failed 1 of 9 checks.\n  Upgrade it: momentum db migrate\n',
    )
  })
})
