import { sql } from 'kysely'
import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { describeServerFault } from '../../src/db/postgres/faults.ts'
import { write } from '../../src/db/transaction.ts'
import { editUser, getUser } from '../../src/db/users/users.ts'
import type { UserId } from '../../src/domain/user.ts'
import { addMember, at, withoutNotices } from '../support/database/database.ts'
import { temporaryFolder } from '../support/folder.ts'
import { writer } from '../support/household/values.ts'
import { run } from '../support/program/program.ts'
import { failOnServer, failOnServerInJson, runOnServer } from '../support/server/answers.ts'
import {
  closedPort,
  forwardTo,
  openPort,
  portThatDisconnects,
  portThatFallsSilent,
  refuseConnection,
} from '../support/server/network.ts'
import {
  databaseUrl,
  mayMakeRoles,
  newRoleUrl,
  throughPort,
  withUrlOptions,
} from '../support/server/roles.ts'
import { execute, newHouseholdUrl, newSchemaUrl, serverOf } from '../support/server/server.ts'

const withRoles = await mayMakeRoles()
const roleTest = test.skipIf(!withRoles)
const needsRole = withRoles ? '' : ' (passed over: no role can be made on this server)'

/** Another program's connection to the server, as its owner. */
async function otherConnection(url = databaseUrl()): Promise<Client> {
  const { host, port, user, password, database } = serverOf(url)
  const client = new Client({ host, port, user, password, database })
  client.on('error', () => {})
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** Waits until the server says so. */
async function until(query: string, values: unknown[]): Promise<void> {
  while ((await execute(query, values)).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const labelOf = (url: string) => serverOf(url).label

describe('F190 a sentence of its own', () => {
  test('when nothing is listening', async () => {
    const url = throughPort(databaseUrl(), await closedPort())
    expect(await failOnServer(url, 'task', 'list')).toEqual({
      code: 5,
      said: `No server answers at ${labelOf(url)}.`,
      hint: 'Check that the server is running, and the host and port in the URL.',
    })
  })

  test('when there is no host of that name', async () => {
    // Longer than a part of a name may be, so that nobody is asked for it.
    const host = `${'x'.repeat(64)}.localhost`
    expect(await failOnServer(`postgres://sam@${host}/home`, 'task', 'list')).toEqual({
      code: 5,
      said: `The host “${host}” was not found.`,
      hint: 'Check its name, and the network.',
    })
  })

  test('when the password is wrong', async () => {
    const url = new URL(databaseUrl())
    url.password = 'wrong'
    expect(await failOnServer(url.href, 'task', 'list')).toEqual({
      code: 5,
      said: `${labelOf(url.href)} refused the password.`,
      hint: 'Check it in the URL, where @ : / ? # % are written %40 %3A %2F %3F %23 %25.',
    })
  })

  test('when there is no password', async () => {
    const url = new URL(databaseUrl())
    url.password = ''
    expect(await failOnServer(url.href, 'task', 'list')).toEqual({
      code: 5,
      said: `${labelOf(url.href)} asks for a password.`,
      hint: 'Put it in the URL: postgres://user:password@host/database',
    })
  })

  test('when there is no such database', async () => {
    const url = new URL(databaseUrl())
    url.pathname = '/castle'
    expect(await failOnServer(url.href, 'task', 'list')).toEqual({
      code: 5,
      said: `There is no database at ${labelOf(url.href)}.`,
      hint: 'Create it on the server: createdb castle',
    })
  })

  roleTest(`when the role may not make a schema${needsRole}`, async () => {
    const { url, role } = await newRoleUrl(newSchemaUrl())
    expect(await failOnServer(url, 'db', 'init')).toEqual({
      code: 5,
      said: `The role ${role} does not have permission for this at ${labelOf(url)}.`,
      hint: `Ask the owner of the schema ${serverOf(url).schema} for permission, or use a schema of your own: ?schema=${role}`,
    })
  })

  roleTest(`when the role may read and not write${needsRole}`, async () => {
    const { url, role } = await newRoleUrl(await newHouseholdUrl())
    const { schema } = serverOf(url)
    await execute(`grant usage on schema ${schema} to ${role}`)
    await execute(`grant select on all tables in schema ${schema} to ${role}`)
    expect((await runOnServer(url, 'task', 'list')).code).toEqual(0)
    expect(await failOnServer(url, 'user', 'add', 'Sam')).toEqual({
      code: 5,
      said: `The role ${role} does not have permission for this at ${labelOf(url)}.`,
      hint: `Ask the owner of the schema ${schema} for permission, or use a schema of your own: ?schema=${role}`,
    })
  })

  roleTest(`when the household belongs to others${needsRole}`, async () => {
    const { url, role } = await newRoleUrl(await newHouseholdUrl())
    expect(await failOnServer(url, 'task', 'list')).toMatchObject({
      code: 5,
      said: `The role ${role} does not have permission for this at ${labelOf(url)}.`,
    })
  })

  roleTest(`when every connection is taken${needsRole}`, async () => {
    const { url } = await newRoleUrl(await newHouseholdUrl(), 'connection limit 1')
    await otherConnection(url)
    expect(await failOnServer(url, 'task', 'list')).toEqual({
      code: 5,
      said: `${labelOf(url)} has no free connection.`,
      hint: 'Try again in a moment.',
    })
  })

  test('when the server is starting for longer than it is waited for', async () => {
    const port = await openPort((client) => refuseConnection(client, '57P03', 'starting up'))
    const url = throughPort(databaseUrl(), port)
    expect(await failOnServerInJson(url, 'task', 'list')).toEqual({
      code: 5,
      said: `${labelOf(url)} is still starting.`,
      hint: 'Try again in a moment.',
    })
  })

  test('when the server offers no TLS', async () => {
    const url = withUrlOptions(databaseUrl(), { sslmode: 'require' })
    expect(await failOnServer(url, 'task', 'list')).toEqual({
      code: 5,
      said: `${labelOf(url)} does not encrypt the connection.`,
      hint: 'Turn TLS on there. Only on a network that you trust: sslmode=disable in the URL.',
    })
  })

  test('F194 when nobody answers', async () => {
    const port = await openPort(() => {})
    const url = withUrlOptions(throughPort(databaseUrl(), port), { connect_timeout: '1' })
    expect(await failOnServerInJson(url, 'task', 'list')).toEqual({
      code: 5,
      said: `${labelOf(url)} did not answer within a second.`,
      hint: 'Check the host and port in the URL, the network and, behind a pooler, the server.',
    })
  })

  test('when something else than PostgreSQL answers', async () => {
    const port = await openPort((client) => void client.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const url = throughPort(databaseUrl(), port)
    expect(await failOnServerInJson(url, 'task', 'list')).toEqual({
      code: 5,
      said: `${labelOf(url)} closed the connection.`,
      hint: 'Check the host and port in the URL, and try again.',
    })
  })

  roleTest(`F197 when a statement takes longer than the role may${needsRole}`, async () => {
    const household = await newHouseholdUrl()
    const { url, role } = await newRoleUrl(household)
    const { schema } = serverOf(url)
    await execute(`grant usage on schema ${schema} to ${role}`)
    await execute(`grant select on all tables in schema ${schema} to ${role}`)
    await execute(`alter role ${role} set statement_timeout = '50ms'`)
    const other = await otherConnection()
    await other.query(`begin; lock table ${schema}.kysely_migration in access exclusive mode`)
    const fault = await failOnServer(url, 'task', 'list')
    await other.query('rollback')
    expect(fault).toEqual({
      code: 5,
      said: `${labelOf(url)} took too long; nothing was changed.`,
      hint: 'Try again in a moment.',
    })
  })

  test('when another program keeps the household to itself', async () => {
    const server = serverOf(await newHouseholdUrl())
    const holder = await otherConnection()
    const other = await otherConnection()
    const lock = `select pg_advisory_xact_lock(hashtextextended('momentum ${server.schema}', 0))`
    await holder.query(`begin; ${lock}`)
    await other.query("begin; set local lock_timeout = '50ms'")
    const error = await other.query(lock).catch((error: unknown) => error)
    await holder.query('rollback')
    expect(describeServerFault(error, server, 'query')).toMatchObject({
      code: 'database',
      message: `Another program is writing to ${server.label}; it stayed locked for 10 seconds.`,
      hint: { lead: 'Try again.' },
    })
  })

  roleTest(`when the server can only be read${needsRole}`, async () => {
    const { url, role } = await newRoleUrl(await newHouseholdUrl())
    const { schema } = serverOf(url)
    await execute(`grant usage on schema ${schema} to ${role}`)
    await execute(`grant all on all tables in schema ${schema} to ${role}`)
    await execute(`alter role ${role} set default_transaction_read_only = on`)
    expect((await runOnServer(url, 'task', 'list')).code).toEqual(0)
    expect(await failOnServer(url, 'user', 'add', 'Sam')).toEqual({
      code: 5,
      said: `${labelOf(url)} can be read but not written; nothing was changed.`,
      hint: 'If it is a replica, use the primary server.',
    })
  })
})

describe('a server that wakes', () => {
  test.each<[string, (client: Parameters<typeof refuseConnection>[0]) => void]>([
    ['says that it is starting', (client) => refuseConnection(client, '57P03', 'starting up')],
    ['hangs up', (client) => void client.once('data', () => client.destroy())],
  ])('and at first %s is asked again, once', async (_, wake) => {
    const url = await newHouseholdUrl()
    let asked = 0
    const port = await openPort((client, count) => {
      asked = count
      if (count === 1) wake(client)
      else forwardTo(client, serverOf(url))
    })
    const { code, stderr } = await runOnServer(throughPort(url, port), 'user', 'add', 'Sam')
    expect({ code, stderr, asked }).toEqual({ code: 0, stderr: '', asked: 2 })
  })
})

describe('a connection that is lost', () => {
  const usersIn = (url: string) =>
    execute(`select name from ${serverOf(url).schema}.users order by name`)

  test.each<[string, RegExp, string[]]>([
    ['before the change', /pg_advisory_xact_lock/, ['user', 'add', 'Sam']],
    ['in the middle of it', /insert into/, ['user', 'add', 'Sam']],
    ['while reading', /from "\w+"."tasks"/, ['task', 'list']],
  ])('%s leaves nothing half-written', async (_, said, argv) => {
    const url = await newHouseholdUrl()
    const way = throughPort(url, await portThatDisconnects(serverOf(url), said))
    expect([await failOnServerInJson(way, ...argv), await usersIn(url)]).toEqual([
      {
        code: 5,
        said: `The connection to ${labelOf(way)} was lost; unfinished changes were not saved.`,
        hint: 'Run the command again.',
      },
      [],
    ])
  })

  test('F201 while the change is saved leaves open what became of it', async () => {
    const url = await newHouseholdUrl()
    const port = await portThatDisconnects(serverOf(url), /^Q....commit\0/s, (client, way) => {
      way.unpipe(client)
      way.once('data', () => client.destroy()).resume()
    })
    const way = throughPort(url, port)
    expect([await failOnServerInJson(way, 'user', 'add', 'Sam'), await usersIn(url)]).toEqual([
      {
        code: 5,
        said: `The connection to ${labelOf(way)} was lost while a change was being saved; the change may or may not be saved.`,
        hint: 'Check before you try again: momentum task list',
      },
      [{ name: 'Sam' }],
    ])
  })

  test('F196 because an administrator ended it, while it waits for others', async () => {
    const url = withUrlOptions(await newHouseholdUrl(), { application_name: 'waits_for_a_lock' })
    const holder = await otherConnection()
    await holder.query(
      `begin; select pg_advisory_xact_lock(hashtextextended('momentum ${serverOf(url).schema}', 0))`,
    )
    const answer = failOnServerInJson(url, 'user', 'add', 'Sam')
    await until(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'",
      ['waits_for_a_lock'],
    )
    expect(await answer).toEqual({
      code: 5,
      said: `The connection to ${labelOf(url)} was lost; unfinished changes were not saved.`,
      hint: 'Run the command again.',
    })
    await holder.query('rollback')
    expect(await usersIn(url)).toEqual([])
  })

  test('F196 between two statements is told of by the next one', async () => {
    const url = withUrlOptions(await newHouseholdUrl(), { application_name: 'between_two' })
    const db = await openDatabase({ server: serverOf(url) }, withoutNotices)
    onTestFinished(() => db.destroy())
    const sam = await addMember(db, 'Sam')
    const change = write(writer(db), async (tx) => {
      await editUser(tx, sam, { role: 'cook' }, at(1))
      await until(
        'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
        ['between_two'],
      )
      await new Promise((resolve) => setTimeout(resolve, 50))
      await editUser(tx, sam, { role: 'gardener' }, at(2))
    })
    await expect(change).rejects.toMatchObject({
      code: 'database',
      message: `The connection to ${labelOf(url)} was lost; unfinished changes were not saved.`,
    })
    // The same program goes on, over a new connection.
    expect((await getUser(db, { id: sam.id as UserId })).role).toEqual(null)
  })
})

describe('what the server does by itself', () => {
  test('a transaction that it ends because of a pause is told of', async () => {
    const url = withUrlOptions(await newHouseholdUrl(), { application_name: 'pauses' })
    const db = await openDatabase({ server: serverOf(url) }, withoutNotices)
    onTestFinished(() => db.destroy())
    const sam = await addMember(db, 'Sam')
    const ended = await write(writer(db), async (tx) => {
      await editUser(tx, sam, { role: 'cook' }, at(1))
      await sql`set local idle_in_transaction_session_timeout = 1`.execute(tx)
      await until(
        'select 1 where not exists (select from pg_stat_activity where application_name = $1)',
        ['pauses'],
      )
    }).catch((error: unknown) => error)
    expect(ended).toMatchObject({
      code: 'database',
      message: `${labelOf(url)} ended the connection, because this command paused for too long; nothing was changed.`,
      hint: { lead: 'Run the command again.' },
    })
    expect((await getUser(db, { id: sam.id })).role).toEqual(null)
  })

  test('a table of another program is left alone', async () => {
    const url = newSchemaUrl()
    const { schema } = serverOf(url)
    await execute(`create schema ${schema}; create table ${schema}.tasks (id int)`)
    const fault = await failOnServer(url, 'db', 'init')
    expect([
      fault,
      await execute(`select tablename from pg_tables where schemaname = '${schema}'`),
    ]).toEqual([
      {
        code: 5,
        said: `The schema ${schema} at ${labelOf(url)} already contains something by a name that Momentum needs; nothing was changed.`,
        hint: 'Use a schema of its own for the household: ?schema=household at the end of the URL',
      },
      [{ tablename: 'tasks' }],
    ])
  })
})

describe('F195 the program ends by itself', () => {
  test('when its answer is out, without a word on stderr', async () => {
    const env = { MOMENTUM_DB: await newHouseholdUrl() }
    const home = temporaryFolder()
    const answers = [
      await run({ home, env }, 'user', 'add', 'Sam', '--quiet'),
      await run({ home, env }, 'user', 'list', '--fields', 'name'),
      await run({ home, env }, 'db', 'check', '--quiet'),
    ]
    expect(answers).toEqual([
      { code: 0, stdout: '1\n', stderr: '' },
      { code: 0, stdout: '[\n{"name":"Sam"}\n]\n', stderr: '' },
      { code: 0, stdout: '', stderr: '' },
    ])
  })

  test('when the server does not hear that it leaves', async () => {
    const url = await newHouseholdUrl()
    const goodbye = /^X\0\0\0.$/s
    const way = throughPort(url, await portThatFallsSilent(serverOf(url), goodbye))
    const start = { home: temporaryFolder(), env: { MOMENTUM_DB: way } }
    expect(await run(start, 'user', 'add', 'Sam', '--quiet')).toEqual({
      code: 0,
      stdout: '1\n',
      stderr: '',
    })
  })

  test('when the server refuses it, or is lost', async () => {
    const url = await newHouseholdUrl()
    const home = temporaryFolder()
    const wrong = new URL(url)
    wrong.password = 'wrong'
    const codes = [
      wrong.href,
      throughPort(url, await closedPort()),
      throughPort(url, await portThatDisconnects(serverOf(url), /insert into/)),
      withUrlOptions(throughPort(url, await openPort(() => {})), { connect_timeout: '1' }),
    ].map(async (each) => {
      const { code } = await run({ home, env: { MOMENTUM_DB: each } }, 'user', 'add', 'Sam')
      return code
    })
    expect(await Promise.all(codes)).toEqual([5, 5, 5, 5])
  })
})
