import { expect, test } from 'vitest'
import { checkDatabase } from '../../src/db/check/check.ts'
import { seedDemo } from '../../src/db/household/demo.ts'
import { migrate } from '../../src/db/migrate/migrate.ts'
import { stepNumber } from '../../src/db/migrate/version.ts'
import { type Db, schemaStep } from '../../src/db/schema.ts'
import { derivedChecks } from '../support/database/checks.ts'
import { at, day, newDatabase } from '../support/database/database.ts'
import { definitionsOf } from '../support/database/definitions.ts'
import { runStatement } from '../support/database/statements.ts'
import { household } from '../support/household/household.ts'
import { runOnServer } from '../support/server/answers.ts'
import { execute, newHouseholdUrl, newSchemaUrl, serverOf } from '../support/server/server.ts'

const latest = stepNumber(schemaStep)

/** A household with enough in it. */
async function fullHousehold(): Promise<Db> {
  const db = await newDatabase()
  await seedDemo(db, { tasks: 50, routines: 0, days: 30 }, day(0), new Date(at(0)))
  return db
}

const wrongIn = async (db: Db) => (await checkDatabase(db, at(5))).filter(({ ok }) => !ok)

test('proves that a good database works, and leaves no trace', async () => {
  const db = await fullHousehold()
  const tasks = 'select ctid::text, xmin::text, * from tasks order by id'
  const before = [await runStatement(db, tasks), await definitionsOf(db)]
  expect(await checkDatabase(db, at(5))).toEqual([
    { name: 'connects', ok: true, detail: expect.stringMatching(/^PostgreSQL \d/), hint: null },
    { name: 'integrity', ok: true, detail: 'every index and constraint is valid', hint: null },
    { name: 'foreign keys', ok: true, detail: 'no broken references', hint: null },
    {
      name: 'schema',
      ok: true,
      detail: `schema ${latest}, as the migrations create it`,
      hint: null,
    },
    ...derivedChecks,
    {
      name: 'write, read, delete',
      ok: true,
      detail: 'a task was added, found and deleted, then rolled back',
      hint: null,
    },
    {
      name: 'private tasks',
      ok: true,
      detail: 'hidden in Momentum; anyone with this login can read them with other programs',
      hint: null,
    },
  ])
  expect([await runStatement(db, tasks), await definitionsOf(db)]).toEqual(before)
})

test('costs the household no number', async () => {
  const home = household()
  await home.run('db', 'check')
  const words = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'Done']
  expect(await home.json('task', 'add', 'Bread', ...words, '--fields', 'id')).toEqual({ id: 1 })
})

/** What another program changes, how it is undone, and what is said. */
const changes = [
  ['drop index tasks_status', 'create index tasks_status on tasks (status)', 'tasks.tasks_status'],
  [
    'drop trigger users_touch on users',
    `create trigger users_touch before update of name, role, email, password_hash, active on users
      for each row execute function touch()`,
    'users.users_touch',
  ],
  ['alter table users add nickname text', 'alter table users drop nickname', 'users.nickname'],
  [
    'alter table tasks alter title drop not null',
    'alter table tasks alter title set not null',
    'tasks.title',
  ],
] as const

test.each(changes)('F041 finds that the schema differs after “%s”', async (change, undo, name) => {
  const db = await newDatabase()
  await runStatement(db, change)
  const found = await wrongIn(db)
  await runStatement(db, undo)
  expect([found, await wrongIn(db)]).toEqual([
    [
      {
        name: 'schema',
        ok: false,
        detail: `differs from the migrations in ${name}`,
        hint: {
          lead: 'Correct the schema, or copy the household to a new one',
          command: 'db copy --to <url>',
        },
      },
    ],
    [],
  ])
})

test('finds no difference in constraints that a dump has brought back', async () => {
  const url = newSchemaUrl()
  await runOnServer(url, 'db', 'init')
  const { schema } = serverOf(url)
  await execute(`do $$
    declare rule record;
    begin
      for rule in select conrelid::regclass as place, conname as name, pg_get_constraintdef(oid) as text
        from pg_constraint where connamespace = '${schema}'::regnamespace and contype = 'c'
      loop
        execute format('alter table %s drop constraint %I', rule.place, rule.name);
        execute format('alter table %s add constraint %I %s', rule.place, rule.name, rule.text);
      end loop;
    end $$`)
  expect(await runOnServer(url, 'db', 'check')).toMatchObject({ code: 0, stderr: '' })
})

test('minds nothing that belongs to somebody else', async () => {
  const db = await newDatabase()
  await runStatement(db, 'create table letters (text text)')
  const found = await wrongIn(db)
  await runStatement(db, 'drop table letters')
  expect(found).toEqual([])
})

test('finds that writing does not work', async () => {
  const url = await newHouseholdUrl()
  const { schema } = serverOf(url)
  const home = household('sqlite')
  await execute(`
    create function ${schema}.stop() returns trigger language plpgsql
      as $$ begin raise exception 'stopped'; end $$;
    create trigger stop before insert on ${schema}.tasks
      for each row execute function ${schema}.stop()
  `)
  const { code, stdout } = await home.run('db', 'check', '--db', url, '--json')
  await execute(`drop function ${schema}.stop() cascade`)
  const checks: { name: string; ok: boolean }[] = JSON.parse(stdout)
  expect([code, checks.filter(({ ok }) => !ok).map(({ name }) => name)]).toEqual([
    5,
    ['schema', 'write, read, delete'],
  ])
})

test('finds a reference that leads nowhere', async () => {
  const db = await fullHousehold()
  await runStatement(
    db,
    "set local session_replication_role = 'replica'; delete from users where id = 1",
  )
  expect(await wrongIn(db)).toEqual([
    {
      name: 'foreign keys',
      ok: false,
      detail: expect.stringMatching(/^\d+ broken, from (daily_wins|tasks)\.\w+ to users$/),
      hint: { lead: 'Choose a backup to restore', command: 'db backups' },
    },
  ])
})

test('finds a rule that is not in force', async () => {
  const db = await newDatabase()
  const rule = "check (name <> 'x')"
  await runStatement(db, `alter table users add constraint users_x ${rule} not valid`)
  const found = await wrongIn(db)
  await runStatement(db, 'alter table users drop constraint users_x')
  expect(found.map(({ name, detail }) => [name, detail])).toEqual([
    ['integrity', 'not valid: users_x'],
    ['schema', 'differs from the migrations in users.users_x'],
  ])
})

test('finds an index that is not valid, and names no other', async () => {
  const db = await newDatabase()
  const mark = (valid: boolean) =>
    runStatement(
      db,
      `update pg_index set indisvalid = ${valid} where indexrelid = 'tasks_status'::regclass`,
    )
  await mark(false)
  const found = await wrongIn(db)
  await mark(true)
  expect(found.map(({ name, detail }) => [name, detail])).toEqual([
    ['integrity', 'not valid: tasks_status'],
  ])
})

test('finds an older schema, and a newer one', async () => {
  const [older, newer] = [await newDatabase(), await newDatabase()]
  await migrate(older, 'down')
  await runStatement(newer, "insert into kysely_migration values ('9999_future', '2027')")
  const schemas = [await wrongIn(older), await wrongIn(newer)].map((found) =>
    found.find(({ name }) => name === 'schema'),
  )
  expect(schemas).toEqual([
    {
      name: 'schema',
      ok: false,
      detail: `schema ${latest - 1}, expected ${latest}`,
      hint: { lead: 'Upgrade it', command: 'db migrate' },
    },
    {
      name: 'schema',
      ok: false,
      detail: `This database has schema 9999; this version of Momentum supports schemas up to ${latest}.`,
      hint: { lead: 'Update Momentum, then try again.' },
    },
  ])
})

test('is for a role that may make no schema, too', async () => {
  const home = household()
  await home.ready()
  const { schema } = serverOf(home.env.MOMENTUM_DB ?? '')
  await execute(`
    create role ${schema}_owner login password 'secret';
    grant ${schema}_owner to current_user;
    alter schema ${schema} owner to ${schema}_owner
  `)
  const url = new URL(home.env.MOMENTUM_DB ?? '')
  url.username = `${schema}_owner`
  url.password = 'secret'
  await execute(`
    grant select, insert, update, delete on all tables in schema ${schema} to ${schema}_owner
  `)
  const { code, stdout } = await home.run('db', 'check', '--db', url.href)
  await execute(`
    alter schema ${schema} owner to current_user;
    drop owned by ${schema}_owner;
    drop role ${schema}_owner
  `)
  expect([code, stdout.split('\n')[3]]).toEqual([
    0,
    `✓ schema: schema ${latest}; not compared: this role cannot create a schema`,
  ])
})
