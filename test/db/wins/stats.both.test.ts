import { describe, expect, test } from 'vitest'
import { openBatchInsert } from '../../../src/db/batches.ts'
import { findWinStats } from '../../../src/db/wins/stats.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { addMember, addTaskWithStatus, at, newDatabase } from '../../support/database/database.ts'
import { today } from '../../support/household/values.ts'

const day = (date: string) => date as CalendarDate
/** When the household began. */
const longAgo = day('2026-01-01')
const days = (...dates: string[]) => dates as CalendarDate[]

type Won = {
  readonly date: CalendarDate
  /** Who picked it. */
  readonly user: string | null
  /** Who did it, if that is known. */
  readonly by?: string
}

/** The statistics of a household that won these dates. */
async function statsOf(won: readonly Won[], until: CalendarDate, began: CalendarDate) {
  const db = await newDatabase()
  const { id: task_id } = await addTaskWithStatus(db, 'DONE')
  const ids = new Map<string | null, number>()
  for (const name of new Set(won.flatMap(({ user, by }) => [user ?? [], by ?? []].flat()))) {
    ids.set(name, (await addMember(db, name)).id)
  }
  const stamps = { completed_at: at(0), created_at: at(0), updated_at: at(0) }
  const rows = won.map(({ date, user, by }) => ({
    ...{ date, task_id, status: 'DONE', selected_by_user_id: ids.get(user) ?? null, ...stamps },
    completed_by_user_id: ids.get(by ?? null) ?? null,
  }))
  await openBatchInsert(db, 'daily_wins')(rows)
  return findWinStats(db, until, began)
}

test.each([
  [0, days()],
  [1, days('2026-11-22')],
  [1, days('2026-11-18', '2026-11-20', '2026-11-22')],
  [3, days('2026-01-01', '2026-01-02', '2026-01-03', '2026-11-21', '2026-11-22')],
  [3, days('2026-01-01', '2026-01-03', '2026-01-04', '2026-01-05')],
  [2, days('2025-12-31', '2026-01-01')],
])('finds the longest streak of %i among %j', async (streak, dates) => {
  const won = dates.map((date) => ({ date, user: null }))
  expect((await statsOf(won, today, longAgo)).longest_streak).toEqual(streak)
})

describe('the statistics of a household', () => {
  test('are all zero before the first win', async () => {
    expect(await statsOf([], today, today)).toEqual({
      current_streak: 0,
      longest_streak: 0,
      wins: 0,
      days: 0,
      share_30: 0,
      last30: { won: 0, dates: 1, due: 1 },
      by_user: [],
      rest_days: 0,
      share_30_of_due: 0,
    })
  })

  test('count streaks, days since the first win and wins per member, most first', async () => {
    const won = [
      { date: day('2026-11-13'), user: 'Sam' },
      { date: day('2026-11-14'), user: 'Alex' },
      { date: day('2026-11-15'), user: null },
      { date: day('2026-11-20'), user: 'Sam' },
      { date: day('2026-11-21'), user: 'Ana' },
    ]
    expect(await statsOf(won, today, longAgo)).toEqual({
      current_streak: 2,
      longest_streak: 3,
      wins: 5,
      days: 10,
      share_30: 0.167,
      last30: { won: 5, dates: 30, due: 30 },
      by_user: [
        { user: 'Sam', wins: 2 },
        { user: 'Alex', wins: 1 },
        { user: 'Ana', wins: 1 },
        { user: null, wins: 1 },
      ],
      rest_days: 0,
      share_30_of_due: 0.167,
    })
  })

  test('count a win for who did it, else for who picked it', async () => {
    const won = [
      { date: day('2026-11-19'), user: 'Sam', by: 'Alex' },
      { date: day('2026-11-20'), user: null, by: 'Alex' },
      { date: day('2026-11-21'), user: 'Sam', by: 'Sam' },
      { date: day('2026-11-22'), user: 'Ana' },
    ]
    expect((await statsOf(won, today, longAgo)).by_user).toEqual([
      { user: 'Alex', wins: 2 },
      { user: 'Ana', wins: 1 },
      { user: 'Sam', wins: 1 },
    ])
  })

  test('compute the share from the last 30 dates, including today', async () => {
    const won = [
      { date: day('2026-10-23'), user: null },
      { date: day('2026-10-24'), user: null },
      { date: day('2026-11-22'), user: null },
    ]
    expect(await statsOf(won, today, longAgo)).toEqual({
      current_streak: 1,
      longest_streak: 2,
      wins: 3,
      days: 31,
      share_30: 0.067,
      last30: { won: 2, dates: 30, due: 30 },
      by_user: [{ user: null, wins: 3 }],
      rest_days: 0,
      share_30_of_due: 0.067,
    })
  })

  test.each([
    ['begins today', '2026-11-22', ['2026-11-22'], 1, 1, 1],
    ['began yesterday', '2026-11-21', ['2026-11-22'], 1, 2, 0.5],
    ['began 29 days ago', '2026-10-24', ['2026-11-22'], 1, 30, 0.033],
    ['began 30 days ago', '2026-10-23', ['2026-10-23', '2026-11-22'], 1, 30, 0.033],
    ['won a date before it began', '2026-11-21', ['2026-11-20', '2026-11-22'], 2, 3, 0.667],
    ['began further east, where it is tomorrow', '2026-11-23', ['2026-11-22'], 1, 1, 1],
  ])(
    'compute the share from the dates of a household that %s',
    async (_, began, dates, ...share) => {
      const [won, of, share_30] = share
      const all = dates.map((date) => ({ date: day(date), user: null }))
      const { last30, share_30: computed } = await statsOf(all, today, day(began))
      expect([last30, computed]).toEqual([{ won, dates: of, due: of }, share_30])
    },
  )

  test('leave out a date that has begun only further east (F111)', async () => {
    const won = [
      { date: day('2026-11-21'), user: 'Sam' },
      { date: day('2026-11-23'), user: 'Alex' },
    ]
    expect(await statsOf(won, today, longAgo)).toEqual({
      current_streak: 1,
      longest_streak: 1,
      wins: 1,
      days: 2,
      share_30: 0.033,
      last30: { won: 1, dates: 30, due: 30 },
      by_user: [{ user: 'Sam', wins: 1 }],
      rest_days: 0,
      share_30_of_due: 0.033,
    })
    expect(await statsOf(won.slice(1), today, longAgo)).toEqual({
      current_streak: 0,
      longest_streak: 0,
      wins: 0,
      days: 0,
      share_30: 0,
      last30: { won: 0, dates: 30, due: 30 },
      by_user: [],
      rest_days: 0,
      share_30_of_due: 0,
    })
  })
})
