import { once } from 'node:events'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openToRead } from '../../src/db/database.ts'
import { parseServerUrl } from '../../src/db/postgres/url.ts'
import { newHouseholdFile, openAsOtherProgram, readFiles } from '../support/database/database.ts'
import { copiesOf, type Household, household } from '../support/household/household.ts'
import { loggedInHousehold } from '../support/household/members.ts'

// Somebody is typing: nothing may be created, changed, asked or reported, whatever is wrong.

const essentials = ['--domain', 'chores', '--effort', 'small', '--definition-of-done', 'Done']

const prepared = copiesOf(async () => {
  const home = household()
  await home.json('user', 'add', 'Sam')
  await home.json('task', 'add', 'Descale the kettle', ...essentials)
  return home
})

const tasks = ['complete', '--', 'show', '']
const owners = ['complete', '--', 'list', '--owner', '']
const kettle = { code: 0, stdout: '1\tDescale the kettle\n', stderr: '' }
const nothing = { code: 0, stdout: '', stderr: '' }
const onlyNone = { code: 0, stdout: 'none\t\n', stderr: '' }

test.each<[problem: string, make: (home: Household) => void]>([
  ['a missing file', (home) => Object.assign(home.env, { MOMENTUM_DB: '/tmp/no/such/file.db' })],
  ['a damaged file', ({ database }) => writeFileSync(database, 'x'.repeat(9000))],
  ['an empty file', ({ database }) => writeFileSync(database, '')],
  [
    'an older schema',
    ({ database }) => moveTo(database, "delete from kysely_migration where name > '0012'"),
  ],
  [
    'a newer schema',
    ({ database }) =>
      moveTo(database, "insert into kysely_migration values ('9999_later', '2030')"),
  ],
  ['another program’s file', ({ database }) => moveTo(database, 'pragma application_id = 1')],
  ['a file in WAL mode', ({ database }) => moveTo(database, 'pragma journal_mode = wal')],
  ['a setting without sense', (home) => Object.assign(home.env, { MOMENTUM_BACKUPS: 'perhaps' })],
  ['a time zone that is none', (home) => Object.assign(home.env, { MOMENTUM_TZ: 'Mars/Base' })],
  ['a URL that is none', (home) => Object.assign(home.env, { MOMENTUM_DB: 'postgres://x:y:z' })],
])('offers less for %s, and leaves everything as it is', async (_, make) => {
  const home = await prepared()
  make(home)
  const before = readFiles(home.folder)
  expect([await home.run(...tasks), await home.run(...owners)]).toEqual([nothing, onlyNone])
  expect(readFiles(home.folder)).toEqual(before)
})

function moveTo(path: string, statement: string): void {
  const raw = openAsOtherProgram(path)
  raw.exec(statement)
  raw.close()
}

test('creates no household where there is none yet', async () => {
  const home = household()
  expect([await home.run(...tasks), readFiles(home.folder)]).toEqual([nothing, {}])
})

test('changes nothing in a household that it can read', async () => {
  const home = await prepared()
  const before = readFiles(home.folder)
  expect([await home.run(...tasks), readFiles(home.folder)]).toEqual([kettle, before])
})

test('offers what is in a file that it cannot write to', async () => {
  const home = await prepared()
  chmodSync(home.database, 0o400)
  expect(await home.run(...tasks)).toEqual(kettle)
})

test('offers nothing while another program holds the file', async () => {
  const home = await prepared()
  const other = openAsOtherProgram(home.database)
  other.exec('begin exclusive')
  expect(await home.run(...tasks)).toEqual(nothing)
})

test('gives another program a fifth of a second to let go of the file', async () => {
  const db = await openToRead({ path: await newHouseholdFile(), explicit: true })
  if (db === undefined) throw new Error('It cannot be read.')
  onTestFinished(() => db.destroy())
  const { rows } = await sql`pragma busy_timeout`.execute(db)
  expect(rows).toEqual([{ timeout: 200 }])
})

describe('of a server', () => {
  /** The URL of a household at a port that takes connections and never answers. */
  async function silentUrl(): Promise<string> {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    onTestFinished(() => void silent.close())
    await once(silent, 'listening')
    return `postgres://sam@127.0.0.1:${(silent.address() as AddressInfo).port}/home`
  }

  test.each<[server: string, url: () => Promise<string>]>([
    ['that is silent', silentUrl],
    ['that is away', async () => 'postgres://sam@127.0.0.1:1/home'],
  ])('%s, offers nothing', async (_, url) => {
    const home = await prepared()
    home.env.MOMENTUM_DB = await url()
    expect(await home.run(...tasks)).toEqual(nothing)
  })

  test('that is silent, expects an answer within a second', async () => {
    const server = parseServerUrl(await silentUrl())
    await expect(openToRead({ server })).rejects.toThrow(
      `${server.label} did not answer within a second`,
    )
  })
})

test('offers private tasks only to the member who logged in, if there is a password', async () => {
  const home = await loggedInHousehold()
  await home.json('task', 'add', 'Buy a present', ...essentials, '--private')
  const present = ['complete', '--', 'show', 'pres']
  const before = await home.run(...present)
  await home.json('logout')
  const after = [
    await home.run(...present),
    await home.run('complete', '--', '--as', 'alex', 'show', ''),
  ]
  expect([before.stdout, ...after]).toEqual(['1\tBuy a present\n', nothing, nothing])
})

test('keeps a login that an earlier version wrote', async () => {
  const home = await prepared()
  await home.json('login', 'sam')
  const file = join(home.folder, '.local/state/momentum/login.json')
  const earlier = JSON.stringify({ [home.database]: { user: 1, token: null } })
  writeFileSync(file, earlier)
  await home.json('task', 'add', 'Buy a present', ...essentials, '--as', 'sam', '--private')
  writeFileSync(file, earlier)
  const answer = await home.run('complete', '--', 'show', 'pres')
  expect([answer.stdout, readFileSync(file, 'utf8')]).toEqual(['2\tBuy a present\n', earlier])
})

test('offers no more than a page of many tasks, and no character that moves the cursor', async () => {
  const home = await prepared()
  await home.query(`with recursive numbers (n) as (select 2 union all select n + 1 from numbers where n < 10000)
    insert into tasks (uuid, title, domain, effort, definition_of_done, search_text, created_at, updated_at)
    select printf('%08x-0000-4000-8000-%012x', n, n), 'Task ' || n, 'CHORES', 'SMALL', 'Done',
      'task ' || n || char(10) || 'done' || char(10) || char(10), '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z' from numbers`)
  const lines = async (word: string) =>
    (await home.run('complete', '--', 'show', word)).stdout.split('\n').slice(0, -1)
  const [all, numbered, titled] = [await lines(''), await lines('99'), await lines('task 99')]
  expect([all.length, numbered.length, titled.length]).toEqual([50, 50, 50])
  expect(numbered.slice(0, 3)).toEqual(['99\tTask 99', '990\tTask 990', '991\tTask 991'])

  await home.queryUnchecked(
    `update tasks set title = 'A' || char(27) || '[2J' || char(9) || char(10) || 'B' where id = 99`,
  )
  expect((await lines('99'))[0]).toEqual('99\tA[2J B')
})
