import { expect, test } from 'vitest'
import { addRoutine } from '../../../src/db/routines/changes.ts'
import { findTurn } from '../../../src/db/routines/turns.ts'
import type { Db } from '../../../src/db/schema.ts'
import { chooseTurn } from '../../../src/domain/routine/turn.ts'
import type { RoutineId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { addMember, at, day, newDatabase } from '../../support/database/database.ts'
import { addBins } from '../../support/database/routines.ts'
import { type Past, rotaNames, rotaOf, span, userOf } from '../../support/domain/rota.ts'
import { turnCases } from '../../support/domain/turn-cases.ts'
import { routineRow } from '../../support/household/routines.ts'
import { draft, today, uuid, writer } from '../../support/household/values.ts'

/** Alex, Sam, Kim and Ines, and a routine. */
async function household() {
  const db = await newDatabase()
  for (const name of rotaNames) await addMember(db, name)
  return { db, id: await addBins(db) }
}

async function addRota(db: Db, id: RoutineId, names: readonly string[]): Promise<void> {
  const rows = names.map((name, index) => {
    return { routine_id: id, user_id: userOf(name), position: 3 * index + 2 }
  })
  if (rows.length > 0) await db.insertInto('routine_members').values(rows).execute()
}

/** Absences of a member, or of everybody. */
async function addAbsences(db: Db, user_id: UserId | null, spans: readonly string[]) {
  const rows = spans.map(span).map(({ from, until }) => ({
    ...{ user_id, from_date: from, until_date: until, note: null },
    ...{ created_at: at(0), updated_at: at(0) },
  }))
  if (rows.length > 0) await db.insertInto('absences').values(rows).execute()
}

/** Times that were done, each as if it had been somebody else’s turn, or missed. */
async function addTimes(db: Db, routine_id: RoutineId, past: readonly Past[]): Promise<void> {
  const rows = past.map((text, index) => {
    const [name = '', verb, on] = text.split(' ')
    const isDone = verb === 'did'
    return {
      ...{ routine_id, number: index + 1, task_id: null, note: null },
      effort: 'TINY',
      date: on as CalendarDate,
      outcome: isDone ? 'DONE' : 'MISSED',
      turn_user_id: isDone ? userOf('Ines') : userOf(name),
      completed_by_user_id: isDone ? userOf(name) : null,
      on_date: isDone ? (on as CalendarDate) : null,
      created_at: at(0),
    } as const
  })
  if (rows.length > 0) await db.insertInto('occurrences').values(rows).execute()
}

const asStored = ({ user, reason }: ReturnType<typeof chooseTurn>) => ({
  owner_user_id: user,
  turn_reason: reason && JSON.stringify(reason),
})

test('turns are chosen from what is stored as from what is known', async () => {
  const { db, id } = await household()
  const unloaded = turnCases.filter(([, mode, members]) => {
    return mode !== 'LEAST' || Object.keys(members).length < 2
  })
  const found: unknown[] = []
  const expected: unknown[] = []
  for (const [says, turns, members, due, past] of unloaded) {
    await db.deleteFrom('routine_members').execute()
    await db.deleteFrom('absences').execute()
    await db.deleteFrom('occurrences').execute()
    const [owner = ''] = Object.keys(members)
    if (turns === 'ROTATE' || turns === 'LEAST') await addRota(db, id, Object.keys(members))
    for (const [name, { away = [] }] of Object.entries(members)) {
      await addAbsences(db, userOf(name), away)
    }
    await addTimes(db, id, past)
    const routine = { id, turns, owner_user_id: turns === 'FIXED' ? userOf(owner) : null }
    const time = { due: due as CalendarDate, day: due as CalendarDate }
    const turn = await db.transaction().execute((tx) => findTurn(tx, routine, time))
    found.push([says, turn])
    const rota = { mode: turns, members: rotaOf(members, past) }
    expected.push([says, asStored(chooseTurn(rota, due as CalendarDate))])
  }
  expect(found).toEqual(expected)
})

test('an absence of everybody is one of each member, and an inactive member has no turn', async () => {
  const { db, id } = await household()
  await addRota(db, id, ['Kim', 'Alex', 'Sam'])
  await addAbsences(db, null, ['2026-12-01..2026-12-10'])
  await db.updateTable('users').set({ active: false }).where('name', '=', 'Kim').execute()
  const turnOn = async (due: string) => {
    const time = { due: due as CalendarDate, day: day(0) }
    const routine = { id, turns: 'ROTATE', owner_user_id: null } as const
    const turn = await db.transaction().execute((tx) => findTurn(tx, routine, time))
    return JSON.parse(turn.turn_reason ?? 'null')
  }
  expect([await turnOn('2026-11-30'), await turnOn('2026-12-10')]).toEqual([
    {
      ...{ mode: 'ROTATE', because: 'NEVER_YET', user: 'Alex', user_id: 1, last: null },
      others: [{ user: 'Sam', user_id: 2, last: null }],
    },
    {
      ...{ mode: 'ROTATE', because: 'ALL_AWAY', user: null, user_id: null, last: null },
      others: [
        { user: 'Alex', user_id: 1, last: null, away: true },
        { user: 'Sam', user_id: 2, last: null, away: true },
      ],
    },
  ])
})

type Work = Partial<ReturnType<typeof draft>> & {
  readonly done?: string
  readonly by?: string
}

/** Adds tasks of members, open ones and done ones. */
async function addWork(db: Db, work: readonly (readonly [name: string, task: Work])[]) {
  const rows = work.map(([name, { done, by, ...fields }], index) => ({
    ...draft(500 + index, fields),
    owner_user_id: userOf(name),
    search_text: '',
    created_at: at(0),
    updated_at: at(0),
    ...(done === undefined
      ? { status: 'BACKLOG' as const }
      : {
          status: 'DONE' as const,
          completed_at: at(0),
          completed_on: done as CalendarDate,
          completed_by_user_id: by === undefined ? null : userOf(by),
        }),
  }))
  await db.insertInto('tasks').values(rows).execute()
}

test('least: the last 28 days and what is due within 7, per day there; nothing private', async () => {
  const { db, id } = await household()
  const long = '2026-01-01T00:00:00.000Z' as never
  await db.updateTable('users').set({ created_at: long }).execute()
  await db
    .updateTable('users')
    .set({ created_at: '2026-11-20T09:00:00.000Z' as never })
    .where('name', '=', 'Ines')
    .execute()
  await addRota(db, id, ['Alex', 'Sam', 'Kim', 'Ines'])
  await addAbsences(db, userOf('Kim'), ['2026-10-20..2026-11-08'])
  await addAbsences(db, null, ['2026-11-20'])
  const due = (days: number) => ({ due_date: day(days) })
  await addWork(db, [
    ['Alex', { effort: 'MEDIUM', done: '2026-10-26' }],
    ['Alex', { effort: 'COMPLEX', done: '2026-10-25' }],
    ['Alex', { effort: 'COMPLEX', done: '2026-11-23' }],
    ['Sam', { effort: 'SMALL', done: '2026-11-22', by: 'Alex' }],
    ['Alex', { effort: 'COMPLEX', private: true, done: '2026-11-01', by: 'Alex' }],
    ['Sam', { effort: 'MEDIUM', ...due(7) }],
    ['Sam', { effort: 'SMALL', ...due(-30) }],
    ['Sam', { effort: 'COMPLEX', ...due(8) }],
    ['Sam', { effort: 'COMPLEX' }],
    ['Sam', { effort: 'COMPLEX', private: true, ...due(1) }],
    ['Kim', { effort: 'SMALL', done: '2026-11-21', by: 'Kim' }],
    ['Ines', { effort: 'TINY', done: '2026-11-21', by: 'Ines' }],
    ['Ines', { effort: 'SMALL', ...due(3) }],
  ])
  const routine = { id, turns: 'LEAST', owner_user_id: null } as const
  const turn = await db
    .transaction()
    .execute((tx) => findTurn(tx, routine, { due: day(2), day: day(0) }))
  expect([turn.owner_user_id, JSON.parse(turn.turn_reason ?? 'null')]).toEqual([
    userOf('Kim'),
    {
      ...{ mode: 'LEAST', because: 'LEAST_EFFORT', user: 'Kim', user_id: 3, last: null },
      // 4 points on the 13 days after 8 November without the 20th.
      score: 0.308,
      others: [
        { user: 'Alex', user_id: 1, last: null, score: 0.741 },
        { user: 'Sam', user_id: 2, last: null, score: 0.741 },
        { user: 'Ines', user_id: 4, last: null, score: 0.714 },
      ],
    },
  ])
})

test('a rota that is refused uses up no number', async () => {
  const { db, id } = await household()
  await db.updateTable('users').set({ active: false }).where('id', '=', userOf('Kim')).execute()
  const add = (names: readonly string[], number: number) => {
    const { id: _, created_at: __, updated_at: ___, ...row } = routineRow(number)
    const rota = { ...row, turns: 'ROTATE', among: names.map(userOf) } as const
    return addRoutine(writer(db), rota, { today, uuid: uuid(number) }, at(1))
  }
  await expect(add(['Alex', 'Kim'], 2)).rejects.toMatchObject({ code: 'refused' })
  await expect(add(['Alex', 'Alex'], 2)).rejects.toMatchObject({ code: 'usage' })
  expect((await add(['Alex', 'Sam'], 2)).id).toBe(id + 1)
})
