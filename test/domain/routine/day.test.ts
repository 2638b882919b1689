import { expect, test } from 'vitest'
import { lastDay, toDate, toDay, weekdayOf } from '../../../src/domain/routine/day.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'

const firstDay = toDay('0001-01-01' as CalendarDate)

test('days are counted without a gap over the years 1 to 9999', () => {
  const everyYear = (day: number) => day % 61 === 0
  // The calendar repeats itself after 400 years.
  const from1900 = (day: number) => day > -25_600 && day < 120_500
  const wrong: number[] = []
  for (let day = firstDay; day <= lastDay; day += 1) {
    if (!everyYear(day) && !from1900(day)) continue
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10)
    if (toDate(day) !== date || toDay(date as CalendarDate) !== day) wrong.push(day)
  }
  expect([wrong, toDate(firstDay), toDate(lastDay)]).toEqual([[], '0001-01-01', '9999-12-31'])
})

test.each([
  ['0001-01-01', 0],
  ['1969-12-31', 2],
  ['1970-01-01', 3],
  ['2026-10-04', 6],
  ['2026-10-05', 0],
  ['9999-12-31', 4],
])('%s is weekday %i, from Monday', (date, weekday) => {
  expect(weekdayOf(toDay(date as CalendarDate))).toEqual(weekday)
})
