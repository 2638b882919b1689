import { describe, expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { changeSchema, openAnySchema, openDatabase } from '../../src/db/database.ts'
import { addMember, withoutNotices } from '../support/database/database.ts'
import { failOnServer, runOnServer } from '../support/server/answers.ts'
import { execute, newSchemaUrl, serverOf } from '../support/server/server.ts'

const steps = Object.keys(migrations)
const latest = steps.length
const previous = steps[latest - 2] ?? ''

describe('F203 a household on a server whose schema', () => {
  const stepsIn = (url: string) =>
    execute(`select name from ${serverOf(url).schema}.kysely_migration order by name`)

  test('is missing is not made by the way', async () => {
    const url = newSchemaUrl()
    const { schema } = serverOf(url)
    const fault = await failOnServer(url, 'task', 'list')
    const made = await execute('select 1 from pg_namespace where nspname = $1', [schema])
    expect([fault, made]).toEqual([
      {
        code: 5,
        said: `There is no household at ${serverOf(url).url} yet.`,
        hint: 'Create one there: momentum db init',
      },
      [],
    ])
    expect(await runOnServer(url, 'db', 'init', '--quiet')).toMatchObject({ code: 0, stderr: '' })
    expect((await runOnServer(url, 'task', 'list')).code).toEqual(0)
  })

  test('is older is left so until somebody says db migrate', async () => {
    const url = newSchemaUrl()
    await runOnServer(url, 'db', 'init')
    await runOnServer(url, 'db', 'migrate', '--to', previous, '--yes')
    const before = await stepsIn(url)
    const faults = [
      await failOnServer(url, 'task', 'list'),
      await failOnServer(url, 'user', 'add', 'Sam'),
      await failOnServer(url, 'db', 'init'),
    ]
    const fault = {
      code: 5,
      said: `The household at ${serverOf(url).url} has schema ${latest - 1}; this version of Momentum needs schema ${latest}.`,
      hint: 'Once everyone who shares it has this version: momentum db migrate',
    }
    expect([faults, await stepsIn(url)]).toEqual([[fault, fault, fault], before])
    expect(await runOnServer(url, 'db', 'migrate', '--quiet')).toMatchObject({
      code: 0,
      stderr: '',
    })
    expect((await runOnServer(url, 'task', 'list')).code).toEqual(0)
  })

  test('is newer is never touched', async () => {
    const url = newSchemaUrl()
    await runOnServer(url, 'db', 'init')
    const { schema } = serverOf(url)
    await execute(
      `insert into ${schema}.kysely_migration (name, timestamp) values ('0099_later', '2027')`,
    )
    const before = await stepsIn(url)
    const faults = [
      await failOnServer(url, 'task', 'list'),
      await failOnServer(url, 'user', 'add', 'Sam'),
      await failOnServer(url, 'db', 'init'),
      await failOnServer(url, 'db', 'migrate'),
      await failOnServer(url, 'db', 'migrate', '--down', '--yes'),
    ]
    const fault = {
      code: 5,
      said: `This database has schema 99; this version of Momentum supports schemas up to ${latest}.`,
      hint: 'Update Momentum, then try again.',
    }
    expect([faults, await stepsIn(url)]).toEqual([Array(5).fill(fault), before])
  })

  test('is upgraded while a command runs refuses what that one writes', async () => {
    const url = newSchemaUrl()
    await runOnServer(url, 'db', 'init')
    const location = { server: serverOf(url) }
    const db = await openDatabase(location, withoutNotices)
    onTestFinished(() => db.destroy())
    const other = await openAnySchema(location)
    await changeSchema(other, location, { step: previous }, withoutNotices)
    await other.destroy()
    await expect(addMember(db, 'Sam')).rejects.toMatchObject({
      code: 'database',
      message:
        'The database was upgraded or downgraded while this command ran; nothing was changed.',
    })
  })
})
