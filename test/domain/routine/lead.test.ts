import { expect, test } from 'vitest'
import { defaultLeadDays, startsOn } from '../../../src/domain/routine/lead.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { schedule } from '../../support/domain/schedule.ts'

test.each([
  ['every day', 0],
  ['every 3 days', 0],
  ['every 4 days', 1],
  ['every weekday', 0],
  ['every week on mon,thu', 0],
  ['every week on mon', 1],
  ['every week', 1],
  ['every 7 days', 1],
  ['every 8 days', 7],
  ['every 2 weeks on mon', 7],
  ['every 2 weeks on mon,fri', 1],
  ['every month', 7],
  ['every month on 1,5', 1],
  ['every month on 30,31', 0],
  ['every year on 3 oct', 7],
  ['after 3 days', 0],
  ['after 1 week', 1],
  ['after 10 days', 7],
  ['after 6 months', 7],
])('%s is shown %i days before it is due', (rule, days) => {
  expect(defaultLeadDays(schedule(rule, '2026-10-05').rule)).toEqual(days)
})

test.each([
  ['2026-10-05', 0, '2026-10-05'],
  ['2026-10-05', 7, '2026-09-28'],
  ['0001-01-03', 366, '0001-01-01'],
])('what is planned for %s, %i days ahead, starts on %s', (date, days, starts) => {
  expect(startsOn(date as CalendarDate, days)).toEqual(starts)
})
