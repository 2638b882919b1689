import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { type Kysely, sql } from 'kysely'
import { expect, inject, onTestFinished, test } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { migrate } from '../../src/db/migrate/migrate.ts'
import { openPostgres } from '../../src/db/postgres/connection.ts'
import { listFirst } from '../../src/db/tasks/first.ts'
import { findWinStats } from '../../src/db/wins/stats.ts'
import type { UserId } from '../../src/domain/user.ts'
import { day } from '../support/database/database.ts'
import { latestNumber } from '../support/database/steps.ts'
import { household } from '../support/household/household.ts'
import { failure } from '../support/household/sample.ts'
import {
  addTask,
  ask,
  attempt,
  ids,
  type Member,
  members,
  owner,
  scriptFor,
  sharedHousehold,
} from '../support/server/logins.ts'
import { changeRights, execute, serverOf } from '../support/server/server.ts'

test('shows a login the shared tasks and the member’s own, whatever program asks', async () => {
  const { id, schema, boss, ann, bob } = await members()
  const all = `select id::int from ${schema}.tasks order by id`
  expect({
    ann: ids(await ask(ann.url, all)),
    bob: ids(await ask(bob.url, all)),
    owner: ids(await ask(boss.url, all)),
    pretending: ids(
      await ask(
        bob.url,
        `set momentum.member = 'ann_${id}'; set momentum.login = 'ann_${id}'; ${all}`,
      ),
    ),
    asAnn: await attempt(bob.url, `set role ann_${id}; ${all}`),
    asOwner: await attempt(bob.url, `set role owner_${id}; ${all}`),
    session: await attempt(bob.url, `set session authorization ann_${id}; ${all}`),
    unguarded: await attempt(bob.url, `set row_security = off; ${all}`),
    counted: await ask(bob.url, `select count(*)::int as n from ${schema}.tasks where private`),
    searched: await ask(
      bob.url,
      `select id from ${schema}.tasks where search_text like '%present%'`,
    ),
    copied: await attempt(bob.url, `copy ${schema}.tasks to program 'cat'`),
  }).toEqual({
    ann: [1, 2, 4],
    bob: [2, 3, 4],
    owner: [2, 4],
    pretending: [2, 3, 4],
    asAnn: '42501',
    asOwner: '42501',
    session: '42501',
    unguarded: '42501',
    counted: [{ n: 1 }],
    searched: [],
    copied: '42501',
  })
})

test('lets nobody change a private task of somebody else, nor make one for them', async () => {
  const { schema, ann, bob } = await members()
  const columns =
    'uuid, title, domain, effort, definition_of_done, search_text, created_at, updated_at'
  const values = `gen_random_uuid(), 'T', 'FOOD', 'TINY', 'D', 't', now(), now()`
  const insert = (more: string, its: string) =>
    `insert into ${schema}.tasks (${columns}, ${more}) values (${values}, ${its}) returning 'in' as it`
  const before = await ann.json('task', 'show', '1', '--as', 'ann')
  const tried = {
    update: await attempt(
      bob.url,
      `update ${schema}.tasks set title = 'X' where id = 1 returning id`,
    ),
    delete: await attempt(bob.url, `delete from ${schema}.tasks where id = 1 returning id`),
    insert: await attempt(bob.url, insert('owner_user_id, private', '1, true')),
    hide: await attempt(bob.url, `update ${schema}.tasks set private = true where id = 2`),
    give: await attempt(bob.url, `update ${schema}.tasks set owner_user_id = 1 where id = 3`),
    own: await attempt(bob.url, insert('owner_user_id, private', '2, true')),
    pickHers: await attempt(bob.url, win(schema, 1)),
    pickHis: await attempt(bob.url, win(schema, 3)),
    pickShared: await attempt(bob.url, win(schema, 2)),
    hideWon: await attempt(ann.url, `update ${schema}.tasks set private = true where id = 2`),
  }
  expect([tried, await ann.json('task', 'show', '1', '--as', 'ann')]).toEqual([
    {
      update: [],
      delete: [],
      insert: '42501',
      hide: '42501',
      give: '42501',
      own: [{ it: 'in' }],
      pickHers: '42501',
      pickHis: '42501',
      pickShared: [],
      hideWon: '42501',
    },
    before,
  ])
})

function win(schema: string, task: number): string {
  return `insert into ${schema}.daily_wins (date, task_id, status, created_at, updated_at)
    values ('2026-11-20', ${task}, 'ACTIVE', now(), now())`
}

/** What a member may try, and what the server says. */
const tried: readonly (readonly [text: string, answer: unknown])[] = [
  ['alter table SCHEMA.tasks disable row level security', '42501'],
  ['alter table SCHEMA.tasks no force row level security', '42501'],
  ['create policy mine on SCHEMA.tasks using (true)', '42501'],
  ['drop policy momentum_see on SCHEMA.tasks', '42501'],
  ['alter policy momentum_see on SCHEMA.tasks using (true)', '42501'],
  ['alter table SCHEMA.tasks owner to current_user', '42501'],
  ['alter table SCHEMA.tasks drop column private', '42501'],
  [
    'create trigger mine before update on SCHEMA.tasks for each row execute function SCHEMA.touch()',
    '42501',
  ],
  [
    'create or replace function SCHEMA.touch() returns trigger language plpgsql as $$ begin return new; end $$',
    '42501',
  ],
  ['create table SCHEMA.mine (task bigint references SCHEMA.tasks)', '42501'],
  ['create view SCHEMA.mine as select 1', '42501'],
  ['truncate SCHEMA.tasks', '42501'],
  ['drop table SCHEMA.tasks', '42501'],
  ['drop schema SCHEMA cascade', '42501'],
  ['update SCHEMA.momentum_logins set user_id = 1', '42501'],
  ["insert into SCHEMA.momentum_logins values ('mallory', 1)", '42501'],
  ['delete from SCHEMA.momentum_logins', '42501'],
  ["select SCHEMA.momentum_add_member('mallory', 'Ann')", '42501'],
  ["select SCHEMA.momentum_new_password('ann_ID')", '42501'],
  ["select SCHEMA.momentum_let_in('bob_ID')", '42501'],
  ['select SCHEMA.momentum_one_login_again()', '42501'],
  ["alter role ann_ID password 'x'", '42501'],
  ['alter role bob_ID bypassrls', '42501'],
  ['grant ann_ID to bob_ID', '42501'],
  ['create role mallory', '42501'],
  ['delete from SCHEMA.kysely_migration', '42501'],
  ["insert into SCHEMA.kysely_migration values ('0005_x', '')", '42501'],
  ['update SCHEMA.users set id = 9 where id = 1', '42501'],
  ['delete from SCHEMA.users where id = 1', '23514'],
  ["update SCHEMA.users set password_hash = '$2b$12$' || repeat('x', 53) where id = 1", '42501'],
  [
    "insert into SCHEMA.sessions (user_id, token_hash, expires_at, created_at) values (1, 'ab', now(), now())",
    '42501',
  ],
  ['select count(password_hash)::int as n from SCHEMA.users', [{ n: 0 }]],
]

test('keeps the schema, the guard, the logins and the migrations from a member', async () => {
  const { id, schema, bob } = await members()
  const answers: unknown[] = []
  for (const [text] of tried) {
    const words = text.replaceAll('SCHEMA', schema).replaceAll('ID', id)
    answers.push([text, await attempt(bob.url, `begin; ${words}`)])
  }
  expect(answers).toEqual(tried)
})

test('db check finds nothing wrong in what a login does not see, and only the owner repairs', async () => {
  const { schema, boss, bob } = await members()
  const wrong = async (member: Member, ...options: string[]) => {
    const { code, stdout, stderr } = await member.run('db', 'check', ...options)
    return [code, stderr, stdout.split('\n').filter((line) => !/^(✓|$)/.test(line))]
  }
  const sound = [await wrong(bob), await wrong(boss)]
  await execute(`
    update ${schema}.task_counts set tasks = 9 where private_to <> 0;
    update ${schema}.changes set closed_to = null
  `)
  const unseen = [await wrong(bob), await wrong(boss)]
  const refused = await bob.run('db', 'check', '--repair')
  const repaired = await boss.run('db', 'check', '--repair')
  expect({
    sound,
    unseen,
    refused,
    code: repaired.code,
    lines: repaired.stdout.split('\n').filter((line) => line.includes('Repaired')),
  }).toEqual({
    sound: [
      [0, '', []],
      [0, '', []],
    ],
    unseen: [
      [0, '', []],
      [0, '', []],
    ],
    refused: failure(
      6,
      'Only the role that owns the household’s tables can repair the household.',
      'Ask the person who set up the server.',
    ),
    code: 0,
    lines: ['    Repaired. Before: 2 differ from the tasks'],
  })
})

test('takes the passwords away that Momentum had', async () => {
  const { schema, url } = await owner()
  const home = household('sqlite')
  const words = ['--db', url, 'user', 'add', 'Ann', '--password-stdin', '--json']
  const stdin = new PassThrough().end('correct horse battery')
  await home.runIn({ ...home.world(words), stdin })
  const before = await home.json('--db', url, 'user', 'list', '--fields', 'has_password')
  await ask(url, scriptFor(schema))
  const after = await home.json('--db', url, 'user', 'list', '--fields', 'has_password')
  expect([before, after]).toEqual([[{ has_password: true }], [{ has_password: false }]])
})

test('can be repeated, and gives and takes logins', async () => {
  const { id, schema, boss, ann, bob } = await members()
  await ask(boss.url, scriptFor(schema))
  const call = (words: string) => attempt(boss.url, `select ${schema}.${words} as said`)
  const again = await call(`momentum_add_member('bob_${id}', 'Bob')`)
  const taken = await call(`momentum_add_member('bob_${id}', 'Ann')`)
  const nobody = await call(`momentum_add_member('cleo_${id}', 'Cleo')`)
  const odd = await call(`momentum_add_member('Bob "x', 'Bob')`)
  const [renewed] = (await call(`momentum_new_password('bob_${id}')`)) as { said: string }[]
  const old = await bob.run('task', 'list')
  const at = bob.url.replace(/.*@/, '')
  const fresh = renewed?.said.replace(/HOST.*/, at) ?? ''
  const list = `select id::int from ${schema}.tasks order by id`
  expect({
    again: (again as { said: string }[])[0]?.said.includes(':UNCHANGED@'),
    taken,
    nobody,
    odd,
    old: old.code,
    fresh: ids(await ask(fresh, list)),
    gone: await call(`momentum_remove_member('ann_${id}')`),
    her: await attempt(ann.url, 'select 1'),
    unseen: ids(await ask(boss.url, `select id::int from ${schema}.tasks where private`)),
  }).toEqual({
    again: true,
    taken: 'P0001',
    nobody: 'P0001',
    odd: 'P0001',
    old: 5,
    fresh: [2, 3, 4],
    gone: [{ said: `ann_${id} was removed. Private tasks and routines left: 1.` }],
    her: '28P01',
    unseen: [],
  })
})

test('gives no login to a role that may do more than a member', async () => {
  const { id, role, schema, url } = await owner()
  await household('sqlite').json('--db', url, 'user', 'add', 'Ann')
  await ask(url, scriptFor(schema))
  const add = (login: string) =>
    attempt(url, `select ${schema}.momentum_add_member('${login}', 'Ann')`)
  await execute(`create role ann_${id} login; create role bob_${id} login bypassrls`)
  const { user: administrator, database } = serverOf(inject('postgresUrl'))
  for (const login of [role, `ann_${id}`, `bob_${id}`]) {
    await execute(`comment on role ${login} is 'Momentum ${database}.${schema}'`)
  }
  await execute(`grant ${role} to ann_${id}`)
  expect([
    await add(role),
    await add(`ann_${id}`),
    await add(`bob_${id}`),
    await add(administrator),
  ]).toEqual(['P0001', 'P0001', 'P0001', 'P0001'])
})

test('gives no login of another household, and no new password to one', async () => {
  const [smiths, jones] = [await members(), await sharedHousehold()]
  await ask(jones.boss.url, scriptFor(jones.schema))
  const call = (words: string) =>
    attempt(jones.boss.url, `select ${jones.schema}.momentum_${words}`)
  const login = `ann_${smiths.id}`
  const refused = [
    await call(`add_member('${login}', 'Ann')`),
    await call(`new_password('${login}')`),
  ]
  // Jones's own login was dropped, and another household made one of the same name.
  await jones.addMember('Bob')
  await changeRights(`drop owned by bob_${jones.id}; drop role bob_${jones.id};
    create role bob_${jones.id} login password 'of-another'`)
  await ask(jones.boss.url, scriptFor(jones.schema))
  refused.push(await call(`add_member('bob_${jones.id}', 'Bob')`))
  refused.push(await call(`new_password('bob_${jones.id}')`))
  await jones.call(`remove_member('bob_${jones.id}')`)
  const url = smiths.ann.url
  const theirs = `select title from ${jones.schema}.tasks`
  expect({
    refused,
    ann: [
      await attempt(url, theirs),
      ids(await ask(url, `select id::int from ${smiths.schema}.tasks order by id`)),
    ],
    bob: await attempt(jones.boss.url.replace(/\/\/.*@/, `//bob_${jones.id}:of-another@`), theirs),
  }).toEqual({ refused: Array(4).fill('P0001'), ann: ['42501', [1, 2, 4]], bob: '42501' })
})

test('an owner’s check finds the household as it should be', async () => {
  const { boss } = await members()
  const checks = (await boss.json('db', 'check')) as { name: string; ok: boolean }[]
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
})

test('is only for a household of today’s schema, and its owner', async () => {
  const { boss, schema } = await sharedHousehold()
  const hintOf = (url: string) =>
    ask(url, scriptFor(schema)).then(
      () => 'not refused',
      (error: { hint: string }) => error.hint,
    )
  const administrator = await hintOf(inject('postgresUrl'))
  const { user } = serverOf(boss.url)
  const borrowed = await attempt(inject('postgresUrl'), `set role ${user}; ${scriptFor(schema)}`)
  await boss.json('db', 'migrate', '--to', '0007_journal', '--yes')
  expect([administrator, borrowed, await hintOf(boss.url)]).toEqual([
    'Connect as the role that created it, and run this script again.',
    'P0001',
    'First type: momentum db migrate',
  ])
})

test('can be taken back, and leaves nothing of itself', async () => {
  const { id, schema, boss, bob } = await members()
  const back = ['db', 'migrate', '--to', '0003_categories', '--yes']
  const down = await boss.run(...back)
  await ask(boss.url, `select ${schema}.momentum_one_login_again()`)
  const left = await ask(
    boss.url,
    `select proname as name from pg_proc where pronamespace = '${schema}'::regnamespace
     union all select relname from pg_class where relname like 'momentum%'
       and relnamespace = '${schema}'::regnamespace
     union all select polname from pg_policy join pg_class on pg_class.oid = polrelid
       where relnamespace = '${schema}'::regnamespace
     order by name`,
  )
  expect({
    down: [down.code, down.stderr.split('\n')[0]],
    left,
    tasks: ids(await ask(boss.url, `select id::int from ${schema}.tasks order by id`)),
    bob: await attempt(bob.url, 'select 1'),
    roles: await execute(
      `select rolname from pg_roles where rolname in ('ann_${id}', 'bob_${id}')`,
    ),
    downAgain: (await boss.run(...back)).code,
  }).toEqual({
    down: [
      5,
      `momentum: Something at ${serverOf(boss.url).label} that does not belong to Momentum depends on what would be deleted; nothing was changed.`,
    ],
    left: [
      { name: 'count_tasks' },
      { name: 'delete_notes' },
      { name: 'delete_occurrences' },
      { name: 'journal_absences' },
      { name: 'journal_categories' },
      { name: 'journal_daily_wins' },
      { name: 'journal_notes' },
      { name: 'journal_occurrences' },
      { name: 'journal_rest_days' },
      { name: 'journal_routine_members' },
      { name: 'journal_routines' },
      { name: 'journal_tasks' },
      { name: 'journal_users' },
      { name: 'touch' },
    ],
    tasks: [1, 2, 3, 4],
    bob: '28P01',
    roles: [],
    downAgain: 0,
  })
})

test('is copied as a whole or not at all', async () => {
  const { schema, home, boss, bob } = await members()
  const to = join(home.folder, 'copy.db')
  const copy = (from: Member) => from.run('db', 'copy', '--to', to)
  const refused = [await copy(bob), await copy(boss)]
  await ask(boss.url, `select ${schema}.momentum_one_login_again()`)
  const { code } = await copy(boss)
  const said = refused.map(({ code, stderr }) => [code, stderr.replace(/.* shows/, 'shows')])
  const tasks = await home.json('--db', to, 'db', 'status', '--fields', 'users')
  expect({ said, code, tasks }).toEqual({
    said: Array(2).fill([
      6,
      'shows private tasks only to the login of their owner; nobody else can copy them.\n  First ask the person who set up the server to run: select momentum_one_login_again()\n',
    ]),
    code: 0,
    tasks: { users: 2 },
  })
})

test('is restored only when members have no logins', async () => {
  const { schema, home, boss } = await members()
  const [backup, other] = [join(home.folder, 'backup.db'), household('sqlite')]
  await other.json('user', 'add', 'Zoe')
  await other.json('db', 'backup', backup)
  const refused = await boss.run('db', 'restore', backup, '--yes')
  await ask(boss.url, `select ${schema}.momentum_one_login_again()`)
  await boss.json('db', 'restore', backup, '--yes')
  expect([refused, await boss.json('user', 'list', '--fields', 'name')]).toEqual([
    {
      code: 4,
      stdout: '',
      stderr: `momentum: Members have logins of their own at ${serverOf(boss.url).label}; a restore would delete these members.\n  First run on the server: select momentum_one_login_again()\n`,
    },
    [{ name: 'Zoe' }],
  ])
})

test('lets a step of the owner reach every row, and guards them again', async () => {
  const { schema, boss, bob } = await members()
  const db = openPostgres(serverOf(boss.url), 'longWork')
  const up = async (tx: Kysely<unknown>) => {
    await sql`update tasks set search_text = 'seen'`.execute(tx)
  }
  const steps = { ...migrations, '9999_later': { up } }
  await migrate(db, 'latest', { steps })
  await db.destroy()
  const texts = `select search_text as text from ${schema}.tasks order by id`
  await execute(`alter table ${schema}.tasks no force row level security`)
  expect({
    bob: await ask(bob.url, texts),
    all: await execute(texts),
  }).toEqual({ bob: Array(3).fill({ text: 'seen' }), all: Array(4).fill({ text: 'seen' }) })
})

test('lets a member use every command, and proves it', async () => {
  const { bob } = await members()
  const as = (...argv: string[]) => bob.json(...argv, '--as', 'bob')
  await as('user', 'add', 'Cleo', '--role', 'guest')
  await as('user', 'edit', 'cleo', '--email', 'cleo@example.org')
  await as('user', 'deactivate', 'cleo')
  await as('user', 'activate', 'cleo')
  await as('user', 'remove', 'cleo', '--yes')
  await as('category', 'add', 'Garden')
  await as('category', 'edit', 'garden', '--name', 'Yard')
  await addTask(bob, 'Mow the lawn', '--as', 'bob', '--category', 'yard')
  await addTask(bob, 'Buy roses', '--as', 'bob', '--owner', 'bob', '--private')
  await as('task', 'edit', 'roses', '--due', 'tomorrow')
  await as('task', 'edit', 'roses', '--no-private')
  await as('task', 'edit', 'roses', '--private')
  await as('task', 'assign', 'lawn', 'ann')
  await as('task', 'start', 'lawn')
  await as('task', 'pause', 'lawn', '--note', 'Rain')
  await as('task', 'done', 'dentist')
  await as('task', 'remove', 'roses', '--yes')
  await as('category', 'remove', 'yard', '--yes')
  const routine = ['--every', 'day', '--domain', 'food', '--effort', 'tiny']
  const [cook, sleep] = [['Cook'], ['Sleep', '--owner', 'bob', '--private']]
  for (const words of [cook, sleep]) {
    await as('routine', 'add', ...words, ...routine, '--definition-of-done', 'D')
  }
  await as('task', 'done', 'cook')
  await as('task', 'done', 'sleep')
  await as('undo', '2')
  await as('redo')
  await as('away', 'add', 'ann', '--from', 'today', '--until', 'tomorrow')
  await as('away', 'add', '--everybody', '--from', 'tomorrow', '--until', '+3d')
  await as('away', 'remove', '2', '--yes')
  await as('rest', 'add', 'sun')
  await as('rest', 'add', 'tomorrow')
  await as('rest', 'remove', '1', '--yes')
  await as('undo')
  await as('redo')
  await as('win', 'pick', 'tap')
  await as('win', 'pause', '--note', 'Lunch')
  await as('win', 'resume')
  await as('win', 'drop', '--note', 'Another day')
  await as('win', 'pick', 'plants')
  await as('win', 'pick', 'tap', '--replace', '--note', 'It rains')
  await as('win', 'done')
  await as('login', 'bob')
  await as('logout')
  await as('user', 'password', 'bob', '--remove')
  await as('db', 'seed')
  await as('db', 'init')
  await as('db', 'migrate')
  const rest = [
    'user list',
    'category list',
    'task list',
    'win show',
    'win history',
    'win stats',
    'routine list',
    'away list',
    'rest list',
    'load',
    'whoami',
  ]
  for (const words of [...rest, 'db path', 'db migrate --list']) await as(...words.split(' '))
  const checks = (await as('db', 'check')) as { name: string; ok: boolean; detail: string }[]
  expect({
    tasks: ids(await as('task', 'list', '--all')),
    today: Object.keys((await as()) as object).includes('win'),
    status: await as('db', 'status', '--fields', 'schema_version,users,tasks,daily_wins'),
    wrong: checks.filter(({ ok }) => !ok),
    privacy: checks.find(({ name }) => name === 'private tasks')?.detail,
  }).toEqual({
    tasks: [2, 3, 4, 5, 7, 8, 11, 12],
    today: true,
    status: { schema_version: latestNumber, users: 4, tasks: 9, daily_wins: 1 },
    wrong: [],
    privacy: 'the server shows them only to the login of their owner',
  })
})

test('reads for a member with several queries what one query would show', async () => {
  const { bob } = await members()
  const db = openPostgres(serverOf(bob.url), 'command')
  onTestFinished(() => db.destroy())
  const sort = [{ key: 'title', descending: false }] as const
  const list = { viewer: 2 as UserId, filter: {}, sort, count: 10 }
  const { wins } = await findWinStats(db, day(0), day(0))
  expect([(await listFirst(db, list))?.map(({ id }) => id), wins]).toEqual([[4, 3, 2], 0])
})

test('shows a member who says to be another one nothing of theirs', async () => {
  const { bob } = await members()
  const { stdout } = await bob.run('task', 'list', '--as', 'ann', '--quiet')
  const hidden = await bob.run('task', 'show', '1', '--as', 'ann')
  const added = await bob.run(
    ...['task', 'add', 'Trap', '--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'D'],
    ...['--as', 'ann', '--owner', 'ann', '--private'],
  )
  expect({ stdout, hidden: hidden.code, added }).toEqual({
    stdout: '2\n4\n',
    hidden: 3,
    added: {
      code: 6,
      stdout: '',
      stderr: `momentum: ${serverOf(bob.url).label} lets only the login of its owner change a private task; nothing was changed.\n  Show your private task to everyone first: --no-private\n`,
    },
  })
})

test('says in a sentence what is the owner’s, the login’s or the server’s affair', async () => {
  const { home, bob } = await members()
  const { label } = serverOf(bob.url)
  const secret = home.world(['--db', bob.url, 'user', 'add', 'Cleo', '--password-stdin'])
  const typed = { ...secret, stdin: new PassThrough().end('correct horse battery') }
  const said = [
    await bob.run('user', 'password', 'ann', '--reset', '--yes'),
    await bob.run('db', 'migrate', '--down', '--yes'),
    await bob.run('user', 'remove', 'ann', '--tasks', 'keep', '--yes'),
    await bob.run('task', 'assign', 'dentist', 'ann', '--as', 'bob'),
    await home.runIn(typed),
    await bob.run('user', 'edit', 'ann', '--name', 'Zoe'),
  ]
  expect(said.map(({ code, stdout, stderr }) => [code, stdout, stderr.split('\n')[0]])).toEqual([
    [
      6,
      '',
      'momentum: Only the role that owns the household’s tables can remove a password without knowing it.',
    ],
    [6, '', 'momentum: Only the role that owns the household’s tables can downgrade its schema.'],
    [4, '', 'momentum: Ann has private tasks, which the server shows to Ann’s login only.'],
    [
      6,
      '',
      `momentum: ${label} lets only the login of its owner change a private task; nothing was changed.`,
    ],
    [
      6,
      '',
      `momentum: Members have logins of their own at ${label}, so Momentum stores no passwords there; nothing was changed.`,
    ],
    [
      6,
      '',
      `momentum: Members have logins of their own at ${label}, so each changes only their own name; nothing was changed.`,
    ],
  ])
})

test('keeps the history of private tasks to their owner, and lets each take back their own', async () => {
  const { schema, ann, bob } = await members()
  await ann.json('task', 'edit', '1', '--title', 'Wrap the book', '--as', 'ann')
  await ann.json('task', 'edit', '2', '--private', '--as', 'ann')
  await ann.json('task', 'edit', '2', '--no-private', '--as', 'ann')
  await ann.json('task', 'edit', '2', '--private', '--as', 'ann')
  const rows = `select distinct row_id::int as id from ${schema}.changes where table_name = 'tasks' order by 1`
  const undone = await ann.json('undo', '--as', 'ann', '--fields', 'command')
  const shown = await ask(
    bob.url,
    `select before from ${schema}.changes where row_id = 2 and before is not null`,
  )
  await ann.json('redo', '--as', 'ann')
  expect({
    undone,
    shown,
    ann: ids(await ask(ann.url, rows)),
    bob: ids(await ask(bob.url, rows)),
    forged: await attempt(bob.url, `insert into ${schema}.changes (table_name) values ('tasks')`),
    erased: await attempt(bob.url, `delete from ${schema}.changes`),
    renamed: await attempt(bob.url, `update ${schema}.commands set made_by = 'Ann' returning 1`),
    history: (await bob.run('task', 'history', '1')).code,
  }).toEqual({
    undone: [{ command: 'task edit' }],
    shown: [],
    ann: [1, 2, 4],
    bob: [3, 4],
    forged: '42501',
    erased: '42501',
    renamed: '42501',
    history: 3,
  })
})

test('says that a routine belongs to another login, whatever is done with its tasks', async () => {
  const { schema, ann, bob, boss } = await members()
  const routine = ['--every', 'day', '--domain', 'food', '--effort', 'tiny']
  const cook = ['routine', 'add', 'Cook', ...routine, '--definition-of-done', 'D', '--owner', 'ann']
  await ann.json(...cook, '--as', 'ann')
  await ann.json('task', 'done', 'cook', '--as', 'ann')
  const [done, live] = ids(
    await ask(boss.url, `select id::int from ${schema}.tasks where title = 'Cook' order by id`),
  )
  // No command leaves the tasks of a private routine to everyone.
  await ask(ann.url, `update ${schema}.routines set private = true returning id`)
  const tried = []
  for (const words of [
    ['done', `${live}`, '--early'],
    ['skip', `${live}`],
    ['reopen', `${done}`],
    ['edit', `${done}`, '--completed-on', 'today'],
    ['take', `${live}`],
    ['start', `${live}`],
    ['show', `${live}`],
  ]) {
    const { code, stderr } = await bob.run('task', ...words, '--as', 'bob')
    tried.push([words[0], code, stderr.split('\n')[0]])
  }
  const hidden =
    'momentum: “Cook” belongs to a routine that the server shows to its owner’s login only.'
  const movedOn =
    'momentum: “Cook” of 2026-11-22 cannot be reopened, because its routine has moved on since.'
  expect(tried).toEqual([
    ['done', 4, hidden],
    ['skip', 4, hidden],
    ['reopen', 4, movedOn],
    ['edit', 4, hidden],
    ['take', 0, ''],
    ['start', 0, ''],
    ['show', 0, ''],
  ])
})
