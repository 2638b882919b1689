import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { Rest } from '../../src/domain/rest.ts'
import { addDays, type CalendarDate } from '../../src/domain/time.ts'
import { type WinYear, winYearOf } from '../../src/domain/win-year.ts'
import { stringWidth } from '../../src/terminal/layout.ts'
import { winYearPage } from '../../src/views/win-year.ts'
import { today } from '../support/household/values.ts'
import { colored, plain, styleFor } from '../support/program/styles.ts'

const sundays: Rest = [
  { from_date: '2026-03-01' as CalendarDate, until_date: null, weekday: 'SUN' },
]

/** Won on most dates since March, and picked on some. */
function yearWith(year: number, rest = sundays): WinYear {
  const dates = Array.from({ length: 266 }, (_, place) => addDays(today, -1 - place))
  const wins = dates
    .filter((_, place) => place % 11 !== 5)
    .map((date, place) => ({ date, status: place % 17 === 3 ? 'PAUSED' : 'DONE' }) as const)
  return winYearOf(year, wins, rest, today)
}

function linesOf(year: WinYear, columns?: number, paint = plain): string[] {
  return winYearPage(year, styleFor(columns, paint)).split('\n')
}

test('a wide terminal shows a year in one piece', () => {
  expect(linesOf(yearWith(2026), 120)).toEqual([
    'Daily Wins of 2026',
    '',
    '     Jan     Feb     Mar       Apr     May       Jun     Jul     Aug       Sep     Oct     Nov       Dec',
    'Mon    · · · · · · · · ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ·',
    '       · · · · · · · · ■ ■ ■ ■ ■ □ ■ · ■ ■ ■ ■ ■ □ ■ ■ ■ ■ · ■ ■ □ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■',
    'Wed    · · · · · · · · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ □ ■ ■ · ■ ■ ■ ■ □',
    '     · · · · · · · · · ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■',
    'Fri  · · · · · · · · · ■ ■ □ ■ ■ · ■ ■ ■ ■ □ ■ ■ ■ ■ ■ · ■ □ ■ ■ ■ ■ ■ ■ ■ □ · ■ ■ ■ ■ ■ ■ □ ■ ■ ■',
    '     · · · · · · · · · ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■',
    'Sun  · · · · · · · · □ – ■ ■ ■ ■ ■ ■ □ ■ ■ ■ – ■ ■ ■ □ ■ ■ ■ ■ ■ ■ – □ ■ ■ ■ ■ ■ ■ ■ □ ■ – ■ ■ ■ –',
    '',
    '     ■ won   □ picked, not won   · no pick   – rest day',
    '',
    'Days won         227',
    'Picked, not won  15 days',
    'Rest days        5',
    'Longest streak   19 days',
  ])
})

test('a terminal of 60 columns shows a year in two halves, and so does a pipe', () => {
  const lines = linesOf(yearWith(2026), 60)
  expect(lines).toEqual([
    'Daily Wins of 2026',
    '',
    '     Jan     Feb     Mar       Apr     May       Jun',
    'Mon    · · · · · · · · ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■',
    '       · · · · · · · · ■ ■ ■ ■ ■ □ ■ · ■ ■ ■ ■ ■ □ ■ ■ ■ ■',
    'Wed    · · · · · · · · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■',
    '     · · · · · · · · · ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■',
    'Fri  · · · · · · · · · ■ ■ □ ■ ■ · ■ ■ ■ ■ □ ■ ■ ■ ■ ■ ·',
    '     · · · · · · · · · ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■',
    'Sun  · · · · · · · · □ – ■ ■ ■ ■ ■ ■ □ ■ ■ ■ – ■ ■ ■ □ ■',
    '',
    '     Jul     Aug       Sep     Oct     Nov       Dec',
    'Mon    ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ ·',
    '       · ■ ■ □ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■',
    'Wed  ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ □ ■ ■ · ■ ■ ■ ■ □',
    '     ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■',
    'Fri  ■ □ ■ ■ ■ ■ ■ ■ ■ □ · ■ ■ ■ ■ ■ ■ □ ■ ■ ■',
    '     ■ ■ · ■ ■ ■ ■ ■ ■ ■ ■ ■ ■ · ■ ■ ■ ■ ■ ■ ■',
    'Sun  ■ ■ ■ ■ ■ – □ ■ ■ ■ ■ ■ ■ ■ □ ■ – ■ ■ ■ –',
    '',
    '     ■ won   □ picked, not won   · no pick   – rest day',
    '',
    'Days won         227',
    'Picked, not won  15 days',
    'Rest days        5',
    'Longest streak   19 days',
  ])
  expect(linesOf(yearWith(2026))).toEqual(lines)
})

test('a narrow terminal shows quarters or months', () => {
  const starts = (columns: number) =>
    linesOf(yearWith(2026), columns).filter((line) => /^ {5}[A-Z]/.test(line))
  expect([starts(40), starts(20)]).toEqual([
    [
      '     Jan     Feb     Mar',
      '     Apr     May       Jun',
      '     Jul     Aug       Sep',
      '     Oct     Nov       Dec',
    ],
    ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map(
      (month) => `     ${month}`,
    ),
  ])
})

test.each([1900, 2000, 2012, 2015, 2018, 2023, 2024])(
  'the year %i fits 60 and 120 columns',
  (year) => {
    const wins = [{ date: `${year}-07-01` as CalendarDate, status: 'DONE' } as const]
    const page = winYearOf(year, wins, [], today)
    const widest = (columns: number) =>
      Math.max(...linesOf(page, columns).map((line) => stringWidth(line)))
    const headings = (columns: number) =>
      linesOf(page, columns).filter((line) => line.startsWith('Mon')).length
    expect([widest(60) <= 60, headings(60), widest(120) <= 120, headings(120)]).toEqual([
      true,
      2,
      true,
      1,
    ])
  },
)

test('everything is said without color', () => {
  const bare = stripVTControlCharacters(linesOf(yearWith(2026), 80, colored).join('\n'))
  expect(bare.split('\n')).toEqual(linesOf(yearWith(2026), 80))
})

test.each([
  [2025, ['There was no Daily Win in 2025.', 'See the latest wins: momentum win history']],
  [2026, ['No Daily Win in 2026 yet.', 'See today’s: momentum win show']],
])('a year without wins says so: %i', (year, lines) => {
  expect(linesOf(winYearOf(year, [], sundays, today), 80)).toEqual(lines)
})
