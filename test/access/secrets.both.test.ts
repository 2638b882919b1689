import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { groups, ownVerbs } from '../../src/commands/index.ts'
import { dumpDatabase } from '../support/household/contents.ts'
import { copiesOf, type Household } from '../support/household/household.ts'
import {
  householdWithPassword,
  loggedInHousehold,
  password,
  readTexts,
  runAfterCode,
  runWithInput,
  secretiveHousehold,
  secrets,
} from '../support/household/members.ts'
import { checkout } from '../support/program/program.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'No crust']

const tasksFile = join(checkout, 'test/support/exchange/tasks.jsonl')

/** Every command there is, by its noun and verb, with words that make it do its work. */
const commands: Record<string, readonly string[]> = {
  '': [],
  'user add': ['Kim', '--password-stdin'],
  'user list': ['--all'],
  'user show': ['alex'],
  'user edit': ['alex', '--role', 'cook'],
  'user deactivate': ['alex'],
  'user activate': ['alex'],
  'user remove': ['alex', '--yes', '--tasks', 'keep'],
  'user password': ['alex', '--password-stdin'],
  'category add': ['Bath', '--user', 'alex'],
  'category list': [],
  'category edit': ['kitchen', '--name', 'Bath'],
  'category remove': ['kitchen', '--yes'],
  'task add': ['Pay the rent', ...essentials, '--owner', 'alex'],
  'task list': ['--owner', 'alex'],
  'task show': ['1'],
  'task edit': ['1', '--title', 'Descale'],
  'task status': ['1'],
  'task start': ['1'],
  'task pause': ['1'],
  'task block': ['1'],
  'task done': ['1'],
  'task abandon': ['1'],
  'task reopen': ['2'],
  'task toggle': ['1'],
  'task skip': ['4'],
  'task take': ['1'],
  'task assign': ['1', 'alex'],
  'task remove': ['1', '--yes'],
  'task burndown': [],
  'task history': ['1'],
  'task note': ['1', 'Vinegar'],
  'routine add': ['Bins', ...essentials, '--every', 'tue', '--owner', 'alex'],
  'routine list': [],
  'routine show': ['1'],
  'routine next': [],
  'routine preview': ['tue'],
  'routine edit': ['1', '--effort', 'small'],
  'routine pause': ['1', '--note', 'Later'],
  'routine resume': ['1'],
  'routine end': ['1'],
  'routine remove': ['1', '--yes'],
  'routine history': ['1'],
  'away add': ['alex', '--from', 'today', '--until', '+1w'],
  'away list': [],
  'away remove': ['1', '--yes'],
  'win pick': ['1', '--date', 'yesterday'],
  'win done': [],
  'win pause': ['--note', 'Later'],
  'win block': ['--note', 'No tool'],
  'win resume': [],
  'win drop': ['--note', 'Not today'],
  'win show': [],
  'win history': [],
  'win stats': [],
  'rest add': ['yesterday', '--note', 'Ill'],
  'rest list': [],
  'rest remove': ['1', '--yes'],
  'db init': [],
  'db seed': [],
  'db status': [],
  'db migrate': ['--list'],
  'db check': [],
  'db backup': ['backup.db'],
  'db backups': [],
  'db restore': ['earlier.db', '--yes'],
  'db copy': ['--to', 'elsewhere.db'],
  'db forget': ['--before', 'tomorrow', '--yes'],
  'db path': [],
  week: [],
  remind: ['--for', 'alex', '--soon', '1d'],
  calendar: ['--for', 'alex', '--todo'],
  sheet: ['--for', 'alex'],
  add: ['Pay', 'the', 'rent', '@alex'],
  load: [],
  report: ['--for', 'alex'],
  import: [tasksFile],
  export: [],
  undo: [],
  redo: ['--list'],
  login: ['alex', '--password-stdin'],
  logout: [],
  whoami: [],
  completion: ['zsh'],
  today: [],
  'config list': [],
  'config get': ['db'],
  'config set': ['day-start', '00:00'],
  'config unset': ['day-start'],
}

/** What must never be printed: the passwords, the token, its hash, and the hash of the password. */
const secret = new RegExp([...secrets, '\\$2[aby]\\$', 'token-1', '[0-9a-f]{64}'].join('|'))

/** Alex is logged in and owns tasks 1 and 2; task 3 is today's win. */
const busy = copiesOf(async () => {
  const home = await loggedInHousehold()
  for (const title of ['Descale the kettle', 'Fix the tap', 'Mend the bicycle']) {
    await home.json('task', 'add', title, ...essentials, '--owner', 'alex')
  }
  await home.json('category', 'add', 'Kitchen')
  await home.json('routine', 'add', 'Bins', ...essentials, '--every', 'tue')
  await home.json('away', 'add', '--everybody', '--from', 'today', '--until', '+1w')
  await home.json('task', 'done', '2')
  await home.json('rest', 'add', 'sunday')
  await home.json('win', 'pick', '3')
  return home
})

/** The same, with the backup that a restore takes. */
const busyWithBackup = copiesOf(async () => {
  const home = await busy()
  await home.json('db', 'backup', 'earlier.db')
  return home
})

test('the commands below are all there are', () => {
  const verbs = groups.flatMap(({ noun, verbs }) =>
    verbs.map(({ usage }) => `${noun} ${usage.replace(/ .*/, '')}`),
  )
  const own = ownVerbs.map(({ usage }) => usage.replace(/ .*/, ''))
  expect(Object.keys(commands).toSorted()).toEqual(['', ...verbs, ...own].toSorted())
})

describe('no password, hash or token is printed by (F181)', () => {
  test.each(Object.entries(commands))('momentum %s', async (words, rest) => {
    const argv = [...words.split(' ').filter(Boolean), ...rest, '--debug']
    const begin = words === 'db restore' ? busyWithBackup : busy
    const answers = [
      await runWithInput(await begin(), password, ...argv),
      await runWithInput(await begin(), password, ...argv, '--json'),
    ]
    // The sum of a whole table, with which a copy is compared, is no hash of a secret.
    const texts = answers.map(({ stdout, stderr }) =>
      (stdout + stderr).replace(/"sha256": ?"[0-9a-f]{64}"/g, ''),
    )
    expect({
      codes: answers.map(({ code }) => code),
      told: texts.filter((text) => secret.test(text)),
    }).toEqual({ codes: [0, 0], told: [] })
  })

  test.each(Object.entries(commands))('momentum %s --fields password_hash', async (words, rest) => {
    const argv = [...words.split(' ').filter(Boolean), ...rest, '--fields', 'password_hash']
    const { code, stdout } = await secretiveHousehold().run(...argv)
    expect([code, stdout]).toEqual([2, ''])
  })

  test('errors, and where they come from', async () => {
    const home = await householdWithPassword()
    const answers = [
      await runWithInput(home, 'wrong horse', 'login', 'alex', '--password-stdin', '--debug'),
      await runWithInput(
        home,
        'staple staple',
        'user',
        'add',
        'Alex',
        '--password-stdin',
        '--debug',
      ),
      await runWithInput(home, 'a'.repeat(73), 'user', 'add', 'Kim', '--password-stdin', '--debug'),
      await runWithInput(
        home,
        'new battery',
        'user',
        'add',
        'Kim',
        '--password-stdin',
        '--db',
        '/none/x',
        '--debug',
      ),
      await home.run('user', 'list', '--fields', 'password_hash'),
    ]
    expect({
      codes: answers.map(({ code }) => code),
      stdout: answers.map(({ stdout }) => stdout).join(''),
      told: answers.filter(({ stderr }) => secret.test(stderr)),
    }).toEqual({ codes: [6, 4, 2, 5, 2], stdout: '', told: [] })
  })
})

test('no password is in any file of the household, nor is the token beside its own', async () => {
  const home = await busy()
  await runWithInput(home, 'wrong horse', 'login', 'alex', '--password-stdin')
  await runWithInput(home, 'new battery', 'user', 'password', 'alex', '--password-stdin')
  await runWithInput(home, 'new battery', 'login', 'alex', '--password-stdin')
  const texts = Object.entries(await readTexts(home))
  const withOne = (pattern: RegExp) =>
    texts.filter(([, text]) => pattern.test(text)).map(([path]) => path.replace(home.folder, '~'))
  expect({
    files: texts.length,
    passwords: withOne(new RegExp(secrets.join('|'))),
    token: withOne(/token-2/),
  }).toEqual({ files: 2, passwords: [], token: ['~/.local/state/momentum/login.json'] })
})

test('the hash is in one column, and no copy of it stays in the file when it is replaced', async () => {
  const home = await loggedInHousehold()
  await runWithInput(home, 'new battery', 'user', 'password', 'alex', '--password-stdin')
  const found = (await dumpDatabase(home)).match(/\$2b\$\d\d\$/g)
  expect([found, await home.query('select count(password_hash) as count from users')]).toEqual([
    ['$2b$12$'],
    [{ count: 1 }],
  ])
})

describe('bcrypt', () => {
  /** Whether a command loads it, in a process of its own. */
  function loads(home: Household, input: string, ...argv: readonly string[]): unknown {
    const watch = `process.on('exit', () => {
      process.report.excludeNetwork = true
      const { sharedObjects } = process.report.getReport()
      console.error(sharedObjects.filter((path) => path.includes('/bcrypt/')).length)
    })`
    const { code, stderr } = runAfterCode(home, watch, input, ...argv)
    return { code, loaded: stderr.trim().split('\n').at(-1) }
  }

  test('is loaded when a password is checked, and by nothing else', async () => {
    const home = await householdWithPassword()
    expect({
      page: loads(home, ''),
      list: loads(home, '', 'user', 'list'),
      refused: loads(home, '', 'whoami', '--as', 'alex'),
      open: loads(home, '', 'login', 'sam'),
      checked: loads(home, password, 'login', 'alex', '--password-stdin'),
      session: loads(home, '', 'task', 'list'),
    }).toEqual({
      page: { code: 0, loaded: '0' },
      list: { code: 0, loaded: '0' },
      refused: { code: 6, loaded: '0' },
      open: { code: 0, loaded: '0' },
      checked: { code: 0, loaded: '1' },
      session: { code: 0, loaded: '0' },
    })
  })

  test('is known to one file, which opens no transaction and is not known to the database', () => {
    const files = globSync('src/**/*.ts', { cwd: checkout })
    const texts = files.map((file) => [file, readFileSync(join(checkout, file), 'utf8')] as const)
    const using = (pattern: RegExp) =>
      texts.filter(([, text]) => pattern.test(text)).map(([file]) => file)
    expect({
      bcrypt: using(/from 'bcrypt'|import\('bcrypt'\)/),
      early: using(/from 'bcrypt'/),
      transaction: using(/from 'bcrypt'|import\('bcrypt'\)/).filter((file) =>
        using(/\bwrite\(|\.transaction\(/).includes(file),
      ),
      database: using(/password\.ts'/).filter((file) => file.startsWith('src/db/')),
    }).toEqual({
      bcrypt: ['src/access/password.ts'],
      early: [],
      transaction: [],
      database: ['src/db/users/passwords.ts'],
    })
  })
})
