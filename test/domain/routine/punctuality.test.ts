import { expect, test } from 'vitest'
import {
  type Ended,
  type Punctuality,
  punctualityOf,
} from '../../../src/domain/routine/punctuality.ts'

const done = (days_late: number | null, times = 1): Ended => ({ outcome: 'DONE', days_late, times })
const other = (outcome: 'SKIPPED' | 'MISSED', times: number): Ended => {
  return { outcome, days_late: null, times }
}
const none = { on_time: 0, late: 0, median_days_late: null, skipped: 0, missed: 0 }

test.each<[string, readonly Ended[], Partial<Punctuality>]>([
  ['nothing', [], {}],
  ['done early and on the day', [done(-3, 2), done(0, 4)], { on_time: 6 }],
  ['done on a day that nobody recorded', [done(null, 2)], { on_time: 2 }],
  ['late once', [done(5)], { late: 1, median_days_late: 5 }],
  ['late three times', [done(9), done(1), done(2)], { late: 3, median_days_late: 2 }],
  ['late twice', [done(4), done(1)], { late: 2, median_days_late: 2.5 }],
  ['mostly a day late', [done(30), done(1, 7)], { late: 8, median_days_late: 1 }],
  [
    'everything',
    [done(0, 3), done(2), other('SKIPPED', 2), other('MISSED', 1)],
    { on_time: 3, late: 1, median_days_late: 2, skipped: 2, missed: 1 },
  ],
])('a routine’s punctuality: %s', (_, ended, expected) => {
  expect(punctualityOf(ended)).toEqual({ ...none, ...expected })
})
