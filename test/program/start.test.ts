import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asOtherUser, otherUser } from '../support/faults/unprivileged.ts'
import { temporaryFolder } from '../support/folder.ts'
import { run, shell } from '../support/program/program.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Shiny']
const dataFolder = (home: string) => join(home, '.local/share/momentum')

test('a command answers on stdout, tells of the new database on stderr, and ends with 0', async () => {
  const home = temporaryFolder()
  const answer = await run({ home }, 'task', 'add', 'Polish the kettle', ...essentials, '--quiet')

  expect(answer).toEqual({
    code: 0,
    stdout: '1\n',
    stderr: `Created the household’s database: ${dataFolder(home)}/momentum.db\n`,
  })
})

test.each([
  ['a new folder', () => {}],
  ['a folder that everyone could write to', (folder: string) => makeFolder(folder, 0o777)],
])('what Node compiles is kept where nobody else can put any: in %s', async (_, prepare) => {
  const home = temporaryFolder()
  const [caches, folder] = [join(home, 'cache'), join(home, 'cache/momentum')]
  prepare(folder)
  const env = { XDG_CACHE_HOME: caches }
  const { code } = await shell({ home, env }, 'umask 0; $momentum --help --debug')
  expect([code, statSync(folder).mode & 0o777, readdirSync(folder).length]).toEqual([0, 0o700, 1])
})

test.skipIf(otherUser.missing || process.getuid?.() !== 0)(
  'what Node compiles is not kept in a folder that somebody else owns',
  async () => {
    const home = temporaryFolder()
    const [caches, folder] = [join(home, 'cache'), join(home, 'cache/momentum')]
    makeFolder(folder, 0o777)
    chmodSync(home, 0o755)
    const env = { XDG_CACHE_HOME: caches }
    const line = `${asOtherUser.join(' ')} $momentum --help --debug`
    const { code } = await shell({ home, env }, line)
    expect([code, statSync(folder).mode & 0o777, readdirSync(folder)]).toEqual([0, 0o777, []])
  },
)

function makeFolder(folder: string, mode: number): void {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, mode)
}

test('what one process wrote, the next one reads', async () => {
  const home = temporaryFolder()
  await run({ home }, 'user', 'add', 'Alex')
  const { code, stdout, stderr } = await run({ home }, 'user', 'list', '--fields', 'id,name')

  expect({ code, users: JSON.parse(stdout), stderr }).toEqual({
    code: 0,
    users: [{ id: 1, name: 'Alex' }],
    stderr: '',
  })
})

test('errors end with their code, and with a stack only when --debug asks for one', async () => {
  const home = temporaryFolder()
  await run({ home }, 'db', 'init')
  const missing = await run({ home }, 'task', 'show', '9')
  const debugged = await run({ home }, 'task', 'show', '9', '--debug')

  const sentence =
    'momentum: There is no task with the number 9.\n  See: momentum task list --all\n'
  expect(missing).toMatchObject({ code: 3, stdout: '' })
  expect(missing.stderr.startsWith(sentence.split('\n')[0] ?? '')).toEqual(true)
  expect(missing.stderr).not.toMatch(/\n\s+at /)
  expect(debugged.code).toEqual(3)
  expect(debugged.stderr.startsWith(missing.stderr)).toEqual(true)
  expect(debugged.stderr).toMatch(/\n\s+at /)
})

test.each([
  [['help'], ['--help']],
  [
    ['task', 'help'],
    ['task', '--help'],
  ],
  [
    ['help', 'task'],
    ['task', '--help'],
  ],
  [
    ['help', 'task', 'add'],
    ['task', 'add', '--help'],
  ],
  [
    ['task', 'help', 'add'],
    ['task', 'add', '--help'],
  ],
])('momentum %j shows what %j shows, and nothing else', async (words, option) => {
  const home = temporaryFolder()
  const { stdout } = await run({ home }, ...option)

  expect(stdout).toMatch(/^Usage: momentum/m)
  expect(await run({ home }, ...words)).toEqual({ code: 0, stdout, stderr: '' })
})

test('an unknown command is refused next to --help, too', async () => {
  const home = temporaryFolder()
  const refused = (path: string, start: string) => ({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(`momentum: There is no command “${path}”.\n  ${start}`),
  })
  expect(await run({ home }, 'frob', '--help')).toEqual(refused('momentum frob', 'Choose one of'))
  expect(await run({ home }, 'help', 'task', 'lsit')).toEqual(
    refused('momentum task lsit', 'Did you mean: momentum help task list\n'),
  )
})

test('whatever ends the program early is reported as a bug, with 1', async () => {
  const home = temporaryFolder()
  const ending = join(home, 'ending.cjs')
  writeFileSync(ending, 'process.nextTick(() => process.exit())')

  expect(await run({ home, env: { NODE_OPTIONS: `--require=${ending}` } }, 'task', 'list')).toEqual(
    {
      code: 1,
      stdout: '',
      stderr: 'momentum: The command stopped before it finished. This is a bug in Momentum.\n',
    },
  )
})

test('F144 an unknown option ends with 2 and does nothing', async () => {
  const home = temporaryFolder()
  const answer = await run({ home }, 'task', 'add', 'Kettle', ...essentials, '--efort', 'tiny')

  expect(answer).toMatchObject({ code: 2, stdout: '' })
  expect(answer.stderr).toContain('--efort')
  expect(readdirSync(home)).toEqual([])
})

describe('the environment', () => {
  test.each([
    { home: 'unset', env: { HOME: undefined } },
    { home: 'of a user without a folder', env: { HOME: '/nonexistent/home' } },
  ])('F003 a HOME that is $home never ends in a stack', async ({ env }) => {
    const folder = temporaryFolder()
    const answer = await run({ home: folder, env }, 'db', 'path')

    expect(answer).toMatchObject({ code: 0, stderr: '' })
    expect(answer.stdout).toMatch(/^\/.*\/\.local\/share\/momentum\/momentum\.db\n$/)
  })

  test('F003 with an empty HOME nothing is written where one happens to be', async () => {
    const folder = temporaryFolder()
    const answer = await run({ home: folder, env: { HOME: '' } }, 'task', 'add', 'K', ...essentials)

    expect(answer).toEqual({
      code: 2,
      stdout: '',
      stderr: [
        'momentum: Your home folder is unknown, so there is no place for the database.',
        '  Set HOME, or name the file with --db.',
        '',
      ].join('\n'),
    })
    expect(readdirSync(folder)).toEqual([])
  })

  test('F004 in a deleted folder the default database works', async () => {
    const home = temporaryFolder()
    const inGone = 'mkdir gone && cd gone && rmdir ../gone &&'
    const answer = await shell({ home }, `${inGone} $momentum user add Alex --quiet`)

    expect(answer).toMatchObject({ code: 0, stdout: '1\n' })
  })

  test('F004 in a deleted folder a relative --db is refused in a sentence', async () => {
    const home = temporaryFolder()
    const inGone = 'mkdir gone && cd gone && rmdir ../gone &&'
    const answer = await shell({ home }, `${inGone} $momentum user list --db some.db`)

    expect(answer).toEqual({
      code: 2,
      stdout: '',
      stderr: [
        'momentum: The current folder no longer exists.',
        '  Change to another folder: cd',
        '',
      ].join('\n'),
    })
  })

  test('F013 neither .env nor momentum.db of the current folder is picked up', async () => {
    const home = temporaryFolder()
    const cwd = join(home, 'cloned')
    mkdirSync(cwd)
    writeFileSync(join(cwd, '.env'), 'MOMENTUM_DB=/elsewhere/evil.db\nMOMENTUM_USER=eve\n')
    writeFileSync(join(cwd, 'momentum.db'), 'evil')
    const answer = await run({ home, cwd }, 'db', 'path')

    expect(answer).toEqual({ code: 0, stdout: `${dataFolder(home)}/momentum.db\n`, stderr: '' })
  })

  test('settings stand in the .env of the configuration folder; the environment goes first', async () => {
    const home = temporaryFolder()
    mkdirSync(join(home, '.config/momentum'), { recursive: true })
    writeFileSync(join(home, '.config/momentum/.env'), `MOMENTUM_DB=${home}/family.db\n`)
    const fromFile = await run({ home }, 'db', 'path')
    const fromEnvironment = await run({ home, env: { MOMENTUM_DB: '/other.db' } }, 'db', 'path')

    expect([fromFile.stdout, fromEnvironment.stdout]).toEqual([
      `${home}/family.db\n`,
      '/other.db\n',
    ])
  })

  test('F034 nobody else can read the database, whatever the umask', async () => {
    const home = temporaryFolder()
    const answer = await shell({ home }, 'umask 000; $momentum user add Alex')
    const file = join(dataFolder(home), 'momentum.db')

    expect(answer.code).toEqual(0)
    expect({
      file: (statSync(file).mode & 0o777).toString(8),
      folder: (statSync(dataFolder(home)).mode & 0o777).toString(8),
    }).toEqual({ file: '600', folder: '700' })
  })

  test.each([
    { where: 'in a pipe', env: {} },
    { where: 'in a pipe of a colorful terminal', env: { TERM: 'xterm-256color' } },
    { where: 'with NO_COLOR', env: { TERM: 'xterm-256color', NO_COLOR: '1' } },
  ])('F012 no answer holds an escape sequence $where', async ({ env }) => {
    const home = temporaryFolder()
    const seeded = await run({ home, env }, 'db', 'seed', '--demo')
    const pages = [
      ['task', 'list'],
      ['win', 'history'],
      ['win', 'stats'],
      [],
      ['task', 'show', '0'],
    ]
    const answers = await Promise.all(pages.map((page) => run({ home, env }, ...page)))

    expect([seeded, ...answers].map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 3])
    const all = [seeded, ...answers].map(({ stdout, stderr }) => stdout + stderr).join('')
    expect(all.includes('\x1b')).toEqual(false)
  })
})

test('only the database is left in its folder, without a journal', async () => {
  const home = temporaryFolder()
  await run({ home }, 'task', 'add', 'Kettle', ...essentials)
  await run({ home }, 'win', 'pick', '1')

  expect(readdirSync(dataFolder(home))).toEqual(['momentum.db'])
  expect(existsSync(join(home, '.config'))).toEqual(false)
})
