import { describe, expect, test } from 'vitest'
import type { RestSpan } from '../../src/domain/rest.ts'
import {
  endBefore,
  parseRestDays,
  parseRestId,
  requireTimely,
  type SetRestDays,
} from '../../src/domain/rest-day.ts'
import type { CalendarDate } from '../../src/domain/time.ts'
import { type Hint, refusedError, usageError } from '../../src/errors.ts'
import { today } from '../support/household/values.ts'

/** Today is Sunday 22 November 2026. */
const span = (
  from: string,
  until: string | null = from,
  weekday: RestSpan['weekday'] = null,
): RestSpan => ({
  from_date: from as CalendarDate,
  until_date: until as CalendarDate | null,
  weekday,
})
const set = (on: string, rest: RestSpan): SetRestDays => ({ ...rest, set_on: on as CalendarDate })

describe('rest days are typed', () => {
  test.each([
    ['2026-12-24', span('2026-12-24')],
    [' today ', span('2026-11-22')],
    ['Yesterday', span('2026-11-21')],
    ['+3d', span('2026-11-25')],
    ['2026-12-24..2026-12-26', span('2026-12-24', '2026-12-26')],
    ['today .. tomorrow', span('2026-11-22', '2026-11-23')],
    ['fri..sun', span('2026-11-27', '2026-11-29')],
    ['2026-12-24..2026-12-24', span('2026-12-24')],
    ['2027-11-30..2028-11-29', span('2027-11-30', '2028-11-29')],
    ['24 dec', span('2026-12-24')],
    ['sunday', span('2026-11-22', null, 'SUN')],
    ['MON', span('2026-11-22', null, 'MON')],
    ['Tuesdays', span('2026-11-22', null, 'TUE')],
    ['every wed', span('2026-11-22', null, 'WED')],
    ['thurs', span('2026-11-22', null, 'THU')],
    ['fri', span('2026-11-22', null, 'FRI')],
    ['saturday', span('2026-11-22', null, 'SAT')],
  ])('%j', (text, rest) => {
    expect(parseRestDays(text, today)).toEqual(rest)
  })

  const forms = 'Write it as YYYY-MM-DD, 25 dec, tomorrow, friday, +3d, +2w, +1m or eom.'
  const dots = (days: string) => `Write two dots between the first and the last day: ${days}.`
  test.each<[string, string, Hint | string | undefined]>([
    ['', 'Missing date.', forms],
    ['..', 'Missing date.', forms],
    ['2026-12-24..', 'Missing date.', forms],
    ['sundy', '“sundy” is not a date.', `Did you mean sunday? ${forms}`],
    ['2026-02-30', 'The date 2026-02-30 does not exist.', undefined],
    ['03/04', '“03/04” could mean two different dates.', forms],
    ['other sunday', '“other sunday” is not a date.', forms],
    [
      '2026-12-24 - 2026-12-26',
      '“2026-12-24 - 2026-12-26” is not a date.',
      dots('2026-12-24..2026-12-26'),
    ],
    ...(
      [
        ['2026-12-24 2026-12-26', '2026-12-24..2026-12-26'],
        ['2026-12-24-2026-12-26', '2026-12-24..2026-12-26'],
        ['2026-12-24, 2026-12-26', '2026-12-24..2026-12-26'],
        ['today to friday', '2026-11-22..2026-11-27'],
        ['tomorrow until +3d', '2026-11-23..2026-11-25'],
        ['24 dec – 26 dec', '2026-12-24..2026-12-26'],
        ['24 dec 26 dec', '2026-12-24..2026-12-26'],
      ] as const
    ).map(([text, days]): [string, string, string] => [
      text,
      `“${text}” is not a date.`,
      dots(days),
    ]),
    [
      'today..9999-12-31',
      'From 2026-11-22 to 9999-12-31 is more than a year.',
      { lead: 'To rest for a year at most', command: 'rest add 2026-11-22..2027-11-22' },
    ],
    [
      '2027-11-30..2028-11-30',
      'From 2027-11-30 to 2028-11-30 is more than a year.',
      { lead: 'To rest for a year at most', command: 'rest add 2027-11-30..2028-11-29' },
    ],
    ['a..b..c', '“a..b..c” is not a date.', dots('YYYY-MM-DD..YYYY-MM-DD')],
    [
      '2026-12-26..2026-12-24',
      'The last day, 2026-12-24, is before the first, 2026-12-26.',
      'Write the first day first.',
    ],
    [
      'weekend',
      '“weekend” is more than one weekday.',
      { lead: 'Add one at a time', command: 'rest add sat' },
    ],
    [
      'sun, wed',
      '“sun, wed” is more than one weekday.',
      { lead: 'Add one at a time', command: 'rest add wed' },
    ],
    [
      'fri-mon',
      '“fri-mon” is more than one weekday.',
      { lead: 'Add one at a time', command: 'rest add mon' },
    ],
  ])('but not as %j', (text, message, hint) => {
    expect(() => parseRestDays(text, today)).toThrow(usageError(message, hint))
  })
})

test.each([
  ['3', 3],
  ['#3', 3],
  [' 12 ', 12],
])('rest days are named by their number: %j', (text, id) => {
  expect(parseRestId(text)).toBe(id)
})

test.each(['', 'sunday', '3a', '-3', '##3', '1.5', '99999999999999999999'])(
  'no rest day is named by %j',
  (text) => {
    expect(() => parseRestId(text)).toThrow(
      usageError(`“${text}” is not the number of a rest day.`, {
        lead: 'To see the numbers',
        command: 'rest list',
      }),
    )
  },
)

const tooLongAgo = (date: string) =>
  `${date} is too long ago: a day can become a rest day up to two days afterwards.`
const tooMany = (days: string) =>
  `Only two days in any 30 can become rest days afterwards, not ${days}.`
const onlyAhead = 'Any day from today on can be a rest day.'
const from = (date: string, words: string) => ({
  lead: `To rest from ${date} on`,
  command: `rest add ${words}`,
})

describe('rest days can be set', () => {
  const sundays = set('2026-11-01', span('2026-11-01', null, 'SUN'))
  const third = set('2026-11-04', span('2026-11-03'))
  const fifth = set('2026-11-06', span('2026-11-05'))

  test.each<[string, RestSpan, SetRestDays[]]>([
    ['today', span('2026-11-22'), [third, fifth]],
    ['ahead, as many as you like', span('2026-11-22', '9999-12-31'), [third, fifth]],
    ['on a weekday from today on', span('2026-11-22', null, 'SUN'), [third, fifth]],
    ['yesterday and the day before', span('2026-11-20', '2026-11-21'), []],
    ['from the day before yesterday on', span('2026-11-20', '2026-12-24'), []],
    ['once more after one', span('2026-11-20'), [third]],
    [
      'after two of which one is 30 days away',
      span('2026-11-20', '2026-11-25'),
      [set('2026-10-22', span('2026-10-21')), set('2026-10-23', span('2026-10-22'))],
    ],
    [
      'after many that were set ahead',
      span('2026-11-21'),
      [set('2026-10-01', span('2026-11-01', '2026-11-19')), third],
    ],
    [
      'after three that were once too many',
      span('2026-11-21'),
      [
        set('2026-09-02', span('2026-09-01')),
        set('2026-09-04', span('2026-09-03')),
        set('2026-09-06', span('2026-09-05')),
      ],
    ],
    [
      'over a day that is one already',
      span('2026-11-21', '2026-11-22'),
      [set('2026-11-01', span('2026-11-01', null, 'SAT')), third, fifth],
    ],
    [
      'after days that were set twice',
      span('2026-11-21'),
      [third, set('2026-11-05', span('2026-11-03'))],
    ],
    [
      'after days that were set ahead as well',
      span('2026-11-21'),
      [set('2026-11-09', span('2026-11-08')), set('2026-11-17', span('2026-11-15')), sundays],
    ],
  ])('%s', (_, rest, others) => {
    expect(() => requireTimely(rest, others, today)).not.toThrow()
  })

  test.each<[string, RestSpan, SetRestDays[], string, Hint | string]>([
    ['three days ago', span('2026-11-19'), [], tooLongAgo('2026-11-19'), onlyAhead],
    [
      'three days ago until later',
      span('2026-11-19', '2026-11-25'),
      [],
      tooLongAgo('2026-11-19'),
      from('2026-11-20', '2026-11-20..2026-11-25'),
    ],
    [
      'long ago until later, if one more is possible',
      span('2020-01-01', '2026-11-25'),
      [third],
      tooLongAgo('2020-01-01'),
      from('2026-11-21', '2026-11-21..2026-11-25'),
    ],
    [
      'until yesterday, if one more is possible',
      span('2026-11-20', '2026-11-21'),
      [third],
      tooMany('2026-11-03, 2026-11-20 and 2026-11-21'),
      from('2026-11-21', '2026-11-21'),
    ],
    [
      'a third time in 30 days',
      span('2026-11-21'),
      [third, fifth],
      tooMany('2026-11-03, 2026-11-05 and 2026-11-21'),
      onlyAhead,
    ],
    [
      'a third time, until later',
      span('2026-11-21', '2026-11-22'),
      [third, fifth],
      tooMany('2026-11-03, 2026-11-05 and 2026-11-21'),
      from('2026-11-22', '2026-11-22'),
    ],
    [
      'a third time on the last of 30 days',
      span('2026-11-20'),
      [set('2026-10-23', span('2026-10-22')), third],
      tooMany('2026-10-22, 2026-11-03 and 2026-11-20'),
      onlyAhead,
    ],
  ])('but not %s', (_, rest, others, message, hint) =>
    expect(() => requireTimely(rest, others, today)).toThrow(refusedError(message, hint)),
  )
})

test.each<[string, RestSpan, string | undefined]>([
  ['that have begun', span('2026-11-20', '2026-11-25'), '2026-11-21'],
  ['without an end', span('2026-11-21', null), '2026-11-21'],
  ['of a weekday that has come', span('2026-11-15', null, 'SUN'), '2026-11-21'],
  ['of a weekday that came last year', span('2025-01-01', null, 'MON'), '2026-11-21'],
  ['of a weekday that has not come yet', span('2026-11-16', null, 'SUN'), undefined],
  ['of a weekday that comes today', span('2026-11-22', null, 'SUN'), undefined],
  ['that begin today', span('2026-11-22', '2026-11-25'), undefined],
  ['to come', span('2026-12-24'), undefined],
  ['that have passed', span('2026-11-20', '2026-11-21'), undefined],
])('rest days %s are ended yesterday, or not at all', (_, rest, last) => {
  expect(endBefore(today, rest)).toEqual(last)
})
