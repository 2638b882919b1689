import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { parseServerUrl, type Server, withoutPasswords } from '../../src/db/postgres/url.ts'
import { main } from '../../src/main.ts'
import { parseSettings } from '../../src/settings/settings.ts'
import { type Answer, household } from '../support/household/household.ts'
import { isLongRun } from '../support/long.ts'

/** What `postgres://sam:secret@db.example.org/home` means. */
const plain: Server = {
  host: 'db.example.org',
  port: 5432,
  user: 'sam',
  password: 'secret',
  database: 'home',
  schema: 'public',
  tls: 'verified',
  certificate: undefined,
  channelBinding: false,
  applicationName: 'momentum',
  connectTimeout: 10,
  commandTimeout: 25,
  label: 'sam@db.example.org:5432/home',
  url: 'postgres://sam@db.example.org:5432/home',
}

const local: Server = {
  ...plain,
  host: 'localhost',
  tls: 'none',
  label: 'sam@localhost:5432/home',
  url: 'postgres://sam@localhost:5432/home',
}

describe('the URL of a server', () => {
  test.each<[string, Server]>([
    ['postgres://sam:secret@db.example.org/home', plain],
    ['postgresql://sam:secret@db.example.org:5432/home', plain],
    ['POSTGRES://sam:secret@db.example.org/home', plain],
    ['postgres://sam@db.example.org/home', { ...plain, password: undefined }],
    ['postgres://sam:@db.example.org/home', { ...plain, password: undefined }],
    ['postgres://sam:secret@db.example.org/home?channel_binding=disable', plain],
    [
      'postgres://sam:secret@db.example.org/home?channel_binding=prefer',
      { ...plain, channelBinding: true },
    ],
    ['postgres://sam:secret@localhost/home?channel_binding=disable', local],
    [
      'postgres://sam:secret@db.example.org:6543/home',
      {
        ...plain,
        port: 6543,
        label: 'sam@db.example.org:6543/home',
        url: 'postgres://sam@db.example.org:6543/home',
      },
    ],
    [
      'postgres://sam:%40%3A%2F%3F%23%25%20%C3%A9@db.example.org/home',
      { ...plain, password: '@:/?#% é' },
    ],
    ['postgres://sam:a:b@c@db.example.org/home', { ...plain, password: 'a:b@c' }],
    ['postgres://sam:a+b&c=d@db.example.org/home', { ...plain, password: 'a+b&c=d' }],
    [
      'postgres://s%C3%A4m:secret@db.example.org/our%3Fhome',
      {
        ...plain,
        user: 'säm',
        database: 'our?home',
        label: 'säm@db.example.org:5432/our?home',
        url: 'postgres://s%C3%A4m@db.example.org:5432/our%3Fhome',
      },
    ],
    [
      'postgres://neondb_owner:npg_secret@ep-cool-sun-a1b2c3-pooler.eu-central-1.aws.neon.tech/neondb?sslmode=require&channel_binding=require',
      {
        ...plain,
        host: 'ep-cool-sun-a1b2c3-pooler.eu-central-1.aws.neon.tech',
        user: 'neondb_owner',
        password: 'npg_secret',
        database: 'neondb',
        channelBinding: true,
        label: 'neondb_owner@ep-cool-sun-a1b2c3-pooler.eu-central-1.aws.neon.tech:5432/neondb',
        url: 'postgres://neondb_owner@ep-cool-sun-a1b2c3-pooler.eu-central-1.aws.neon.tech:5432/neondb',
      },
    ],
    [
      'postgres://sam:secret@db.example.org/home?schema=smiths',
      {
        ...plain,
        schema: 'smiths',
        url: 'postgres://sam@db.example.org:5432/home?schema=smiths',
      },
    ],
    [
      'postgres://sam:secret@db.example.org/home?connect_timeout=3&application_name=tests&sslrootcert=%2Fsrv%2Fca.pem',
      {
        ...plain,
        connectTimeout: 3,
        applicationName: 'tests',
        certificate: '/srv/ca.pem',
      },
    ],
    [
      'postgres://sam:secret@db.example.org/home?connect_timeout=60',
      { ...plain, connectTimeout: 60, commandTimeout: 60 },
    ],
    [
      'postgres://sam:secret@db.example.org/home?connect_timeout=60&command_timeout=300',
      { ...plain, connectTimeout: 60, commandTimeout: 300 },
    ],
    [
      'postgres://sam:secret@db.example.org/home?command_timeout=5',
      { ...plain, commandTimeout: 5 },
    ],
    ['postgres://sam:secret@db.example.org/home?sslrootcert=system', plain],
    ['postgres://sam:secret@localhost/home', local],
    [
      'postgres://sam:secret@[2001:db8::1]:6543/home',
      {
        ...plain,
        host: '2001:db8::1',
        port: 6543,
        label: 'sam@[2001:db8::1]:6543/home',
        url: 'postgres://sam@[2001:db8::1]:6543/home',
      },
    ],
  ])('%s is read', (url, server) => {
    expect(parseServerUrl(url)).toEqual(server)
  })

  test.each<[host: string, words: string, tls: Server['tls']]>([
    ['localhost', '', 'none'],
    ['127.0.0.1', '', 'none'],
    ['127.8.9.10', '', 'none'],
    ['[::1]', '', 'none'],
    ['db.localhost', '', 'none'],
    ['localhost', '?sslmode=prefer', 'none'],
    ['localhost', '?sslmode=require', 'verified'],
    ['localhost', '?sslmode=verify-full', 'verified'],
    ['localhost', '?sslmode=no-verify', 'unverified'],
    ['db.example.org', '', 'verified'],
    ['localhost.example.org', '', 'verified'],
    ['127.0.0.1.example.org', '', 'verified'],
    ['192.168.1.20', '', 'verified'],
    ['raspberry', '', 'verified'],
    ['db.example.org', '?sslmode=allow', 'verified'],
    ['db.example.org', '?sslmode=prefer', 'verified'],
    ['db.example.org', '?sslmode=require', 'verified'],
    ['db.example.org', '?sslmode=verify-ca', 'verified'],
    ['db.example.org', '?sslmode=disable', 'none'],
    ['db.example.org', '?sslmode=no-verify', 'unverified'],
  ])('F202 %s%s has TLS %s', (host, words, tls) => {
    expect(parseServerUrl(`postgres://sam@${host}/home${words}`).tls).toEqual(tls)
  })
})

const usage = (message: string, hint?: string) =>
  expect.objectContaining({ code: 'usage', message, hint: hint && { lead: hint } })

const unreadable = usage(
  'The database URL cannot be read.',
  'It looks like postgres://user:password@host:5432/database. In the password, write @ : / ? # % as %40 %3A %2F %3F %23 %25.',
)

describe('F192 F193 a URL is refused', () => {
  test.each([
    'postgres:',
    'postgres://',
    'postgres:///home',
    'postgres://sam',
    'postgres://db.example.org/home',
    'postgres://:secret@db.example.org/home',
    'postgres://sam:secret@/home',
    'postgres://sam:secret@db.example.org',
    'postgres://sam:secret@db.example.org/',
    'postgres://sam:secret@db.example.org/home/garden',
    'postgres://sam:secret@db.example.org:port/home',
    'postgres://sam:secret@db.example.org:99999/home',
    'postgres://sam:secret@db example org/home',
    'postgres://sam:secret@db%2Eexample/home',
    'postgres://sam:secret@one.example,two.example/home',
    'postgres:/sam:secret@db.example.org/home',
    'postgres:sam:secret@db.example.org/home',
    'postgres://sam:se/cret@db.example.org/home',
    'postgres://sam:5432/cret@db.example.org/home',
    'postgres://sam:se?cret@db.example.org/home',
    'postgres://sam:5432?cret@db.example.org/home',
    'postgres://sam:se#cret@db.example.org/home',
    'postgres://sam:5432#cret@db.example.org/home',
    'postgres://sam:a@b/cret@db.example.org/home',
    'postgres://sam:a@b?cret@db.example.org/home',
    'postgres://sam:a@b/c#cret@db.example.org/home',
    'postgres://sam:se%cret@db.example.org/home',
    'postgres://sam:se%@db.example.org/home',
    'postgres://sam:%E9@db.example.org/home',
    'postgres://sam:se\tcret@db.example.org/home',
    'postgres://sam:se\ncret@db.example.org/home',
    'postgres://sa%ZZ:secret@db.example.org/home',
    'postgres://sam%40example.org:secret@db.example.org/home',
    'postgres://sam:secret@db.example.org/ho%2Fme',
    'postgres://sam:secret@db.example.org/ho%0Ame',
    'postgres://sam:secret@db.example.org/home#cret',
  ])('%j', (url) => {
    expect(() => parseServerUrl(url)).toThrow(unreadable)
  })

  test.each([
    ['sslmod=require', 'the setting “sslmod”'],
    ['password=secret', 'the setting “password”'],
    ['options=-csearch_path%3Dsecret', 'the setting “options”'],
    ['Se%20cret', 'a setting'],
    ['schema=smiths&cret%3D=1', 'a setting'],
  ])('with ?%s', (words, named) => {
    expect(() => parseServerUrl(`postgres://sam:secret@db.example.org/home?${words}`)).toThrow(
      usage(
        `Momentum does not know ${named} in the database URL.`,
        'It knows schema, sslmode, sslrootcert, channel_binding, application_name, connect_timeout, command_timeout.',
      ),
    )
  })

  test.each(['', 'Smiths', 'the smiths', 'smiths;drop', '"smiths"', '1smiths', 's'.repeat(64)])(
    'with the schema %j',
    (schema) => {
      const url = `postgres://sam@localhost/home?schema=${encodeURIComponent(schema)}`
      expect(() => parseServerUrl(url)).toThrow(
        usage(
          'The schema in the database URL is not a plain name.',
          'Use lowercase letters, digits and _: ?schema=smiths',
        ),
      )
    },
  )

  test.each(['pg_smiths', 'pg_catalog', 'information_schema'])(
    'with %s, a schema of the server’s own',
    (schema) => {
      expect(() => parseServerUrl(`postgres://sam@localhost/home?schema=${schema}`)).toThrow(
        usage(`The schema ${schema} belongs to the server.`, 'Choose another one: ?schema=smiths'),
      )
    },
  )

  const unfit = ['', '0', '-1', '1.5', '601', '1e9', 'soon'].flatMap((seconds) => [
    ['connect_timeout', seconds],
    ['command_timeout', seconds],
  ])
  test.each(unfit)('with %s=%s', (word, seconds) => {
    const url = `postgres://sam@localhost/home?${word}=${seconds}`
    expect(() => parseServerUrl(url)).toThrow(
      usage(`${word} in the database URL must be 1 to 600 seconds.`),
    )
  })

  test('with a channel to bind and none that is encrypted', () => {
    const url = 'postgres://sam@localhost/home?channel_binding=require'
    expect(() => parseServerUrl(url)).toThrow(
      usage(
        'channel_binding=require in the database URL needs TLS.',
        'Add sslmode=verify-full, or leave channel_binding out.',
      ),
    )
  })

  test.each(['', 'on', 'secret'])('with channel_binding=%s', (mode) => {
    const url = `postgres://sam@localhost/home?channel_binding=${mode}`
    expect(() => parseServerUrl(url)).toThrow(
      usage('channel_binding in the database URL must be require, prefer or disable.'),
    )
  })

  test.each(['', 'on', 'REQUIRE', 'verify_full', 'secret'])('with sslmode=%s', (mode) => {
    expect(() => parseServerUrl(`postgres://sam@localhost/home?sslmode=${mode}`)).toThrow(
      usage(
        'Momentum does not know the sslmode in the database URL.',
        'Use verify-full, the default, or disable or no-verify on a network that you trust.',
      ),
    )
  })
})

describe('a text is shown without passwords', () => {
  test.each([
    ['Nothing to hide: sam@example.org', 'Nothing to hide: sam@example.org'],
    [
      'It is “postgres://sam:secret@db.example.org/home?schema=smiths”.',
      'It is “postgres://sam@db.example.org/home?schema=smiths”.',
    ],
    ['postgres://sam@db.example.org:5432/home', 'postgres://sam@db.example.org:5432/home'],
    ['postgres://sam:se/cret@db.example.org/home', 'postgres://…'],
    ['postgres://sam:se cret@db.example.org/home', 'postgres://sam@db.example.org/home'],
    ['postgres://sam:secret', 'postgres://…'],
    ['postgresql://sam@db.example.org/home?password=secret', 'postgresql://…'],
    ['POSTGRES://sam:secret@/', 'POSTGRES://…'],
    ['mysql://sam:secret@db.example.org/shop', 'mysql://…'],
    [
      'https://example.org:8080/a?b=c and file:///srv/home.js:12:3',
      'https://example.org:8080/a?b=c and file:///srv/home.js:12:3',
    ],
    ['“postgres://sam:se\ncret@db.example.org/home”', '“postgres://…”'],
    [
      'It looks like postgres://user:password@host:5432/database.',
      'It looks like postgres://user:password@host:5432/database.',
    ],
  ])('%j', (text, shown) => {
    expect(withoutPasswords(text)).toEqual(shown)
  })
})

describe('where the server is named', () => {
  const at = (host: string) => `postgres://sam@${host}.example/home`
  const hostOf = (env: Record<string, string>, option?: string) => {
    const location = parseSettings(household().world([], { env }), {
      db: option,
    }).location()
    return 'server' in location ? location.server.host : location.path
  }

  test('goes by --db, then MOMENTUM_DB, then DATABASE_URL', () => {
    const env = { MOMENTUM_DB: at('second'), DATABASE_URL: at('third') }
    expect([
      hostOf(env, at('first')),
      hostOf(env),
      hostOf({ ...env, MOMENTUM_DB: '' }),
      hostOf({ ...env, MOMENTUM_DB: '/srv/home.db' }),
      hostOf(env, '/srv/home.db'),
    ]).toEqual(['first.example', 'second.example', 'third.example', '/srv/home.db', '/srv/home.db'])
  })

  test.each(['', 'mysql://sam:secret@db.example/shop', '/srv/shop.db', 'file:shop.db', 'shop'])(
    'passes over DATABASE_URL=%s, which is of another program',
    (url) => {
      const its = household('sqlite')
      expect(
        parseSettings(its.world([], { env: { DATABASE_URL: url } }), {
          db: undefined,
        }).location(),
      ).toEqual({
        path: its.database,
        explicit: false,
      })
    },
  )

  test('can be the settings file, but not for DATABASE_URL', () => {
    const its = household('sqlite')
    const settle = (text: string) => {
      mkdirSync(join(its.folder, '.config/momentum'), { recursive: true })
      writeFileSync(join(its.folder, '.config/momentum/.env'), text)
      return parseSettings(its.world([], { env: {} }), {}).location()
    }
    expect([
      settle("MOMENTUM_DB='postgres://sam:se%23cret@db.example.org/home'\n"),
      settle('MOMENTUM_DB=postgres://sam:secret@db.example.org/home # ours\n'),
    ]).toEqual([{ server: { ...plain, password: 'se#cret' } }, { server: plain }])
    expect(() => settle('DATABASE_URL=postgres://sam:secret@db.example.org/home\n')).toThrow(
      'and none was created',
    )
  })

  test.each([
    '"postgres://sam:secret@h/d"',
    ' postgres://sam:secret@h/d',
    'url=postgres://s:t@h/d',
  ])('is not %j, and no file either', (text) => {
    expect(() => hostOf({ MOMENTUM_DB: text })).toThrow(
      usage(
        '“…://…” is not the name of a database file.',
        'Give a path, such as ~/household.db, or postgres://user@host/database.',
      ),
    )
  })
})

/** Numbers from 0 up to a limit, which look random and are the same in every run. */
function dice(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

const signs = [...'@@@::://??##%%&=+ \'"“”’`$\\;,|<>(){}[]^~!*-_.é漢😀\t\n\r\u00a0\u202e\u001b']
/**
 * Letters that nothing else here is written with, so that a piece of a password is known as one.
 */
const letters = [...'QXZÄK']

function nastyPassword(roll: (limit: number) => number): string {
  const pick = (from: readonly string[]) => from[roll(from.length)] ?? ''
  const run = () => Array.from({ length: 1 + roll(6) }, () => pick(letters)).join('')
  const parts = Array.from({ length: 1 + roll(3) }, () => run() + pick(signs) + run())
  return (roll(4) === 0 ? pick(signs) : '') + parts.join('')
}

/** A URL as it should be, then ones in which something went wrong. */
const urls: readonly ((password: string) => string)[] = [
  (password) => `postgres://sam:${password}@127.0.0.1:1/home`,
  (password) => `postgresql://sam:${password}@127.0.0.1:1/home?schema=smiths&sslmode=disable`,
  (password) => `POSTGRES://sam:${password}@127.0.0.1:1/home?schema=Smiths`,
  (password) => `postgres://sam:${password}@127.0.0.1:1/home?color=blue`,
  (password) => `postgres://sam:${password}@127.0.0.1:one/home`,
  (password) => `postgres://sam:${password}@/home`,
  (password) => `postgres://sam:${password}@127.0.0.1:1`,
  (password) => `postgres://:${password}@127.0.0.1:1/home`,
  (password) => `postgres://sam:${password}`,
  (password) => `postgres://sam@127.0.0.1:1/home?password=${password}`,
  (password) => `postgres:/sam:${password}@127.0.0.1:1/home`,
  (password) => ` postgres://sam:${password}@127.0.0.1:1/home`,
  (password) => `"postgres://sam:${password}@127.0.0.1:1/home"`,
  (password) => `mysql://sam:${password}@127.0.0.1:1/home`,
]

type Words = { readonly argv: readonly string[]; readonly env?: Record<string, string> }

/** Where people put a URL, rightly or not. */
const places: readonly ((url: string) => Words)[] = [
  (url) => ({ argv: ['--db', url, 'task', 'list'] }),
  (url) => ({ argv: ['task', 'list', '--db', url] }),
  (url) => ({ argv: [`--db=${url}`, 'db', 'init'] }),
  (url) => ({ argv: ['db', 'status'], env: { MOMENTUM_DB: url } }),
  (url) => ({ argv: ['db', 'check'], env: { DATABASE_URL: url } }),
  (url) => ({ argv: [`--dbb=${url}`, 'task', 'list'] }),
  (url) => ({ argv: ['task', 'list', `--db-url=${url}`] }),
  (url) => ({ argv: ['--database', url] }),
  (url) => ({ argv: [`--json=${url}`, 'task', 'list'] }),
  (url) => ({ argv: [url] }),
  (url) => ({ argv: ['db', url] }),
  (url) => ({ argv: ['db', 'init', url] }),
  (url) => ({ argv: ['task', 'list', 'all', url] }),
  (url) => ({ argv: ['help', url] }),
  (url) => ({ argv: ['task', 'show', url] }),
  (url) => ({ argv: ['win', 'pick', url] }),
  (url) => ({ argv: ['win', 'show', url] }),
  (url) => ({ argv: ['user', 'show', url] }),
  (url) => ({ argv: ['category', 'show', url] }),
  (url) => ({ argv: ['task', 'list', '--as', url] }),
  (url) => ({ argv: ['task', 'list'], env: { MOMENTUM_USER: url } }),
  (url) => ({ argv: ['task', 'list', '--status', url] }),
  (url) => ({ argv: ['task', 'list', '--limit', url] }),
  (url) => ({ argv: ['task', 'list', '--fields', url] }),
  (url) => ({ argv: ['db', 'migrate', '--to', url] }),
  (url) => ({ argv: ['db', 'copy', '--to', url] }),
  (url) => ({ argv: ['db', 'copy', url] }),
  (url) => ({ argv: ['today'], env: { MOMENTUM_TZ: url } }),
]

/** Every four letters in a row that the answer shows of the password, plain or encoded. */
function shownOf(password: string, { stdout, stderr }: Answer): string[] {
  const output = stdout + stderr
  return [password, encodeURIComponent(password)].flatMap((text) => {
    const signs = Array.from(text)
    const pieces = signs.map((_, at) => signs.slice(at, at + 4).join(''))
    return pieces.filter((piece) => /[QXZÄK]/.test(piece) && hasPiece(output, piece))
  })
}

function hasPiece(output: string, piece: string): boolean {
  return Array.from(piece).length === 4 && output.includes(piece)
}

/** What a new household answers. */
async function openHousehold(): Promise<(words: Words) => Promise<Answer>> {
  const its = household()
  await main(its.world(['db', 'init'], { env: {} }))
  return async ({ argv, env = {} }) => {
    const world = its.world(argv, { env })
    const code = await main(world)
    const textOf = (stream: typeof world.stdout) => stream.read()?.toString() ?? ''
    return { code, stdout: textOf(world.stdout), stderr: textOf(world.stderr) }
  }
}

const rounds = isLongRun ? 1500 : 40

describe('F192 no password is ever shown', () => {
  test('wherever a URL with a nasty one is put, whole or broken', async () => {
    const answer = await openHousehold()
    const roll = dice(20_261_122)
    const shown: unknown[] = []
    for (let round = 0; round < rounds; round += 1) {
      const password = nastyPassword(roll)
      const written = roll(3) === 0 ? encodeURIComponent(password) : password
      for (const place of places.slice(round % 5).filter((_, index) => index % 5 === 0)) {
        const words = place(urls[roll(urls.length)]?.(written) ?? '')
        const flags = [['--json'], ['--debug'], ['--json', '--debug'], []][roll(4)] ?? []
        const told = await answer({ ...words, argv: [...flags, ...words.argv] })
        const pieces = shownOf(password, told)
        if (pieces.length > 0) shown.push({ password, ...words, told })
      }
    }
    expect(shown).toEqual([])
  })

  test('wherever any URL with a quotation mark in it is put', async () => {
    const answer = await openHousehold()
    const password = "K'ZKÄZ"
    const shown: unknown[] = []
    for (const [index, place] of places.entries()) {
      // In the short form, every third URL, others for each place.
      for (const url of isLongRun ? urls : urls.filter((_, at) => at % 3 === index % 3)) {
        const words = place(url("K'ZK%C3%84Z"))
        const told = await answer(words)
        if (shownOf(password, told).length > 0) shown.push({ ...words, told })
      }
    }
    expect(shown).toEqual([])
  })

  test.each([3, 30, 31, 32, 100_000])('behind a scheme of %i letters', (length) => {
    const url = `${'x'.repeat(length)}://ann:secret@host/home`
    const shown = `${'x'.repeat(length)}://…`
    expect([withoutPasswords(`“${url}” is odd`), withoutPasswords(url, [url])]).toEqual([
      `“${shown}” is odd`,
      shown,
    ])
  })

  test.each([[], ['--json'], ['--debug'], ['--json', '--debug']])(
    'when a server refuses it (%s)',
    async (...flags) => {
      const { port } = parseServerUrl(inject('postgresUrl'))
      const its = household()
      const password = 'QXZ:@QXZ/?#%QXZ'
      const url = `postgres://postgres:${encodeURIComponent(password)}@localhost:${port}/household`
      const world = its.world([...flags, 'task', 'list', '--db', url], { env: {} })
      const code = await main(world)
      const stderr = world.stderr.read()?.toString() ?? ''
      expect({ code, shown: shownOf(password, { code, stdout: '', stderr }) }).toEqual({
        code: 5,
        shown: [],
      })
    },
  )
})
