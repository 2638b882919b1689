import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { findServerPassword } from '../../src/settings/password-file.ts'
import { parseSettings } from '../../src/settings/settings.ts'
import { temporaryFolder } from '../support/folder.ts'
import { household } from '../support/household/household.ts'
import { run } from '../support/program/program.ts'
import { newHouseholdUrl, serverOf } from '../support/server/server.ts'
import { emptyWorld } from '../support/world.ts'

/** The password that is found for `sam@db.example.org:5432/home`. */
function found(lines: string, env: Record<string, string> = {}, mode = 0o600) {
  const its = household()
  const path = join(its.folder, '.pgpass')
  writeFileSync(path, lines)
  chmodSync(path, mode)
  const location = parseSettings(its.world([], { env }), {
    db: `postgres://sam${env.IN_URL ?? ''}@db.example.org/home`,
  }).location()
  return 'server' in location ? location.server.password : 'none'
}

test.each([
  ['db.example.org:5432:home:sam:secret', 'secret'],
  ['*:*:*:*:secret', 'secret'],
  ['# ours\n\ndb.example.org:5432:home:mia:hers\r\n*:*:home:sam:secret\r\n*:*:*:*:last', 'secret'],
  ['*:*:*:sam:se\\:cr\\\\et', 'se:cr\\et'],
  ['\ufeffdb.example.org:5432:home:sam:secret\r\n', 'secret'],
  ['db.example.org:5433:home:sam:secret', undefined],
  ['db.example.org:5432:home:sam:', undefined],
  ['secret', undefined],
  ['', undefined],
])('the password file %j has %j', (lines, password) => {
  expect(found(lines)).toEqual(password)
})

test('the password file gives way to PGPASSWORD, and that to the URL', () => {
  const lines = '*:*:*:*:third'
  expect([
    found(lines, { PGPASSWORD: 'second', IN_URL: ':first' }),
    found(lines, { PGPASSWORD: 'second' }),
    found(lines, { PGPASSWORD: '' }),
  ]).toEqual(['first', 'second', 'third'])
})

test('PGPASSFILE names another password file', () => {
  const other = join(temporaryFolder(), 'passwords')
  writeFileSync(other, '*:*:*:*:other', { mode: 0o600 })
  const passwords = [other, `${other}.missing`, ''].map((PGPASSFILE) =>
    found('*:*:*:*:usual', { PGPASSFILE }),
  )
  expect(passwords).toEqual(['other', undefined, 'usual'])
})

test('the password file of Windows is in its own folder, where modes say nothing', () => {
  const APPDATA = temporaryFolder()
  mkdirSync(join(APPDATA, 'postgresql'))
  writeFileSync(join(APPDATA, 'postgresql', 'pgpass.conf'), '*:*:*:*:secret', { mode: 0o644 })
  const passwords = [{ APPDATA }, {}].map((env) =>
    findServerPassword(emptyWorld({ env, platform: 'win32' }), serverOf('postgres://sam@a/home')),
  )
  expect(passwords).toEqual(['secret', undefined])
})

test('the password file counts for nothing where others can read it', () => {
  expect(found('*:*:*:*:secret', {}, 0o640)).toEqual(undefined)
})

test.each([
  ['others can read it', Buffer.from('*:*:*:*:secret'), 0o640, 'others', "Type: chmod 600 'FILE'"],
  [
    'it is UTF-16',
    Buffer.from('\ufeff*:*:*:*:secret\n', 'utf16le'),
    0o600,
    'encoding',
    'In your editor, save the file again with the encoding UTF-8.',
  ],
] as const)(
  'the password file is said to be ignored where %s',
  async (_, lines, mode, why, hint) => {
    const problem = {
      others: 'other accounts on this computer can read them.',
      encoding: 'the file is not UTF-8 text.',
    }[why]
    const its = household()
    const file = join(its.folder, '.pgpass')
    writeFileSync(file, lines)
    chmodSync(file, mode)
    const ask = async (url: string, env: Record<string, string> = {}) => {
      const { stderr } = await its.runIn(its.world(['task', 'list', '--db', url], { env }))
      return stderr.replaceAll(file, 'FILE').split('\n').slice(0, 2)
    }
    const url = 'postgres://sam@localhost:1/home'
    expect([
      await ask(url),
      (await ask(url, { PGPASSWORD: 'x' })).join().includes('FILE'),
      (await ask('postgres://sam:x@localhost:1/home')).join().includes('FILE'),
    ]).toEqual([[`The passwords in “FILE” are ignored: ${problem}`, `  ${hint}`], false, false])
  },
)

/** What `task list` says on stderr, with a settings file of this mode. */
async function saidAbout(mode: number, settings: (url: string) => string, ...argv: string[]) {
  const its = household('sqlite')
  const url = await newHouseholdUrl()
  const file = join(its.folder, '.config/momentum/.env')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, settings(url))
  chmodSync(file, mode)
  its.env.PGPASSWORD = serverOf(url).password ?? ''
  const { code, stderr } = await its.run('task', 'list', '--as', '1', ...argv)
  return { code, stderr: stderr.replaceAll(file, 'FILE') }
}

const noMember = {
  code: 3,
  stderr: 'momentum: There is no member with the number 1.\n  See: momentum user list --all\n',
}
const exposed = {
  ...noMember,
  stderr: `Other accounts on this computer can read the password in “FILE”.\n  Type: chmod 600 'FILE'\n${noMember.stderr}`,
}
const withPassword = (url: string) => `MOMENTUM_DB=${url}\n`
const withoutPassword = (url: string) => `MOMENTUM_DB=${serverOf(url).url}\n`

test.each([
  ['of a group', 0o640, withPassword, exposed],
  ['of everyone', 0o604, withPassword, exposed],
  ['of its owner', 0o600, withPassword, noMember],
  ['of everyone, without a password', 0o644, withoutPassword, noMember],
])(
  'a settings file %s is spoken of once if others can read a password',
  async (_, mode, settings, said) => {
    expect(await saidAbout(mode, settings)).toEqual(said)
  },
)

test('a password in the settings file that is not used is not spoken of', async () => {
  const url = await newHouseholdUrl()
  expect((await saidAbout(0o644, withPassword, '--db', url)).stderr).not.toContain('FILE')
})

test('a program takes its password from the file, and warns of nothing', async () => {
  const url = new URL(await newHouseholdUrl())
  const { host, port, password } = serverOf(url.href)
  url.password = ''
  const home = temporaryFolder()
  writeFileSync(join(home, '.pgpass'), `${host}:${port}:*:*:${password}\n`, { mode: 0o600 })
  expect(await run({ home, env: { MOMENTUM_DB: url.href } }, 'task', 'list', '--json')).toEqual({
    code: 0,
    stdout: '[]\n',
    stderr: '',
  })
})
