import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { runStatementInFile, type Statement } from '../support/database/statements.ts'
import { dumpDatabase } from '../support/household/contents.ts'
import { type Household, screen } from '../support/household/household.ts'
import {
  alex,
  householdWithPassword,
  loggedInHousehold,
  loginFile,
  password,
  passwordMissing,
  rememberedLogin,
  runWithInput,
  sam,
  storeHash,
  wrongPassword,
} from '../support/household/members.ts'
import { failure, jsonFailure } from '../support/household/sample.ts'
import { uuid } from '../support/household/values.ts'

const attempt = ['login', 'alex', '--password-stdin'] as const
const right = { code: 0, stdout: '✓ Logged in as Alex.\n', stderr: '' }
const nobody = {
  code: 0,
  stdout: 'Not logged in.\nLog in: momentum login <user>\n',
  stderr: '',
}
const sessions = 'select user_id, token_hash, expires_at, created_at from sessions order by id'

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function remembered(home: Household): unknown {
  return JSON.parse(readFileSync(loginFile(home), 'utf8'))
}

/** What is remembered, as another program may have left it. */
function remember(home: Household, text: string): void {
  mkdirSync(dirname(loginFile(home)), { recursive: true })
  writeFileSync(loginFile(home), text)
}

describe('login', () => {
  test('of a user without a password needs none, and opens no session (F180)', async () => {
    const home = await householdWithPassword()
    const login = await home.json('login', 'sam')
    expect({
      login,
      remembered: remembered(home),
      sessions: await home.query(sessions),
      who: await home.json('whoami'),
    }).toEqual({
      login: sam,
      remembered: await rememberedLogin(home, 2, null),
      sessions: [],
      who: sam,
    })
  })

  test('of a user with a password keeps a token here, and its SHA-256 in the database', async () => {
    const home = await householdWithPassword()
    const login = await runWithInput(home, password, ...attempt)
    expect({
      login,
      remembered: remembered(home),
      sessions: await home.query(sessions),
      who: await home.json('whoami'),
    }).toEqual({
      login: right,
      remembered: await rememberedLogin(home, 1, 'token-1'),
      sessions: [
        {
          user_id: 1,
          token_hash: sha256('token-1'),
          expires_at: '2026-12-22T12:00:00.000Z',
          created_at: '2026-11-22T12:00:00.000Z',
        },
      ],
      who: alex,
    })
    expect(await dumpDatabase(home)).not.toContain('token-1')
  })

  test('leaves one file that its owner alone can read, whatever was there', async () => {
    const home = await householdWithPassword()
    remember(home, '{}')
    chmodSync(loginFile(home), 0o666)
    await runWithInput(home, password, ...attempt)
    const folder = dirname(loginFile(home))
    expect({ files: readdirSync(folder), mode: statSync(loginFile(home)).mode & 0o777 }).toEqual({
      files: ['login.json'],
      mode: 0o600,
    })
  })

  test('makes a folder that nobody else can look into', async () => {
    const home = await householdWithPassword()
    await home.run('login', 'sam')
    expect(statSync(dirname(loginFile(home))).mode & 0o777).toEqual(0o700)
  })

  test('is remembered in the state directory of the system', async () => {
    const home = await householdWithPassword()
    home.env.XDG_STATE_HOME = join(home.folder, 'elsewhere')
    await home.run('login', 'sam')
    expect(readdirSync(join(home.folder, 'elsewhere/momentum'))).toEqual(['login.json'])
  })

  test('with a wrong password changes nothing', async () => {
    const home = await householdWithPassword()
    await home.run('login', 'sam')
    expect([
      await runWithInput(home, 'wrong horse', ...attempt),
      await home.query(sessions),
      await home.json('whoami'),
    ]).toEqual([wrongPassword, [], sam])
  })

  test('where nobody can be asked says how to give the password', async () => {
    const home = await householdWithPassword()
    expect([await home.run('login', 'alex'), await home.run('login', 'alex', '--json')]).toEqual([
      failure(
        6,
        'Alex has a password, but there is no terminal to ask on.',
        'Pipe it in with --password-stdin.',
      ),
      jsonFailure(
        6,
        'not_allowed',
        'Alex has a password, but there is no terminal to ask on.',
        'Pipe it in with --password-stdin.',
      ),
    ])
  })

  test('reads no password from the environment (F176)', async () => {
    const home = await householdWithPassword()
    const names = ['MOMENTUM_PASSWORD', 'MOMENTUM_PASS', 'PASSWORD', 'MOMENTUM_TOKEN']
    for (const name of names) home.env[name] = password
    const login = await home.run('login', 'alex')
    home.env.MOMENTUM_USER = 'alex'
    const all =
      'The settings are MOMENTUM_DB, MOMENTUM_USER, MOMENTUM_TZ, MOMENTUM_DAY_START, MOMENTUM_BACKUPS, MOMENTUM_PAGER, MOMENTUM_EDITOR.'
    const told = [
      ['MOMENTUM_PASSWORD', all],
      ['MOMENTUM_PASS', 'Did you mean MOMENTUM_PAGER?'],
      ['MOMENTUM_TOKEN', all],
    ]
      .map(([name, hint]) => `The environment sets ${name}, which is not a setting.\n  ${hint}\n`)
      .join('')
    const refused = failure(
      6,
      'Alex has a password, but there is no terminal to ask on.',
      'Pipe it in with --password-stdin.',
    )
    expect([login, await home.run('whoami')]).toEqual([
      { ...refused, stderr: `${told}${refused.stderr}` },
      { ...passwordMissing, stderr: `${told}${passwordMissing.stderr}` },
    ])
  })

  test('of a user who does not exist remembers nobody', async () => {
    const home = await householdWithPassword()
    expect([
      await runWithInput(home, password, 'login', 'zoe', '--password-stdin'),
      await home.run('whoami'),
    ]).toEqual([failure(3, 'There is no member “zoe”.', 'See: momentum user list --all'), nobody])
  })

  test('sweeps up the sessions that are over', async () => {
    const home = await loggedInHousehold()
    home.setClock('2026-12-22T12:00:00.000Z')
    await runWithInput(home, password, ...attempt)
    expect(await home.query('select token_hash from sessions')).toEqual([
      { token_hash: sha256('token-2') },
    ])
  })
})

describe('--password-stdin', () => {
  test.each([
    ['no line break', password],
    ['\\n', `${password}\n`],
    ['\\r\\n', `${password}\r\n`],
    ['no line break, after the mark of a file', `\ufeff${password}`],
    ['\\r\\n, after the mark of a file', `\ufeff${password}\r\n`],
  ])('takes a password that ends in %s (F175)', async (_, text) => {
    const home = await householdWithPassword()
    expect(await runWithInput(home, text, ...attempt)).toEqual(right)
  })

  test('takes a password that comes in pieces, in the middle of a letter', async () => {
    const home = await householdWithPassword()
    await storeHash(home, '$2b$10$vLGqAhTaz7GElhyn5nruF.FOqxG8QnQy4fSfotKty9U2vDeZCkuSa')
    const bytes = Buffer.from('clé à l’été')
    const stdin = new PassThrough()
    for (const byte of bytes) stdin.write(Buffer.from([byte]))
    expect(await home.runIn(home.world(attempt, { stdin: stdin.end() }))).toEqual(right)
  })

  test.each([
    ['nothing', ''],
    ['a line break alone', '\n'],
    ['a line break of Windows alone', '\r\n'],
    ['the mark of a file alone', '\ufeff'],
    ['the mark of a file and a line break', '\ufeff\n'],
  ])('refuses %s, and counts no guess (F175)', async (_, text) => {
    const home = await householdWithPassword()
    expect([
      await runWithInput(home, text, ...attempt),
      await home.query('select failed_guesses from users where id = 1'),
    ]).toEqual([failure(2, 'There is no password on standard input.'), [{ failed_guesses: 0 }]])
  })

  const manyLines = [
    'There is more than one line on standard input.',
    'Pipe in the password alone, on one line.',
  ] as const
  const control = 'The password contains a control character, such as a tab or a line break.'
  const unreadable = 'The password contains an unreadable character.'
  test.each([
    ['a second line', `${password}\nmore`, ...manyLines],
    ['a second line of Windows', `${password}\r\nmore\r\n`, ...manyLines],
    ['an empty second line', `${password}\n\n`, ...manyLines],
    ['an empty first line', `\n${password}\n`, ...manyLines],
    ['lines that end as on old Macs', `${password}\rmore\r`, ...manyLines],
    ['lines that end as on mainframes', `${password}\x85more`, ...manyLines],
    ['a separator of lines', `${password}\u2028`, ...manyLines],
    ['a tab', `\t${password}`, control],
    ['an escape sequence', `\x1b[1m${password}`, control],
    ['NUL', `${password}\0\n`, unreadable],
    ['two marks of a file', `\ufeff\ufeff${password}`, unreadable],
    ['the mark of a file in the middle', `correct\ufeff horse`, unreadable],
    ['UTF-16', Buffer.from(`\ufeff${password}\n`, 'utf16le'), unreadable],
    ['Latin-1', Buffer.from('clé à l’été', 'latin1'), unreadable],
  ])('refuses %s, and counts no guess', async (_, text, message, hint?: string) => {
    const home = await householdWithPassword()
    expect([
      await runWithInput(home, text, ...attempt),
      await home.query('select failed_guesses from users where id = 1'),
    ]).toEqual([failure(2, message, hint), [{ failed_guesses: 0 }]])
  })

  test('reads 4096 bytes and no more (F175)', async () => {
    const home = await householdWithPassword()
    expect([
      await runWithInput(home, 'x'.repeat(4096), ...attempt),
      await runWithInput(home, 'x'.repeat(4097), ...attempt),
      await runWithInput(home, `${'x'.repeat(4096)}\n`, ...attempt),
    ]).toEqual([
      wrongPassword,
      failure(2, 'The password is too long.'),
      failure(2, 'The password is too long.'),
    ])
  })

  test('does not wait for the end of a stream that is too long (F175)', async () => {
    const home = await householdWithPassword()
    const stdin = new PassThrough()
    stdin.write('x'.repeat(5000))
    expect(await home.runIn(home.world(attempt, { stdin }))).toEqual(
      failure(2, 'The password is too long.'),
    )
  })

  test('refuses a terminal, which would show what is typed (F175, F177)', async () => {
    const home = await householdWithPassword()
    expect(await home.runIn(home.world(attempt, { stdin: screen(80) }))).toEqual(
      failure(
        2,
        'A password typed here would be visible.',
        'Pipe it in, or leave out --password-stdin to be asked for it.',
      ),
    )
  })
})

describe('--password', () => {
  test.each([
    [['login', 'alex', '--password', password], 'login'],
    [['login', 'alex', `--password=${password}`], 'login'],
    [['user', 'password', 'alex', '--password', password], 'user password'],
    [['user', 'add', 'Zoe', '--password', password], 'user add'],
    [['user', 'add', 'Zoe', `--password=${password}`, '--debug'], 'user add'],
  ])('does not exist: %j (F174)', async (argv, command) => {
    const home = await householdWithPassword()
    const { code, stdout, stderr } = await home.run(...argv)
    expect({ code, stdout, stderr: stderr.split('\n').slice(0, 2) }).toEqual({
      code: 2,
      stdout: '',
      stderr: [
        `momentum: ${command} has no option --password.`,
        '  Did you mean --password-stdin?',
      ],
    })
  })
})

describe('a session', () => {
  test('lasts for 30 days, then ends with the hint to log in', async () => {
    const home = await loggedInHousehold()
    home.setClock('2026-12-22T11:59:59.999Z')
    const last = await home.json('whoami')
    home.setClock('2026-12-22T12:00:00.000Z')
    expect([last, await home.run('whoami'), await home.run('task', 'list')]).toEqual([
      alex,
      passwordMissing,
      passwordMissing,
    ])
  })

  test('ends with logout, which forgets both halves of it', async () => {
    const home = await loggedInHousehold()
    const before = remembered(home)
    const logout = await home.run('logout')
    const after = remembered(home)
    remember(home, JSON.stringify(before))
    expect([logout, after, await home.query(sessions), await home.run('whoami')]).toEqual([
      { code: 0, stdout: '✓ Logged out.\n', stderr: '' },
      {},
      [],
      passwordMissing,
    ])
  })

  test.each([
    ['another token', 1, 'token-2'],
    ['the hash of the token, as the database has it', 1, sha256('token-1')],
    ['the empty token', 1, ''],
  ])('is not opened by %s', async (_, user, token) => {
    const home = await loggedInHousehold()
    remember(home, JSON.stringify(await rememberedLogin(home, user, token)))
    expect(await home.run('whoami')).toEqual(passwordMissing)
  })

  test('of Alex is none of Sam', async () => {
    const home = await loggedInHousehold()
    await runWithInput(home, 'new battery', 'user', 'password', 'sam', '--password-stdin')
    remember(home, JSON.stringify(await rememberedLogin(home, 2, 'token-1')))
    expect(await home.run('whoami')).toEqual(
      failure(6, 'This needs Sam’s password.', 'Log in first: momentum login Sam'),
    )
  })

  test('ends when its member is deactivated, and does not begin again with them', async () => {
    const home = await loggedInHousehold()
    await home.json('user', 'deactivate', 'alex')
    const left = await home.query(sessions)
    await runWithInput(home, password, ...attempt)
    await home.json('user', 'activate', 'alex')
    expect([left, (await home.query(sessions)).length]).toEqual([[], 1])
    await home.json('undo')
    expect([await home.query(sessions), await home.run('whoami')]).toEqual([[], passwordMissing])
  })

  test('of one computer goes on when another one logs out', async () => {
    const home = await loggedInHousehold()
    home.env.XDG_STATE_HOME = join(home.folder, 'other computer')
    await runWithInput(home, password, ...attempt)
    await home.run('logout')
    delete home.env.XDG_STATE_HOME
    expect([
      await home.json('whoami'),
      await home.query('select token_hash from sessions'),
    ]).toEqual([alex, [{ token_hash: sha256('token-1') }]])
  })
})

describe('a login of an earlier version, under the place of the household', () => {
  test('works once more, and is replaced', async () => {
    const home = await householdWithPassword()
    const other = { '/elsewhere/momentum.db': { user: 1, token: null } }
    remember(home, JSON.stringify({ ...other, [home.database]: { user: 2, token: null } }))
    expect([await home.json('whoami'), remembered(home)]).toEqual([
      sam,
      { ...other, ...(await rememberedLogin(home, 2, null)) },
    ])
  })

  test('still needs its token', async () => {
    const home = await loggedInHousehold()
    const earlier = (token: string | null) =>
      remember(home, JSON.stringify({ [home.database]: { user: 1, token } }))
    earlier('token-1')
    const right = await home.json('whoami')
    earlier('token-2')
    const wrong = await home.run('whoami')
    earlier(null)
    expect([right, wrong, await home.run('whoami')]).toEqual([
      alex,
      passwordMissing,
      passwordMissing,
    ])
  })

  test('ends with logout', async () => {
    const home = await householdWithPassword()
    remember(home, JSON.stringify({ [home.database]: { user: 2, token: null } }))
    expect([await home.json('logout'), remembered(home), await home.json('whoami')]).toEqual([
      null,
      {},
      null,
    ])
  })
})

describe('logout', () => {
  test('of nobody succeeds, makes no database and answers null', async () => {
    const home = await householdWithPassword()
    const elsewhere = join(home.folder, 'none.db')
    expect([await home.json('logout'), await home.json('logout', '--db', elsewhere)]).toEqual([
      null,
      null,
    ])
    expect(readdirSync(home.folder).filter((name) => name !== '.local')).toEqual([])
  })

  test('of somebody says aloud that it cannot work without the household', async () => {
    const home = await householdWithPassword()
    await home.run('login', 'sam')
    const kept = remembered(home)
    const elsewhere = join(home.folder, 'none.db')
    expect([await home.run('logout', '--db', elsewhere), remembered(home)]).toEqual([
      failure(
        5,
        `There is no database at “${elsewhere}”, so nobody was logged out.`,
        'Name your household’s file: momentum logout --db <file>',
      ),
      kept,
    ])
  })

  test('forgets a user without a password, too', async () => {
    const home = await householdWithPassword()
    await home.run('login', 'sam')
    await home.run('logout')
    expect([remembered(home), await home.json('whoami')]).toEqual([{}, null])
  })

  test('forgets a deleted member, too, even if an undo brings them back', async () => {
    const home = await householdWithPassword()
    await home.run('login', 'sam')
    await home.json('user', 'remove', 'sam', '--yes')
    await home.json('logout')
    await home.json('undo')
    expect([remembered(home), await home.json('whoami')]).toEqual([{}, null])
  })
})

describe('who is remembered', () => {
  test('counts for nobody in a household without an identity, until that is repaired', async () => {
    const home = await householdWithPassword()
    await home.run('login', 'sam')
    await home.query('delete from household')
    const without = [
      await home.run('whoami'),
      await home.run('logout'),
      await home.run('login', 'sam'),
    ]
    await home.run('db', 'check', '--repair')
    const anew = await home.json('whoami')
    expect([without, anew, await home.json('login', 'sam'), await home.json('whoami')]).toEqual([
      [
        nobody,
        { code: 0, stdout: '✓ Logged out.\n', stderr: '' },
        failure(
          5,
          'The identity of the household or the member is missing.',
          'Repair it: momentum db check --repair',
        ),
      ],
      null,
      sam,
      sam,
    ])
  })

  test('is the same member after an undo of the deletion', async () => {
    const home = await householdWithPassword()
    await home.run('login', 'sam')
    await home.json('user', 'remove', 'sam', '--yes')
    const gone = await home.json('whoami')
    await home.json('undo')
    expect([gone, await home.json('whoami', '--fields', 'name')]).toEqual([null, { name: 'Sam' }])
  })

  test('is another one for each database', async () => {
    const home = await loggedInHousehold()
    const other = join(home.folder, 'other.db')
    await home.run('db', 'init', '--db', other)
    await home.run('user', 'add', 'Kim', '--db', other)
    await home.run('login', 'kim', '--db', other)
    const both = remembered(home)
    const inOther = { ...home, query: (text: Statement) => runStatementInFile(other, text) }
    const names = [
      await home.json('whoami', '--fields', 'name'),
      await home.json('whoami', '--fields', 'name', '--db', 'other.db'),
    ]
    await home.run('logout', '--db', other)
    expect({ both, names, left: remembered(home) }).toEqual({
      both: {
        ...(await rememberedLogin(home, 1, 'token-1')),
        ...(await rememberedLogin(inOther, 1, null)),
      },
      names: [{ name: 'Alex' }, { name: 'Kim' }],
      left: await rememberedLogin(home, 1, 'token-1'),
    })
  })

  test('is nobody once the user is removed, nor whoever is added next', async () => {
    const home = await loggedInHousehold()
    await home.json('user', 'remove', 'alex', '--yes')
    const gone = await home.json('whoami')
    await home.json('user', 'add', 'Alex')
    expect([gone, await home.json('whoami'), await home.query(sessions)]).toEqual([null, null, []])
  })

  test.each([
    ['nothing', ''],
    ['half of it', '{"'],
    ['null', 'null'],
    ['a list', '[1, 2]'],
    ['a text', '"alex"'],
    ['a number', '7'],
  ])('is nobody in a damaged file: %s', async (_, text) => {
    const home = await loggedInHousehold()
    remember(home, text)
    expect(await home.run('whoami')).toEqual(nobody)
  })

  test.each([
    null,
    1,
    'alex',
    [],
    {},
    { user: 1 },
    { token: 'token-1' },
    { user: '1', token: 'token-1' },
    { user: uuid(1), token: 'token-1' },
    { user: 1.5, token: 'token-1' },
    { user: 1, token: 1 },
    { user: 1, token: {} },
  ])('is nobody in an entry that makes no sense: %j', async (login) => {
    const home = await loggedInHousehold()
    const [household = ''] = Object.keys(remembered(home) as object)
    remember(home, JSON.stringify({ [home.database]: login, [household]: login }))
    expect(await home.run('whoami')).toEqual(nobody)
  })

  test('is nobody where the file is a folder', async () => {
    const home = await householdWithPassword()
    mkdirSync(loginFile(home), { recursive: true })
    expect(await home.run('whoami')).toEqual(nobody)
  })

  test('is mended by the next login', async () => {
    const home = await householdWithPassword()
    remember(home, '{"')
    await home.run('login', 'sam')
    expect([await home.json('whoami'), remembered(home)]).toEqual([
      sam,
      await rememberedLogin(home, 2, null),
    ])
  })
})
