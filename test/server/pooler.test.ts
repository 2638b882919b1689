import type { Socket } from 'node:net'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { race } from '../support/program/processes.ts'
import { failOnServer, failOnServerInJson, runOnServer } from '../support/server/answers.ts'
import { testConcurrentPrograms } from '../support/server/concurrent-programs.ts'
import { forwardTo, openPort, portThatDisconnects } from '../support/server/network.ts'
import { findPooler, startPooler } from '../support/server/pgbouncer.ts'
import { databaseUrl, throughPort, withUrlOptions } from '../support/server/roles.ts'
import { newHouseholdUrl, newSchemaUrl, serverOf } from '../support/server/server.ts'

const program = findPooler()
const missing = program === undefined ? ' (passed over: pgbouncer is not installed)' : ''
const start = (auth: 'trust' | 'scram-sha-256', ...settings: string[]) =>
  startPooler(program ?? '', serverOf(databaseUrl()), [`auth_type = ${auth}`, ...settings])

/** A pooler that finds its server by another way. */
const startBefore = (port: number) =>
  startPooler(program ?? '', { ...serverOf(databaseUrl()), port }, ['auth_type = scram-sha-256'])

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

  test('a pooler whose server has gone is told of', async () => {
    const url = await newHouseholdUrl()
    let isGone = false
    const port = await openPort((client) => {
      if (isGone) client.destroy()
      else ways.push(forwardTo(client, serverOf(url)))
    })
    const ways: Socket[] = []
    const alone = await startBefore(port)
    try {
      const way = withUrlOptions(throughPort(url, alone.port), { command_timeout: '2' })
      const before = await runOnServer(way, 'task', 'list', '--json')
      isGone = true
      for (const each of ways) each.destroy()
      expect([before.code, await failOnServerInJson(way, 'user', 'add', 'Sam')]).toEqual([
        0,
        {
          code: 5,
          said: `${serverOf(way).label} did not answer within 2 seconds; nothing was changed.`,
          hint: 'Check the network and the server, then run the command again.',
        },
      ])
    } finally {
      await alone.stop()
    }
  })

  test.each<[string, RegExp, boolean]>([
    ['while a change is saved', /^Q....commit\0/s, true],
    ['before', /insert into/, false],
  ])('F201 a pooler that loses its server %s', async (_, said, isUnknown) => {
    const url = await newHouseholdUrl()
    const port = await portThatDisconnects(serverOf(url), said)
    const lossy = await startBefore(port)
    try {
      const way = throughPort(url, lossy.port)
      const { label } = serverOf(way)
      expect(await failOnServerInJson(way, 'user', 'add', 'Sam')).toEqual(
        isUnknown
          ? {
              code: 5,
              said: `The connection to ${label} was lost while a change was being saved; the change may or may not be saved.`,
              hint: 'Check before you try again: momentum task list',
            }
          : {
              code: 5,
              said: `The connection to ${label} was lost; unfinished changes were not saved.`,
              hint: 'Run the command again.',
            },
      )
    } finally {
      await lossy.stop()
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
