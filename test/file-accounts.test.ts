import { expect, test } from 'vitest'
import { hash, members, password, pipe, rowsOf, runAfter, storeHash } from './accounts/members.ts'
import { fails } from './support/lived-in.ts'

test('a password is taken away by nobody but the file’s owner (F183)', async () => {
  const home = await members()
  const answer = runAfter(
    home,
    'process.getuid = () => 4711',
    '',
    'user',
    'password',
    'alex',
    '--reset',
    '--yes',
  )
  expect([answer, await rowsOf(home, 'select password_hash from users where id = 1')]).toEqual([
    fails(
      6,
      'Only the owner of the database file can take a password away without knowing it.',
      'Ask them; momentum db path prints which file it is.',
    ),
    [{ password_hash: hash }],
  ])
})

// PostgreSQL keeps no NUL in a text.
test('a stored hash that is followed by NUL is refused in a sentence (F178)', async () => {
  const home = await members()
  await storeHash(home, `${hash}\0junk`)
  expect(await pipe(home, password, 'login', 'alex', '--password-stdin')).toEqual(
    fails(
      6,
      'The stored password of Alex is damaged.',
      'Whoever owns the database can take it away: momentum user password Alex --reset',
    ),
  )
})
