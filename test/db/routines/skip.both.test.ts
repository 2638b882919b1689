import { expect, test } from 'vitest'
import { editRoutine } from '../../../src/db/routines/edit.ts'
import { skipTasks } from '../../../src/db/routines/skip.ts'
import type { Db } from '../../../src/db/schema.ts'
import { addTask, editTask, removeTask } from '../../../src/db/tasks/changes.ts'
import { moveTask, takeTasks } from '../../../src/db/tasks/moves.ts'
import { getTaskById } from '../../../src/db/tasks/references.ts'
import { pickWin } from '../../../src/db/wins/picks.ts'
import type { RoutineId, TaskId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { conflictError, refusedError } from '../../../src/errors.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { addRoutineRow } from '../../support/household/routines.ts'
import { draft, toDone, today, writer } from '../../support/household/values.ts'

const live = 1 as TaskId
const early = { ...toDone, completion: { ...toDone.completion, isEarly: true } }
const skipped = { outcome: 'SKIPPED', note: null, today } as const

/** Sunday 22 November: bins are due on Tuesday 24. */
async function bins(changes: object = {}, date?: string) {
  const db = await newDatabase()
  const sam = await addMember(db, 'Sam')
  await addRoutineRow(db, changes, date === undefined ? {} : { date })
  return { db, sam }
}

async function skip(db: Db, ids: readonly TaskId[], more: object = {}) {
  const seen = []
  for (const id of ids) seen.push(await getTaskById(db, null, id))
  return skipTasks(writer(db), null, seen, { ...skipped, ...more }, at(1))
}

async function occurrencesOf(db: Db) {
  return db
    .selectFrom('occurrences')
    .select(['number', 'date', 'outcome', 'on_date', 'completed_by_user_id', 'task_id', 'note'])
    .orderBy('number')
    .execute()
}

const over = {
  ...{ number: 1, date: '2026-11-24', outcome: 'SKIPPED', on_date: null },
  ...{ completed_by_user_id: null, task_id: 1, note: null },
}

function planned(number: number, date: string, starts_on: string) {
  return { occurrence_number: number, occurrence_date: date, due_date: date, starts_on }
}

test.each<[string, string, object, object]>([
  ['ahead', today, {}, planned(2, '2026-12-01', '2026-11-30')],
  ['on its day', '2026-11-24', {}, planned(2, '2026-12-01', '2026-11-30')],
  ['on a later date of the rule', '2026-12-08', {}, planned(2, '2026-12-08', '2026-12-07')],
  ['after some dates went by', '2026-12-10', {}, planned(2, '2026-12-15', '2026-12-14')],
  [
    'where it counts from when it was done',
    '2026-12-10',
    { mode: 'AFTER', rule: '10 days', lead_days: 0 },
    planned(2, '2026-12-14', '2026-12-14'),
  ],
])('rules 5 and 7: skipped %s, it gets the next date in place', async (_, day, changes, dates) => {
  const { db } = await bins(changes)
  const before = await getTaskById(db, null, live)
  const [task] = await skip(db, [live], { today: day })
  expect([task, await occurrencesOf(db)]).toEqual([
    { ...before, ...dates, updated_at: at(1), next_task_id: live },
    [over],
  ])
})

test('rule 5: a missed time is recorded as such, with its note', async () => {
  const { db } = await bins()
  await skip(db, [live], { outcome: 'MISSED', note: 'Snow', today: '2026-11-24' })
  expect(await occurrencesOf(db)).toEqual([{ ...over, outcome: 'MISSED', note: 'Snow' }])
})

test('rule 5: after a skip it is the same member’s turn, after a miss the next one’s', async () => {
  const { db, sam } = await bins()
  await editTask(writer(db), null, live, { owner_user_id: sam.id }, at(0))
  const [first] = await skip(db, [live])
  const [second] = await skip(db, [live], { outcome: 'MISSED', today: '2026-12-01' })
  expect([first?.owner, second?.owner]).toEqual(['Sam', null])
})

test('rule 8: what was changed for this time alone is over', async () => {
  const { db } = await bins()
  const before = await getTaskById(db, null, live)
  const changes = { title: 'Both bins', description: 'And glass', priority: 'HIGH' } as const
  await editTask(writer(db), null, live, { ...changes, due_date: today }, at(0))
  await moveTask(writer(db), null, live, { to: 'BLOCKED', note: 'No lid' }, at(0))
  const [task] = await skip(db, [live])
  expect(task).toEqual({
    ...before,
    ...planned(2, '2026-12-01', '2026-11-30'),
    ...{ updated_at: at(1), next_task_id: live },
  })
})

test('rule 11: skipped in a pause, it stays paused', async () => {
  const { db } = await bins({ status: 'PAUSED', status_note: 'Away' })
  const [open] = await skip(db, [live])
  const until = await bins({ status: 'PAUSED', status_note: 'Away', paused_until: '2026-12-20' })
  const [task] = await skip(until.db, [live])
  const { status, status_note, due_date, starts_on } = task ?? {}
  expect([
    [open?.status, open?.status_note, open?.due_date],
    [status, status_note, due_date, starts_on],
  ]).toEqual([
    ['PAUSED', 'Away', '2026-12-01'],
    ['BACKLOG', 'Away', '2026-12-22', '2026-12-21'],
  ])
})

test('rules 5 and 12: skipping the last time ends the routine', async () => {
  const { db } = await bins({ until_date: '2026-11-30' })
  const [task] = await skip(db, [live], { note: 'Moved out' })
  const routine = await db.selectFrom('routines').select('status').execute()
  const { status, status_note, next_task_id } = task ?? {}
  expect([routine, { status, status_note, next_task_id }, await occurrencesOf(db)]).toEqual([
    [{ status: 'ENDED' }],
    { status: 'ABANDONED', status_note: 'Moved out', next_task_id: null },
    [{ ...over, note: 'Moved out' }],
  ])
})

test('several are skipped, or none', async () => {
  const { db } = await bins()
  await addRoutineRow(db, { title: 'Dishes', rule: 'day' }, { number: 2, date: today })
  await addTask(writer(db), draft(3), at(0))
  const tasks = () => db.selectFrom('tasks').select(['id', 'due_date']).orderBy('id').execute()
  const before = await tasks()
  await expect(skip(db, [1, 2, 3] as TaskId[])).rejects.toEqual(
    refusedError('“Task 3” does not repeat and cannot be skipped.', {
      lead: 'To put it off by a week',
      command: 'task edit 3 --due +1w',
    }),
  )
  const after = [await tasks(), await occurrencesOf(db)]
  await skip(db, [1, 2] as TaskId[])
  expect([after, await tasks()]).toEqual([
    [before, []],
    [
      { id: 1, due_date: '2026-12-01' },
      { id: 2, due_date: '2026-11-24' },
      { id: 3, due_date: null },
    ],
  ])
})

test('rule 16: an open win is not skipped', async () => {
  const { db } = await bins()
  const pick = { task: live, date: today, picker: undefined, replace: false, note: undefined }
  await pickWin(writer(db), pick, at(0))
  await expect(skip(db, [live])).rejects.toEqual(
    refusedError('“Bins” is the Daily Win of 2026-11-22 and cannot be skipped.', {
      lead: 'To drop the pick first',
      command: 'win drop --date 2026-11-22 --note "why"',
    }),
  )
})

test('rule 17: two who skip the same time skip one', async () => {
  const { db } = await bins()
  const seen = await getTaskById(db, null, live)
  const once = () => skipTasks(writer(db), null, [seen], skipped, at(1))
  await once()
  await expect(once()).rejects.toEqual(
    conflictError('Someone else just skipped “Bins”.', { lead: 'See', command: 'task show 1' }),
  )
  expect(await occurrencesOf(db)).toEqual([over])
})

test('what was done some times ago is not skipped or taken over, but the open one can be', async () => {
  const { db, sam } = await bins()
  for (const id of [1, 2]) {
    await moveTask(writer(db), null, id as TaskId, early, at(0))
  }
  await expect(skip(db, [live])).rejects.toEqual(
    refusedError('“Bins” is done and cannot be skipped.', {
      lead: 'To skip the next one',
      command: 'task skip 3',
    }),
  )
  await expect(takeTasks(writer(db), sam.id, [live], at(1))).rejects.toEqual(
    refusedError('“Bins” is done and cannot be taken over.', {
      lead: 'To take over the next one',
      command: 'task take 3',
    }),
  )
  // Alex's own one is nobody else's.
  const alex = await addMember(db, 'Alex')
  const changes = { owner_user_id: alex.id, private: true }
  await editRoutine(writer(db), { viewer: alex.id, today }, 1 as RoutineId, changes, at(1))
  await expect(skip(db, [live])).rejects.toEqual(
    refusedError('“Bins” is done and cannot be skipped.', { lead: 'See', command: 'task show 1' }),
  )
})

test('what is done is not skipped, but what followed it can be', async () => {
  const { db } = await bins()
  await moveTask(writer(db), null, live, toDone, at(0))
  await expect(skip(db, [live])).rejects.toEqual(
    refusedError('“Bins” is done and cannot be skipped.', {
      lead: 'To skip the next one',
      command: 'task skip 2',
    }),
  )
})

test('rule 9: a live task cannot be deleted, one that is done can', async () => {
  const { db } = await bins()
  await expect(removeTask(writer(db), null, live)).rejects.toEqual(
    refusedError('“Bins” belongs to routine 1 and cannot be deleted.', {
      lead: 'To skip this time (“routine end 1” ends the routine)',
      command: 'task skip 1',
    }),
  )
  await moveTask(writer(db), null, live, toDone, at(0))
  await removeTask(writer(db), null, live)
  const [time] = await occurrencesOf(db)
  expect([time?.outcome, time?.task_id]).toEqual(['DONE', null])
})

test('a done task of a routine names the one that followed, if both are seen by the same', async () => {
  const { db, sam } = await bins()
  await moveTask(writer(db), null, live, toDone, at(0))
  const following = await getTaskById(db, null, live)
  await skip(db, [2 as TaskId])
  const skippedSince = await getTaskById(db, null, live)
  const own = { private: true, owner_user_id: sam.id }
  await editRoutine(writer(db), { viewer: sam.id, today }, 1 as RoutineId, own, at(2))
  const hidden = await getTaskById(db, null, live)
  const ids = [following, skippedSince, hidden].map(({ next_task_id }) => next_task_id)
  const day = (date: string) => date as CalendarDate
  expect([ids, following.completed_on]).toEqual([[2, 2, null], day(today)])
})
