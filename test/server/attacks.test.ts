import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { isLongRun } from '../support/long.ts'
import { ask, attempt, members } from '../support/server/logins.ts'
import { execute, serverOf } from '../support/server/server.ts'

// What a member of the household tries with other programs. Bob attacks; Ann has a private task.

/** What the server says to SQL that it refuses: all of it, as a program shows it. */
async function errorOf(url: string, text: string): Promise<string> {
  return ask(url, text).then(
    () => 'not refused',
    (error: object) => JSON.stringify({ ...error, message: String(error) }),
  )
}

/** The journal as its owner sees it: who did what to which row, latest last. */
function journalOf(schema: string): Promise<unknown[]> {
  return execute(
    `select made_by as by, command, table_name as place, row_id::int as row, operation as did
      from ${schema}.changes left join ${schema}.commands on commands.id = command_id
      order by changes.id`,
  )
}

/** What follows what a household of {@link members} began with. */
async function newsOf(schema: string): Promise<unknown[]> {
  return (await journalOf(schema)).slice(6)
}

const columns =
  'uuid, title, domain, effort, definition_of_done, search_text, created_at, updated_at'
const values = `gen_random_uuid(), 'T', 'FOOD', 'TINY', 'D', 't', now(), now()`

/** A function that says what it can reach, if it ever runs with somebody else's rights. */
const trap = (schema: string, returns: string) => `
  create function pg_temp.spring() returns ${returns} language plpgsql as $$
  begin
    if current_user <> session_user then
      execute 'alter table ${schema}.tasks no force row level security';
      insert into pg_temp.loot select current_user, title from ${schema}.tasks where private;
    end if;
    return null;
  end
  $$;`

/** A table that a trap lies in. */
const table = (name: string) => (schema: string) =>
  `${trap(schema, 'trigger')}
  create temp table ${name} as table ${schema}.${name};
  create trigger spring before insert or update on pg_temp.${name}
    for each row execute function pg_temp.spring();`

const view = (schema: string) => `${trap(schema, 'boolean')}
  create temp view commands as
    select id, recording, created_at from ${schema}.commands where pg_temp.spring();`

/** What is laid out, the short form first. */
const traps = [
  ['changes', table('changes')],
  ['task_counts', table('task_counts')],
  ['commands', view],
  ...[
    ...['commands', 'users', 'tasks', 'categories', 'daily_wins', 'sessions', 'removed_passwords'],
    ...['momentum_logins', 'kysely_migration'],
  ].map((name) => [name, table(name)] as const),
] as const

test('no temporary table or view catches what runs as the owner', async () => {
  const { schema, bob } = await members()
  const loot: unknown[] = []
  for (const [name, create] of isLongRun ? traps : traps.slice(0, 3)) {
    const found = await ask(
      bob.url,
      `create temp table loot (who text, title text);
      grant all on loot to public;
      ${create(schema)}
      grant all on pg_temp.${name} to public;
      set search_path = pg_temp, ${schema};
      update ${schema}.users set role = '${name}' where name = 'Bob';
      insert into ${schema}.tasks (${columns}) values (${values});
      select * from pg_temp.loot`,
    )
    loot.push(...found)
  }
  const change = { by: 'Bob', command: 'another program' }
  expect([loot, (await newsOf(schema)).slice(-2)]).toEqual([
    [],
    [
      { ...change, place: 'users', row: 2, did: 'UPDATE' },
      { ...change, place: 'tasks', row: isLongRun ? 16 : 7, did: 'INSERT' },
    ],
  ])
})

test('an operator of a member’s own catches nothing that a reference does as the owner', async () => {
  const { id, schema, ann, bob } = await members()
  await execute(`create schema trap_${id}; grant all on schema trap_${id} to bob_${id};
    grant usage on schema trap_${id} to public`)
  onTestFinished(async () => void (await execute(`drop schema trap_${id} cascade`)))
  await ann.json('category', 'add', 'Garden')
  await ann.json('task', 'edit', '2', '--category', 'garden')
  const loot = await ask(
    bob.url,
    `create temp table loot (who text);
    grant all on loot to public;
    create function trap_${id}.spring(timestamptz, timestamptz) returns boolean language plpgsql as $$
    begin
      insert into pg_temp.loot values (current_user);
      return true;
    end
    $$;
    create operator trap_${id}.= (
      function = trap_${id}.spring, leftarg = timestamptz, rightarg = timestamptz
    );
    set search_path = trap_${id}, pg_catalog;
    delete from ${schema}.categories;
    select who from pg_temp.loot where who <> session_user`,
  )
  expect(loot).toEqual([])
})

test('the household’s functions serve no table of a member’s', async () => {
  const { schema, ann, bob } = await members()
  await ann.json('task', 'edit', '1', '--title', 'Wrap the book', '--as', 'ann')
  const functions = await execute(
    'select proname as name from pg_proc where pronamespace = $1::regnamespace and prorettype = 2279',
    [schema],
  )
  const refused: unknown[] = []
  for (const { name } of functions as { name: string }[]) {
    refused.push(
      await attempt(
        bob.url,
        `create temp table tasks as table ${schema}.tasks with no data;
        create trigger mine before insert or update or delete on pg_temp.tasks
          for each row execute function ${schema}.${name}()`,
      ),
    )
  }
  const open = await execute(
    `select proname from pg_proc where pronamespace = $1::regnamespace and (
      has_function_privilege('public', oid, 'execute')
      or proconfig::text is distinct from format('{"search_path=%s, pg_temp"}', $1::text)
    )`,
    [schema],
  )
  const undone = await ann.json('undo', '--as', 'ann', '--fields', 'command')
  expect([open, refused, undone, await ann.json('task', 'show', '1', '--as', 'ann')]).toEqual([
    [],
    functions.map(() => '42501'),
    [{ command: 'task edit' }],
    expect.objectContaining({ title: 'Wrap the present', private: true }),
  ])
})

test('a member acts in no name but their own', async () => {
  const { schema, bob } = await members()
  await ask(
    bob.url,
    `begin;
    insert into ${schema}.commands (command, made_by_user_id, made_by, recording, created_at)
      values ('task edit', 1, 'Ann', true, now());
    update ${schema}.tasks set title = 'Forged' where id = 2;
    update ${schema}.commands set recording = null where recording;
    commit`,
  )
  await bob.json('task', 'edit', '4', '--title', 'Forged too', '--as', 'ann')
  await bob.json('task', 'edit', '4', '--title', 'Nobody’s')
  const edit = { by: 'Bob', command: 'task edit', place: 'tasks', did: 'UPDATE' }
  expect(await newsOf(schema)).toEqual([
    { ...edit, row: 2 },
    { ...edit, row: 4 },
    { ...edit, row: 4 },
  ])
})

test('a member picks a win in no name but their own, and undo brings back who picked it', async () => {
  const { schema, ann, bob } = await members()
  const picker = async () =>
    execute(`select selected_by_user_id::int as id from ${schema}.daily_wins`)
  const pickers: unknown[] = []
  const then = async (work: Promise<unknown>) => {
    await work
    pickers.push((await picker()).map((win) => (win as { id: number }).id))
  }
  await then(bob.json('win', 'pick', '2', '--as', 'ann'))
  await then(ask(bob.url, `update ${schema}.daily_wins set selected_by_user_id = 1`))
  await then(bob.json('win', 'drop', '--note', 'No', '--as', 'bob'))
  await then(ann.json('win', 'pick', '2', '--as', 'ann'))
  await then(ann.json('win', 'drop', '--note', 'No', '--as', 'ann'))
  await then(bob.json('undo', '--as', 'ann'))
  await then(
    ask(
      bob.url,
      `delete from ${schema}.daily_wins; insert into ${schema}.daily_wins
        (date, task_id, status, selected_by_user_id, created_at, updated_at)
        values ('2026-11-20', 4, 'ACTIVE', 1, now(), now())`,
    ),
  )
  expect(pickers).toEqual([[2], [2], [], [1], [], [1], [2]])
})

test('a member sets rest days in no name but their own, and undo brings back who set them', async () => {
  const { schema, ann, bob } = await members()
  const setters: unknown[] = []
  const then = async (work: Promise<unknown>) => {
    await work
    const rows = await execute(
      `select set_by_user_id::int as id from ${schema}.rest_days order by rest_days.id`,
    )
    setters.push(rows.map((rest) => (rest as { id: number | null }).id))
  }
  const forged = `insert into ${schema}.rest_days
    (from_date, until_date, set_by_user_id, created_at, updated_at)
    values ('2026-12-24', '2026-12-26', 1, now(), now())`
  await then(bob.json('rest', 'add', 'sunday', '--as', 'ann'))
  await then(ask(bob.url, `update ${schema}.rest_days set set_by_user_id = 1`))
  await then(ask(bob.url, `update ${schema}.rest_days set set_by_user_id = null`))
  await then(ask(bob.url, `update ${schema}.rest_days set set_by_user_id = 1`))
  await then(ask(bob.url, forged))
  await then(ask(bob.url, `delete from ${schema}.rest_days`))
  await then(ann.json('rest', 'add', 'monday', '--as', 'bob'))
  await then(ann.json('rest', 'remove', '3', '--yes', '--as', 'ann'))
  await then(bob.json('undo', '--as', 'ann'))
  expect(setters).toEqual([[2], [2], [null], [2], [2, 2], [], [1], [], [1]])
})

test('a member neither stops the recording, nor changes or deletes what is recorded', async () => {
  const { schema, bob } = await members()
  const add = (names: string, given: string) =>
    `insert into ${schema}.commands (command, created_at, ${names}) values ('x', now(), ${given})`
  const edit = `update ${schema}.tasks set title = 'Seen' where id = 2`
  const tried = {
    unrecorded: await attempt(bob.url, add('recording', 'false')),
    closed: await attempt(bob.url, add('recording', 'null')),
    numbered: await attempt(bob.url, add('id, recording', '99, true')),
    renamed: await attempt(bob.url, `update ${schema}.commands set made_by = 'Ann'`),
    reopened: await attempt(
      bob.url,
      `update ${schema}.commands set recording = true where made_by = 'Ann' returning id`,
    ),
    deleted: await attempt(bob.url, `delete from ${schema}.commands returning id`),
    deletedOwn: await attempt(
      bob.url,
      `begin; ${add('recording', 'true')}; ${edit};
        delete from ${schema}.commands where recording returning id; commit`,
    ),
    paused: await attempt(
      bob.url,
      `begin; ${add('recording', 'true')};
        update ${schema}.commands set recording = false where recording; commit`,
    ),
    replica: await attempt(bob.url, `set session_replication_role = replica; ${edit}`),
  }
  expect([tried, await newsOf(schema)]).toEqual([
    {
      unrecorded: '42501',
      closed: '42501',
      numbered: '42501',
      renamed: '42501',
      reopened: [],
      deleted: [],
      deletedOwn: [],
      paused: '42501',
      replica: '42501',
    },
    [{ by: 'Bob', command: 'x', place: 'tasks', row: 2, did: 'UPDATE' }],
  ])
})

test('a command that a member leaves open stops nobody', async () => {
  const { schema, ann, bob } = await members()
  const open = `insert into ${schema}.commands (command, recording, created_at)
    values ('left open', true, now())`
  await ask(bob.url, `${open}; ${open}`)
  const { host, port, user, password, database } = serverOf(bob.url)
  const other = new Client({ host, port, user, password, database })
  await other.connect()
  onTestFinished(() => other.end())
  await other.query(`begin; ${open}`)
  await ann.json('task', 'edit', '2', '--title', 'Mow', '--as', 'ann')
  expect(await newsOf(schema)).toEqual([
    { by: 'Ann', command: 'task edit', place: 'tasks', row: 2, did: 'UPDATE' },
  ])
})

test('a member takes no number that a row of somebody else will get', async () => {
  const { schema, ann, bob } = await members()
  const tried = {
    tasks: await attempt(
      bob.url,
      `insert into ${schema}.tasks (id, ${columns}, owner_user_id, private)
        values (5, ${values}, 2, true)`,
    ),
    moved: await attempt(bob.url, `update ${schema}.tasks set id = 5 where id = 2`),
    users: await attempt(
      bob.url,
      `insert into ${schema}.users (id, name, name_key, created_at, updated_at)
        values (3, 'Cleo', 'cleo', now(), now())`,
    ),
    next: await attempt(bob.url, `select setval('${schema}.tasks_id_seq', 1)`),
  }
  const { id } = (await ann.json('task', 'edit', '2', '--title', 'Mow', '--as', 'ann')) as never
  expect([tried, id]).toEqual([
    { tasks: '42501', moved: '42501', users: '42501', next: '42501' },
    2,
  ])
})

test('a member takes no name of another, and renames nobody who has a login', async () => {
  const { schema, boss, ann, bob } = await members()
  await boss.json('user', 'add', 'Cleo')
  const rename = (id: number, name: string, key: string) =>
    attempt(
      bob.url,
      `update ${schema}.users set name = '${name}', name_key = '${key}' where id = ${id}`,
    )
  const tried = [
    await rename(2, 'Ann', 'bob'),
    await rename(2, 'ann', 'bob'),
    await rename(2, 'An\u200dn', 'bob'),
    await rename(1, 'Zoe', 'zoe'),
    await rename(1, 'Ann', 'zoe'),
    await rename(2, 'Robert', 'robert'),
    await rename(3, 'Dora', 'dora'),
  ]
  await bob.json('user', 'edit', 'ann', '--role', 'cook')
  expect([tried, await ann.json('user', 'list', '--fields', 'name,role')]).toEqual([
    ['23505', '23505', '23505', '42501', '42501', [], []],
    [
      { name: 'Ann', role: 'cook' },
      { name: 'Dora', role: null },
      { name: 'Robert', role: null },
    ],
  ])
})

test('no error shows a private task', async () => {
  const { schema, bob } = await members()
  const errors = [
    await errorOf(bob.url, `delete from ${schema}.users where id = 1`),
    await errorOf(bob.url, `update ${schema}.users set id = 9 where id = 1`),
    await errorOf(
      bob.url,
      `insert into ${schema}.tasks (id, ${columns}) values (1, ${values})
        on conflict (id) do update set title = tasks.title`,
    ),
    await errorOf(
      bob.url,
      `select title::int from ${schema}.tasks where id = 1 or 1 / (id - 1) > 0`,
    ),
  ]
  expect(errors.filter((error) => /present|Wrap/.test(error) || error === 'not refused')).toEqual(
    [],
  )
})

test('no plan of a query tells what a private task says', async () => {
  const { schema, bob } = await members()
  await execute(`insert into ${schema}.tasks (${columns}, owner_user_id, private)
    select gen_random_uuid(), text, 'FOOD', 'TINY', text, text, now(), now(), 1, true
    from generate_series(1, 200) as number, format('Secret %s', number) as text`)
  await execute(`analyze ${schema}.tasks, ${schema}.changes`)
  const expected = async (condition: string, table = 'tasks') => {
    const [row] = await ask(
      bob.url,
      `explain (format json) select from ${schema}.${table} where ${condition}`,
    )
    return JSON.stringify(row).match(/"Plan Rows":\d+/)?.[0]
  }
  const texts = [
    'title',
    'definition_of_done',
    'search_text',
    'split_part(search_text, chr(10), 1)',
  ]
  const told: unknown[] = []
  for (const text of texts) {
    const plans = ['A', 'Secret 3', 'Z'].map((word) => expected(`${text} < '${word}'`))
    told.push(new Set(await Promise.all(plans)).size)
  }
  const plans = ['{"a', '{"title": "Secret 3', '~'].map((word) =>
    expected(`after < '${word}'`, 'changes'),
  )
  told.push(new Set(await Promise.all(plans)).size)
  expect(told).toEqual([1, 1, 1, 1, 1])
})

test('a command that changed only private tasks is as invisible as they are', async () => {
  const { schema, ann, bob } = await members()
  await ann.json('task', 'edit', '1', '--title', 'Wrap the book', '--as', 'ann')
  const list = `select command from ${schema}.commands where made_by = 'Ann' order by id`
  expect([await ask(ann.url, list), await ask(bob.url, list)]).toEqual([
    [{ command: 'task add' }, { command: 'task edit' }],
    [],
  ])
})
