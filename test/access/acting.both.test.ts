import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dumpDatabase, readContents } from '../support/household/contents.ts'
import type { Household } from '../support/household/household.ts'
import {
  alex,
  householdWithPassword,
  loggedInHousehold,
  password,
  passwordMissing,
  runWithInput,
  sam,
} from '../support/household/members.ts'
import { jsonFailure } from '../support/household/sample.ts'

const essentials = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'No crust']

/** Task 1 of nobody, which is today's win, and task 2 of Alex. */
async function withTasks(home: Household): Promise<Household> {
  await home.json('task', 'add', 'Descale the kettle', ...essentials, '--as', 'sam')
  await home.json('task', 'add', 'Fix the tap', ...essentials, '--as', 'sam', '--owner', 'alex')
  await home.json('category', 'add', 'Kitchen')
  await home.json('win', 'pick', 'kettle', '--as', 'sam')
  return home
}

/** What acts for somebody. */
const acting = [
  ['task', 'add', 'Pay the rent', ...essentials],
  ['task', 'list'],
  ['task', 'list', '--mine'],
  ['task', 'show', '2'],
  ['task', 'edit', '2', '--title', 'Mend the tap'],
  ['task', 'status', '2', 'active'],
  ['task', 'start', '2'],
  ['task', 'pause', '2'],
  ['task', 'block', '2'],
  ['task', 'done', '2'],
  ['task', 'abandon', '2'],
  ['task', 'toggle', '2'],
  ['task', 'assign', '2', 'sam'],
  ['task', 'remove', '2', '--yes'],
  ['win', 'pick', '2', '--replace', '--note', 'Later'],
  ['category', 'edit', 'kitchen', '--name', 'Bath'],
  ['category', 'remove', 'kitchen', '--yes'],
  ['user', 'show', 'sam'],
  ['user', 'remove', 'sam', '--yes'],
  ['whoami'],
  [],
]

/** What changes Alex. */
const changing = [
  ['user', 'edit', 'alex', '--name', 'Alexandra'],
  ['user', 'deactivate', 'alex'],
  ['user', 'activate', 'alex'],
  ['user', 'remove', 'alex', '--yes', '--tasks', 'keep'],
  ['user', 'password', 'alex', '--remove'],
]

describe('without the password', () => {
  test.each(acting.map((argv) => [argv]))('nobody acts as Alex: %j', async (argv) => {
    const home = await withTasks(await householdWithPassword())
    const before = await dumpDatabase(home)
    const option = await home.run(...argv, '--as', 'alex')
    const [sentence] = option.stderr.split('\n')
    home.env.MOMENTUM_USER = 'Alex'
    const setting = await home.run(...argv)
    expect({
      option: { ...option, stderr: sentence },
      setting,
      unchanged: (await dumpDatabase(home)) === before,
    }).toEqual({
      option: {
        code: 6,
        stdout: '',
        stderr: 'momentum: This needs Alex’s password.',
      },
      setting: passwordMissing,
      unchanged: true,
    })
  })

  test.each(changing.map((argv) => [argv]))('nobody changes Alex: %j', async (argv) => {
    const home = await withTasks(await householdWithPassword())
    const before = await dumpDatabase(home)
    const nobody = await home.run(...argv)
    home.env.MOMENTUM_USER = 'sam'
    const other = await home.run(...argv)
    expect([nobody, other, (await dumpDatabase(home)) === before]).toEqual([
      passwordMissing,
      passwordMissing,
      true,
    ])
  })

  test('the refusal to a program is one line of JSON', async () => {
    const home = await householdWithPassword()
    home.env.MOMENTUM_USER = '1'
    expect(await home.run('task', 'list', '--json')).toEqual(
      jsonFailure(
        6,
        'not_allowed',
        'This needs Alex’s password.',
        'Log in first: momentum login Alex',
      ),
    )
  })

  test('everybody acts as Sam and as nobody, as before', async () => {
    const home = await withTasks(await householdWithPassword())
    const sams = await home.run('task', 'edit', '1', '--title', 'Wash up', '--as', 'sam')
    const nobodys = await home.run('task', 'edit', '1', '--title', 'Descale', '--json')
    expect([sams.code, nobodys.code]).toEqual([0, 0])
  })

  test('a password of Alex does not protect Sam', async () => {
    const home = await householdWithPassword()
    expect(await home.json('user', 'edit', 'sam', '--role', 'cook')).toEqual({
      ...sam,
      role: 'cook',
      updated_at: '2026-11-22T12:00:00.000Z',
    })
  })
})

describe('with a session', () => {
  test.each(changing.slice(0, 3).map((argv) => [argv]))('Alex changes Alex: %j', async (argv) => {
    const home = await loggedInHousehold()
    expect((await home.run(...argv)).code).toEqual(0)
  })

  test('Alex removes Alex', async () => {
    const home = await loggedInHousehold()
    await home.json('user', 'remove', 'alex', '--yes')
    expect(await home.json('user', 'list', '--all')).toEqual([sam])
  })

  test('a win is picked by who is logged in', async () => {
    const home = await loggedInHousehold()
    await home.json('task', 'add', 'Descale the kettle', ...essentials)
    expect(await home.json('win', 'pick', '1', '--fields', 'selected_by')).toEqual({
      selected_by: 'Alex',
    })
  })

  test('of Alex, nobody acts as another one with a password', async () => {
    const home = await loggedInHousehold()
    await runWithInput(home, 'new battery', 'user', 'password', 'sam', '--password-stdin')
    const { code } = await home.run('whoami', '--as', 'sam')
    expect([code, (await readContents(home)).users]).toEqual([
      6,
      [alex, { ...sam, has_password: true, updated_at: '2026-11-22T12:00:01.000Z' }],
    ])
  })

  test('--as and MOMENTUM_USER of who is logged in need no password', async () => {
    const home = await loggedInHousehold()
    const option = await home.json('whoami', '--as', 'alex')
    home.env.MOMENTUM_USER = '1'
    expect([option, await home.json('whoami')]).toEqual([alex, alex])
  })
})

describe('who acts', () => {
  /** Each names somebody else; nobody has a password. */
  async function everyWay(): Promise<Household> {
    const home = await householdWithPassword()
    await home.json('user', 'add', 'Kim')
    await home.json('user', 'add', 'Lou')
    await home.json('user', 'add', 'Max')
    await home.json('login', 'sam')
    mkdirSync(join(home.folder, '.config/momentum'), { recursive: true })
    writeFileSync(join(home.folder, '.config/momentum/.env'), 'MOMENTUM_USER=kim\n')
    home.env.MOMENTUM_USER = 'lou'
    return home
  }
  const name = (home: Household, ...argv: string[]) =>
    home.json('whoami', '--fields', 'name', ...argv)

  test('is --as, else MOMENTUM_USER, else its setting in a file, else who is logged in, else nobody', async () => {
    const home = await everyWay()
    const option = await name(home, '--as', 'max')
    const environment = await name(home)
    delete home.env.MOMENTUM_USER
    const file = await name(home)
    writeFileSync(join(home.folder, '.config/momentum/.env'), '')
    const login = await name(home)
    await home.run('logout')
    expect([option, environment, file, login, await home.json('whoami')]).toEqual([
      { name: 'Max' },
      { name: 'Lou' },
      { name: 'Kim' },
      { name: 'Sam' },
      null,
    ])
  })

  test('is recorded: the one who picks, or nobody', async () => {
    const home = await householdWithPassword()
    await home.json('task', 'add', 'Descale the kettle', ...essentials)
    await home.json('win', 'pick', '1')
    expect(await home.query('select selected_by_user_id from daily_wins')).toEqual([
      { selected_by_user_id: null },
    ])
  })

  test('is nobody for a command that needs nobody, while no member has the name', async () => {
    const home = await householdWithPassword()
    home.env.MOMENTUM_USER = 'kim'
    await home.json('user', 'add', 'Kim')
    expect(
      await home.query('select command, made_by from commands order by id desc limit 1'),
    ).toEqual([{ command: 'user add', made_by: null }])
  })

  test('is told in a line to a person', async () => {
    const home = await householdWithPassword()
    expect([await home.run('whoami', '--as', 'sam'), await home.run('whoami')]).toEqual([
      { code: 0, stdout: 'Sam\n', stderr: '' },
      {
        code: 0,
        stdout: 'Not logged in.\nLog in: momentum login <user>\n',
        stderr: '',
      },
    ])
  })

  test('is an id alone with --quiet, and nothing for nobody', async () => {
    const home = await householdWithPassword()
    expect([await home.run('whoami', '-q', '--as', 'sam'), await home.run('whoami', '-q')]).toEqual(
      [
        { code: 0, stdout: '2\n', stderr: '' },
        { code: 0, stdout: '', stderr: '' },
      ],
    )
  })

  test('that has a password is public, what it is never (F180)', async () => {
    const home = await loggedInHousehold()
    expect([await home.json('user', 'list'), await home.json('user', 'show', 'alex')]).toEqual([
      [alex, sam],
      alex,
    ])
  })

  test('may log in as another one without logging out first', async () => {
    const home = await loggedInHousehold()
    await home.json('login', 'sam')
    const second = await home.json('whoami')
    await runWithInput(home, password, 'login', '1', '--password-stdin')
    expect([second, await home.json('whoami')]).toEqual([sam, alex])
  })
})
