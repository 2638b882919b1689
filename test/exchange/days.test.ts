import { expect, it } from 'vitest'
import { type CalendarDate, calendarOf } from '../../src/domain/time.ts'
import { isoDay, momentsOf } from '../../src/exchange/days.ts'

it.each([
  ['2026-12-01', '2026-12-01'],
  ['2024-02-29', '2024-02-29'],
  ['2026-02-29', undefined],
  ['2026-00-10', undefined],
  ['2026-13-01', undefined],
  ['0000-01-01', undefined],
  ['99999-01-01', undefined],
  ['2026-1-1', undefined],
  [' 2026-12-01', undefined],
])('the text %j is the day %s', (text, day) => {
  expect(isoDay(text)).toBe(day)
})

it.each(
  ['Pacific/Kiritimati', 'Europe/Berlin', 'UTC', 'America/New_York', 'Etc/GMT+12'].flatMap((zone) =>
    [0, 360, 720].map((dayStart) => [zone, dayStart] as const),
  ),
)('a moment of a day is on that day in %s, where days begin after %i minutes', (zone, dayStart) => {
  const dayOf = calendarOf({ zone, dayStart })
  const days = ['2026-03-29', '2026-07-01', '2026-11-22'] as CalendarDate[]
  expect(days.map((day) => dayOf(new Date(momentsOf({ dayOf })(day))))).toEqual(days)
})
