import { expect, test } from 'vitest'
import type { CalendarDate } from '../../src/domain/time.ts'
import { parseWeek, weekName } from '../../src/domain/week.ts'
import { usageError } from '../../src/errors.ts'
import { today } from '../support/household/values.ts'

test.each([
  ['2026-11-22', '2026-11-16'],
  ['2026-11-23', '2026-11-23'],
  ['today', '2026-11-16'],
  ['monday', '2026-11-23'],
  ['this week', '2026-11-16'],
  ['Next Week', '2026-11-23'],
  ['last week', '2026-11-09'],
  ['3 weeks ago', '2026-10-26'],
  ['2026-W48', '2026-11-23'],
  ['2026w48', '2026-11-23'],
  ['w48', '2026-11-23'],
  ['week 48', '2026-11-23'],
  ['2026-W1', '2025-12-29'],
  ['2026-W53', '2026-12-28'],
  ['2020-W53', '2020-12-28'],
  ['2027-W01', '2027-01-04'],
  ['1900-01-01', '1900-01-01'],
  ['2027-11-22', '2027-11-22'],
])('the week of %s begins on %s', (text, monday) => {
  expect(parseWeek(text, today)).toBe(monday)
})

const range = 'Choose a date from 1900-01-01 to 2027-11-22, a year from today.'
const forms = 'Write it as YYYY-MM-DD, 25 dec, tomorrow, friday, +3d, +2w, +1m or eom.'

test.each([
  ['2026-W54', '2026 has no week 54.', 'Its last week is 2026-W53.'],
  ['2027-w53', '2027 has no week 53.', 'Its last week is 2027-W52.'],
  ['2026-W00', '2026 has no week 0.', 'Its last week is 2026-W53.'],
  ['54', '“54” is not a week.', 'Type a week such as 2026-W47, or a date in it.'],
  ['foo', '“foo” is not a date.', forms],
  ['2026-W123', '“2026-W123” is not a date.', forms],
  ['10000-01-01', '“10000-01-01” is not a date.', forms],
  ['2026-02-30', 'The date 2026-02-30 does not exist.', undefined],
  ['9999-12-31', 'There is no sheet for the week of 9999-12-31.', range],
  ['9999-W52', 'There is no sheet for the week of 9999-12-27.', range],
  ['2027-11-23', 'There is no sheet for the week of 2027-11-23.', range],
  ['1899-12-31', 'There is no sheet for the week of 1899-12-31.', range],
  ['1899-W01', 'There is no sheet for the week of 1899-01-02.', range],
  ['0000-W01', '“0000-W01” is not a date.', forms],
])('refuses %s', (text, message, hint) => {
  expect(() => parseWeek(text, today)).toThrow(usageError(message, hint))
})

test.each([
  ['2026-01-01', '2026-W01'],
  ['2027-01-01', '2026-W53'],
  ['2024-12-30', '2025-W01'],
  ['2026-11-29', '2026-W48'],
])('numbers the week of %s as %s', (date, week) => {
  expect(weekName(date as CalendarDate)).toBe(week)
})
