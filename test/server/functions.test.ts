import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../src/db/postgres/connection.ts'
import { addTask } from '../../src/db/tasks/changes.ts'
import { at } from '../support/database/database.ts'
import { draft, writer } from '../support/household/values.ts'
import { execute, newHouseholdUrl, serverOf } from '../support/server/server.ts'

const functions = [
  'count_tasks',
  'delete_notes',
  'delete_occurrences',
  'journal_absences',
  'journal_categories',
  'journal_daily_wins',
  'journal_notes',
  'journal_occurrences',
  'journal_rest_days',
  'journal_routine_members',
  'journal_routines',
  'journal_tasks',
]
const own: Readonly<Record<string, string>> = {
  count_tasks: 'tasks',
  delete_notes: 'tasks',
  delete_occurrences: 'routines',
}

test('every function finds the household’s names first, and nobody else can use it', async () => {
  const { schema } = serverOf(await newHouseholdUrl())
  const found = await execute(
    `select proname as name, proconfig::text as config,
       has_function_privilege('public', pg_proc.oid, 'execute') as shared
     from pg_proc where pronamespace = $1::regnamespace order by 1`,
    [schema],
  )
  const config = `{"search_path=${schema}, pg_temp"}`
  expect(found).toEqual(
    [...functions, 'journal_users', 'touch'].map((name) => ({ name, config, shared: false })),
  )
})

test.each(functions)('%s works for no table but its own', async (name) => {
  const { schema } = serverOf(await newHouseholdUrl())
  const attempt = execute(`
    create temp table "Mine" as table ${schema}.tasks with no data;
    create trigger forged after insert on pg_temp."Mine"
      for each row execute function ${schema}.${name}();
    insert into pg_temp."Mine" (id) values (1)
  `)
  const said = await attempt.catch(({ code, message }) => [code, message])
  const table = own[name] ?? name.replace('journal_', '')
  expect([
    said,
    await execute(`select 1 from ${schema}.changes union all select 1 from ${schema}.task_counts`),
  ]).toEqual([['42501', `forged is only for the household's table ${table}.`], []])
})

test('a command that another program has not finished takes no change of others', async () => {
  const url = await newHouseholdUrl()
  const { schema, host, port, user, password, database } = serverOf(url)
  const other = new Client({ host, port, user, password, database })
  await other.connect()
  const db = openPostgres(serverOf(url), 'command')
  onTestFinished(async () => {
    await other.end()
    await db.destroy()
  })
  await other.query(`begin; insert into ${schema}.commands (command, recording, created_at)
    values ('unfinished', true, now())`)
  await addTask(writer(db), draft(1), at(0))
  await other.query(`update ${schema}.tasks set title = 'Later'; commit`)
  expect(
    await execute(
      `select command, operation from ${schema}.changes
        join ${schema}.commands on commands.id = command_id order by changes.id`,
    ),
  ).toEqual([
    { command: 'test', operation: 'INSERT' },
    { command: 'unfinished', operation: 'UPDATE' },
  ])
})
