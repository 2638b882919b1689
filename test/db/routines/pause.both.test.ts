import { expect, test } from 'vitest'
import { endRoutine, removeRoutine } from '../../../src/db/routines/end.ts'
import { type Pause, pauseRoutine, resumeRoutine } from '../../../src/db/routines/pause.ts'
import { getRoutineById } from '../../../src/db/routines/routines.ts'
import type { Db } from '../../../src/db/schema.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { getTaskById } from '../../../src/db/tasks/references.ts'
import { getWin } from '../../../src/db/wins/wins.ts'
import type { RoutineId, TaskId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { notFoundError, refusedError, usageError } from '../../../src/errors.ts'
import { at, day, newDatabase } from '../../support/database/database.ts'
import { addBins, doTask, stateOf } from '../../support/database/routines.ts'
import { pick } from '../../support/database/wins.ts'
import { today, writer } from '../../support/household/values.ts'

const everybody = { viewer: null, today }

async function bins(changes: object = {}) {
  const db = await newDatabase()
  return { db, id: await addBins(db, changes), before: await stateOf(db) }
}

/** What a test says of a pause, on a day. */
type Asked = { readonly until?: string | null; readonly note?: string; readonly on?: string }

function pause(db: Db, id: RoutineId, { on = today, ...asked }: Asked = {}, seconds = 1) {
  const reader = { viewer: null, today: on as CalendarDate }
  return pauseRoutine(writer(db), reader, id, asked as Pause, at(seconds))
}

function resume(db: Db, id: RoutineId, on: string = today, seconds = 2) {
  const reader = { viewer: null, today: on as CalendarDate }
  return resumeRoutine(writer(db), reader, id, at(seconds))
}

/** The live task, in the backlog but for the changes. */
function live(date: string, starts_on: string, more: object = {}) {
  const dates = { occurrence_date: date, due_date: date, starts_on }
  return { id: 1, status: 'BACKLOG', status_note: null, ...dates, ...more }
}

const active = { status: 'ACTIVE', status_note: null, paused_until: null }
const paused = { status: 'PAUSED', status_note: null, paused_until: null }
const first = live('2026-11-24', '2026-11-23')

test('rule 11: a pause puts the live task aside with the note, and keeps its dates', async () => {
  const { db, id } = await bins()
  const routine = await pause(db, id, { note: 'On strike' })
  expect([routine, await stateOf(db)]).toEqual([
    await getRoutineById(db, everybody, id),
    {
      routines: [{ ...paused, status_note: 'On strike' }],
      tasks: [{ ...first, status: 'PAUSED', status_note: 'On strike' }],
    },
  ])
})

test.each([
  ['before its date', '2026-11-22', first],
  ['on a date of its own', '2026-12-01', live('2026-12-01', '2026-11-30')],
  ['later: nothing in between is missed', '2026-12-10', live('2026-12-15', '2026-12-14')],
])('rule 11: resumed %s, the live task has the first date from then on', async (_, on, task) => {
  const { db, id } = await bins()
  await pause(db, id, { note: 'On strike' })
  await resume(db, id, on)
  expect(await stateOf(db)).toEqual({ routines: [active], tasks: [task] })
})

test('rule 11: resumed before its date, a due date that was moved stays', async () => {
  const { db, id } = await bins()
  await db
    .updateTable('tasks')
    .set({ due_date: day(5) })
    .execute()
  await pause(db, id)
  await resume(db, id)
  expect((await stateOf(db)).tasks).toEqual([{ ...first, due_date: day(5) }])
})

test('rule 11: until a day, the live task has its date from then, and is hidden before', async () => {
  const { db, id } = await bins()
  await pause(db, id, { until: '2026-12-31', note: 'We are away' })
  expect(await stateOf(db)).toEqual({
    routines: [{ status: 'PAUSED', status_note: 'We are away', paused_until: '2026-12-31' }],
    tasks: [live('2027-01-05', '2027-01-04', { status_note: 'We are away' })],
  })
})

test('rule 11: the live task is not shown before the day of the pause, however early', async () => {
  const { db, id } = await bins({ lead_days: 60 })
  await pause(db, id, { until: '2026-12-31' })
  expect((await stateOf(db)).tasks).toEqual([live('2027-01-05', '2026-12-31')])
})

test('rule 11: until a day, a routine goes on by itself', async () => {
  const { db, id } = await bins()
  await pause(db, id, { until: '2026-12-31' })
  const on = async (date: string) => {
    const reader = { viewer: null, today: date as CalendarDate }
    const { status, paused_until } = await getRoutineById(db, reader, id)
    return [status, paused_until]
  }
  expect([await on('2026-12-30'), await on('2026-12-31')]).toEqual([
    ['PAUSED', '2026-12-31'],
    ['ACTIVE', null],
  ])
  await doTask(db, 1, '2027-01-05')
  expect((await stateOf(db)).tasks.at(-1)).toEqual({ ...live('2027-01-12', '2027-01-11'), id: 2 })
})

test.each<[what: string, first: Asked, then: Asked, routine: object, task: object]>([
  [
    'another note',
    { note: 'On strike' },
    { note: 'Still on strike' },
    { ...paused, status_note: 'Still on strike' },
    { ...first, status: 'PAUSED', status_note: 'Still on strike' },
  ],
  [
    'an end, and keeps the note',
    { note: 'On strike' },
    { until: '2026-12-05' },
    { status: 'PAUSED', status_note: 'On strike', paused_until: '2026-12-05' },
    live('2026-12-08', '2026-12-07', { status_note: 'On strike' }),
  ],
  [
    'a later end',
    { until: '2026-12-05' },
    { until: '2026-12-31' },
    { ...paused, paused_until: '2026-12-31' },
    live('2027-01-05', '2027-01-04'),
  ],
  [
    'an earlier end',
    { until: '2026-12-31' },
    { until: '2026-12-05' },
    { ...paused, paused_until: '2026-12-05' },
    live('2026-12-08', '2026-12-07'),
  ],
  [
    'a note, and keeps the end',
    { until: '2026-12-31' },
    { note: 'We are away' },
    { status: 'PAUSED', status_note: 'We are away', paused_until: '2026-12-31' },
    live('2027-01-05', '2027-01-04', { status_note: 'We are away' }),
  ],
  [
    'no end any more',
    { until: '2026-12-31', note: 'We are away' },
    { until: null },
    { ...paused, status_note: 'We are away' },
    { ...first, status: 'PAUSED', status_note: 'We are away' },
  ],
])('rule 11: pausing a paused routine gives it %s', async (_, asked, then, routine, task) => {
  const { db, id } = await bins()
  await pause(db, id, asked)
  await pause(db, id, then, 2)
  expect(await stateOf(db)).toEqual({ routines: [routine], tasks: [task] })
})

test('rule 11: pausing or resuming again changes nothing', async () => {
  const { db, id } = await bins()
  const [once, twice] = [await pause(db, id, { note: 'x' }), await pause(db, id, { note: 'x' }, 9)]
  const [again, same] = [await resume(db, id), await resume(db, id, today, 9)]
  expect([twice, same]).toEqual([once, again])
})

test('rule 11: resumed before the day of its end, it has the date that it had', async () => {
  const { db, id } = await bins()
  await doTask(db, 1, '2026-11-24')
  await pause(db, id, { until: '2027-02-01', on: '2026-11-25' }, 2)
  await resume(db, id, '2026-11-26', 3)
  expect(await stateOf(db)).toEqual({
    routines: [active],
    tasks: [
      { ...first, status: 'DONE' },
      { ...live('2026-12-01', '2026-11-30'), id: 2 },
    ],
  })
})

test('rule 11: what counts from when it was done is due at once, or as it was', async () => {
  const { db, id } = await bins({ mode: 'AFTER', rule: '10 days', lead_days: 0 })
  await doTask(db, 1, '2026-11-22')
  const dates = []
  for (const on of ['2026-11-25', '2026-12-24']) {
    await pause(db, id, { until: '2027-02-01', on }, 2)
    await resume(db, id, on, 3)
    dates.push((await stateOf(db)).tasks.at(-1)?.due_date)
  }
  expect(dates).toEqual(['2026-12-02', '2026-12-24'])
})

test('rules 11 and 16: a pause moves an open win along, if it says why', async () => {
  const { db, id } = await bins()
  await pick(db, await getTaskById(db, null, 1 as TaskId), at(1))
  const before = await stateOf(db)
  const status = async () => [
    (await getWin(db, today)).status,
    (await getTaskById(db, null, 1 as TaskId)).status,
  ]
  await expect(pause(db, id)).rejects.toEqual(
    usageError('“Bins” is the Daily Win of 2026-11-22: say why it is paused.', 'Add --note "why".'),
  )
  await expect(pause(db, id, { until: '2026-12-31', note: 'x' })).rejects.toEqual(
    refusedError('“Bins” is the Daily Win of 2026-11-22 and cannot go back to the backlog.', {
      lead: 'To drop the pick first',
      command: 'win drop --date 2026-11-22 --note "why"',
    }),
  )
  const refused = await stateOf(db)
  await pause(db, id, { note: 'On strike' })
  const after = await status()
  await resume(db, id)
  expect([refused, after, await status()]).toEqual([
    before,
    ['PAUSED', 'PAUSED'],
    ['ACTIVE', 'ACTIVE'],
  ])
})

test('rule 11: a pause until a day after its last one is refused', async () => {
  const { db, id, before } = await bins({ until_date: '2026-12-10' })
  await expect(pause(db, id, { until: '2026-12-31' })).rejects.toEqual(
    refusedError('“Bins” has no date from 2026-12-31 on: its last day is 2026-12-10.', {
      lead: 'To end it',
      command: 'routine end 1',
    }),
  )
  expect(await stateOf(db)).toEqual(before)
})

test('rule 11: resumed after its last day, it says so and stays paused', async () => {
  const { db, id } = await bins({ until_date: '2026-12-10' })
  await pause(db, id)
  const state = await stateOf(db)
  await expect(resume(db, id, '2026-12-24')).rejects.toEqual(
    refusedError('“Bins” has no date from 2026-12-24 on: its last day is 2026-12-10.', {
      lead: 'To end it',
      command: 'routine end 1',
    }),
  )
  expect(await stateOf(db)).toEqual(state)
})

test('rule 11: a task that somebody started or blocked meanwhile stays so', async () => {
  const { db, id } = await bins()
  const states = []
  for (const to of ['ACTIVE', 'BLOCKED'] as const) {
    await pause(db, id)
    await moveTask(writer(db), null, 1 as TaskId, { to, note: undefined }, at(2))
    await resume(db, id)
    states.push((await stateOf(db)).tasks[0]?.status)
  }
  expect(states).toEqual(['ACTIVE', 'BLOCKED'])
})

test('rule 9: the end of a routine abandons its live task with the note', async () => {
  const { db, id } = await bins()
  const end = (note?: string) => endRoutine(writer(db), everybody, id, note, at(1))
  const ended = await end('We moved out')
  const state = await stateOf(db)
  expect([await end(), state]).toEqual([
    ended,
    {
      routines: [{ status: 'ENDED', status_note: 'We moved out', paused_until: null }],
      tasks: [{ ...first, status: 'ABANDONED', status_note: 'We moved out' }],
    },
  ])
  await end('We moved far away')
  expect((await stateOf(db)).routines).toEqual([
    { status: 'ENDED', status_note: 'We moved far away', paused_until: null },
  ])
})

test('rules 9 and 16: a routine whose task is an open win does not end', async () => {
  const { db, id } = await bins()
  await pick(db, await getTaskById(db, null, 1 as TaskId), at(1))
  const before = await stateOf(db)
  await expect(endRoutine(writer(db), everybody, id, undefined, at(2))).rejects.toEqual(
    refusedError('“Bins” is the Daily Win of 2026-11-22, so its routine cannot be ended.', {
      lead: 'To drop the pick first',
      command: 'win drop --date 2026-11-22 --note "why"',
    }),
  )
  expect(await stateOf(db)).toEqual(before)
})

test('rule 9: what has ended cannot be paused or resumed', async () => {
  const { db, id } = await bins()
  await endRoutine(writer(db), everybody, id, undefined, at(1))
  const refusal = (what: string) =>
    refusedError(`“Bins” has ended and cannot be ${what}.`, {
      lead: 'Add it again, or see what can be undone',
      command: 'undo --list',
    })
  await expect(pause(db, id)).rejects.toEqual(refusal('paused'))
  await expect(resume(db, id)).rejects.toEqual(refusal('resumed'))
})

test('rules 9 and 10: nothing of what has ended is reopened', async () => {
  const { db, id } = await bins()
  await doTask(db, 1, '2026-11-24')
  await endRoutine(writer(db), everybody, id, undefined, at(2))
  const state = await stateOf(db)
  const reopen = (task: number) =>
    moveTask(writer(db), null, task as TaskId, { to: 'BACKLOG' }, at(3))
  const seeUndo = { lead: 'See what can be undone', command: 'undo --list' }
  await expect(reopen(1)).rejects.toEqual(
    refusedError(
      '“Bins” of 2026-11-24 cannot be reopened, because its routine has moved on since.',
      seeUndo,
    ),
  )
  await expect(reopen(2)).rejects.toEqual(
    refusedError('The routine of “Bins” has ended, so its task cannot be reopened.', seeUndo),
  )
  expect(await stateOf(db)).toEqual(state)
})

test.each([
  ['at once', async () => {}],
  ['paused', async (db: Db, id: RoutineId) => void (await pause(db, id))],
  [
    'ended',
    async (db: Db, id: RoutineId) =>
      void (await endRoutine(writer(db), everybody, id, undefined, at(1))),
  ],
])('rule 9: a routine that was never done is deleted with its task: %s', async (_, prepare) => {
  const { db, id } = await bins()
  await prepare(db, id)
  const routine = await getRoutineById(db, everybody, id)
  expect([await removeRoutine(writer(db), everybody, id), await stateOf(db)]).toEqual([
    routine,
    { routines: [], tasks: [] },
  ])
  await expect(removeRoutine(writer(db), everybody, id)).rejects.toEqual(
    notFoundError('There is no routine with the number 1.', {
      lead: 'See',
      command: 'routine list --all',
    }),
  )
})

test('rule 9: a routine that was done is not deleted', async () => {
  const { db, id } = await bins()
  const remove = () => removeRoutine(writer(db), everybody, id)
  await doTask(db, 1, '2026-11-24')
  await expect(remove()).rejects.toEqual(
    refusedError('“Bins” was done once and cannot be deleted.', {
      lead: 'To end it instead',
      command: 'routine end 1',
    }),
  )
  await doTask(db, 2, '2026-12-01')
  await endRoutine(writer(db), everybody, id, undefined, at(2))
  await expect(remove()).rejects.toEqual(
    refusedError(
      '“Bins” was done 2 times and cannot be deleted.',
      'What was done stays in the history.',
    ),
  )
})

test('rule 9: a routine whose task was a Daily Win is not deleted', async () => {
  const { db, id } = await bins()
  await pick(db, await getTaskById(db, null, 1 as TaskId), at(1))
  await expect(removeRoutine(writer(db), everybody, id)).rejects.toEqual(
    refusedError(
      '“Bins” is the Daily Win of 2026-11-22 and cannot be deleted.',
      'A Daily Win stays in the history, and so does its task.',
    ),
  )
})
