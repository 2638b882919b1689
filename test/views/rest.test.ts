import { expect, test } from 'vitest'
import type { RestPeriod } from '../../src/domain/rest.ts'
import { restTable, restText } from '../../src/views/rest.ts'
import { at } from '../support/database/database.ts'
import { today } from '../support/household/values.ts'
import { styleFor } from '../support/program/styles.ts'

/** Today is Sunday 22 November 2026. */
const rest = (id: number, from: string, more: object = {}) =>
  ({
    ...{ id, from_date: from, until_date: from, weekday: null, note: null },
    ...{ set_by_user_id: null, set_by: null, created_at: at(0), updated_at: at(0), ...more },
  }) as RestPeriod

test.each([
  ['2026-12-24', {}, 'Thu 24 Dec'],
  ['2027-01-01', {}, 'Fri 1 Jan 2027'],
  ['2026-12-24', { until_date: '2026-12-25' }, 'Thu 24 Dec to Fri 25 Dec (2 days)'],
  ['2026-12-24', { until_date: '2027-01-06' }, 'Thu 24 Dec to Wed 6 Jan 2027 (14 days)'],
  ['2026-11-22', { until_date: null, weekday: 'SUN' }, 'every Sunday from Sun 22 Nov'],
  ['2026-11-22', { until_date: null, weekday: 'SAT' }, 'every Saturday from Sat 28 Nov'],
  [
    '2026-10-05',
    { until_date: '2026-11-21', weekday: 'WED' },
    'every Wednesday from Wed 7 Oct to Sat 21 Nov',
  ],
])('says rest days from %s: %j', (from, more, text) => {
  expect(restText(rest(1, from, more), today)).toEqual(text)
})

const all = [
  rest(2, '2026-11-20', { set_by: 'Alex' }),
  rest(1, '2026-11-22', { until_date: null, weekday: 'SUN' }),
  rest(13, '2026-12-24', { until_date: '2026-12-26', set_by: 'Sam', note: 'Christmas' }),
]

test.each([
  [
    60,
    [
      'id  rest days                          set by',
      ' 2  Fri 20 Nov                         Alex',
      ' 1  every Sunday from Sun 22 Nov       –',
      '13  Thu 24 Dec to Sat 26 Dec (3 days)  Sam',
    ],
  ],
  [
    80,
    [
      'id  rest days                          set by  note',
      ' 2  Fri 20 Nov                         Alex',
      ' 1  every Sunday from Sun 22 Nov       –',
      '13  Thu 24 Dec to Sat 26 Dec (3 days)  Sam     Christmas',
    ],
  ],
])('lists rest days in %i columns', (columns, lines) => {
  expect(restTable(all, styleFor(columns)).split('\n')).toEqual(lines)
})
