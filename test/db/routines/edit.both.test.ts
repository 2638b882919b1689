import { expect, test } from 'vitest'
import { editRoutine } from '../../../src/db/routines/edit.ts'
import { endRoutine } from '../../../src/db/routines/end.ts'
import { pauseRoutine } from '../../../src/db/routines/pause.ts'
import { getRoutineById } from '../../../src/db/routines/routines.ts'
import type { Db } from '../../../src/db/schema.ts'
import { editTask } from '../../../src/db/tasks/changes.ts'
import { getTaskById } from '../../../src/db/tasks/references.ts'
import { editUser } from '../../../src/db/users/users.ts'
import type { RoutineChanges } from '../../../src/domain/routine/change.ts'
import { settledTurn } from '../../../src/domain/routine/turn.ts'
import type { RoutineId, TaskId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { type MomentumError, refusedError, usageError } from '../../../src/errors.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { addBins, doTask, stateOf } from '../../support/database/routines.ts'
import { pick } from '../../support/database/wins.ts'
import { today, writer } from '../../support/household/values.ts'

const live = 1 as TaskId
const [alex, sam] = [1 as UserId, 2 as UserId]

/** Alex, Sam and the routine. */
async function bins(changes: object = {}) {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  await addMember(db, 'Sam')
  return { db, id: await addBins(db, changes) }
}

/** What a test says of an edit: who does it, and on which day. */
type Edited = { readonly viewer?: UserId | null; readonly on?: string; readonly seconds?: number }

/** Changes as the columns are typed in a test. */
type Changes = { readonly [Key in keyof RoutineChanges]?: unknown }

async function edit(db: Db, id: RoutineId, changes: Changes, edited: Edited = {}) {
  const { viewer = null, on = today, seconds = 5 } = edited
  const reader = { viewer, today: on as CalendarDate }
  const { routine } = await editRoutine(
    writer(db),
    reader,
    id,
    changes as RoutineChanges,
    at(seconds),
  )
  return routine
}

/** The dates of the live task. */
async function datesOf(db: Db): Promise<unknown> {
  const { occurrence_date, due_date, starts_on } = (await stateOf(db)).tasks.at(-1) ?? {}
  return [occurrence_date, due_date, starts_on]
}

const fields = {
  title: 'Take out the bins',
  description: 'Both of them',
  domain: 'OTHER',
  effort: 'SMALL',
  definition_of_done: 'They are at the curb.',
  materials_needed: 'Gloves',
  owner_user_id: sam,
  category_id: null,
  priority: 'HIGH',
} as const

test('rule 8: the live task takes each field, and stays the same task', async () => {
  const { db, id } = await bins()
  const [routine, task] = [
    await getRoutineById(db, { viewer: null, today }, id),
    await getTaskById(db, null, live),
  ]
  const edited = await edit(db, id, fields)
  expect([edited, await getTaskById(db, null, live)]).toEqual([
    {
      ...routine,
      ...fields,
      ...{ owner: 'Sam', turn: 'Sam', turns: 'FIXED', updated_at: at(5) },
    },
    {
      ...task,
      ...fields,
      owner: 'Sam',
      turn_reason: JSON.stringify(settledTurn('FIXED', { user: sam, name: 'Sam' }, 'FIXED').reason),
      turn_names: '1 Alex\n2 Sam',
      ...{ routine: 'Take out the bins', updated_at: at(5) },
    },
  ])
})

test('rule 8: what was changed this time stays as it is this time', async () => {
  const { db, id } = await bins()
  const own = { title: 'Both bins', owner_user_id: alex, priority: 'URGENT', due_date: day(5) }
  const task = await editTask(writer(db), null, live, own as never, at(1))
  await edit(db, id, { ...fields, rule: 'week on thu' })
  expect(await getTaskById(db, null, live)).toEqual({
    ...task,
    ...fields,
    ...own,
    ...{ routine: 'Take out the bins', updated_at: at(5) },
    ...{ occurrence_date: '2026-11-26', starts_on: '2026-11-25' },
  })
})

test('rule 8: an edit that the live task does not feel leaves it untouched', async () => {
  const { db, id } = await bins()
  const task = await getTaskById(db, null, live)
  await edit(db, id, { times: 5, until_date: '2027-12-31', when_away: 'KEEP', rule: 'week on tue' })
  expect(await getTaskById(db, null, live)).toEqual(task)
})

test('rule 8: done tasks are not changed', async () => {
  const { db, id } = await bins()
  await doTask(db, 1, '2026-11-24')
  const done = await getTaskById(db, null, live)
  await edit(db, id, { title: 'Rubbish', effort: 'MEDIUM' })
  expect([
    await getTaskById(db, null, live),
    (await getTaskById(db, null, 2 as TaskId)).title,
  ]).toEqual([{ ...done, routine: 'Rubbish' }, 'Rubbish'])
})

test.each<[what: string, changes: Changes, dates: readonly string[], routine?: object]>([
  ['begins today', { rule: 'day' }, ['2026-11-26', '2026-11-26'], { lead_days: 0 }],
  ['has its first date from today', { rule: 'week on mon' }, ['2026-11-30', '2026-11-29']],
  ['counts from today', { rule: '2 weeks on thu' }, ['2026-11-26', '2026-11-19'], { lead_days: 7 }],
  [
    'counts from when it was last done',
    { mode: 'AFTER', rule: '3 days' },
    ['2026-11-27', '2026-11-27'],
    { lead_days: 0 },
  ],
  ['takes the days given', { rule: 'day', lead_days: 3 }, ['2026-11-26', '2026-11-23']],
])('rule 8: a changed rule %s', async (_, changes, [date, shown], routine = {}) => {
  const { db, id } = await bins()
  await doTask(db, 1, '2026-11-24')
  const edited = await edit(db, id, changes, { on: '2026-11-26' })
  expect([edited, await datesOf(db)]).toMatchObject([
    { start_date: '2026-11-26', next_date: date, next_task_id: 2, ...routine },
    [date, date, shown],
  ])
})

test.each<[what: string, changes: Changes, date: string]>([
  ['with the rule', { rule: '2 weeks on tue', start_date: '2026-12-08' }, '2026-12-08'],
  ['alone', { start_date: '2026-12-20' }, '2026-12-22'],
  ['before today', { start_date: '2026-11-03', rule: '2 weeks' }, '2026-12-01'],
  ['for what was done already', { start_date: '2026-11-17' }, '2026-12-01'],
  ['for a distance', { mode: 'AFTER', rule: '10 days', start_date: '2026-11-28' }, '2026-11-28'],
])('rule 8: a start that is given decides: %s', async (_, changes, date) => {
  const { db, id } = await bins()
  await doTask(db, 1, '2026-11-24')
  const edited = await edit(db, id, changes, { on: '2026-11-26' })
  expect([edited.start_date, edited.next_date]).toEqual([changes.start_date, date])
})

test('rule 8: days before its date that were set apart stay', async () => {
  const { db, id } = await bins({ lead_days: 3 })
  expect((await edit(db, id, { rule: 'month on 15' })).lead_days).toEqual(3)
  expect(await datesOf(db)).toEqual(['2026-12-15', '2026-12-15', '2026-12-12'])
})

test('rule 14: the live task is shown as long before its date as the routine says', async () => {
  const { db, id } = await bins()
  await edit(db, id, { lead_days: 5 })
  const moved = await datesOf(db)
  await editTask(writer(db), null, live, { starts_on: '2026-11-22' } as never, at(6))
  await edit(db, id, { lead_days: 2 })
  expect([moved, await datesOf(db)]).toEqual([
    ['2026-11-24', '2026-11-24', '2026-11-19'],
    ['2026-11-24', '2026-11-24', '2026-11-22'],
  ])
})

test.each<[what: string, routine: object, changes: Changes, date: string, on?: string]>([
  ['to its first day', {}, { season_from: '04-01', season_to: '10-31' }, '2027-04-06'],
  ['not at all if it is in it', {}, { season_from: '11-01', season_to: '03-31' }, '2026-11-24'],
  [
    'back when it is cleared',
    { season_from: '04-01', season_to: '10-31' },
    { season_from: null, season_to: null },
    '2026-11-24',
  ],
  [
    'not into the past',
    { season_from: '04-01', season_to: '10-31' },
    { season_from: null, season_to: null },
    '2026-12-15',
    '2026-12-10',
  ],
  [
    'not at all if it is overdue',
    {},
    { season_from: '11-01', season_to: '03-31' },
    '2026-11-24',
    '2026-12-10',
  ],
])('rule 12: a changed season moves the live task %s', async (_, routine, changes, date, on) => {
  const { db, id } = await bins(routine)
  expect((await edit(db, id, changes, { on: on ?? today })).next_date).toEqual(date)
})

test('rule 11: a paused routine has its new rule from the day on which it goes on', async () => {
  const { db, id } = await bins()
  const until = '2026-12-31' as CalendarDate
  await pauseRoutine(writer(db), { viewer: null, today }, id, { until }, at(1))
  const { paused_until, next_date } = await edit(db, id, { rule: 'week on fri' })
  expect([paused_until, next_date, await datesOf(db)]).toEqual([
    until,
    '2027-01-01',
    ['2027-01-01', '2027-01-01', '2026-12-31'],
  ])
})

const toEnd = { lead: 'To end it instead', command: 'routine end 1' }

test.each<[what: string, changes: Changes, error: MomentumError]>([
  [
    'times below what is done',
    { times: 1 },
    usageError('“Bins” was done 2 times already, so --times must be at least 3.', toEnd),
  ],
  [
    'times as often as it is done',
    { times: 2 },
    usageError('“Bins” was done 2 times already, so --times must be at least 3.', toEnd),
  ],
  [
    'a last day before the start',
    { until_date: '2026-11-01' },
    usageError(
      'The last day, 2026-11-01, is before the start, 2026-11-22.',
      'Choose a later --until, or leave it out.',
    ),
  ],
  [
    'a last day before the next date',
    { until_date: '2026-12-07' },
    usageError(
      'The next date of “Bins”, 2026-12-08, would be after its last day, 2026-12-07.',
      toEnd,
    ),
  ],
  [
    'a rule that first comes after its last day',
    { rule: 'month on 15', until_date: '2026-12-10' },
    usageError(
      'The first date of “month on 15”, 2026-12-15, is after its last day, 2026-12-10.',
      'Choose a later --until, or leave it out.',
    ),
  ],
  [
    'a season in which it never comes',
    { rule: 'year on 3 oct', season_from: '04-01', season_to: '06-30' },
    usageError(
      '“year on 3 oct” has no date in the season apr-jun.',
      'Change the season or the rule.',
    ),
  ],
  [
    'a private routine that nobody owns',
    { private: true },
    refusedError('“Bins” is private and needs an owner.', 'Add --owner <user>, or --no-private.'),
  ],
])('refuses %s, and changes nothing', async (_, changes, error) => {
  const { db, id } = await bins()
  await doTask(db, 1, '2026-11-24')
  await doTask(db, 2, '2026-12-01')
  const state = [await getRoutineById(db, { viewer: null, today }, id), await stateOf(db)]
  await expect(edit(db, id, changes)).rejects.toEqual(error)
  expect([await getRoutineById(db, { viewer: null, today }, id), await stateOf(db)]).toEqual(state)
})

test('refuses a new owner who is inactive, and lets the old one be', async () => {
  const { db, id } = await bins({ owner_user_id: sam })
  await editUser(writer(db), await addMember(db, 'Kim'), { active: false }, at(1))
  await expect(edit(db, id, { owner_user_id: 3 })).rejects.toEqual(
    refusedError('Kim is inactive and cannot be assigned a task.', {
      lead: 'First',
      command: 'user activate Kim',
    }),
  )
  expect((await edit(db, id, { effort: 'SMALL' })).owner).toEqual('Sam')
})

test('refuses a routine that has ended', async () => {
  const { db, id } = await bins()
  await endRoutine(writer(db), { viewer: null, today }, id, undefined, at(1))
  await expect(edit(db, id, { title: 'x' })).rejects.toEqual(
    refusedError('“Bins” has ended and cannot be edited.', {
      lead: 'Add it again, or see what can be undone',
      command: 'undo --list',
    }),
  )
})

test('rule 15: a routine and its live task become private, and public again', async () => {
  const { db, id } = await bins({ owner_user_id: alex })
  const privacy = async () =>
    db.selectFrom('tasks').select(['private', 'owner_user_id']).orderBy('id').execute()
  await edit(db, id, { private: true }, { viewer: alex })
  const hidden = await privacy()
  await edit(db, id, { private: false }, { viewer: alex })
  expect([hidden, await privacy()]).toEqual([
    [{ private: true, owner_user_id: alex }],
    [{ private: false, owner_user_id: alex }],
  ])
})

test('rule 15: a private routine that is given away belongs to its new owner', async () => {
  const { db, id } = await bins({ owner_user_id: alex, private: true })
  const given = await edit(db, id, { owner_user_id: sam }, { viewer: alex })
  expect([given.owner, given.turn, (await getTaskById(db, sam, live)).owner]).toEqual([
    'Sam',
    'Sam',
    'Sam',
  ])
})

test('rule 15: only its owner makes a routine private', async () => {
  const { db, id } = await bins({ owner_user_id: alex })
  await expect(edit(db, id, { private: true }, { viewer: sam })).rejects.toEqual(
    refusedError('Only Alex, who owns “Bins”, can make it private.', {
      lead: 'As Alex',
      command: 'routine edit 1 --private',
      forActor: false,
    }),
  )
})

test.each([
  ['somebody else', sam],
  ['nobody', null],
])('rule 15: a routine is not made private while %s has its task', async (_, owner_user_id) => {
  const { db, id } = await bins({ owner_user_id: alex })
  await editTask(writer(db), sam, live, { owner_user_id }, at(1))
  await expect(edit(db, id, { private: true }, { viewer: alex })).rejects.toEqual(
    refusedError('“Bins” is not assigned to Alex this time and cannot be made private.', {
      lead: 'First',
      command: 'task assign 1 Alex',
    }),
  )
})

test('rule 15: a routine is not made private while its task is a Daily Win', async () => {
  const { db, id } = await bins({ owner_user_id: alex })
  await pick(db, await getTaskById(db, null, live), at(1))
  await expect(edit(db, id, { private: true }, { viewer: alex })).rejects.toEqual(
    refusedError(
      '“Bins” is the Daily Win of 2026-11-22 and cannot be made private.',
      'A Daily Win belongs to the whole household.',
    ),
  )
})

test('rule 15: its owner does not make a live task private by itself', async () => {
  const { db, id } = await bins({ owner_user_id: alex })
  const before = await getTaskById(db, alex, live)
  await expect(
    editTask(writer(db), alex, live, { private: true, description: 'Psst' }, at(1)),
  ).rejects.toEqual(
    refusedError(`“Bins” belongs to routine ${id}, which everybody can see.`, {
      lead: 'To change the routine and this task',
      command: `routine edit ${id} --private`,
    }),
  )
  expect(await getTaskById(db, alex, live)).toEqual(before)
})
