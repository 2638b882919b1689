import { randomUUID } from 'node:crypto'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { stepNumber } from '../../src/db/migrate/version.ts'
import { schemaStep } from '../../src/db/schema.ts'
import { dumpDatabase, readContents } from '../support/household/contents.ts'
import {
  commandsOnTask,
  downgrades,
  essentials,
  householdCommands,
  otherCommands,
} from '../support/household/every-command.ts'
import { type Household, household } from '../support/household/household.ts'
import { addedUser, failure, success } from '../support/household/sample.ts'
import { sample } from '../support/long.ts'
import { withUrlOptions } from '../support/server/roles.ts'
import {
  changeRights,
  execute,
  newDatabaseUrl,
  newSchemaUrl,
  serverOf,
} from '../support/server/server.ts'

/** The URL of the tests' database for a role, and a schema. */
function urlFor(role: string, schema: string): string {
  const url = new URL(inject('postgresUrl'))
  url.username = role
  url.password = 'secret'
  url.searchParams.set('schema', schema)
  return url.href
}

const newName = (kind: string) => `test_${kind}_${randomUUID().slice(0, 8)}`

/** A role that can log in, and goes with all that it owns when the test ends. */
async function newRole(): Promise<string> {
  const role = newName('role')
  await execute(`create role ${role} login password 'secret'`)
  onTestFinished(async () => {
    // The extension that it may have made serves other households.
    await execute(`reassign owned by ${role} to current_user`)
    await changeRights(`drop owned by ${role}`)
    await execute(`drop role ${role}`)
  })
  return role
}

const databaseName = () => serverOf(inject('postgresUrl')).database

function schemaOf(home: Household): string {
  return serverOf(home.env.MOMENTUM_DB ?? '').schema
}

/** Has every command of a household come from a role. */
async function actAs(home: Household, role: string): Promise<string> {
  await home.ready()
  home.env.MOMENTUM_DB = urlFor(role, schemaOf(home))
  return serverOf(home.env.MOMENTUM_DB).label
}

describe('two households in one database', () => {
  /** As many things as the other one has, with numbers that are the same, and other words. */
  async function neighbors(): Promise<Household> {
    const home = household()
    for (const name of ['Quentin', 'Ulrike', 'Xaver']) await home.json('user', 'add', name)
    await home.json('category', 'add', 'Workshop')
    for (const title of ['Quench the forge', 'Yoke the oxen', 'Mow', 'Dig', 'Sow']) {
      await home.json('task', 'add', title, ...essentials, 'Quenched', '--category', 'workshop')
    }
    await home.json('win', 'pick', '1', '--date', 'yesterday', '--as', 'quentin')
    await home.json('win', 'pick', '2', '--as', 'ulrike')
    return home
  }

  async function ours(): Promise<Household> {
    const home = household()
    await home.json('user', 'add', 'Alex')
    await home.json('user', 'add', 'Kim')
    await home.json('category', 'add', 'Garden')
    await home.json('task', 'add', 'Fix the tap', ...essentials, 'Dry', '--owner', 'alex')
    await home.json('task', 'add', 'Pay the rent', ...essentials, 'Paid')
    await home.json('win', 'pick', 'rent', '--as', 'kim')
    return home
  }

  const foreign = /quentin|ulrike|xaver|workshop|quench|yoke|oxen|mow\b|dig\b|sow\b/i

  test('never see each other’s rows, whatever is typed', { timeout: 120_000 }, async () => {
    const [there, here] = [await neighbors(), await ours()]
    const before = await dumpDatabase(there)
    const typed = [...commandsOnTask('5'), ...commandsOnTask('2'), ...otherCommands]
    // Every query of a command is made by one connection, which is in one schema.
    for (const argv of [...sample([...typed, ...householdCommands], 4), ...downgrades]) {
      const { stdout, stderr } = await here.run(...argv)
      expect([argv, stdout + stderr]).toEqual([argv, expect.not.stringMatching(foreign)])
    }
    expect(await dumpDatabase(there)).toEqual(before)
  })

  test('do not find each other’s things by name or uuid', async () => {
    const [there, here] = [await neighbors(), await ours()]
    const answers = [
      await here.run('user', 'show', 'quentin'),
      await here.run('task', 'show', 'yoke'),
      await here.run('task', 'show', '3'),
      await here.run('task', 'list', '--category', 'workshop'),
      await here.run('user', 'list', '--as', 'ulrike'),
    ]
    expect([
      answers.map(({ code }) => code),
      (await there.run('user', 'show', 'kim')).code,
    ]).toEqual([[3, 3, 3, 3, 3], 3])
  })

  test('go back and on without each other', async () => {
    const [there, here] = [await neighbors(), await ours()]
    const before = await readContents(there)
    await here.run('db', 'migrate', '--to', '0001_household', '--yes')
    expect(await here.run('task', 'list')).toEqual(
      failure(
        5,
        `The household at ${here.database} has schema 1; this version of Momentum needs schema ${stepNumber(schemaStep)}.`,
        'Once everyone who shares it has this version: momentum db migrate',
      ),
    )
    expect(await readContents(there)).toEqual(before)
    await here.run('db', 'migrate')
    expect(await here.json('user', 'list', '--fields', 'name')).toEqual([
      { name: 'Alex' },
      { name: 'Kim' },
    ])
  })
})

test('households that are made at once in a new database are all made', async () => {
  const database = await newDatabaseUrl()
  const names = ['jones', 'miller', 'smiths', 'webers', 'youngs', 'zieglers']
  const homes = sample(names, 2).map((schema) => {
    const home = household('sqlite')
    home.env.MOMENTUM_DB = withUrlOptions(database, { schema })
    return home
  })
  const made = await Promise.all(homes.map((home) => home.run('db', 'init')))
  const checks = await Promise.all(homes.map((home) => home.run('db', 'check')))
  expect([made.map(({ stderr }) => stderr), checks.map(({ code }) => code)]).toEqual([
    homes.map(() => ''),
    homes.map(() => 0),
  ])
})

describe('a role', () => {
  /** A household that is not there yet, for a role. */
  async function unmade(role: string): Promise<Household> {
    const home = household('sqlite')
    home.env.MOMENTUM_DB = urlFor(role, serverOf(newSchemaUrl()).schema)
    return home
  }

  test('that may make schemas makes one with its first command', async () => {
    const role = await newRole()
    await changeRights(`grant create on database ${databaseName()} to ${role}`)
    const home = await unmade(role)
    const { url, schema } = serverOf(home.env.MOMENTUM_DB ?? '')
    const made = await home.run('db', 'init')
    expect([made, await home.json('user', 'add', 'Alex')]).toEqual([
      success(`✓ Created the household’s database: ${url}`),
      addedUser(1, {
        name: 'Alex',
        created_at: expect.any(String),
        updated_at: expect.any(String),
      }),
    ])
    expect(
      await execute(
        'select nspowner::regrole::text as owner from pg_namespace where nspname = $1',
        [schema],
      ),
    ).toEqual([{ owner: role }])
  })

  test('that may make none is told so, and makes nothing', async () => {
    const role = await newRole()
    const home = await unmade(role)
    const { label, schema } = serverOf(home.env.MOMENTUM_DB ?? '')
    expect(await home.run('db', 'init')).toEqual(
      failure(
        5,
        `The role ${role} does not have permission for this at ${label}.`,
        `Ask the owner of the schema ${schema} for permission, or use a schema of your own: ?schema=${role}`,
      ),
    )
    expect(await execute('select 1 from pg_namespace where nspname = $1', [schema])).toEqual([])
  })

  test('uses a schema that somebody has made for it', async () => {
    const role = await newRole()
    const home = await unmade(role)
    const { schema } = serverOf(home.env.MOMENTUM_DB ?? '')
    await execute(`create schema ${schema} authorization ${role}`)
    expect((await home.run('db', 'init')).code).toEqual(0)
    expect((await home.run('task', 'list')).code).toEqual(0)
  })

  const refusedTo = (role: string, label: string, schema: string) =>
    failure(
      5,
      `The role ${role} does not have permission for this at ${label}.`,
      `Ask the owner of the schema ${schema} for permission, or use a schema of your own: ?schema=${role}`,
    )

  test('without any right is told so by what reads and by what writes', async () => {
    const home = household()
    const schema = schemaOf(home)
    const role = await newRole()
    const label = await actAs(home, role)
    const refused = refusedTo(role, label, schema)
    expect([
      await home.run('task', 'list'),
      await home.run('user', 'add', 'Sam'),
      await home.run('db', 'status'),
      await home.run('db', 'migrate', '--down', '--yes'),
    ]).toEqual([refused, refused, refused, refused])
  })

  test('that may only read reads, and is told so by what writes', async () => {
    const home = household()
    await home.json('user', 'add', 'Alex')
    const schema = schemaOf(home)
    const role = await newRole()
    await execute(`
      grant usage on schema ${schema} to ${role};
      grant select on all tables in schema ${schema} to ${role}
    `)
    const label = await actAs(home, role)
    expect([
      await home.json('user', 'list', '--fields', 'name'),
      await home.run('user', 'add', 'Sam'),
      await home.run('user', 'deactivate', 'alex'),
      await home.json('user', 'list', '--fields', 'name,active'),
    ]).toEqual([
      [{ name: 'Alex' }],
      refusedTo(role, label, schema),
      refusedTo(role, label, schema),
      [{ name: 'Alex', active: true }],
    ])
  })

  test('that does not own the tables takes no password away (F183)', async () => {
    const home = household()
    await home.json('user', 'add', 'Alex')
    const schema = schemaOf(home)
    const role = await newRole()
    await execute(`
      grant usage on schema ${schema} to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role}
    `)
    await actAs(home, role)
    expect(await home.run('user', 'password', 'alex', '--reset', '--yes')).toEqual(
      failure(
        6,
        'Only the role that owns the household’s tables can remove a password without knowing it.',
        'Ask the person who set up the server.',
      ),
    )
  })
})
