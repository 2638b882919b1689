import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { write } from '../../src/db/transaction.ts'
import { addUser, editUser } from '../../src/db/users/users.ts'
import { addMember, at, withoutNotices } from '../support/database/database.ts'
import { writer } from '../support/household/values.ts'
import { race } from '../support/program/processes.ts'
import { failOnServer, runOnServer } from '../support/server/answers.ts'
import {
  ownHousehold,
  prepareHousehold,
  testConcurrentPrograms,
} from '../support/server/concurrent-programs.ts'
import { databaseUrl, mayMakeRoles, newRoleUrl } from '../support/server/roles.ts'
import { execute, newHouseholdUrl, serverOf } from '../support/server/server.ts'

const withRoles = await mayMakeRoles()
const needsRole = withRoles ? '' : ' (passed over: no role can be made on this server)'
const [{ super: isSuper } = { super: false }] = (await execute(
  'select rolsuper as super from pg_roles where rolname = current_user',
)) as { super: boolean }[]
const needsSuper = isSuper ? '' : ' (passed over: the role is no superuser of this server)'

describe('programs at one household', () => {
  testConcurrentPrograms((url) => url)

  test.skipIf(!withRoles)(
    `lose nothing where the role is set to be serializable${needsRole}`,
    async () => {
      const household = await newHouseholdUrl()
      const { schema } = serverOf(household)
      const { url, role } = await newRoleUrl(household)
      await execute(`grant usage on schema ${schema} to ${role}`)
      await execute(`grant all on all tables in schema ${schema} to ${role}`)
      await execute(`alter role ${role} set default_transaction_isolation = serializable`)
      await prepareHousehold(household, (db) =>
        addUser(writer(db), { name: 'Sam', role: '0' }, at(0)),
      )
      const answers = await race('count', url, 6, 10)
      expect([answers, await execute(`select role from ${schema}.users`)]).toEqual([
        Array(6).fill(10),
        [{ role: '60' }],
      ])
    },
    120_000,
  )
})

test('ten people who undo at once each undo a command of their own', async () => {
  const url = await newHouseholdUrl()
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  await prepareHousehold(url, async (db) => {
    for (const number of numbers) await addMember(db, `Member ${number}`)
  })
  const answers = await Promise.all(numbers.map(() => runOnServer(url, 'undo', '--json')))
  expect({
    codes: answers.map(({ code, stderr }) => ({ code, stderr })),
    undone: new Set(answers.map(({ stdout }) => stdout)).size,
    left: await execute(`select name from ${serverOf(url).schema}.users`),
  }).toEqual({ codes: numbers.map(() => ({ code: 0, stderr: '' })), undone: 10, left: [] })
})

/** Has the server take so many changes of users back, as it does for another program's sake. */
async function rollBackChanges(url: string, changes: number): Promise<void> {
  const { schema } = serverOf(url)
  await execute(`create sequence ${schema}.tried`)
  await execute(`
    create function ${schema}.roll_back() returns trigger language plpgsql as $$ begin
      if nextval('${schema}.tried') <= ${changes} then
        raise exception 'could not serialize access' using errcode = '40001';
      end if;
      return new;
    end $$`)
  await execute(
    `create trigger roll_back before insert on ${schema}.users for each row execute function ${schema}.roll_back()`,
  )
}

describe('a change that the server rolls back', () => {
  test.each([1, 5])('%i times is made again, once', async (times) => {
    const url = await ownHousehold()
    await rollBackChanges(url, times)
    await prepareHousehold(url, (db) => addMember(db, 'Sam'))
    expect(await execute(`select name from ${serverOf(url).schema}.users`)).toEqual([
      { name: 'Sam' },
    ])
  })

  test('again and again is given up', async () => {
    const url = await ownHousehold()
    await rollBackChanges(url, 1_000_000)
    expect(await failOnServer(url, 'user', 'add', 'Sam')).toEqual({
      code: 5,
      said: `Other programs kept writing to the same rows at ${serverOf(url).label}; nothing was changed.`,
      hint: 'Try again in a moment.',
    })
    expect(await execute(`select name from ${serverOf(url).schema}.users`)).toEqual([])
  })

  test.skipIf(!isSuper)(`because of a deadlock is made again${needsSuper}`, async () => {
    const url = await newHouseholdUrl()
    const { schema } = serverOf(url)
    const db = await openDatabase({ server: serverOf(url) }, withoutNotices)
    onTestFinished(() => db.destroy())
    const [alex, sam] = [await addMember(db, 'Alex'), await addMember(db, 'Sam')]
    const { host, port, user, password, database } = serverOf(databaseUrl())
    const other = new Client({ host, port, user, password, database })
    await other.connect()
    onTestFinished(() => other.end())
    // It waits for longer than the program does, which is therefore the one that gives way.
    await other.query("begin; set local deadlock_timeout = '20s'")
    await other.query(`update ${schema}.users set role = 'baker' where name = 'Sam'`)
    let attempts = 0
    let others: Promise<unknown> = Promise.resolve()
    await write(writer(db), async (tx) => {
      attempts += 1
      await editUser(tx, alex, { role: 'cook' }, at(1))
      if (attempts === 1) {
        others = other
          .query(`update ${schema}.users set role = 'baker' where name = 'Alex'`)
          .then(() => other.query('commit'))
      }
      await editUser(tx, sam, { role: 'cook' }, at(1))
    })
    await others
    expect([
      attempts,
      await execute(`select name, role from ${schema}.users order by name`),
    ]).toEqual([
      2,
      [
        { name: 'Alex', role: 'cook' },
        { name: 'Sam', role: 'cook' },
      ],
    ])
  })
})
