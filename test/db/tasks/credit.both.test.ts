import { expect, test } from 'vitest'
import type { Db } from '../../../src/db/schema.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { editDoneTask } from '../../../src/db/tasks/credit.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { getTaskById } from '../../../src/db/tasks/references.ts'
import { pickWin } from '../../../src/db/wins/picks.ts'
import { findWin } from '../../../src/db/wins/wins.ts'
import type { Credit, TaskId } from '../../../src/domain/task.ts'
import { refusedError } from '../../../src/errors.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { addRoutineRow } from '../../support/household/routines.ts'
import { completion, draft, toDone, today, uuid, writer } from '../../support/household/values.ts'

const first = 1 as TaskId

function correct(db: Db, credit: object, id = first) {
  const newUuid = () => uuid(99)
  return editDoneTask(
    writer(db),
    null,
    id,
    { fields: {}, credit: credit as Credit, newUuid },
    at(9),
  )
}

function doneOn(on: string) {
  return { to: 'DONE', completion: { ...completion, on } } as never
}

async function stateOf(db: Db) {
  const dates = [
    'id',
    'status',
    'completed_on',
    'occurrence_date',
    'due_date',
    'starts_on',
  ] as const
  return {
    routines: await db.selectFrom('routines').select('status').execute(),
    occurrences: await db
      .selectFrom('occurrences')
      .select(['number', 'on_date', 'completed_by_user_id'])
      .orderBy('number')
      .execute(),
    tasks: await db.selectFrom('tasks').select(dates).orderBy('id').execute(),
  }
}

async function routine(changes: object = {}) {
  const db = await newDatabase()
  await addMember(db, 'Sam')
  await addRoutineRow(db, changes)
  return db
}

test('the day and the member of a done task are corrected, and its win says so, too', async () => {
  const db = await newDatabase()
  const sam = await addMember(db, 'Sam')
  await addTask(writer(db), draft(1), at(0))
  const pick = { task: first, date: today, picker: undefined, replace: false, note: undefined }
  await pickWin(writer(db), pick, at(0))
  const done = await moveTask(writer(db), null, first, toDone, at(1))
  const credit = { completed_on: '2026-11-20', completed_by_user_id: sam.id }
  const task = await correct(db, credit)
  const win = await findWin(db, today)
  expect([task, win?.completed_by, win?.completed_at]).toEqual([
    { ...done, ...credit, completed_by: 'Sam', updated_at: at(9) },
    'Sam',
    at(1),
  ])
})

test('an earlier win of a task that was reopened keeps who did it', async () => {
  const db = await newDatabase()
  const sam = await addMember(db, 'Sam')
  await addTask(writer(db), draft(1), at(0))
  const pick = { task: first, date: today, picker: undefined, replace: false, note: undefined }
  await pickWin(writer(db), pick, at(0))
  await moveTask(writer(db), null, first, toDone, at(1))
  await moveTask(writer(db), null, first, { to: 'BACKLOG' }, at(2))
  await moveTask(writer(db), null, first, toDone, at(3))
  await correct(db, { completed_by_user_id: sam.id })
  const task = await getTaskById(db, null, first)
  expect([task.completed_by, (await findWin(db, today))?.completed_by]).toEqual(['Sam', null])
})

test.each(['BACKLOG', 'ABANDONED'] as const)('a task that is %s has no credit', async (status) => {
  const db = await newDatabase()
  await addTask(writer(db), draft(1), at(0))
  if (status === 'ABANDONED') await moveTask(writer(db), null, first, { to: status }, at(1))
  const { id } = await addMember(db, 'Sam')
  const credit = { completed_on: today, completed_by_user_id: id }
  await expect(correct(db, credit)).rejects.toEqual(
    refusedError(
      '“Task 1” is not done, so --completed-on and --completed-by do not apply.',
      status === 'ABANDONED'
        ? { lead: 'First', command: 'task reopen 1' }
        : { lead: 'If it is done', command: 'task done 1 --on 2026-11-22 --by 1' },
    ),
  )
})

test.each([
  ['of the calendar', {}, '2026-12-02', '2026-11-25'],
  [
    'after it was done',
    { mode: 'AFTER', rule: '10 days', lead_days: 0 },
    '2026-12-02',
    '2026-11-25',
  ],
  ['that ends late', { until_date: '2026-12-06' }, '2026-12-02', '2026-11-25'],
  ['that ends early', { until_date: '2026-12-06' }, '2026-11-25', '2026-12-02'],
])(
  'rule 3: a corrected day of a rule %s is the day told in time',
  async (_, changes, wrong, right) => {
    const [corrected, inTime] = [await routine(changes), await routine(changes)]
    await moveTask(writer(corrected), null, first, doneOn(wrong), at(1))
    await correct(corrected, { completed_on: right })
    await moveTask(writer(inTime), null, first, doneOn(right), at(1))
    expect(await stateOf(corrected)).toEqual(await stateOf(inTime))
  },
)

test('rule 10: a corrected time can still be reopened', async () => {
  const db = await routine()
  const before = await stateOf(db)
  await moveTask(writer(db), null, first, doneOn('2026-12-02'), at(1))
  await correct(db, { completed_on: '2026-11-24' })
  await moveTask(writer(db), null, first, { to: 'BACKLOG' }, at(10))
  expect(await stateOf(db)).toEqual(before)
})

test('a corrected time leaves alone what somebody has changed since', async () => {
  const db = await routine()
  await moveTask(writer(db), null, first, doneOn('2026-12-02'), at(1))
  await moveTask(writer(db), null, 2 as TaskId, { to: 'ACTIVE' }, at(2))
  const before = await stateOf(db)
  await correct(db, { completed_on: '2026-11-24', completed_by_user_id: 1 })
  const [done, ...others] = before.tasks
  expect(await stateOf(db)).toEqual({
    ...before,
    occurrences: [{ number: 1, on_date: '2026-11-24', completed_by_user_id: 1 }],
    tasks: [{ ...done, completed_on: '2026-11-24' }, ...others],
  })
})
