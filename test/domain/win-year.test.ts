import { describe, expect, test } from 'vitest'
import type { Rest } from '../../src/domain/rest.ts'
import { addDays, type CalendarDate } from '../../src/domain/time.ts'
import { parseYear, type WinYear, winYearOf } from '../../src/domain/win-year.ts'

const day = (date: string) => date as CalendarDate
const today = day('2026-11-22')

/** The totals, and the first letters of the marks from one date to another; `_` for the future. */
function said({ days, ...totals }: WinYear, from: string, until: string) {
  const marks = days.filter(({ date }) => date >= from && date <= until)
  return { ...totals, marks: marks.map(({ mark }) => mark?.[0] ?? '_').join('') }
}

const done = (...dates: string[]) =>
  dates.map((date) => ({ date: day(date), status: 'DONE' }) as const)

const saturdays: Rest = [{ from_date: day('2026-11-01'), until_date: null, weekday: 'SAT' }]

describe('a year of wins', () => {
  test('has every date, and what became of it until today', () => {
    const wins = [
      ...done('2026-11-13', '2026-11-15', '2026-11-16', '2026-11-18', '2026-11-23'),
      { date: day('2026-11-17'), status: 'PAUSED' } as const,
    ]
    const year = winYearOf(2026, wins, saturdays, today)
    expect(said(year, '2026-11-12', '2026-11-24')).toEqual({
      year: 2026,
      won: 4,
      picked: 1,
      rest_days: 3,
      longest_streak: 3,
      marks: 'NWRWWPWNNRO__',
    })
    expect([year.days.length, year.days[0]?.date, year.days.at(-1)?.date]).toEqual([
      365,
      '2026-01-01',
      '2026-12-31',
    ])
  })

  test('leaves today’s pick open until the day is over', () => {
    const wins = [{ date: today, status: 'ACTIVE' } as const]
    const [now, later] = [today, addDays(today, 1)].map((day) => winYearOf(2026, wins, [], day))
    expect([now, later].map((year) => year && said(year, '2026-11-21', '2026-11-24'))).toEqual([
      { year: 2026, won: 0, picked: 0, rest_days: 0, longest_streak: 0, marks: 'NO__' },
      { year: 2026, won: 0, picked: 1, rest_days: 0, longest_streak: 0, marks: 'NPO_' },
    ])
  })

  test('counts the longest streak within the year', () => {
    const newYear = Array.from({ length: 10 }, (_, place) => addDays(day('2025-12-25'), place))
    const wins = done(...newYear)
    expect(
      [2025, 2026].map((year) =>
        said(
          winYearOf(
            year,
            wins.filter(({ date }) => date.startsWith(`${year}`)),
            [],
            today,
          ),
          '0',
          '0',
        ),
      ),
    ).toEqual([
      { year: 2025, won: 7, picked: 0, rest_days: 0, longest_streak: 7, marks: '' },
      { year: 2026, won: 3, picked: 0, rest_days: 0, longest_streak: 3, marks: '' },
    ])
  })

  test.each([
    [2024, 366],
    [1900, 365],
    [2000, 366],
    [1, 365],
    [96, 366],
  ])('the year %i has %i dates', (year, length) => {
    const { days } = winYearOf(year, [], [], today)
    const name = String(year).padStart(4, '0')
    expect([days.length, days[0]?.date, days[58]?.date, days.at(-1)?.date]).toEqual([
      length,
      `${name}-01-01`,
      `${name}-02-28`,
      `${name}-12-31`,
    ])
  })
})

test.each([
  ['2026', 2026],
  [' 2025 ', 2025],
  ['0001', 1],
])('reads %j as a year', (text, year) => {
  expect(parseYear(text, today)).toEqual(year)
})

test.each([
  ['2027', '2027 is in the future.', 'Type 2026 or earlier.'],
  ['26', '“26” is not a year.', 'Write it with four digits, such as 2026.'],
  ['abc', '“abc” is not a year.', 'Write it with four digits, such as 2026.'],
  ['0000', '“0000” is not a year.', 'Write it with four digits, such as 2026.'],
  ['20261', '“20261” is not a year.', 'Write it with four digits, such as 2026.'],
  ['-202', '“-202” is not a year.', 'Write it with four digits, such as 2026.'],
  ['', '“” is not a year.', 'Write it with four digits, such as 2026.'],
])('refuses %j as a year', (text, message, hint) => {
  expect(() => parseYear(text, today)).toThrow(
    expect.objectContaining({ message, hint: { lead: hint } }),
  )
})
