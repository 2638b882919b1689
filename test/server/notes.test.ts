import { expect, test } from 'vitest'
import { ask, attempt, members } from '../support/server/logins.ts'
import { execute } from '../support/server/server.ts'

// Notes where each member has a login of their own. Ann has a note on her private task; Bob
// attacks.

/** Ann’s note 1 on her private task 1, and Bob’s note 2 on the shared task 2. */
async function notes() {
  const its = await members()
  await its.ann.json('task', 'note', '1', 'In', 'gold', 'paper', '--as', 'ann')
  await its.bob.json('task', 'note', '2', 'Twice a week', '--as', 'bob')
  return its
}

const columns = 'task_id, text, created_at'

/** A statement’s text, and what the server says to Bob; an empty list is that it found no row. */
const attacks: readonly (readonly [statement: string, said: unknown])[] = [
  ['select id::int, text from S.notes', [{ id: 2, text: 'Twice a week' }]],
  ['select count(*)::int as n from S.notes', [{ n: 1 }]],
  ["update S.notes set text = 'X' where id = 1 returning id", []],
  ['update S.notes set task_id = 1 where id = 2', '42501'],
  ['delete from S.notes where id = 1 returning id', []],
  // The answer is the same for a task that is not there.
  [`insert into S.notes (${columns}) values (1, 'X', now())`, '42501'],
  [`insert into S.notes (${columns}) values (99, 'X', now())`, '42501'],
  // A number that the server has yet to give out.
  [`insert into S.notes (id, ${columns}) values (9, 2, 'X', now())`, '42501'],
  ["select row_id::int from S.changes where table_name = 'notes'", [{ row_id: 2 }]],
  ['alter table S.notes disable row level security', '42501'],
  ['truncate S.notes', '42501'],
]

test('a member sees and changes nothing of the notes on a private task', async () => {
  const { schema, bob } = await notes()
  const tried: unknown[] = []
  for (const [statement] of attacks) {
    const text = `begin; ${statement.replaceAll('S.', `${schema}.`)}`
    tried.push([statement, await attempt(bob.url, text)])
  }
  expect(tried).toEqual(attacks)
})

test('a member writes notes in no name but their own, and undo brings back who wrote them', async () => {
  const { schema, ann, bob } = await notes()
  await ann.json('task', 'note', '2', 'Not in winter', '--as', 'ann')
  const authors: unknown[] = []
  const then = async (work: Promise<unknown>) => {
    await work
    const rows = await execute(
      `select author_user_id::int as author from ${schema}.notes where task_id = 2 order by id`,
    )
    authors.push(rows.map((note) => (note as { author: number }).author))
  }
  await then(bob.json('task', 'note', '2', 'I am Ann', '--as', 'ann'))
  await then(ask(bob.url, `update ${schema}.notes set author_user_id = 1`))
  await then(ask(bob.url, `update ${schema}.notes set text = 'Never' where id = 3`))
  await then(bob.json('undo', '--as', 'bob'))
  await then(ask(bob.url, `delete from ${schema}.notes where id = 4`))
  await then(ann.json('task', 'remove', '2', '--yes', '--as', 'ann'))
  await then(ann.json('undo', '--as', 'ann'))
  await then(
    ask(
      bob.url,
      `insert into ${schema}.notes (author_user_id, ${columns}) values (1, 2, 'Me', now())`,
    ),
  )
  expect(authors).toEqual([
    [2, 1, 2],
    [2, 1, 2],
    [2, 2, 2],
    [2, 2, 2],
    [2, 2],
    [],
    [2, 2],
    [2, 2, 2],
  ])
})

test('what is recorded of notes on a private task is for its owner, whoever causes it', async () => {
  const { schema, boss, ann, bob } = await notes()
  await boss.json('user', 'add', 'Cleo')
  await execute(`update ${schema}.notes set author_user_id = 3 where id = 1`)
  await bob.json('user', 'remove', 'cleo', '--yes', '--as', 'bob')
  await ann.json('task', 'edit', '2', '--private', '--as', 'ann')
  await ann.json('task', 'remove', '1', '--yes', '--as', 'ann')
  const seen = `select count(*)::int as n from ${schema}.changes where table_name = 'notes'`
  expect({
    bob: await ask(bob.url, seen),
    boss: await ask(boss.url, seen),
    ann: await ask(ann.url, seen),
    all: await execute(seen),
    left: await execute(`select id::int from ${schema}.notes`),
  }).toEqual({
    bob: [{ n: 0 }],
    boss: [{ n: 0 }],
    ann: [{ n: 5 }],
    all: [{ n: 5 }],
    left: [{ id: 2 }],
  })
})
