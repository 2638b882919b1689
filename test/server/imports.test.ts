import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, attempt, type Member, members } from '../support/server/logins.ts'

// Imports and exports where each member has a login of their own. Ann has a private task 1 and a
// shared one 2, Bob a private task 3, and nobody owns task 4.

const file = 'Sharpen the knives\nWash the curtains rec:1w due:2026-12-01\n'

async function household() {
  const its = await members()
  writeFileSync(join(its.home.folder, 'todo.txt'), file)
  const fields = ['--fields', 'added,routines,updated,unchanged,kept,skipped']
  const bring = (member: Member, as: string, ...options: readonly string[]) =>
    member.json('import', 'todo.txt', '--from', 'todotxt', '--as', as, ...options, ...fields)
  return { ...its, bring }
}

const nothing = { added: [], routines: [], updated: [], unchanged: 0, kept: [], skipped: [] }

test('a member imports what others have imported already, and adds nothing twice', async () => {
  const { ann, bob, bring } = await household()
  expect([await bring(ann, 'ann'), await bring(bob, 'bob'), await bring(ann, 'ann')]).toEqual([
    { ...nothing, added: [5, 6], routines: [1] },
    { ...nothing, unchanged: 2 },
    { ...nothing, unchanged: 2 },
  ])
})

test('what a member imports privately is nothing to another one', async () => {
  const { schema, ann, bob, bring } = await household()
  const first = await bring(ann, 'ann', '--private')
  const second = await bring(bob, 'bob', '--private')
  const texts = []
  for (const format of ['jsonl', 'csv', 'todotxt', 'taskwarrior', 'ical']) {
    texts.push(((await bob.json('export', '--to', format, '--as', 'bob')) as { text: string }).text)
  }
  const shown = await ask(bob.url, `select row_id::int as id from ${schema}.import_keys order by 1`)
  expect({
    first,
    second,
    again: [await bring(ann, 'ann', '--private'), await bring(bob, 'bob', '--private')],
    // Ann's private present, and her knives; Bob's knives are there.
    told: texts.map((text) => [/present/.test(text), text.match(/knives/g)?.length]),
    shown,
  }).toEqual({
    first: { ...nothing, added: [5, 6], routines: [1] },
    second: { ...nothing, added: [7, 8], routines: [2] },
    again: [
      { ...nothing, unchanged: 2 },
      { ...nothing, unchanged: 2 },
    ],
    told: texts.map(() => [false, 1]),
    shown: [{ id: 2 }, { id: 7 }],
  })
})

test('what a member deletes stays deleted, whoever imports it again', async () => {
  const { ann, bob, bring } = await household()
  await bring(ann, 'ann')
  await ann.json('task', 'remove', 'knives', '--yes', '--as', 'ann')
  await ann.json('routine', 'remove', 'curtains', '--yes', '--as', 'ann')
  expect([
    await bring(bob, 'bob'),
    await bring(ann, 'ann'),
    await bring(bob, 'bob', '--overwrite'),
  ]).toEqual([
    { ...nothing, unchanged: 1, kept: [5] },
    { ...nothing, unchanged: 1, kept: [5] },
    { ...nothing, added: [7, 8], routines: [2] },
  ])
})

test('nobody learns what another member imported privately, even after it was deleted', async () => {
  const { home, schema, ann, bob } = await household()
  const keysOf = (member: Member) =>
    ask(member.url, `select table_name, row_id::int as row from ${schema}.import_keys order by id`)
  const remove = () => ann.json('task', 'remove', 'present', '--yes', '--as', 'ann')
  await ann.json('task', 'note', 'present', 'With a bow', '--as', 'ann')
  const { text } = (await ann.json('export', '--as', 'ann')) as { text: string }
  writeFileSync(join(home.folder, 'all.jsonl'), text)
  await remove()
  await ann.json('import', 'all.jsonl', '--as', 'ann')
  const there = [await keysOf(ann), await keysOf(bob)]
  await remove()
  const own = [
    { table_name: 'tasks', row: 5 },
    { table_name: 'notes', row: 2 },
  ]
  expect({ there, deleted: [await keysOf(ann), await keysOf(bob)] }).toEqual({
    there: [own, []],
    deleted: [own, []],
  })
})

test('what a member undoes is imported again by another one', async () => {
  const { ann, bob, bring } = await household()
  await bring(ann, 'ann')
  await ann.json('undo', '--as', 'ann')
  expect(await bring(bob, 'bob')).toEqual({ ...nothing, added: [7, 8], routines: [2] })
})

test('nobody changes what was imported from where', async () => {
  const { schema, ann, bob, bring } = await household()
  await bring(ann, 'ann')
  const statements = [
    `update ${schema}.import_keys set row_id = 1`,
    `delete from ${schema}.import_keys`,
    `truncate ${schema}.import_keys`,
    `alter table ${schema}.import_keys disable row level security`,
  ]
  const said = []
  for (const statement of statements) said.push(await attempt(bob.url, statement))
  expect(said).toEqual(statements.map(() => '42501'))
})
