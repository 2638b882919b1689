import { describe, expect, test } from 'vitest'
import { currentStreak, streakWithout } from '../../src/domain/streak.ts'
import type { CalendarDate } from '../../src/domain/time.ts'
import { today } from '../support/household/values.ts'

const day = (date: string) => date as CalendarDate
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
