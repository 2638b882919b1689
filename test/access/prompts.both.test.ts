import * as pty from '@lydell/node-pty'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readContents } from '../support/household/contents.ts'
import type { Household } from '../support/household/household.ts'
import {
  alex,
  hash,
  householdWithPassword,
  loggedInHousehold,
  password,
  readGuesses,
  runWithInput,
  sam,
} from '../support/household/members.ts'
import { checkout } from '../support/program/program.ts'
import { keys, openDisplay, terminal } from '../support/program/terminal.ts'

/** A terminal that keeps every byte it is sent, also what is written over later. */
function recorded(home: Household, argv: readonly string[]) {
  const child = pty.spawn(process.execPath, ['src/start.ts', ...argv], {
    cols: 80,
    rows: 40,
    cwd: checkout,
    env: { ...home.env, TERM: 'xterm-256color' },
  })
  onTestFinished(() => child.kill('SIGKILL'))
  const display = openDisplay(() => 80)
  const bytes: string[] = []
  child.onData((data) => {
    bytes.push(data)
    display.write(data)
  })
  const ended = new Promise<number>((resolve) => {
    child.onExit(({ exitCode }) => resolve(exitCode))
  })
  return {
    ...display,
    types: (text: string) => child.write(text),
    ends: () => ended,
    bytes: () => bytes.join(''),
  }
}

const ctrlT = '\x14'
const hash1 = 'select password_hash from users where id = 1'

describe('a password that is typed', () => {
  test('never comes to the screen, not with Ctrl-T either (F177)', async () => {
    const home = await householdWithPassword()
    const person = recorded(home, ['login', 'alex'])
    await person.sees('Password for Alex:')
    person.types(password)
    await person.sees(`Password for Alex: ${'•'.repeat(13)}`)
    person.types(ctrlT)
    person.types('x')
    await person.sees(`Password for Alex: ${'•'.repeat(14)}`)
    person.types('\x7f')
    person.types(keys.enter)

    const code = await person.ends()
    expect({
      code,
      screen: person.screen().split('\n'),
      shown: ['correct', 'horse', 'visib', 'toggle'].filter((text) =>
        person.bytes().includes(text),
      ),
    }).toEqual({
      code: 0,
      screen: [`✓ Password for Alex: ${'•'.repeat(13)}`, '✓ Logged in as Alex.'],
      shown: [],
    })
  })

  test('logs in, and the session is remembered', async () => {
    const home = await householdWithPassword()
    const person = terminal(home, ['login', 'alex'])
    await person.sees('Password for Alex:')
    person.types(password + keys.enter)
    expect([await person.ends(), await home.json('whoami')]).toEqual([0, alex])
  })

  test('may be mistyped twice', async () => {
    const home = await householdWithPassword()
    const person = terminal(home, ['login', 'alex'])
    await person.sees('? Password for Alex:')
    person.types(`wrong horse${keys.enter}`)
    await person.sees('? Wrong password. Password for Alex:')
    person.types(`wrong horse${keys.enter}`)
    await person.sees('✓ Wrong password. Password for Alex:')
    await person.sees('? Wrong password. Password for Alex:')
    person.types(password + keys.enter)
    expect([await person.ends(), await readGuesses(home)]).toEqual([
      0,
      [{ failed_guesses: 0, guess_after: null }],
    ])
  })

  test('ends the command when it is wrong for the third time, and each counts (F179)', async () => {
    const home = await householdWithPassword()
    const before = await readContents(home)
    const person = terminal(home, ['user', 'edit', 'alex', '--name', 'Sasha'])
    await person.sees('? Password for Alex:')
    person.types(`wrong horse${keys.enter}`)
    await person.sees('? Wrong password. Password for Alex:')
    person.types(`wrong horse${keys.enter}`)
    await person.sees('✓ Wrong password. Password for Alex:')
    await person.sees('? Wrong password. Password for Alex:')
    person.types(`wrong horse${keys.enter}`)
    expect({
      code: await person.ends(),
      screen: person.screen().split('\n'),
      guesses: await readGuesses(home),
      contents: await readContents(home),
    }).toEqual({
      code: 6,
      screen: [
        `✓ Password for Alex: ${'•'.repeat(11)}`,
        `✓ Wrong password. Password for Alex: ${'•'.repeat(11)}`,
        `✓ Wrong password. Password for Alex: ${'•'.repeat(11)}`,
        'momentum: Wrong password for Alex.',
      ],
      guesses: [{ failed_guesses: 3, guess_after: null }],
      contents: before,
    })
  })

  test.each([
    ['Ctrl-C', keys.ctrlC],
    ['Ctrl-D', keys.ctrlD],
  ])('may be left with %s, which counts no guess', async (_, key) => {
    const home = await householdWithPassword()
    const person = recorded(home, ['login', 'alex'])
    await person.sees('Password for Alex:')
    person.types(key)
    expect([
      await person.ends(),
      person.screen().split('\n').at(-1),
      await readGuesses(home),
      person.cursorShown(),
    ]).toEqual([130, 'Cancelled.', [{ failed_guesses: 0, guess_after: null }], true])
  })
})

describe('at a terminal, the password is asked', () => {
  test.each([
    [['whoami', '--as', 'alex'], 'Alex'],
    [['user', 'deactivate', 'alex'], '✓ Deactivated #1: Alex'],
    [['user', 'activate', 'alex'], '✓ Activated #1: Alex'],
    [['user', 'edit', 'alex', '--role', 'cook'], '✓ Changed #1: Alex'],
    [['user', 'password', 'alex', '--remove'], '✓ Alex has no password now.'],
    [['user', 'remove', 'alex', '--yes'], '✓ Deleted #1: Alex'],
  ])('by %j, once', async (argv, answer) => {
    const home = await householdWithPassword()
    const person = terminal(home, argv)
    await person.sees('Password for Alex:')
    person.types(password + keys.enter)
    expect([await person.ends(), person.screen().split('\n')]).toEqual([
      0,
      [`✓ Password for Alex: ${'•'.repeat(13)}`, answer],
    ])
  })

  test('for this command alone: --as opens no session', async () => {
    const home = await householdWithPassword()
    const person = terminal(home, ['whoami', '--as', 'alex'])
    await person.sees('Password for Alex:')
    person.types(password + keys.enter)
    await person.ends()
    expect([await home.query('select * from sessions'), await home.json('whoami')]).toEqual([
      [],
      null,
    ])
  })

  test.each([[['--no-input']], [['--json']]])('but not with %j', async (options) => {
    const home = await householdWithPassword()
    const person = terminal(home, ['whoami', '--as', 'alex', ...options], 300)
    expect([await person.ends(), person.screen().includes('Password of')]).toEqual([6, false])
  })

  test('but not of one who is logged in', async () => {
    const home = await loggedInHousehold()
    const person = terminal(home, ['whoami', '--as', 'alex'])
    expect([await person.ends(), person.screen()]).toEqual([0, 'Alex'])
  })

  test('but not to log in as one without a password (F180)', async () => {
    const home = await householdWithPassword()
    const person = terminal(home, ['login', 'sam'])
    expect([await person.ends(), person.screen()]).toEqual([0, '✓ Logged in as Sam.'])
  })
})

describe('a new password', () => {
  test('is typed twice, and unseen (F177)', async () => {
    const home = await householdWithPassword()
    const person = recorded(home, ['user', 'password', 'sam'])
    await person.sees('? New password:')
    person.types(`new battery${keys.enter}`)
    await person.sees('? Confirm new password:')
    person.types(`new battery${keys.enter}`)
    const code = await person.ends()
    const login = await runWithInput(home, 'new battery', 'login', 'sam', '--password-stdin')
    expect({
      code,
      screen: person.screen().split('\n'),
      shown: ['new b', 'battery'].filter((text) => person.bytes().includes(text)),
      login: login.code,
    }).toEqual({
      code: 0,
      screen: [
        `✓ New password: ${'•'.repeat(11)}`,
        `✓ Confirm new password: ${'•'.repeat(11)}`,
        '✓ Sam has a new password.',
        'Log in: momentum login Sam',
      ],
      shown: [],
      login: 0,
    })
  })

  test('is asked again while it is too short or too long (F170, F173)', async () => {
    const home = await householdWithPassword()
    const person = terminal(home, ['user', 'password', 'sam'])
    await person.sees('? New password:')
    person.types(`abc${keys.enter}`)
    await person.sees('Use at least 8 characters.')
    person.types(keys.ctrlU + 'a'.repeat(73) + keys.enter)
    await person.sees('The password is 73 bytes long; the limit is 72.')
    person.types(keys.ctrlC)
    expect([await person.ends(), await home.json('user', 'show', 'sam')]).toEqual([130, sam])
  })

  test('is not set unless both are the same', async () => {
    const home = await householdWithPassword()
    const person = terminal(home, ['user', 'password', 'sam'])
    await person.sees('? New password:')
    person.types(`new battery${keys.enter}`)
    await person.sees('? Confirm new password:')
    person.types(`staple staple${keys.enter}`)
    await person.sees('The passwords don’t match.')
    person.types(keys.ctrlC)
    expect([await person.ends(), await home.json('user', 'show', 'sam')]).toEqual([130, sam])
  })

  test('comes after the old one, where there is one', async () => {
    const home = await householdWithPassword()
    const person = terminal(home, ['user', 'password', 'alex'])
    await person.sees('? Password for Alex:')
    person.types(password + keys.enter)
    await person.sees('? New password:')
    person.types(keys.ctrlC)
    expect([await person.ends(), await home.query(hash1)]).toEqual([130, [{ password_hash: hash }]])
  })
})

describe('--reset asks first (F183)', () => {
  test('and Enter alone means no', async () => {
    const home = await householdWithPassword()
    const person = terminal(home, ['user', 'password', 'alex', '--reset'])
    await person.sees('Remove Alex’s password? (You cannot undo this.) (y/N)')
    person.types(keys.enter)
    expect([await person.ends(), await home.query(hash1)]).toEqual([130, [{ password_hash: hash }]])
  })

  test('and yes takes it away, without asking for it', async () => {
    const home = await householdWithPassword()
    const person = terminal(home, ['user', 'password', 'alex', '--reset'])
    await person.sees('Remove Alex’s password? (You cannot undo this.) (y/N)')
    person.types(`y${keys.enter}`)
    expect([await person.ends(), await home.query(hash1)]).toEqual([0, [{ password_hash: null }]])
  })
})
