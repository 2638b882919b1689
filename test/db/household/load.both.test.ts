import { describe, expect, test } from 'vitest'
import {
  findLoad,
  findLoadByDomain,
  findLoadByRoutine,
  findUnowned,
  listDoneTitles,
} from '../../../src/db/household/load.ts'
import type { Db } from '../../../src/db/schema.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import type { Effort, TaskDraft } from '../../../src/domain/task.ts'
import type { CalendarDate, Instant } from '../../../src/domain/time.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { addBins, doTask } from '../../support/database/routines.ts'
import { completion, draft, today, writer } from '../../support/household/values.ts'

const date = (text: string) => text as CalendarDate

/** Four weeks up to the day of the tests, in UTC. */
const period = { from: date('2026-10-26'), until: today, zone: 'UTC' }

/** Members who joined on these days at noon, in the order of their numbers. */
async function withMembers(joined: Record<string, string>) {
  const db = await newDatabase()
  for (const [name, since] of Object.entries(joined)) {
    const { id } = await addMember(db, name)
    const created_at = `${since}T12:00:00.000Z` as Instant
    await db.updateTable('users').set({ created_at }).where('id', '=', id).execute()
  }
  return db
}

const longAgo = '2026-01-01'

let added = 0

/** Adds a task that was done on a day. @param by who did it; null if that is not recorded */
async function addDone(
  db: Db,
  by: number | null,
  changes: Partial<TaskDraft>,
  on = '2026-11-10',
): Promise<number> {
  added += 1
  const task = await addTask(writer(db), draft(added, { title: 'Mop', ...changes }), at(0))
  const done = { ...completion, on: date(on), by: by as UserId | null }
  await moveTask(writer(db), task.owner_user_id, task.id, { to: 'DONE', completion: done }, at(1))
  return task.id
}

const owned = (id: number, changes: Partial<TaskDraft> = {}) => {
  return { owner_user_id: id as UserId, ...changes }
}

describe('the load of a household', () => {
  test('counts a task for who did it, else for its owner, else for nobody', async () => {
    const db = await withMembers({ Alex: longAgo, Sam: longAgo })
    await addDone(db, 2, owned(1, { effort: 'MEDIUM' }))
    await addDone(db, null, owned(1, { effort: 'SMALL' }))
    await addDone(db, null, { effort: 'TINY' })
    await addTask(writer(db), draft(900, owned(1, { effort: 'COMPLEX' })), at(0))
    expect(await findLoad(db, period)).toEqual({
      from: period.from,
      until: period.until,
      points: 21,
      by_nobody: 1,
      members: [
        { user: 'Alex', tasks: 1, points: 4, present_days: 28, share: 20, fair_share: 50 },
        { user: 'Sam', tasks: 1, points: 16, present_days: 28, share: 80, fair_share: 50 },
      ],
    })
  })

  test('leaves out what is private, also to its owner', async () => {
    const db = await withMembers({ Alex: longAgo })
    await addDone(db, 1, owned(1, { private: true, effort: 'COMPLEX', title: 'Buy a gift' }))
    await addDone(db, 1, owned(1, { effort: 'TINY' }))
    expect([
      (await findLoad(db, period)).points,
      (await findLoadByDomain(db, period)).points,
      (await findLoadByRoutine(db, period)).points,
      await listDoneTitles(db, period),
    ]).toEqual([1, 1, 1, [{ user: 'Alex', titles: ['Mop'], isAll: true }]])
  })

  test('counts the days of the period only, in the household’s time zone', async () => {
    const db = await withMembers({ Alex: longAgo })
    await addDone(db, 1, { effort: 'COMPLEX' }, '2026-10-25')
    await addDone(db, 1, { effort: 'TINY' }, '2026-10-26')
    await addDone(db, 1, { effort: 'SMALL' }, '2026-11-22')
    // What an earlier version finished has no day.
    const moments = [
      ['2026-10-25T12:59:59.999Z', 'MEDIUM'],
      ['2026-10-25T13:00:00.000Z', 'MEDIUM'],
      ['2026-11-22T12:59:59.999Z', 'MEDIUM'],
      ['2026-11-22T13:00:00.000Z', 'MEDIUM'],
    ] as const
    for (const [completed_at, effort] of moments) {
      const id = await addDone(db, 1, { effort })
      await db
        .updateTable('tasks')
        .set({ completed_on: null, completed_at: completed_at as Instant })
        .where('id', '=', id as never)
        .execute()
    }
    const inAuckland = { ...period, from: date('2026-10-26'), zone: 'Etc/GMT-11' }
    expect((await findLoad(db, inAuckland)).members).toEqual([
      { user: 'Alex', tasks: 4, points: 37, present_days: 28, share: 100, fair_share: 100 },
    ])
  })

  test('lists members in the order in which they joined, from the day of that', async () => {
    const db = await withMembers({ Zoe: longAgo, Alex: '2026-11-20', Kim: '2026-11-23' })
    expect((await findLoad(db, period)).members).toEqual([
      { user: 'Zoe', tasks: 0, points: 0, present_days: 28, share: null, fair_share: 90 },
      { user: 'Alex', tasks: 0, points: 0, present_days: 3, share: null, fair_share: 10 },
    ])
  })

  test('counts who began the household as there since anybody did something', async () => {
    const db = await withMembers({ Alex: '2026-11-22', Sam: '2026-11-22', Kim: '2026-11-23' })
    await addDone(db, 1, { effort: 'TINY' }, '2026-11-13')
    await addDone(db, 3, { effort: 'TINY' }, '2026-11-20')
    await addDone(db, 3, { effort: 'TINY' }, '2026-11-21')
    expect((await findLoad(db, period)).members).toEqual([
      { user: 'Alex', tasks: 1, points: 1, present_days: 10, share: 33, fair_share: 44 },
      { user: 'Sam', tasks: 0, points: 0, present_days: 10, share: 0, fair_share: 43 },
      { user: 'Kim', tasks: 2, points: 2, present_days: 3, share: 67, fair_share: 13 },
    ])
  })

  test('counts no day on which a member, or everybody, was away', async () => {
    const db = await withMembers({ Alex: longAgo, Sam: longAgo })
    await addDone(db, 1, { effort: 'MEDIUM' })
    await addDone(db, 2, { effort: 'SMALL' })
    await addDone(db, 2, { effort: 'SMALL' })
    const absences = [
      [2, '2026-11-09', '2026-12-31'],
      [1, '2026-09-01', '2026-10-25'],
      [1, '2026-11-23', '2026-11-24'],
      [null, '2026-10-20', '2026-10-27'],
    ] as const
    for (const [user_id, from_date, until_date] of absences) {
      await db
        .insertInto('absences')
        .values({
          user_id: user_id as UserId | null,
          from_date: date(from_date),
          until_date: date(until_date),
          note: null,
          created_at: at(0),
          updated_at: at(0),
        })
        .execute()
    }
    expect((await findLoad(db, period)).members).toEqual([
      { user: 'Alex', tasks: 1, points: 16, present_days: 26, share: 67, fair_share: 68 },
      { user: 'Sam', tasks: 2, points: 8, present_days: 12, share: 33, fair_share: 32 },
    ])
  })

  test('lists a member who is inactive, or joined later, only if they did something', async () => {
    const db = await withMembers({ Alex: longAgo, Sam: longAgo, Kim: longAgo, Ana: '2026-11-22' })
    await addDone(db, 2, { effort: 'SMALL' }, '2026-11-01')
    await addDone(db, 2, { effort: 'TINY' }, '2026-10-30')
    await addDone(db, 4, { effort: 'TINY' }, '2026-10-27')
    await db
      .updateTable('users')
      .set({ active: false })
      .where('name', 'in', ['Sam', 'Kim'])
      .execute()
    const earlier = { ...period, until: date('2026-11-14') }
    expect((await findLoad(db, earlier)).members).toEqual([
      { user: 'Alex', tasks: 0, points: 0, present_days: 20, share: 0, fair_share: 44 },
      { user: 'Sam', tasks: 2, points: 5, present_days: 7, share: 83, fair_share: 15 },
      { user: 'Ana', tasks: 1, points: 1, present_days: 19, share: 17, fair_share: 41 },
    ])
  })

  test('knows the last day of an inactive member also from what an earlier version did', async () => {
    const db = await withMembers({ Alex: longAgo })
    const id = await addDone(db, 1, { effort: 'SMALL' })
    await db.updateTable('users').set({ active: false }).execute()
    const completed_at = '2026-10-27T23:30:00.000Z' as Instant
    await db.updateTable('tasks').set({ completed_on: null, completed_at }).execute()
    expect([id > 0, (await findLoad(db, { ...period, zone: 'Europe/Berlin' })).members]).toEqual([
      true,
      [{ user: 'Alex', tasks: 1, points: 4, present_days: 3, share: 100, fair_share: 100 }],
    ])
  })
})

test('adds up all domains, in their order, with shares of everything', async () => {
  const db = await withMembers({ Alex: longAgo })
  const efforts: readonly Effort[] = ['TINY', 'TINY', 'SMALL']
  for (const effort of efforts) await addDone(db, 1, { effort, domain: 'FOOD' })
  await addDone(db, null, { effort: 'MEDIUM', domain: 'REPAIRS' })
  const none = { tasks: 0, points: 0, share: 0 }
  expect(await findLoadByDomain(db, period)).toEqual({
    from: period.from,
    until: period.until,
    points: 22,
    by_nobody: 16,
    domains: [
      { domain: 'CHORES', ...none },
      { domain: 'BILLS', ...none },
      { domain: 'FOOD', tasks: 3, points: 6, share: 27 },
      { domain: 'REPAIRS', tasks: 1, points: 16, share: 73 },
      { domain: 'OTHER', ...none },
    ],
  })
})

test('adds up the routines of which something was done, and all other tasks last', async () => {
  const db = await withMembers({ Alex: longAgo })
  await addDone(db, 1, { effort: 'SMALL' })
  await addBins(db)
  await addBins(db, { title: 'Oven', effort: 'MEDIUM', rule: 'month' })
  await addBins(db, { title: 'Windows' })
  const tasks = await db.selectFrom('tasks').select(['id', 'title']).orderBy('id').execute()
  const idOf = (title: string) => tasks.find((task) => task.title === title)?.id ?? 0
  await doTask(db, idOf('Oven'), '2026-11-21')
  await doTask(db, idOf('Bins'), '2026-11-22')
  await db
    .updateTable('routines')
    .set({ private: true, owner_user_id: 1 as UserId, turns: 'FIXED' })
    .where('title', '=', 'Oven')
    .execute()
  expect(await findLoadByRoutine(db, period)).toEqual({
    from: period.from,
    until: period.until,
    points: 21,
    by_nobody: 17,
    routines: [
      { routine_id: 1, routine: 'Bins', tasks: 1, points: 1, share: 5 },
      // The tasks of a private routine that everybody can see do not name it.
      { routine_id: null, routine: null, tasks: 2, points: 20, share: 95 },
    ],
  })
})

test('names up to three titles of each member, what took longest first', async () => {
  const db = await withMembers({ Sam: longAgo, Alex: longAgo })
  await addDone(db, 1, { effort: 'TINY', title: 'Bins' })
  await addDone(db, 1, { effort: 'SMALL', title: 'Dishes' })
  await addDone(db, 1, { effort: 'TINY', title: 'Post' })
  for (let times = 0; times < 5; times += 1) await addDone(db, 1, { effort: 'TINY', title: 'Beds' })
  await addDone(db, 2, { effort: 'TINY', title: 'Post' })
  await addDone(db, 2, { effort: 'TINY', title: 'Bins' })
  await addDone(db, 2, { effort: 'SMALL', title: 'Roof' })
  await addDone(db, null, { title: 'Attic' })
  await addDone(db, 2, { title: 'Long ago' }, '2026-10-25')
  expect(await listDoneTitles(db, period)).toEqual([
    { user: 'Sam', titles: ['Beds', 'Dishes', 'Bins'], isAll: false },
    { user: 'Alex', titles: ['Roof', 'Post', 'Bins'], isAll: true },
    { user: null, titles: ['Attic'], isAll: true },
  ])
})

test('counts open tasks that nobody owns, if they are shown and not paused', async () => {
  const db = await withMembers({ Alex: longAgo })
  const tasks: Partial<TaskDraft>[] = [
    { effort: 'TINY' },
    { effort: 'TINY', starts_on: today },
    { effort: 'SMALL', starts_on: date('2026-11-23') },
    owned(1, { effort: 'COMPLEX' }),
    { effort: 'MEDIUM' },
  ]
  for (const [index, changes] of tasks.entries()) {
    await addTask(writer(db), draft(950 + index, changes), at(0))
  }
  await addDone(db, null, { effort: 'COMPLEX' })
  await addBins(db, { effort: 'COMPLEX', lead_days: 366 })
  await db.updateTable('routines').set({ status: 'PAUSED' }).execute()
  await db
    .updateTable('tasks')
    .set({ status: 'PAUSED' })
    .where('routine_id', '=', 1 as never)
    .execute()
  expect(await findUnowned(db, today)).toEqual({ TINY: 2, MEDIUM: 1 })
})
