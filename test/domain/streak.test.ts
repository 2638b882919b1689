import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Rest, restWeekdays } from '../../src/domain/rest.ts'
import { dueDates, streaksOf, wonDatesOf, worthOf } from '../../src/domain/streak.ts'
import { addDays, type CalendarDate, daysBetween } from '../../src/domain/time.ts'
import { today } from '../support/household/values.ts'
import { isLongRun } from '../support/long.ts'

const day = (date: string) => date as CalendarDate
const days = (...dates: string[]) => dates as CalendarDate[]
const span = (from: string, until: string | null, weekday: Rest[number]['weekday'] = null) => ({
  from_date: day(from),
  until_date: until as CalendarDate | null,
  weekday,
})
/** All dates from one to another. */
const dates = (from: string, until: string) =>
  Array.from({ length: daysBetween(day(from), day(until)) + 1 }, (_, count) =>
    addDays(day(from), count),
  )

/** The current streak as days and rest days, and the days of the longest one. */
function streaks(won: readonly CalendarDate[], rest: Rest, until: string) {
  const { current, longest } = streaksOf(wonDatesOf(won), rest, day(until))
  return [current.days, current.rest_days, longest]
}

describe('the streaks', () => {
  test.each([
    ['are zero without a win', days(), [0, 0, 0]],
    ['begin with a win today', days('2026-11-22'), [1, 0, 1]],
    ['go on while today can still be won', days('2026-11-20', '2026-11-21'), [2, 0, 2]],
    ['grow with today', days('2026-11-20', '2026-11-21', '2026-11-22'), [3, 0, 3]],
    ['end with a missed yesterday', days('2026-11-19', '2026-11-20'), [0, 0, 2]],
    [
      'start again after a gap',
      days('2026-11-17', '2026-11-18', '2026-11-19', '2026-11-21', '2026-11-22'),
      [2, 0, 3],
    ],
    [
      'do not end with a win further east, where it is tomorrow (F111)',
      days('2026-11-21', '2026-11-22', '2026-11-23'),
      [2, 0, 2],
    ],
    [
      'go on while today can still be won before a win further east (F111)',
      days('2026-11-20', '2026-11-21', '2026-11-23'),
      [2, 0, 2],
    ],
    ['do not begin with a win further east (F111)', days('2026-11-23'), [0, 0, 0]],
    ['start over today after a missed yesterday', days('2026-11-20', '2026-11-22'), [1, 0, 1]],
  ])('%s', (_, won, expected) => {
    expect(streaks(won, [], today)).toEqual(expected)
  })

  test.each([
    ['a year', days('2026-12-30', '2026-12-31', '2027-01-01'), '2027-01-01'],
    ['a leap day', days('2028-02-28', '2028-02-29', '2028-03-01'), '2028-03-01'],
    ['the end of a short February', days('2026-02-27', '2026-02-28', '2026-03-01'), '2026-03-01'],
    ['a change of the clocks (F113)', days('2026-03-07', '2026-03-08', '2026-03-09'), '2026-03-09'],
  ])('run across %s', (_, won, last) => {
    expect(streaks(won, [], last)).toEqual([3, 0, 3])
  })
})

describe('rest days', () => {
  const first4 = dates('2026-10-01', '2026-10-04')
  const first3 = dates('2026-10-01', '2026-10-03')
  const workdays = ['2026-09-14', '2026-09-21', '2026-09-28'].flatMap((monday) =>
    dates(monday, addDays(day(monday), 5)),
  )

  test.each<[trap: string, CalendarDate[], Rest, string, number[]]>([
    ['today is open', first4, [], '2026-10-05', [4, 0, 4]],
    ['today is won', dates('2026-10-01', '2026-10-05'), [], '2026-10-05', [5, 0, 5]],
    ['yesterday was missed', first3, [], '2026-10-05', [0, 0, 3]],
    [
      'one is bridged and adds nothing',
      days('2026-10-01', '2026-10-02', '2026-10-04'),
      [span('2026-10-03', '2026-10-03')],
      '2026-10-05',
      [3, 1, 3],
    ],
    ['one that is won adds', first4, [span('2026-10-03', '2026-10-03')], '2026-10-05', [4, 0, 4]],
    [
      'the streak stands while they last',
      first3,
      [span('2026-10-04', '2026-10-05')],
      '2026-10-05',
      [3, 0, 3],
    ],
    [
      'two weeks away',
      [...dates('2026-09-28', '2026-10-02'), day('2026-10-18')],
      [span('2026-10-03', '2026-10-17')],
      '2026-10-18',
      [6, 15, 6],
    ],
    [
      'a miss beside one breaks',
      days('2026-10-01', '2026-10-04'),
      [span('2026-10-03', '2026-10-03')],
      '2026-10-05',
      [1, 0, 1],
    ],
    [
      'Sundays off for three weeks',
      workdays,
      [span('2026-09-14', null, 'SUN')],
      '2026-10-05',
      [18, 2, 18],
    ],
    ['a missed day that is won afterwards', first4, [], '2026-10-05', [4, 0, 4]],
    [
      'alone they make no streak',
      [],
      [span('2026-10-01', null), span('2026-10-01', '2026-10-05')],
      '2026-10-05',
      [0, 0, 0],
    ],
    ['without one, who is away alone rests nobody', first3, [], '2026-10-05', [0, 0, 3]],
    [
      'spans that overlap or touch are bridged together',
      days('2026-10-01', '2026-10-09'),
      [
        span('2026-10-06', '2026-10-08'),
        span('2026-10-02', '2026-10-04'),
        span('2026-09-01', null, 'MON'),
        span('2026-10-03', '2026-10-03'),
      ],
      '2026-10-09',
      [2, 7, 2],
    ],
    [
      'a weekday does not rest the days beside it',
      days('2026-10-01', '2026-10-06'),
      [span('2026-09-01', null, 'SUN')],
      '2026-10-06',
      [1, 0, 1],
    ],
    [
      'until the end of the calendar',
      first3,
      [span('2026-10-04', '9999-12-31')],
      '9999-12-31',
      [3, 0, 3],
    ],
    [
      'the longest streak may lie behind, with its own',
      [...first3, day('2026-10-05'), day('2026-10-07')],
      [span('2026-10-04', '2026-10-04')],
      '2026-10-20',
      [0, 0, 4],
    ],
  ])('%s', (_, won, rest, until, expected) => {
    expect(streaks(won, rest, until)).toEqual(expected)
  })

  test.each<[string, Rest, number]>([
    ['without any', [], 4],
    ['one that is not won', [span('2026-11-21', '2026-11-21')], 3],
    ['one that is won', [span('2026-11-20', '2026-11-20')], 4],
    ['today', [span('2026-11-22', null)], 3],
    ['all dates that are not won', [span('2026-11-01', null)], 1],
  ])('are not due: %s', (_, rest, due) => {
    expect(dueDates(4, days('2026-11-20'), rest, today)).toEqual(due)
  })
})

/** The same by walking through each date, as the rules say it. */
function walked(won: readonly CalendarDate[], rest: Rest, first: CalendarDate) {
  const isRest = (date: CalendarDate) =>
    rest.some(
      ({ from_date, until_date, weekday }) =>
        from_date <= date &&
        date <= (until_date ?? '9999-12-31') &&
        (weekday === null ||
          restWeekdays.indexOf(weekday) === (daysBetween(monday, date) + 70) % 7),
    )
  const signs = dates(first, today).map((date) => {
    if (won.includes(date)) return 'W'
    return isRest(date) ? 'r' : date === today ? 'o' : '.'
  })
  const [current = '', ...earlier] = signs.join('').replace(/o$/, '').split('.').toReversed()
  const count = (text: string, sign: string) => text.split(sign).length - 1
  const bridged = /W.*W/.exec(current)?.[0] ?? ''
  const longest = [current, ...earlier].map((text) => count(text, 'W'))
  return [count(current, 'W'), count(bridged, 'r'), Math.max(...longest)]
}

const monday = day('2026-11-02')
const someDate = fc.integer({ min: -45, max: 3 }).map((distance) => addDays(today, distance))
const someWon = fc
  .uniqueArray(someDate, { maxLength: 40 })
  .map((all) => all.filter((date) => date <= today).sort())
const someRest = fc.array(
  fc
    .record({
      from_date: someDate,
      length: fc.option(fc.integer({ min: 0, max: 9 })),
      weekday: fc.option(fc.constantFrom(...restWeekdays)),
    })
    .map(({ from_date, length, weekday }) => ({
      from_date,
      until_date: length === null ? null : addDays(from_date, length),
      weekday,
    })),
  { maxLength: 4 },
)
const runs = { seed: 20_261_126, numRuns: isLongRun ? 20_000 : 500 }

test('the streaks are what a walk through all dates finds', () => {
  const property = fc.property(someWon, someRest, (won, rest) => {
    expect(streaks(won, rest, today)).toEqual(walked(won, rest, addDays(today, -50)))
  })
  fc.assert(property, runs)
})

test('a streak has no more days than were won, and a rest day ahead changes nothing', () => {
  const property = fc.property(someWon, someRest, someDate, (won, rest, from) => {
    const before = streaks(won, rest, today)
    const more = [...rest, { from_date: from, until_date: from, weekday: null }]
    const after = streaks(won, more, today)
    expect({
      days: Math.max(...after.filter((_, index) => index !== 1)) <= won.length,
      shorter: (after[0] ?? 0) < (before[0] ?? 0) || (after[2] ?? 0) < (before[2] ?? 0),
      after: from < today ? before : after,
    }).toEqual({ days: true, shorter: false, after: before })
  })
  fc.assert(property, runs)
})

test.each<[string, string[], string, Rest, object]>([
  ['yesterday', ['2026-11-19', '2026-11-20'], '2026-11-21', [], { without: 0, with: 3 }],
  [
    'yesterday, before a won today',
    ['2026-11-20', '2026-11-22'],
    '2026-11-21',
    [],
    { without: 1, with: 3 },
  ],
  ['a day before a gap', ['2026-11-18', '2026-11-21'], '2026-11-19', [], { without: 1, with: 1 }],
  ['the first day', [], '2026-11-21', [], { without: 0, with: 1 }],
  [
    'a rest day',
    ['2026-11-20', '2026-11-22'],
    '2026-11-21',
    [span('2026-11-21', '2026-11-21')],
    { without: 2, with: 3, isRestDay: true },
  ],
  [
    'a day beside a rest day',
    ['2026-11-19', '2026-11-22'],
    '2026-11-21',
    [span('2026-11-20', '2026-11-20')],
    { without: 1, with: 3 },
  ],
])('tells what a win is worth on %s', (_, won, date, rest, worth) => {
  expect(worthOf(day(date), wonDatesOf(days(...won)), rest, today)).toEqual({
    isRestDay: false,
    ...worth,
  })
})
