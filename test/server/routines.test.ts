import { expect, test } from 'vitest'
import { ask, attempt, ids, type Member, members } from '../support/server/logins.ts'
import { execute } from '../support/server/server.ts'

// Routines where each member has a login of their own. Ann has a private routine; Bob attacks.

function addRoutine({ json }: Member, title: string, ...options: readonly string[]) {
  const words = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Done']
  return json('routine', 'add', title, ...words, '--every', 'day', ...options)
}

/** Ann’s private routine 1 and the shared routine 2; each was done once: tasks 5 to 8. */
async function routines() {
  const its = await members()
  const { ann, bob } = its
  await addRoutine(ann, 'Take the pill', '--private', '--owner', 'ann', '--as', 'ann')
  await addRoutine(bob, 'Wash up', '--as', 'bob')
  await ann.json('task', 'done', '5', '--as', 'ann')
  await bob.json('task', 'done', '6', '--as', 'bob')
  return its
}

const columns =
  'uuid, title, domain, effort, definition_of_done, search_text, created_at, updated_at'
const values = `gen_random_uuid(), 'T', 'FOOD', 'TINY', 'D', 't', now(), now()`

/** A statement’s text, and what the server says to Bob; an empty list is that it found no row. */
const attacks: readonly (readonly [statement: string, said: unknown])[] = [
  ['select title from S.routines where id = 1', []],
  ['select count(*)::int as n from S.routines', [{ n: 1 }]],
  ['select count(*)::int as n from S.occurrences', [{ n: 1 }]],
  ['select count(*)::int as n from S.tasks where routine_id = 1', [{ n: 0 }]],
  ["update S.routines set title = 'X' where id = 1 returning id", []],
  ['update S.routines set private = false where id = 1 returning id', []],
  ['update S.routines set private = true, owner_user_id = 1 where id = 2', '42501'],
  ['delete from S.routines where id = 1 returning id', []],
  ["update S.occurrences set note = 'X' where routine_id = 1 returning id", []],
  ['update S.occurrences set routine_id = 1 where routine_id = 2', '42501'],
  ['update S.occurrences set task_id = 5 where routine_id = 2', '42501'],
  ['update S.occurrences set task_id = 99 where routine_id = 2', '42501'],
  ['delete from S.occurrences where routine_id = 1 returning id', []],
  // The answer is the same for a routine that is not there.
  ...[1, 99].flatMap((routine): [string, string][] => [
    [
      `insert into S.occurrences (routine_id, number, date, outcome, effort, created_at)
        values (${routine}, 1, '2026-11-24', 'SKIPPED', 'TINY', now())`,
      '42501',
    ],
    [`insert into S.tasks (${columns}, routine_id) values (${values}, ${routine})`, '42501'],
    [`update S.tasks set routine_id = ${routine} where id = 4`, '42501'],
    [
      `insert into S.routine_members (routine_id, user_id, position) values (${routine}, 2, 1)`,
      '42501',
    ],
  ]),
  [
    `insert into S.routine_members (routine_id, user_id, position) values (2, 2, 1);
      update S.routine_members set routine_id = 1`,
    '42501',
  ],
  // A number that the server has yet to give out.
  [
    'insert into S.routine_members (id, routine_id, user_id, position) values (9, 2, 2, 1)',
    '42501',
  ],
  ...['absences', 'rest_days'].map((table): [string, string] => [
    `insert into S.${table} (id, from_date, until_date, created_at, updated_at)
      values (9, '2026-11-24', '2026-11-24', now(), now())`,
    '42501',
  ]),
  ['update S.routines set id = 9 where id = 2', '42501'],
  ['update S.occurrences set id = 9 where routine_id = 2', '42501'],
  ["select setval('S.routines_id_seq', 1)", '42501'],
  ["select setval('S.occurrences_id_seq', 1)", '42501'],
  ['alter table S.routines disable row level security', '42501'],
  ['truncate S.occurrences', '42501'],
  ['set row_security = off; select title from S.routines', '42501'],
]

test('a member sees and changes nothing of a private routine and its times', async () => {
  const { schema, bob } = await routines()
  const tried: unknown[] = []
  for (const [statement] of attacks) {
    const text = `begin; ${statement.replaceAll('S.', `${schema}.`)}`
    tried.push([statement, await attempt(bob.url, text)])
  }
  expect(tried).toEqual(attacks)
})

test('what another member causes in the times of a private routine is hidden from them', async () => {
  const { schema, boss, ann, bob } = await routines()
  await boss.json('user', 'add', 'Cleo')
  await boss.json('category', 'add', 'Health')
  await execute(`update ${schema}.occurrences set completed_by_user_id = 3 where routine_id = 1`)
  await execute(`update ${schema}.routines set category_id = 1 where id = 1`)
  await bob.json('user', 'remove', 'cleo', '--yes', '--as', 'bob')
  await bob.json('category', 'remove', 'health', '--yes', '--as', 'bob')
  const seen = `select count(*)::int as n, max(private_to)::int as owner from ${schema}.changes
    where table_name in ('routines', 'occurrences') and operation = 'UPDATE'`
  expect({
    bob: await ask(bob.url, seen),
    boss: await ask(boss.url, seen),
    ann: await ask(ann.url, seen),
    all: await execute(seen),
  }).toEqual({
    bob: [{ n: 0, owner: null }],
    boss: [{ n: 0, owner: null }],
    ann: [{ n: 4, owner: 1 }],
    all: [{ n: 4, owner: 1 }],
  })
})

test('a routine that becomes private is closed with its times, and opened again', async () => {
  const { schema, ann, bob } = await routines()
  const seen = async () => {
    const text = `select count(*)::int as n from ${schema}.changes
      where table_name in ('routines', 'occurrences') and private_to is null`
    return [await ask(ann.url, text), await ask(bob.url, text)]
      .flat()
      .map((row) => (row as { n: number }).n)
  }
  const change = (isPrivate: boolean) =>
    ask(
      ann.url,
      `update ${schema}.routines set private = ${isPrivate}, owner_user_id = 1, turns = 'FIXED' where id = 2`,
    )
  const counts = [await seen()]
  await change(true)
  counts.push(await seen())
  // A shared task of it can still be changed by everybody.
  await bob.json('task', 'edit', '6', '--title', 'Rinse', '--as', 'bob')
  await change(false)
  counts.push(await seen())
  expect(counts).toEqual([
    [2, 2],
    [2, 0],
    [2, 2],
  ])
})

test('a member who has a private routine is neither deleted nor named in an error', async () => {
  const { schema, boss, bob, ann } = await routines()
  await execute(`delete from ${schema}.tasks where private and owner_user_id = 1`)
  const said = await ask(bob.url, `delete from ${schema}.users where id = 1`).catch(
    (error: object) => JSON.stringify({ ...error, message: String(error) }),
  )
  const removed = await ask(
    boss.url,
    `select ${schema}.momentum_remove_member(login) as said from ${schema}.momentum_logins where user_id = 1`,
  )
  expect([
    String(said).includes('pill'),
    JSON.stringify(removed).includes('routines left: 1'),
  ]).toEqual([false, true])
  expect(await attempt(ann.url, 'select 1')).toEqual('28P01')
})

test('the owner deletes the private routines of a member on request', async () => {
  const { schema, boss } = await routines()
  await ask(
    boss.url,
    `select ${schema}.momentum_remove_member(login, true) from ${schema}.momentum_logins where user_id = 1`,
  )
  expect({
    routines: ids(await execute(`select id::int from ${schema}.routines`)),
    times: ids(await execute(`select routine_id::int as id from ${schema}.occurrences`)),
    changes: await execute(
      `select 1 from ${schema}.changes where table_name in ('routines', 'occurrences') and private_to = 1`,
    ),
  }).toEqual({ routines: [2], times: [2], changes: [] })
})

test('no plan of a query tells what a private routine says', async () => {
  const { schema, bob } = await routines()
  await execute(`analyze ${schema}.routines, ${schema}.occurrences`)
  const kept = await execute(
    `select tablename || '.' || attname as name from pg_stats where schemaname = $1
      and tablename in ('routines', 'occurrences')
      and attname in ('title', 'description', 'definition_of_done', 'materials_needed', 'rule',
        'status_note', 'note', 'season_from')`,
    [schema],
  )
  expect([
    kept,
    await attempt(bob.url, `select * from pg_stats where tablename = 'routines'`),
  ]).toEqual([[], []])
})
