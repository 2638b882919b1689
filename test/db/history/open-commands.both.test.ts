import { expect, inject, test } from 'vitest'
import { copyHousehold } from '../../../src/db/copy/copy.ts'
import { withoutRecording } from '../../../src/db/journal.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { transact } from '../../../src/db/transaction.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { runStatement } from '../../support/database/statements.ts'
import { draft, writer } from '../../support/household/values.ts'

// Another program added a command, and never closed it.

const leaveOpen = (command: string, recording = 'true') =>
  `insert into commands (command, recording, created_at)
    values ('${command}', ${recording}, '2026-11-22T11:00:00.000Z')`

const recorded = `select commands.command, table_name || '' as place from changes
  left join commands on commands.id = command_id order by changes.id`

test.each(['true', 'false'])(
  'a command that was left open, recording %s, stops nobody and takes no change of another',
  async (recording) => {
    const db = await newDatabase()
    await runStatement(db, leaveOpen('left open', recording))
    const first = await addTask(writer(db), draft(1), at(0))
    const second = await addTask(writer(db), draft(2), at(0))
    expect([first.id, second.id, await runStatement(db, recorded)]).toEqual([
      1,
      2,
      [
        { command: 'test', place: 'tasks' },
        { command: 'test', place: 'tasks' },
      ],
    ])
  },
)

test('a change of another program belongs to no command of anybody else', async () => {
  const db = await newDatabase()
  await runStatement(db, leaveOpen('left open'))
  await addMember(db, 'Sam')
  await runStatement(db, "update users set role = 'cook'")
  expect(await runStatement(db, recorded)).toEqual([
    { command: 'test', place: 'users' },
    { command: null, place: 'users' },
  ])
})

test('commands that were left open are copied as closed ones', async () => {
  const [db, target] = [await newDatabase(), await newDatabase()]
  await addTask(writer(db), draft(1), at(0))
  await runStatement(db, leaveOpen('left open'))
  // In a file there is one at the most.
  if (inject('dialect') === 'postgres') await runStatement(db, leaveOpen('left open too'))
  await copyHousehold(db, target, () => {})
  expect([
    await runStatement(target, recorded),
    await runStatement(target, 'select command from commands where recording is not null'),
  ]).toEqual([[{ command: 'test', place: 'tasks' }], []])
})

test('a row with the number of work that is not recorded does not stop such work', async () => {
  const db = await newDatabase()
  await runStatement(
    db,
    `insert into commands (id, command, recording, created_at)
      values (-1, 'left open', true, '2026-11-22T11:00:00.000Z')`,
  )
  await transact(db, (tx) =>
    withoutRecording(tx, () => tx.insertInto('users').values(sam).execute()),
  )
  expect([
    await runStatement(db, recorded),
    await runStatement(db, 'select command from commands'),
  ]).toEqual([[], []])
})

const sam = { name: 'Sam', name_key: 'sam', created_at: at(0), updated_at: at(0) }
