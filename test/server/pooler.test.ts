import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { race } from '../support/program/processes.ts'
import { failOnServer, runOnServer } from '../support/server/answers.ts'
import { testConcurrentPrograms } from '../support/server/concurrent-programs.ts'
import { findPooler, startPooler } from '../support/server/pgbouncer.ts'
import { databaseUrl, throughPort } from '../support/server/roles.ts'
import { newHouseholdUrl, newSchemaUrl, serverOf } from '../support/server/server.ts'

const program = findPooler()
const missing = program === undefined ? ' (passed over: pgbouncer is not installed)' : ''
const start = (auth: 'trust' | 'scram-sha-256', ...settings: string[]) =>
  startPooler(program ?? '', serverOf(databaseUrl()), [`auth_type = ${auth}`, ...settings])

describe.skipIf(program === undefined)(`through a pooler of transactions${missing}`, () => {
  let pooler: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    pooler = await start('scram-sha-256')
  }, 60_000)
  afterAll(() => pooler?.stop())

  testConcurrentPrograms((url) => throughPort(url, pooler.port))

  test('F197 F198 every kind of command works, and warns of nothing', async () => {
    const url = throughPort(newSchemaUrl(), pooler.port)
    const task = ['--domain', 'chores', '--effort', 'tiny', '--definition-of-done', 'Shiny']
    const codes: [string, number, string][] = []
    for (const argv of [
      ['db', 'init'],
      ['user', 'add', 'Sam'],
      ['category', 'add', 'Garden'],
      ['task', 'add', 'Polish the kettle', ...task],
      ['win', 'pick', '1'],
      ['task', 'list'],
      ['task', 'list', '--search', 'kettle'],
      ['win', 'done'],
      [],
      ['db', 'status'],
      ['db', 'check'],
      ['db', 'migrate', '--list'],
    ]) {
      const { code, stderr } = await runOnServer(url, ...argv)
      codes.push([argv.slice(0, 2).join(' '), code, stderr])
    }
    expect(codes.filter(([, code, stderr]) => code !== 0 || stderr !== '')).toEqual([])
  })

  test('who reads sees whole changes while others write', async () => {
    const url = await newHouseholdUrl()
    const way = throughPort(url, pooler.port)
    await runOnServer(url, 'user', 'add', 'Sam', '--role', '0')
    const [writers, readers] = await Promise.all([
      race('count', way, 3, 20),
      race('read', way, 3, 20),
    ])
    expect([writers, readers]).toEqual([
      [20, 20, 20],
      [[1], [1], [1]],
    ])
  }, 120_000)

  test('two households in one database never see each other', async () => {
    const [smiths, millers] = [await newHouseholdUrl(), await newHouseholdUrl()]
    await runOnServer(throughPort(smiths, pooler.port), 'user', 'add', 'Sam')
    await runOnServer(throughPort(millers, pooler.port), 'user', 'add', 'Mia')
    const names = async (url: string) =>
      (await runOnServer(throughPort(url, pooler.port), 'user', 'list', '--fields', 'name')).stdout
    expect([await names(smiths), await names(millers)]).toEqual([
      '[\n{"name":"Sam"}\n]\n',
      '[\n{"name":"Mia"}\n]\n',
    ])
  })

  test('a wrong password is told of', async () => {
    const url = new URL(throughPort(databaseUrl(), pooler.port))
    url.password = 'wrong'
    expect(await failOnServer(url.href, 'task', 'list')).toEqual({
      code: 5,
      said: `${serverOf(url.href).label} refused the password.`,
      hint: 'Check it in the URL, where @ : / ? # % are written %40 %3A %2F %3F %23 %25.',
    })
  })

  test('a database that is not there is told of', async () => {
    const url = new URL(throughPort(databaseUrl(), pooler.port))
    url.pathname = '/castle'
    expect(await failOnServer(url.href, 'task', 'list')).toEqual({
      code: 5,
      said: `There is no database at ${serverOf(url.href).label}.`,
      hint: 'Create it on the server: createdb castle',
    })
  })

  test('a pooler that is full is told of', async () => {
    const full = await start('scram-sha-256', 'max_client_conn = 1')
    const { user, password, database } = serverOf(databaseUrl())
    const other = new Client({ host: 'localhost', port: full.port, user, password, database })
    await other.connect()
    try {
      const url = throughPort(databaseUrl(), full.port)
      expect(await failOnServer(url, 'task', 'list')).toEqual({
        code: 5,
        said: `${serverOf(url).label} has no free connection.`,
        hint: 'Try again in a moment.',
      })
    } finally {
      await other.end()
      await full.stop()
    }
  })

  test('one that asks for no password works as well', async () => {
    const open = await start('trust')
    try {
      const url = new URL(throughPort(await newHouseholdUrl(), open.port))
      url.password = ''
      expect(await runOnServer(url.href, 'user', 'add', 'Sam', '--quiet')).toEqual({
        code: 0,
        stdout: '1\n',
        stderr: '',
      })
    } finally {
      await open.stop()
    }
  })
})
