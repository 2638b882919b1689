import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  daysBetween,
  startOfDay,
  toInstant,
  toParts,
  weekday,
} from '../../src/domain/time.ts'

const day = (date: string) => date as CalendarDate
const sunday = day('2026-11-22')

function liveIn(zone: string): void {
  vi.stubEnv('TZ', zone)
  onTestFinished(() => void vi.unstubAllEnvs())
}

const moments = [
  ['Pacific/Kiritimati', '00:05', '2026-11-21T10:05:00.000Z', '2026-11-22'],
  ['Pacific/Kiritimati', '23:55', '2026-11-22T09:55:00.000Z', '2026-11-22'],
  ['Pacific/Niue', '00:05', '2026-11-22T11:05:00.000Z', '2026-11-22'],
  ['Pacific/Niue', '23:55', '2026-11-23T10:55:00.000Z', '2026-11-22'],
  ['Asia/Kathmandu', '00:05', '2026-11-21T18:20:00.000Z', '2026-11-22'],
  ['Asia/Kathmandu', '23:55', '2026-11-22T18:10:00.000Z', '2026-11-22'],
  ['UTC', 'midnight', '2026-11-22T00:00:00.000Z', '2026-11-22'],
  [
    'America/New_York',
    'the last minute before a short day',
    '2026-03-08T04:59:00.000Z',
    '2026-03-07',
  ],
  ['America/New_York', 'the end of a short day', '2026-03-09T03:59:00.000Z', '2026-03-08'],
  ['America/New_York', 'the start of a long day', '2026-11-01T04:00:00.000Z', '2026-11-01'],
  ['America/New_York', 'the end of a long day', '2026-11-02T04:59:00.000Z', '2026-11-01'],
  ['Australia/Sydney', 'the end of a long day', '2026-04-05T13:59:00.000Z', '2026-04-05'],
  ['Australia/Sydney', 'the end of a short day', '2026-10-04T12:59:00.000Z', '2026-10-04'],
  ['America/Sao_Paulo', 'before a missing midnight', '2018-11-04T02:59:59.000Z', '2018-11-03'],
  ['America/Sao_Paulo', 'after a missing midnight', '2018-11-04T03:00:00.000Z', '2018-11-04'],
  ['Pacific/Apia', 'before a skipped day', '2011-12-30T09:59:59.000Z', '2011-12-29'],
  ['Pacific/Apia', 'after a skipped day', '2011-12-30T10:00:00.000Z', '2011-12-31'],
] as const

describe('today', () => {
  test.each(moments)(
    'in %s at %s is the day there (F110, F113, F114, F118)',
    (zone, _, at, date) => {
      expect(calendarDate(new Date(at), { zone })).toEqual(date)
    },
  )

  test.each(moments)('on a computer in %s at %s is the date there (F110)', (zone, _, at, date) => {
    liveIn(zone)
    expect(calendarDate(new Date(at))).toEqual(date)
  })

  test('is the household’s date, wherever the computer is (F111)', () => {
    liveIn('Pacific/Kiritimati')
    expect(calendarDate(new Date('2026-11-22T11:05:00.000Z'), { zone: 'Pacific/Niue' })).toEqual(
      '2026-11-22',
    )
  })

  test.each([
    // At 3:00, and at 12:00.
    ['UTC', 180, '2026-11-22T02:59:59.999Z', '2026-11-21'],
    ['UTC', 180, '2026-11-22T03:00:00.000Z', '2026-11-22'],
    ['UTC', 720, '2027-01-01T11:59:00.000Z', '2026-12-31'],
    ['UTC', 720, '2027-01-01T12:00:00.000Z', '2027-01-01'],
    ['UTC', 90, '2028-03-01T01:29:00.000Z', '2028-02-29'],
    ['Pacific/Niue', 180, '2026-11-22T13:59:00.000Z', '2026-11-21'],
    ['Pacific/Niue', 180, '2026-11-22T14:00:00.000Z', '2026-11-22'],
    // The clock goes forward from 2:00 to 3:00, and back from 3:00 to 2:00.
    ['Europe/Berlin', 180, '2026-03-29T00:59:59.000Z', '2026-03-28'],
    ['Europe/Berlin', 180, '2026-03-29T01:00:00.000Z', '2026-03-29'],
    ['Europe/Berlin', 180, '2026-10-25T01:59:59.000Z', '2026-10-24'],
    ['Europe/Berlin', 180, '2026-10-25T02:00:00.000Z', '2026-10-25'],
  ] as const)(
    'in %s, with days that begin %i minutes after midnight, at %s is %s',
    (zone, dayStart, at, date) => {
      liveIn(zone)
      const time = new Date(at)
      expect([calendarDate(time, { zone, dayStart }), calendarDate(time, { dayStart })]).toEqual([
        date,
        date,
      ])
    },
  )

  test.each(['Nonsense/Zone', 'Berlin', '', 'Etc/Unknown'])(
    'needs a zone that is none of %j (F117)',
    (zone) => {
      expect(() => calendarDate(new Date(0), { zone })).toThrow(
        expect.objectContaining({
          code: 'usage',
          message: `There is no time zone “${zone}”.`,
          hint: { lead: 'Set MOMENTUM_TZ to a name like Europe/Berlin.' },
        }),
      )
    },
  )
})

test('writes an instant in UTC, with milliseconds', () => {
  liveIn('America/New_York')
  expect(toInstant(new Date('2026-11-22T13:30:00-05:00'))).toEqual('2026-11-22T18:30:00.000Z')
})

describe('a count of days', () => {
  test.each([
    ['UTC', '2026-11-22', '2026-11-22', 0],
    ['America/New_York', '2026-03-07', '2026-03-09', 2],
    ['America/New_York', '2026-10-31', '2026-11-02', 2],
    ['Australia/Sydney', '2026-10-03', '2026-10-05', 2],
    ['Pacific/Apia', '2011-12-29', '2011-12-31', 2],
    ['America/Sao_Paulo', '2018-11-03', '2018-11-05', 2],
    ['UTC', '2028-02-28', '2028-03-01', 2],
    ['UTC', '2026-11-22', '2025-11-22', -365],
  ])(
    'in %s from %s to %s is %i, and adding it leads back (F113, F118)',
    (zone, from, to, count) => {
      liveIn(zone)
      expect([daysBetween(day(from), day(to)), addDays(day(from), count)]).toEqual([count, to])
    },
  )
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-01-31', 2, '2026-03-31'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-01-15', -1, '2025-12-15'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2024-02-29', 48, '2028-02-29'],
])('%s moved by %i months is %s (F115)', (date, count, moved) => {
  expect(addMonths(day(date), count)).toEqual(moved)
})

test('knows the weekday and the parts of a date', () => {
  expect([weekday(sunday), weekday(day('2026-11-28')), toParts(sunday)]).toEqual([
    0,
    6,
    [2026, 11, 22],
  ])
})

describe('a day begins', () => {
  test.each([
    ['Europe/Berlin', '2026-11-22', '2026-11-21T23:00:00.000Z'],
    ['America/New_York', '2026-11-22', '2026-11-22T05:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-22', '2026-11-21T10:00:00.000Z'],
    ['Pacific/Niue', '2026-11-22', '2026-11-22T11:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-22', '2026-11-21T18:15:00.000Z'],
    // Midnight was skipped that day.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
  ])('in %s on %s at %s (F110, F114)', (zone, date, instant) => {
    expect(startOfDay(day(date), { zone })).toEqual(instant)
  })

  test.each([
    ['Europe/Berlin', 180, '2026-11-22', '2026-11-22T02:00:00.000Z'],
    ['Europe/Berlin', 180, '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', 180, '2026-10-25', '2026-10-25T02:00:00.000Z'],
    ['Pacific/Niue', 720, '2026-11-22', '2026-11-22T23:00:00.000Z'],
    ['Etc/GMT+12', 720, '2026-11-22', '2026-11-23T00:00:00.000Z'],
    ['Pacific/Kiritimati', 1, '2026-11-22', '2026-11-21T10:01:00.000Z'],
  ])('in %s, %i minutes after midnight, on %s at %s', (zone, dayStart, date, instant) => {
    expect(startOfDay(day(date), { zone, dayStart })).toEqual(instant)
  })
})
