import { expect, test } from 'vitest'
import { openBatchInsert } from '../../../src/db/batches.ts'
import { getTodayPage } from '../../../src/db/household/today.ts'
import { removeUser } from '../../../src/db/household/user-removal.ts'
import type { Db } from '../../../src/db/schema.ts'
import { findRest } from '../../../src/db/wins/rest.ts'
import {
  addRestDays,
  getRestDays,
  listRestDays,
  removeRestDays,
} from '../../../src/db/wins/rest-days.ts'
import { findWinStats } from '../../../src/db/wins/stats.ts'
import { findCurrentStreak, findStreaks } from '../../../src/db/wins/streaks.ts'
import type { RestId, RestWeekday } from '../../../src/domain/rest.ts'
import { parseRestDays } from '../../../src/domain/rest-day.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { notFoundError, refusedError } from '../../../src/errors.ts'
import {
  addMember,
  addTaskWithStatus,
  at,
  day,
  newDatabase,
} from '../../support/database/database.ts'
import { today, writer } from '../../support/household/values.ts'

/** Noon on Sunday 22 November 2026, or as many days later. */
const moment = (days = 0) => ({ now: at(days * 86_400), today: day(days), zone: 'UTC' })

function add(db: Db, text: string, { days = 0, setBy = null as UserId | null } = {}) {
  const draft = { span: parseRestDays(text, day(days)), note: null, setBy }
  return addRestDays(writer(db), draft, moment(days))
}

/** A household that won these days, counted from 22 November. */
async function winners(won: readonly number[]) {
  const db = await newDatabase()
  const { id: task_id } = await addTaskWithStatus(db, 'DONE')
  const stamps = { completed_at: at(0), created_at: at(0), updated_at: at(0) }
  const row = (days: number) => ({ date: day(days), task_id, status: 'DONE', ...stamps })
  if (won.length > 0) await openBatchInsert(db, 'daily_wins')(won.map(row))
  return db
}

/** When a member is away, or everybody. */
function away(db: Db, user_id: UserId | null, from: number, until: number) {
  const span = { from_date: day(from), until_date: day(until), note: null }
  const absence = { ...span, user_id, created_at: at(0), updated_at: at(0) }
  return db.insertInto('absences').values(absence).execute()
}

test('gives back what it wrote, the earliest days first', async () => {
  const db = await newDatabase()
  const { id } = await addMember(db, 'Sam')
  const draft = { span: parseRestDays('sunday', day(0)), note: 'No plans', setBy: id }
  const stamps = { created_at: at(0), updated_at: at(0) }
  const sundays = {
    ...{ id: 1, from_date: day(0), until_date: null, weekday: 'SUN', note: 'No plans' },
    ...{ set_by_user_id: id, set_by: 'Sam', ...stamps },
  }
  const two = {
    ...{ id: 2, from_date: day(-1), until_date: day(1), weekday: null, note: null },
    ...{ set_by_user_id: null, set_by: null, ...stamps },
  }
  const added = [
    await addRestDays(writer(db), draft, moment()),
    await add(db, 'yesterday..tomorrow'),
  ]
  expect([added, await listRestDays(db)]).toEqual([
    [sundays, two],
    [two, sundays],
  ])
})

test('they stay without the name of the member who left', async () => {
  const db = await newDatabase()
  const sam = await addMember(db, 'Sam')
  const rest = await add(db, 'today', { setBy: sam.id })
  await removeUser(writer(db), { viewer: null, today }, sam, undefined, at(1))
  const { updated_at, ...left } = await getRestDays(db, rest.id)
  expect({ ...left, updated_at: rest.updated_at }).toEqual({
    ...rest,
    set_by_user_id: null,
    set_by: null,
  })
})

test('refuses days that are rest days already, or too late', async () => {
  const db = await newDatabase()
  await add(db, 'sunday')
  await add(db, '2026-12-24..2026-12-26')
  await add(db, 'yesterday')
  const known = { lead: 'To see all rest days', command: 'rest list' }
  const refusals = [
    ['sun', 'Every Sunday is already a rest day.', known],
    ['2026-11-29', '2026-11-29 is already a rest day.', known],
    ['2026-12-25', '2026-12-25 is already a rest day.', known],
    [
      '2026-12-24..2026-12-27',
      'Every day from 2026-12-24 to 2026-12-27 is already a rest day.',
      known,
    ],
    [
      '2026-11-19',
      '2026-11-19 is too long ago: a day can become a rest day up to two days afterwards.',
      'Any day from today on can be a rest day.',
    ],
  ] as const
  for (const [text, message, hint] of refusals) {
    await expect(add(db, text)).rejects.toEqual(refusedError(message, hint))
  }
  // What touches or overlaps others is one more span.
  expect([await add(db, '2026-12-26..2026-12-28'), await add(db, 'mon')]).toMatchObject([
    { id: 4 },
    { id: 5 },
  ])
})

test('counts the days that were set afterwards by the household’s clock', async () => {
  const db = await newDatabase()
  await add(db, 'yesterday')
  await add(db, 'yesterday', { days: 9 })
  await expect(add(db, 'yesterday', { days: 28 })).rejects.toThrow('not 2026-11-21, 2026-11-30')
  expect(await add(db, 'yesterday', { days: 30 })).toMatchObject({ from_date: day(29) })
})

test.each([
  ['UTC', 'fulfilled'],
  // It is the next day there already, so that both days were set afterwards.
  ['Pacific/Auckland', 'rejected'],
])('counts the days that were set afterwards by the dates of %s', async (zone, status) => {
  const db = await newDatabase()
  const set = (text: string, days: number) => {
    const draft = { span: parseRestDays(text, day(days)), note: null, setBy: null }
    return addRestDays(writer(db), draft, { ...moment(days), zone })
  }
  await set('2026-11-21..2026-11-22', 0)
  const [third] = await Promise.allSettled([set('2026-11-23', 2)])
  expect(third?.status).toEqual(status)
})

test('of several who set days afterwards at once, no more than two can', async () => {
  const db = await newDatabase()
  const texts = ['2026-11-20', '2026-11-21', '2026-11-20..2026-11-21', '2026-11-20', '2026-11-21']
  await Promise.allSettled(texts.map((text) => add(db, text)))
  await add(db, '2026-12-19', { days: 27 }).catch(() => undefined)
  await add(db, '2026-12-18..2026-12-19', { days: 28 }).catch(() => undefined)
  const rest = await listRestDays(db)
  const days = new Set(rest.flatMap(({ from_date, until_date }) => [from_date, until_date]))
  expect([...days].sort()).toEqual(['2026-11-20', '2026-11-21', '2026-12-19'])
})

test('deletes rest days to come, ends those that have begun, and then deletes these', async () => {
  const db = await newDatabase()
  const [sundays, soon, past] = [
    await add(db, 'sunday'),
    await add(db, '2026-12-24..2026-12-26'),
    await add(db, 'yesterday'),
  ]
  const remove = (id: RestId, days: number) => removeRestDays(writer(db), id, moment(days))
  const ended = { ...sundays, until_date: day(6), updated_at: moment(7).now }
  expect([
    await remove(soon.id, 7),
    await remove(past.id, 7),
    await remove(sundays.id, 7),
    await listRestDays(db),
    await remove(sundays.id, 7),
    await listRestDays(db),
  ]).toEqual([
    { rest: soon, isEnded: false },
    { rest: past, isEnded: false },
    { rest: ended, isEnded: true },
    [ended],
    { rest: ended, isEnded: false },
    [],
  ])
  await expect(remove(sundays.id, 7)).rejects.toEqual(
    notFoundError('There is no rest day with the number 1.', {
      lead: 'To see the numbers',
      command: 'rest list',
    }),
  )
})

test('rests while everybody is away, and not while one member is', async () => {
  const db = await winners([-9, -8, -6, -2, -1])
  const { id } = await addMember(db, 'Sam')
  await away(db, id, -7, -7)
  await away(db, null, -5, -3)
  await away(db, null, 1, 3)
  const rest = await findRest(db, day(0))
  const span = { from_date: day(-5), until_date: day(-3), weekday: null }
  expect([rest, await findStreaks(db, rest, day(0)), await findCurrentStreak(db, day(0))]).toEqual([
    [span],
    { current: { days: 3, rest_days: 3 }, longest: 3 },
    { days: 3, rest_days: 3 },
  ])
  await add(db, '2026-11-20..2026-11-21')
  await away(db, null, -7, -7)
  expect(await findStreaks(db, await findRest(db, day(0)), day(0))).toEqual({
    current: { days: 5, rest_days: 4 },
    longest: 5,
  })
})

test('today’s page and the statistics rest with the household', async () => {
  const db = await winners([-10, -9, -3, -2])
  await away(db, null, -8, -4)
  await add(db, 'yesterday..tomorrow')
  const pages = [0, 1, 2, 3].map((days) => getTodayPage(db, null, day(days)))
  const [{ last30, ...stats }, ...shown] = [
    await findWinStats(db, day(0), day(-10)),
    ...(await Promise.all(pages)),
  ] as const
  expect([
    stats,
    last30,
    shown.map((page) => [page?.rest_day, page?.current_streak, page?.longest_streak]),
  ]).toEqual([
    {
      ...{ current_streak: 4, longest_streak: 4, wins: 4, days: 11, share_30: 0.364 },
      ...{ by_user: [{ user: null, wins: 4 }], rest_days: 5, share_30_of_due: 1 },
    },
    { won: 4, dates: 11, due: 4 },
    [
      [true, 4, 4],
      [true, 4, 4],
      [false, 4, 4],
      [false, 0, 4],
    ],
  ])
})

test.each<[won: number, weekday: RestWeekday]>([
  [63, 'SUN'],
  [64, 'SUN'],
  [65, 'SUN'],
  [256, 'MON'],
  [300, 'MON'],
])('a streak of %i days over every %s is counted to its end', async (won, weekday) => {
  const all = Array.from({ length: won * 2 }, (_, index) => -index)
  const isRest = (date: number) => new Date(day(date)).getUTCDay() === (weekday === 'SUN' ? 0 : 1)
  const dates = all.filter((date) => !isRest(date)).slice(0, won)
  const db = await winners(dates)
  const span = {
    from_date: '2020-01-01' as CalendarDate,
    until_date: null,
    weekday: weekday ?? null,
  }
  const stamps = { created_at: at(0), updated_at: at(0) }
  await db
    .insertInto('rest_days')
    .values({ ...span, note: null, ...stamps })
    .execute()
  const [last = 0, first = 0] = [dates[0], dates.at(-1)]
  const rest_days = all.filter((date) => isRest(date) && first < date && date < last).length
  const current = { days: won, rest_days }
  const rest = await findRest(db, day(0))
  expect([await findCurrentStreak(db, day(0)), await findStreaks(db, rest, day(0))]).toEqual([
    current,
    { current, longest: won },
  ])
})
