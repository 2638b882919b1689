import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ask, attempt, ids, scriptFor, sharedHousehold } from '../support/server/logins.ts'

// The script of the previous release, for households of schema 7.
const older = readFileSync('test/support/server/one-login-per-member-0007.sql', 'utf8')

/** A household of schema 7 whose members have logins of the older script. */
async function olderHousehold() {
  const { addMember, ...shared } = await sharedHousehold()
  const { boss, schema } = shared
  await boss.json('db', 'migrate', '--to', '0007_journal', '--yes')
  await ask(boss.url, scriptFor(schema, older))
  return { ...shared, ann: await addMember('Ann'), bob: await addMember('Bob') }
}

test('logins of an older household go on after an upgrade, with the rights of today', async () => {
  const { id, schema, boss, ann, bob, call } = await olderHousehold()
  const early = await attempt(boss.url, scriptFor(schema))
  await boss.json('db', 'migrate')
  await ask(boss.url, scriptFor(schema))
  await ask(boss.url, scriptFor(schema))
  await bob.json('task', 'edit', '4', '--title', 'Mend the tap', '--as', 'ann')
  const list = `select id::int from ${schema}.tasks order by id`
  expect({
    early,
    ann: ids(await ask(ann.url, list)),
    bob: ids(await ask(bob.url, list)),
    forged: await attempt(bob.url, `update ${schema}.commands set made_by = 'Ann'`),
    by: await ask(bob.url, `select made_by from ${schema}.commands order by id desc limit 1`),
    password: await attempt(boss.url, `select ${schema}.momentum_new_password('bob_${id}')`),
    again: (await call(`add_member('bob_${id}', 'Bob')`)).includes(':UNCHANGED@'),
  }).toEqual({
    early: 'P0001',
    ann: [1, 2, 4],
    bob: [2, 3, 4],
    forged: '42501',
    by: [{ made_by: 'Bob' }],
    password: 'P0001',
    again: true,
  })
})

test('a login of the older script gets a new password once its owner has claimed it', async () => {
  const { id, schema, boss, call } = await olderHousehold()
  await boss.json('db', 'migrate')
  await ask(boss.url, scriptFor(schema))
  const refused = ask(boss.url, `select ${schema}.momentum_new_password('bob_${id}')`)
  const hint = await refused.then(
    () => '',
    (error: { hint: string }) => error.hint,
  )
  const claim = /run: (comment on role .*?;)/.exec(hint)?.[1] ?? ''
  await ask(boss.url, claim)
  expect(await call(`new_password('bob_${id}')`)).toContain(`bob_${id}:Mm-`)
})
