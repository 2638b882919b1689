import { expect, test } from 'vitest'
import { endRoutine } from '../../../src/db/routines/end.ts'
import type { Db } from '../../../src/db/schema.ts'
import { moveTask, moveTasks } from '../../../src/db/tasks/moves.ts'
import { getTaskById } from '../../../src/db/tasks/references.ts'
import type { RoutineId, TaskId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { refusedError } from '../../../src/errors.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { validRow } from '../../support/database/rows.ts'
import { completion, writer } from '../../support/household/values.ts'

/** Bins, every week on Tuesday from 24 November, with its first task. */
async function household(routine: object = {}) {
  const db = await newDatabase()
  const sam = await addMember(db, 'Sam')
  await db
    .insertInto('routines')
    .values({ ...validRow('routines'), ...routine } as never)
    .execute()
  await db
    .insertInto('tasks')
    .values({
      ...validRow('tasks', { title: 'Bins', search_text: 'bins\nit is dry.\n\n' }),
      ...{ routine_id: 1, occurrence_number: 1, occurrence_date: '2026-11-24' },
      ...{ due_date: '2026-11-24', starts_on: '2026-11-23' },
    } as never)
    .execute()
  return { db, sam }
}

const live = 1 as TaskId
const next = 2 as TaskId

function done(on: string, more: object = {}) {
  return { to: 'DONE', completion: { ...completion, on, ...more } } as never
}

/** Where the routine stands, its times that are over, and its tasks. */
async function stateOf(db: Db) {
  return {
    routines: await db.selectFrom('routines').select('status').execute(),
    occurrences: await db
      .selectFrom('occurrences')
      .select(['number', 'date', 'outcome', 'on_date', 'completed_by_user_id', 'task_id'])
      .orderBy('number')
      .execute(),
    tasks: await db
      .selectFrom('tasks')
      .select(['id', 'status', 'occurrence_number', 'occurrence_date', 'due_date', 'starts_on'])
      .orderBy('id')
      .execute(),
  }
}

const first = { id: 1, occurrence_number: 1, occurrence_date: '2026-11-24', due_date: '2026-11-24' }
const before = {
  routines: [{ status: 'ACTIVE' }],
  occurrences: [],
  tasks: [{ ...first, status: 'BACKLOG', starts_on: '2026-11-23' }],
}

function following(date: string, starts_on: string) {
  return {
    ...{ id: 2, status: 'BACKLOG', occurrence_number: 2 },
    ...{ occurrence_date: date, due_date: date, starts_on },
  }
}

test.each([
  ['2026-11-24', '2026-12-01', '2026-11-30'],
  // Late: one tick catches up.
  ['2026-12-09', '2026-12-15', '2026-12-14'],
  // Early: the planned date is over, too.
  ['2026-11-22', '2026-12-01', '2026-11-30'],
])('rules 2 and 7: done on %s, the next one is planned for %s', async (on, date, shown) => {
  const { db, sam } = await household()
  await moveTask(writer(db), null, live, done(on, { by: sam.id }), at(1))
  expect(await stateOf(db)).toEqual({
    ...before,
    occurrences: [
      {
        ...{ number: 1, date: '2026-11-24', outcome: 'DONE', on_date: on },
        ...{ completed_by_user_id: sam.id, task_id: 1 },
      },
    ],
    tasks: [{ ...first, status: 'DONE', starts_on: '2026-11-23' }, following(date, shown)],
  })
})

test('rule 2: what counts from when it was done has the next date after that day', async () => {
  const { db } = await household({ mode: 'AFTER', rule: '10 days', lead_days: 0 })
  await moveTask(writer(db), null, live, done('2026-11-27'), at(1))
  expect((await stateOf(db)).tasks.at(-1)).toEqual(following('2026-12-07', '2026-12-07'))
})

test('rule 3: told late is told in time', async () => {
  const [late, inTime] = [await household(), await household()]
  await moveTask(writer(late.db), null, live, done('2026-11-24'), at(90))
  await moveTask(writer(inTime.db), null, live, done('2026-11-24'), at(1))
  expect(await stateOf(late.db)).toEqual(await stateOf(inTime.db))
})

test('rule 4: the next one is not done on the same day, unless told', async () => {
  const { db } = await household()
  await moveTask(writer(db), null, live, done('2026-11-24'), at(1))
  await expect(moveTask(writer(db), null, next, done('2026-11-24'), at(2))).rejects.toEqual(
    refusedError('“Bins” is planned for 2026-12-01 and cannot be done before 2026-11-25.', {
      lead: 'If it is done already',
      command: 'task done 2 --early',
    }),
  )
  await moveTask(writer(db), null, next, done('2026-11-24', { isEarly: true }), at(2))
  expect((await stateOf(db)).tasks.at(-1)).toEqual({
    ...following('2026-12-08', '2026-12-07'),
    ...{ id: 3, occurrence_number: 3 },
  })
})

test('rule 10: reopening takes back the next one, which nobody touched', async () => {
  const { db } = await household()
  await moveTask(writer(db), null, live, done('2026-11-24'), at(1))
  await moveTask(writer(db), null, live, { to: 'BACKLOG' }, at(2))
  expect(await stateOf(db)).toEqual(before)
})

test('rule 10: reopening is refused once the next one was touched', async () => {
  const { db } = await household()
  await moveTask(writer(db), null, live, done('2026-11-24'), at(1))
  await moveTask(writer(db), null, next, { to: 'ACTIVE' }, at(2))
  const state = await stateOf(db)
  const refusal = refusedError(
    '“Bins” of 2026-11-24 cannot be reopened, because its routine has moved on since.',
    { lead: 'See what can be undone', command: 'undo --list' },
  )
  await expect(moveTask(writer(db), null, live, { to: 'BACKLOG' }, at(3))).rejects.toEqual(refusal)
  expect(await stateOf(db)).toEqual(state)
})

test('rules 10 and 12: the last time ends the routine, and reopening it goes back', async () => {
  const { db } = await household({ times: 1 })
  await moveTask(writer(db), null, live, done('2026-11-24'), at(1))
  const ended = await stateOf(db)
  await moveTask(writer(db), null, live, { to: 'ACTIVE' }, at(2))
  expect([ended.routines, ended.tasks.length, await stateOf(db)]).toEqual([
    [{ status: 'ENDED' }],
    1,
    { ...before, tasks: [{ ...before.tasks[0], status: 'ACTIVE' }] },
  ])
})

test.each([
  ['public', { private: false }, { private: false }, true],
  ['private', { private: true }, { private: true }, true],
  ['public once the task was made private', { private: true }, { private: false }, true],
  ['private once the task was made public', { private: false }, { private: true }, false],
  ['private, of another owner', { private: true }, { private: true, owner_user_id: 2 }, false],
])('of a routine that is %s, the task says what followed if both are seen', async (...row) => {
  const [, task, routine, isSeen] = row
  const { db, sam } = await household()
  await addMember(db, 'Alex')
  const owned = { owner_user_id: sam.id }
  await db
    .updateTable('tasks')
    .set({ ...owned, ...task })
    .execute()
  await db
    .updateTable('routines')
    .set({ ...owned, ...(routine as object) })
    .execute()
  const [moved] = await moveTasks(writer(db), sam.id, [live], done('2026-11-24'), at(1))
  const stored = await getTaskById(db, sam.id, live)
  expect([stored.next_task_id, moved]).toEqual([
    isSeen ? next : null,
    {
      task: stored,
      won: [],
      following: isSeen
        ? {
            task: live,
            next: { status: 'BACKLOG', date: '2026-12-01', turn_reason: null, turn_names: null },
          }
        : undefined,
    },
  ])
})

test('of tasks that are done together, one that was done before says nothing of the other', async () => {
  const { db } = await household({ lead_days: 0 })
  const move = done('2026-11-24', { isEarly: true })
  await moveTask(writer(db), null, live, move, at(1))
  const [before, after] = await moveTasks(writer(db), null, [live, next], move, at(2))
  expect([before, after?.following]).toEqual([
    { task: await getTaskById(db, null, live), won: [], following: undefined },
    {
      task: next,
      next: { status: 'BACKLOG', date: '2026-12-08', turn_reason: null, turn_names: null },
    },
  ])
})

test('days on which everybody is away are looked at, unless they are kept', async () => {
  const dates = []
  for (const when_away of ['SKIP', 'KEEP']) {
    const { db } = await household({ when_away })
    const stamps = { created_at: at(0), updated_at: at(0) }
    const away = [
      ['2026-12-07', '2026-12-08'],
      ['2026-12-01', '2026-12-01'],
    ].map(([from_date, until_date]) => ({ from_date, until_date, ...stamps }))
    await db
      .insertInto('absences')
      .values(away as never)
      .execute()
    await moveTask(writer(db), null, live, done('2026-11-24'), at(1))
    dates.push((await stateOf(db)).tasks.at(-1)?.occurrence_date)
  }
  expect(dates).toEqual(['2026-12-15', '2026-12-01'])
})

test('rule 17: done a second time changes nothing', async () => {
  const { db } = await household()
  await moveTask(writer(db), null, live, done('2026-11-24'), at(1))
  const state = await stateOf(db)
  const again = await moveTask(writer(db), null, live, done('2026-11-25'), at(2))
  expect([again, await stateOf(db)]).toEqual([await getTaskById(db, null, live), state])
})

test('rule 9: a live task cannot be abandoned', async () => {
  const { db } = await household()
  await expect(moveTask(writer(db), null, live, { to: 'ABANDONED' }, at(1))).rejects.toEqual(
    refusedError('“Bins” belongs to routine 1 and cannot be abandoned.', {
      lead: 'To skip this time (“routine end 1” ends the routine)',
      command: 'task skip 1',
    }),
  )
})

test('a done task refuses what no done task can become, also once its routine moved on', async () => {
  const { db } = await household()
  await moveTask(writer(db), null, live, done('2026-11-24'), at(1))
  await moveTask(writer(db), null, next, { to: 'ACTIVE' }, at(2))
  const refusal = (to: string) =>
    refusedError(`“Bins” is done and cannot become ${to.toLowerCase()}.`, {
      lead: 'First',
      command: 'task start 1',
    })
  for (const to of ['ABANDONED', 'PAUSED', 'BLOCKED'] as const) {
    await expect(moveTask(writer(db), null, live, { to }, at(3))).rejects.toEqual(refusal(to))
  }
})

test('the abandoned task of a routine that has ended can get another note', async () => {
  const { db } = await household()
  const [routine] = await db.selectFrom('routines').select('id').execute()
  const reader = { viewer: null, today: '2026-11-24' as CalendarDate }
  await endRoutine(writer(db), reader, routine?.id as RoutineId, undefined, at(1))
  const move = { to: 'ABANDONED', note: 'We moved out' } as const
  const { status, status_note } = await moveTask(writer(db), null, live, move, at(2))
  expect([status, status_note]).toEqual(['ABANDONED', 'We moved out'])
})
