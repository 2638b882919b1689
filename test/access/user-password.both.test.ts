import { existsSync } from 'node:fs'
import { compareSync, getRounds } from 'bcrypt'
import { describe, expect, test } from 'vitest'
import type { Household } from '../support/household/household.ts'
import {
  alex,
  hash,
  householdWithPassword,
  loggedInHousehold,
  password,
  passwordMissing,
  runWithInput,
  sam,
  secretiveHousehold,
  setGuesses,
} from '../support/household/members.ts'
import { failure, usageFailure } from '../support/household/sample.ts'

const set = ['--password-stdin', '--json'] as const

async function storedHash(home: Household, user: number): Promise<string> {
  const rows = await home.query(`select password_hash from users where id = ${user}`)
  return (rows as { password_hash: string }[])[0]?.password_hash ?? ''
}

describe('user password', () => {
  test('sets a first password, which is what was piped in but for one line break (F175)', async () => {
    const home = await householdWithPassword()
    const answer = await runWithInput(home, ' new battery \n', 'user', 'password', 'sam', ...set)
    const stored = await storedHash(home, 2)
    expect({
      answer: { ...answer, stdout: JSON.parse(answer.stdout) },
      cost: getRounds(stored),
      exact: compareSync(' new battery ', stored),
    }).toEqual({
      answer: {
        code: 0,
        stdout: { ...sam, has_password: true, updated_at: '2026-11-22T12:00:00.000Z' },
        stderr: '',
      },
      cost: 12,
      exact: true,
    })
  })

  test('changes one, and logs everybody out who was that user', async () => {
    const home = await loggedInHousehold()
    const answer = await runWithInput(
      home,
      'new battery',
      'user',
      'password',
      'alex',
      '--password-stdin',
    )
    expect({
      answer,
      sessions: await home.query('select * from sessions'),
      who: await home.run('whoami'),
      again: await runWithInput(home, 'new battery', 'login', 'alex', '--password-stdin'),
    }).toEqual({
      answer: {
        code: 0,
        stdout: '✓ Alex has a new password.\nLog in: momentum login Alex\n',
        stderr: '',
      },
      sessions: [],
      who: passwordMissing,
      again: { code: 0, stdout: '✓ Logged in as Alex.\n', stderr: '' },
    })
  })

  test('leaves the sessions of others alone', async () => {
    const home = await loggedInHousehold()
    await runWithInput(home, 'new battery', 'user', 'password', 'sam', '--password-stdin')
    expect(await home.json('whoami')).toEqual(alex)
  })

  test('takes one away with --remove, for one who is logged in', async () => {
    const home = await loggedInHousehold()
    const answer = await home.json('user', 'password', 'alex', '--remove')
    expect([
      answer,
      await home.query('select password_hash from users'),
      await home.query('select * from sessions'),
    ]).toEqual([
      { ...alex, has_password: false, updated_at: '2026-11-22T12:00:01.000Z' },
      [{ password_hash: null }, { password_hash: null }],
      [],
    ])
  })

  test.each([[['--remove']], [['--password-stdin']]])(
    'without a session is refused, and changes nothing: %j',
    async (options) => {
      const home = await householdWithPassword()
      const answer = await runWithInput(home, 'new battery', 'user', 'password', 'alex', ...options)
      expect([answer, await storedHash(home, 1)]).toEqual([passwordMissing, hash])
    },
  )

  test('where nobody can be asked needs to be told what to do', async () => {
    const home = await householdWithPassword()
    expect(await home.run('user', 'password', 'sam')).toEqual(
      usageFailure(
        'Cannot ask for the new password: there is no terminal.',
        'Pipe it in with --password-stdin.',
      ),
    )
  })

  test.each([
    [['--remove', '--reset'], 'Use --remove or --reset, not both.'],
    [['--password-stdin', '--remove'], 'Use --password-stdin or --remove, not both.'],
    [['--password-stdin', '--reset', '--yes'], 'Use --password-stdin or --reset, not both.'],
    [['--password-stdin', '--remove', '--reset'], 'Use --password-stdin or --remove, not both.'],
  ])('does one thing at a time: %j', async (options, message) => {
    const home = await householdWithPassword()
    const answer = await runWithInput(home, 'new battery', 'user', 'password', 'alex', ...options)
    expect([answer, await storedHash(home, 1)]).toEqual([usageFailure(message), hash])
  })

  test.each([
    ['7 characters (F173)', 'abcdefg', 'Use at least 8 characters.', undefined],
    [
      '73 bytes (F170)',
      'a'.repeat(73),
      'The password is 73 bytes long; the limit is 72.',
      'Choose a shorter one. Momentum never truncates a password.',
    ],
    [
      '19 emoji (F170)',
      '🦊'.repeat(19),
      'The password is 76 bytes long; the limit is 72.',
      'Choose a shorter one. Momentum never truncates a password.',
    ],
    ['NUL (F171)', 'new\0battery', 'The password contains an unreadable character.', undefined],
    [
      'bytes that are no text (F171)',
      Buffer.from([0xff, ...Buffer.from('new battery')]),
      'The password contains an unreadable character.',
      undefined,
    ],
    [
      'a surrogate written in UTF-8 (F171)',
      Buffer.from([0xed, 0xa0, 0x80, ...Buffer.from('new battery')]),
      'The password contains an unreadable character.',
      undefined,
    ],
  ])('refuses a password of %s before there is a database', async (_, text, message, hint) => {
    const home = secretiveHousehold()
    const changed = await runWithInput(home, text, 'user', 'password', 'alex', '--password-stdin')
    const added = await runWithInput(home, text, 'user', 'add', 'Alex', '--password-stdin')
    expect([changed, added, existsSync(home.database)]).toEqual([
      usageFailure(message, hint),
      usageFailure(message, hint),
      false,
    ])
  })

  test('hashes a password in NFC, however it was typed (F172)', async () => {
    const home = await householdWithPassword()
    await runWithInput(
      home,
      'cle\u0301 a\u0300 l’e\u0301te\u0301',
      'user',
      'password',
      'sam',
      ...set,
    )
    expect(compareSync('cl\u00e9 \u00e0 l’\u00e9t\u00e9', await storedHash(home, 2))).toEqual(true)
  })

  test('counts guesses from the beginning again', async () => {
    const home = await loggedInHousehold()
    await setGuesses(home, 9, '2026-11-22T12:00:16.000Z')
    await home.json('user', 'password', 'alex', '--remove')
    expect(await home.query('select failed_guesses, guess_after from users where id = 1')).toEqual([
      { failed_guesses: 0, guess_after: null },
    ])
  })

  test('of a user who does not exist is refused', async () => {
    const home = await householdWithPassword()
    expect(await home.run('user', 'password', 'zoe', '--remove')).toEqual(
      failure(3, 'There is no member “zoe”.', 'See: momentum user list --all'),
    )
  })
})

test('user add takes a password, and nobody is logged in by it', async () => {
  const home = secretiveHousehold()
  const { stdout } = await runWithInput(home, `${password}\n`, 'user', 'add', 'Alex', ...set)
  expect([
    JSON.parse(stdout),
    compareSync(password, await storedHash(home, 1)),
    await home.json('whoami'),
  ]).toEqual([
    {
      ...alex,
      created_at: '2026-11-22T12:00:00.000Z',
      updated_at: '2026-11-22T12:00:00.000Z',
    },
    true,
    null,
  ])
})

describe('--reset', () => {
  test('takes a password away from the file’s owner, who does not know it (F183)', async () => {
    const home = await loggedInHousehold()
    await setGuesses(home, 1000, '2026-11-22T12:00:30.000Z')
    await home.run('logout')
    home.setClock('2026-11-22T12:00:10.000Z')
    expect([
      await home.json('user', 'password', 'alex', '--reset', '--yes'),
      await home.query('select password_hash, failed_guesses, guess_after from users where id = 1'),
      await home.json('whoami', '--as', 'alex', '--fields', 'name'),
    ]).toEqual([
      { ...alex, has_password: false, updated_at: '2026-11-22T12:00:10.000Z' },
      [{ password_hash: null, failed_guesses: 0, guess_after: null }],
      { name: 'Alex' },
    ])
  })

  test('logs everybody out who was that user (F183)', async () => {
    const home = await loggedInHousehold()
    await home.json('user', 'password', 'alex', '--reset', '--yes')
    expect(await home.query('select * from sessions')).toEqual([])
  })

  test('needs --yes where nobody can be asked (F183)', async () => {
    const home = await householdWithPassword()
    expect([
      await home.run('user', 'password', 'alex', '--reset'),
      await storedHash(home, 1),
    ]).toEqual([
      usageFailure(
        'This needs confirmation, but there is no terminal to ask on.',
        'To go ahead, add --yes.',
      ),
      hash,
    ])
  })
})
