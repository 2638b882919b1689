import { expect, test } from 'vitest'
import {
  lastWeeks,
  parseReportMonth,
  parseReportYear,
  weeksOf,
  yearsOf,
} from '../../src/domain/report-period.ts'
import type { CalendarDate } from '../../src/domain/time.ts'

const date = (text: string) => text as CalendarDate
/** A Wednesday. */
const today = date('2026-11-25')

test.each([
  [lastWeeks(1, today), '2026-11-23', '2026-11-25'],
  [lastWeeks(12, today), '2026-09-07', '2026-11-25'],
  [parseReportMonth('2026-11', today), '2026-11-01', '2026-11-25'],
  [parseReportMonth(' 2024-02 ', today), '2024-02-01', '2024-02-29'],
  [parseReportMonth('2025-12', today), '2025-12-01', '2025-12-31'],
  [parseReportYear('2026', today), '2026-01-01', '2026-11-25'],
  [parseReportYear('2000', today), '2000-01-01', '2000-12-31'],
])('a report is about days that have come: %j', (period, from, until) => {
  expect(period).toEqual({ from, until })
})

test.each([
  ['2026-13', '--month must be a month from 2000-01 to 2026-11, not “2026-13”.'],
  ['2026-00', '--month must be a month from 2000-01 to 2026-11, not “2026-00”.'],
  ['2026-1', '--month must be a month from 2000-01 to 2026-11, not “2026-1”.'],
  ['1999-12', '--month must be a month from 2000-01 to 2026-11, not “1999-12”.'],
  ['november', '--month must be a month from 2000-01 to 2026-11, not “november”.'],
  ['', '--month must be a month from 2000-01 to 2026-11, not “”.'],
  ['2026-12', '2026-12 is in the future.'],
])('the month %j is refused', (text, message) => {
  expect(() => parseReportMonth(text, today)).toThrow(message)
})

test.each([
  ['26', '“26” is not a year.'],
  ['1999', 'There is no report for 1999.'],
  ['20266', '“20266” is not a year.'],
  ['2026.0', '“2026.0” is not a year.'],
  ['2027', '2027 is in the future.'],
])('the year %j is refused', (text, message) => {
  expect(() => parseReportYear(text, today)).toThrow(message)
})

test.each([
  [['2026-11-04', '2026-11-09'], ['2026-11-02', '2026-11-09'], ['2026-11-16..2026-11-25']],
  [['2026-11-16', '2026-11-22'], ['2026-11-16'], ['2026-11-23..2026-11-25']],
  [['2026-11-22', '2026-11-25'], ['2026-11-16', '2026-11-23'], []],
])('%j touches these weeks', ([from = '', until = ''], mondays, rest) => {
  const { weeks, ...after } = weeksOf({ from: date(from), until: date(until) }, today)
  expect({
    mondays: weeks.map((week) => week.from),
    rest: after.rest.map((days) => `${days.from}..${days.until}`),
  }).toEqual({ mondays, rest })
})

test('a period over New Year touches two years', () => {
  expect(yearsOf({ from: date('2025-12-30'), until: date('2027-01-02') })).toEqual([
    2025, 2026, 2027,
  ])
})
