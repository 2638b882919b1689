import { describe, expect, test } from 'vitest'
import { currentStreak, longestStreak, streakWithout, winStats } from '../../src/domain/streak.ts'
import type { CalendarDate } from '../../src/domain/time.ts'
import { today } from '../support/household/values.ts'

const day = (date: string) => date as CalendarDate
/** When the household began. */
const longAgo = day('2026-01-01')
const days = (...dates: string[]) => dates as CalendarDate[]

describe('the current streak', () => {
  test.each([
    ['is zero without a win', days(), 0],
    ['begins with a win today', days('2026-11-22'), 1],
    ['goes on while today can still be won', days('2026-11-20', '2026-11-21'), 2],
    ['grows with today', days('2026-11-20', '2026-11-21', '2026-11-22'), 3],
    ['ends with a lost yesterday', days('2026-11-19', '2026-11-20'), 0],
    ['starts again after a gap', days('2026-11-18', '2026-11-19', '2026-11-21', '2026-11-22'), 2],
    [
      'does not end with a win further east, where it is tomorrow (F111)',
      days('2026-11-21', '2026-11-22', '2026-11-23'),
      2,
    ],
    [
      'goes on while today can still be won before a win further east (F111)',
      days('2026-11-20', '2026-11-21', '2026-11-23'),
      2,
    ],
    ['does not begin with a win further east (F111)', days('2026-11-23'), 0],
    ['starts over today after a lost yesterday', days('2026-11-20', '2026-11-22'), 1],
  ])('%s', (_, dates, streak) => {
    expect(currentStreak(dates, today)).toEqual(streak)
  })

  test.each([
    ['a year', days('2026-12-30', '2026-12-31', '2027-01-01'), '2027-01-01', 3],
    ['a leap day', days('2028-02-28', '2028-02-29', '2028-03-01'), '2028-03-01', 3],
    ['the end of a short February', days('2026-02-28', '2026-03-01'), '2026-03-01', 2],
    [
      'a change of the clocks (F113)',
      days('2026-03-07', '2026-03-08', '2026-03-09'),
      '2026-03-09',
      3,
    ],
  ])('runs across %s', (_, dates, last, streak) => {
    expect(currentStreak(dates, day(last))).toEqual(streak)
  })
})

test.each([
  ['yesterday', ['2026-11-19', '2026-11-20'], '2026-11-21', { without: 0, with: 3 }],
  [
    'yesterday, before a won today',
    ['2026-11-20', '2026-11-22'],
    '2026-11-21',
    { without: 1, with: 3 },
  ],
  ['a day before a gap', ['2026-11-18', '2026-11-21'], '2026-11-19', { without: 1, with: 1 }],
  ['the first day', [], '2026-11-21', { without: 0, with: 1 }],
])('tells the streak without and with %s', (_, won, date, streak) => {
  expect(streakWithout(days(...won), day(date), today)).toEqual(streak)
})

test.each([
  [0, days()],
  [1, days('2026-11-22')],
  [1, days('2026-11-18', '2026-11-20', '2026-11-22')],
  [3, days('2026-01-01', '2026-01-02', '2026-01-03', '2026-11-21', '2026-11-22')],
  [3, days('2026-01-01', '2026-01-03', '2026-01-04', '2026-01-05')],
  [2, days('2025-12-31', '2026-01-01')],
])('finds the longest streak of %i among %j', (streak, dates) => {
  expect(longestStreak(dates)).toEqual(streak)
})

describe('the statistics of a household', () => {
  test('are all zero before the first win', () => {
    expect(winStats([], today, today)).toEqual({
      current_streak: 0,
      longest_streak: 0,
      wins: 0,
      days: 0,
      share_30: 0,
      last30: { won: 0, dates: 1 },
      by_user: [],
    })
  })

  test('count streaks, days since the first win and wins per member, most first', () => {
    const won = [
      { date: day('2026-11-13'), user: 'Sam' },
      { date: day('2026-11-14'), user: 'Alex' },
      { date: day('2026-11-15'), user: null },
      { date: day('2026-11-20'), user: 'Sam' },
      { date: day('2026-11-21'), user: 'Ana' },
    ]
    expect(winStats(won, today, longAgo)).toEqual({
      current_streak: 2,
      longest_streak: 3,
      wins: 5,
      days: 10,
      share_30: 0.167,
      last30: { won: 5, dates: 30 },
      by_user: [
        { user: 'Sam', wins: 2 },
        { user: 'Alex', wins: 1 },
        { user: 'Ana', wins: 1 },
        { user: null, wins: 1 },
      ],
    })
  })

  test('compute the share from the last 30 dates, including today', () => {
    const won = [
      { date: day('2026-10-23'), user: null },
      { date: day('2026-10-24'), user: null },
      { date: day('2026-11-22'), user: null },
    ]
    expect(winStats(won, today, longAgo)).toEqual({
      current_streak: 1,
      longest_streak: 2,
      wins: 3,
      days: 31,
      share_30: 0.067,
      last30: { won: 2, dates: 30 },
      by_user: [{ user: null, wins: 3 }],
    })
  })

  test.each([
    ['begins today', '2026-11-22', ['2026-11-22'], 1, 1, 1],
    ['began yesterday', '2026-11-21', ['2026-11-22'], 1, 2, 0.5],
    ['began 29 days ago', '2026-10-24', ['2026-11-22'], 1, 30, 0.033],
    ['began 30 days ago', '2026-10-23', ['2026-10-23', '2026-11-22'], 1, 30, 0.033],
    ['won a date before it began', '2026-11-21', ['2026-11-20', '2026-11-22'], 2, 3, 0.667],
    ['began further east, where it is tomorrow', '2026-11-23', ['2026-11-22'], 1, 1, 1],
  ])('compute the share from the dates of a household that %s', (_, began, dates, ...share) => {
    const [won, of, share_30] = share
    const all = dates.map((date) => ({ date: day(date), user: null }))
    const { last30, share_30: computed } = winStats(all, today, day(began))
    expect([last30, computed]).toEqual([{ won, dates: of }, share_30])
  })

  test('leave out a date that has begun only further east (F111)', () => {
    const won = [
      { date: day('2026-11-21'), user: 'Sam' },
      { date: day('2026-11-23'), user: 'Alex' },
    ]
    expect(winStats(won, today, longAgo)).toEqual({
      current_streak: 1,
      longest_streak: 1,
      wins: 1,
      days: 2,
      share_30: 0.033,
      last30: { won: 1, dates: 30 },
      by_user: [{ user: 'Sam', wins: 1 }],
    })
    expect(winStats(won.slice(1), today, longAgo)).toEqual({
      current_streak: 0,
      longest_streak: 0,
      wins: 0,
      days: 0,
      share_30: 0,
      last30: { won: 0, dates: 30 },
      by_user: [],
    })
  })
})
