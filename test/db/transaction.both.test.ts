import { expect, test } from 'vitest'
import { addTask } from '../../src/db/tasks/changes.ts'
import { write } from '../../src/db/transaction.ts'
import { addUser, listUsers } from '../../src/db/users/users.ts'
import { MomentumError } from '../../src/errors.ts'
import { addMember, at, newDatabase } from '../support/database/database.ts'
import { runStatement } from '../support/database/statements.ts'
import { draft, writer } from '../support/household/values.ts'

const sam = { name: 'Sam', role: null }

test('keeps everything that the work writes and returns its result', async () => {
  const db = await newDatabase()
  const names = await write(writer(db), async (tx) => {
    const first = await addUser(tx, { name: 'Alex', role: null }, at(0))
    const second = await addUser(tx, sam, at(0))
    return [first.name, second.name]
  })
  const users = await listUsers(db, { all: true })
  expect([names, users.map(({ name }) => name)]).toEqual([
    ['Alex', 'Sam'],
    ['Alex', 'Sam'],
  ])
})

test('keeps nothing when the work fails, and throws its error', async () => {
  const db = await newDatabase()
  const work = write(writer(db), async (tx) => {
    await addUser(tx, sam, at(0))
    throw new MomentumError('refused', 'Not today.')
  })
  await expect(work).rejects.toEqual(new MomentumError('refused', 'Not today.'))
  expect(await listUsers(db, { all: true })).toEqual([])
})

test('a write that changes nothing is no command, also after others', async () => {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  const answer = await write(writer(db), async (tx) => (await listUsers(tx, { all: true })).length)
  const commands = await runStatement(db, 'select id, recording from commands')
  expect([answer, commands]).toEqual([1, [{ id: 1, recording: null }]])
})

test.each([
  [0, 1, 'done'],
  [5, 6, 'done'],
  [6, 6, 'lost 6'],
])('a write that loses %i times runs %i times, and is %s', async (losses, runs, end) => {
  const db = await newDatabase()
  let run = 0
  const work = write(writer(db), async (tx) => {
    run += 1
    await addUser(tx, { ...sam, name: `Sam ${run}` }, at(0))
    if (run <= losses) throw Object.assign(new Error(`lost ${run}`), { code: '40001' })
    return 'done'
  })
  const answer = await work.catch((error: Error) => error.message)
  const kept = (await listUsers(db, { all: true })).map(({ name }) => name)
  expect([answer, run, kept]).toEqual([end, runs, end === 'done' ? [`Sam ${runs}`] : []])
})

test('a write inside another one joins it', async () => {
  const db = await newDatabase()
  const work = write(writer(db), async (tx) => {
    await write(tx, (inner) => addUser(inner, sam, at(0)))
    throw new Error('late')
  })
  await expect(work).rejects.toEqual(new Error('late'))
  expect(await listUsers(db, { all: true })).toEqual([])
})

test('a write that starts during another one waits for it', async () => {
  const db = await newDatabase()
  const order: string[] = []
  await Promise.all(
    ['one', 'two'].map((name) =>
      write(writer(db), async (tx) => {
        order.push(`${name} begins`)
        await addUser(tx, { name, role: null }, at(0))
        order.push(`${name} ends`)
      }),
    ),
  )
  expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
})

const upgrades = [
  ['upgraded', "insert into kysely_migration values ('9999_future', '2027')"],
  ['taken back', 'delete from kysely_migration'],
] as const

test.each(upgrades)('F043 nothing is written once the schema was %s', async (_, change) => {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  await runStatement(db, change)
  await expect(addTask(writer(db), draft(1), at(1))).rejects.toEqual(
    new MomentumError(
      'database',
      'The database was upgraded or downgraded while this command ran; nothing was changed.',
      'Run the command again.',
    ),
  )
  expect(await runStatement(db, 'select * from tasks')).toEqual([])
})
