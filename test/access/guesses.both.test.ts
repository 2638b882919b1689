import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import {
  householdWithPassword,
  password,
  readGuesses,
  runWithInput,
  setGuesses,
  storeHash,
  tooManyGuesses,
  wrongPassword,
} from '../support/household/members.ts'
import { runTogether } from '../support/program/processes.ts'

const attempt = ['login', 'alex', '--password-stdin'] as const
const right = { code: 0, stdout: '✓ Logged in as Alex.\n', stderr: '' }

describe('guesses', () => {
  test('are free up to the fifth, then a second apart, and counted in the database (F179)', async () => {
    const home = await householdWithPassword()
    const answers = []
    for (let count = 0; count < 6; count += 1) {
      home.setClock('2026-11-22T12:00:00.000Z')
      answers.push(await runWithInput(home, 'wrong horse', ...attempt))
    }
    home.setClock('2026-11-22T12:00:00.999Z')
    const early = await runWithInput(home, password, ...attempt)
    const counted = await readGuesses(home)
    home.setClock('2026-11-22T12:00:01.000Z')
    const later = await runWithInput(home, password, ...attempt)
    expect({ answers, early, counted, later, after: await readGuesses(home) }).toEqual({
      answers: Array.from({ length: 6 }, () => wrongPassword),
      early: tooManyGuesses('a second'),
      counted: [{ failed_guesses: 6, guess_after: '2026-11-22T12:00:01.000Z' }],
      later: right,
      after: [{ failed_guesses: 0, guess_after: null }],
    })
  })

  test.each([
    [6, '02'],
    [7, '04'],
    [8, '08'],
    [9, '16'],
    [10, '30'],
    [11, '30'],
    [1000, '30'],
  ])(
    'after %i wrong ones and another, have to wait until second %s (F179)',
    async (failed, second) => {
      const home = await householdWithPassword()
      await setGuesses(home, failed, null)
      const answer = await runWithInput(home, 'wrong horse', ...attempt)
      expect([answer, await readGuesses(home)]).toEqual([
        wrongPassword,
        [{ failed_guesses: failed + 1, guess_after: `2026-11-22T12:00:${second}.000Z` }],
      ])
    },
  )

  test('that come too early are told how long to wait, and change nothing (F179)', async () => {
    const home = await householdWithPassword()
    await setGuesses(home, 11, '2026-11-22T12:00:30.000Z')
    const before = await home.query('select * from users')
    const first = await runWithInput(home, password, ...attempt)
    home.setClock('2026-11-22T12:00:28.999Z')
    const second = await runWithInput(home, 'wrong horse', ...attempt)
    expect([first, second, await home.query('select * from users')]).toEqual([
      tooManyGuesses('30 seconds'),
      tooManyGuesses('2 seconds'),
      before,
    ])
  })

  test('never lock anybody out: after a thousand, the right one is taken 30 seconds later (F179)', async () => {
    const home = await householdWithPassword()
    await setGuesses(home, 1000, '2026-11-22T12:00:30.000Z')
    home.setClock('2026-11-22T12:00:30.000Z')
    expect([await runWithInput(home, password, ...attempt), await readGuesses(home)]).toEqual([
      right,
      [{ failed_guesses: 0, guess_after: null }],
    ])
  })

  test('are timed when they are made, not when their command began (F179)', async () => {
    const home = await householdWithPassword()
    await setGuesses(home, 11, '2026-11-22T12:05:30.000Z')
    const waited = home.world(attempt, {
      stdin: Readable.from([Buffer.from('wrong horse')]),
      clock: () => new Date('2026-11-22T12:05:00.000Z'),
    })
    expect(await home.runIn(waited)).toEqual(tooManyGuesses('30 seconds'))
  })

  test('are not put off by a clock that was a year ahead (F179)', async () => {
    const home = await householdWithPassword()
    await setGuesses(home, 6, '2027-11-22T12:00:01.000Z')
    expect(await runWithInput(home, password, ...attempt)).toEqual(right)
  })

  test('do not make the user look changed, nor hinder anybody else', async () => {
    const home = await householdWithPassword()
    const before = await home.json('user', 'list')
    await setGuesses(home, 11, '2026-11-22T12:00:30.000Z')
    home.setClock('2026-11-22T12:00:00.000Z')
    await runWithInput(home, 'wrong horse', ...attempt)
    expect([await home.json('user', 'list'), await home.run('login', 'sam')]).toEqual([
      before,
      { code: 0, stdout: '✓ Logged in as Sam.\n', stderr: '' },
    ])
  })

  test('of eight processes at once count as many as are looked at (F179)', async () => {
    const home = await householdWithPassword()
    const words = [home.env.MOMENTUM_DB ?? home.database, 'wrong horse']
    const said = await runTogether('guesser', Array(8).fill(words))
    expect([said.toSorted(), await readGuesses(home)]).toEqual([
      [
        ...Array.from({ length: 2 }, () => 'There were too many wrong passwords for Alex.'),
        ...Array.from({ length: 6 }, () => 'Wrong password for Alex.'),
      ],
      [{ failed_guesses: 6, guess_after: '2026-11-22T12:00:01.000Z' }],
    ])
  })
})

describe('what is not the password', () => {
  test.each([
    ['nothing of it but its beginning', 'correct'],
    ['it with a blank at the end (F175)', `${password} `],
    ['it with a blank in front (F175)', ` ${password}`],
    ['it in capitals', password.toUpperCase()],
  ])('is %s', async (_, guess) => {
    const home = await householdWithPassword()
    const answer = await runWithInput(home, guess, ...attempt)
    expect([answer, await readGuesses(home)]).toEqual([
      wrongPassword,
      [{ failed_guesses: 1, guess_after: null }],
    ])
  })

  test('is a longer one that begins with its 72 bytes (F170)', async () => {
    const home = await householdWithPassword()
    await storeHash(home, '$2b$10$VCF/oOVKPmH5ms.wfjm1Qe.q3aC/iyDgpPReXIV.PZxTVSy0zAl/2')
    const long = await runWithInput(home, 'a'.repeat(73), ...attempt)
    const exact = await runWithInput(home, 'a'.repeat(72), ...attempt)
    expect([long, exact]).toEqual([wrongPassword, right])
  })

  test('typed on a machine that writes NFD, is what was set on one that writes NFC (F172)', async () => {
    const home = await householdWithPassword()
    await storeHash(home, '$2b$10$vLGqAhTaz7GElhyn5nruF.FOqxG8QnQy4fSfotKty9U2vDeZCkuSa')
    const answer = await runWithInput(home, 'cle\u0301 a\u0300 l’e\u0301te\u0301', ...attempt)
    expect(answer).toEqual(right)
  })
})

describe('a stored hash that is damaged', () => {
  const rest = 'HiFR1497d2hTBA8WMy.QD.uX.JehcqIksYR9DCB/vl.gIRxXhgp9q'

  test.each([
    ['nothing', ''],
    ['junk', 'junk'],
    ['of cost 31, which takes a day', `$2b$31$${rest}`],
    ['of another algorithm', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA'],
  ])('is refused in a sentence: %s (F178)', { timeout: 5000 }, async (_, stored) => {
    const home = await householdWithPassword()
    await storeHash(home, stored)
    expect(await runWithInput(home, password, ...attempt)).toEqual({
      code: 6,
      stdout: '',
      stderr:
        'momentum: Alex’s stored password is damaged.\n  The owner of the database can remove it: momentum user password Alex --reset\n',
    })
  })

  test('can be taken away as the hint says (F178, F183)', async () => {
    const home = await householdWithPassword()
    await storeHash(home, 'junk')
    const reset = await home.run('user', 'password', '1', '--reset', '--yes')
    expect([reset, await home.query('select password_hash from users where id = 1')]).toEqual([
      { code: 0, stdout: '✓ Alex has no password now.\n', stderr: '' },
      [{ password_hash: null }],
    ])
  })
})
