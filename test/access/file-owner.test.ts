import { chownSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFiles } from '../support/database/database.ts'
import { readContents } from '../support/household/contents.ts'
import type { Household } from '../support/household/household.ts'
import {
  hash,
  householdWithPassword,
  password,
  runWithInput,
  storeHash,
} from '../support/household/members.ts'
import { failure, success } from '../support/household/sample.ts'

/** A command of somebody who is not the file’s owner. */
const asAnother = (home: Household, ...argv: readonly string[]) =>
  home.runIn(home.world([...argv, '--yes'], { uid: () => 4711 }))

const ownersAlone = (what: string) =>
  failure(
    6,
    `Only the owner of the database file can ${what}.`,
    'Ask the owner. To see which file it is: momentum db path',
  )

test('a password is taken away by nobody but the file’s owner (F183)', async () => {
  const home = await householdWithPassword()
  expect([
    await asAnother(home, 'user', 'password', 'alex', '--reset'),
    await home.query('select password_hash from users where id = 1'),
  ]).toEqual([ownersAlone('remove a password without knowing it'), [{ password_hash: hash }]])
})

// The owner whom the file has when root runs the tests.
const owner = process.getuid?.() || 4242

test.each([
  ['its owner', () => owner],
  ['root', () => 0],
  ['anybody where files have no owners', () => undefined],
])('a password is taken away without knowing it by %s', async (_, uid) => {
  const home = await householdWithPassword()
  if (process.getuid?.() === 0) chownSync(home.database, owner, owner)
  const argv = ['user', 'password', 'alex', '--reset', '--yes']
  expect(await home.runIn(home.world(argv, { uid }))).toEqual(
    success('✓ Alex has no password now.'),
  )
})

test('the history is forgotten by nobody but the file’s owner', async () => {
  const home = await householdWithPassword()
  const before = await home.query('select * from changes')
  expect([
    await asAnother(home, 'db', 'forget', '--before', 'tomorrow'),
    await home.query('select * from changes'),
  ]).toEqual([ownersAlone('delete its history'), before])
})

test('an earlier state is put in the file’s place by nobody but its owner', async () => {
  const home = await householdWithPassword()
  await home.json('db', 'backup', 'backup.db')
  await home.json('user', 'add', 'Kim')
  const before = await readContents(home)
  expect([
    await asAnother(home, 'db', 'restore', join(home.folder, 'backup.db')),
    await readContents(home),
  ]).toEqual([ownersAlone('restore a backup'), before])
})

test('an earlier state is put where the file is missing by anybody', async () => {
  const home = await householdWithPassword()
  await home.json('db', 'backup', 'backup.db')
  const before = await readContents(home)
  rmSync(home.database)
  const answer = await asAnother(home, 'db', 'restore', join(home.folder, 'backup.db'))
  expect([answer.code, answer.stderr, await readContents(home)]).toEqual([0, '', before])
})

test.each([
  ['downgrade its schema', 'migrate', '--to', '0004_task_fields'],
  ['downgrade its schema', 'migrate', '--down'],
  ['repair the household', 'check', '--repair'],
])('nobody but the file’s owner can %s: db %s %s', async (what, ...words) => {
  const home = await householdWithPassword()
  const before = readFiles(home.folder)
  expect([await asAnother(home, 'db', ...words), readFiles(home.folder)]).toEqual([
    ownersAlone(what),
    before,
  ])
})

// PostgreSQL keeps no NUL in a text.
test('a stored hash that is followed by NUL is refused in a sentence (F178)', async () => {
  const home = await householdWithPassword()
  await storeHash(home, `${hash}\0junk`)
  expect(await runWithInput(home, password, 'login', 'alex', '--password-stdin')).toEqual(
    failure(
      6,
      'Alex’s stored password is damaged.',
      'The owner of the database can remove it: momentum user password Alex --reset',
    ),
  )
})
