import { describe, expect, test } from 'vitest'
import { parseDate, parsePastDate } from '../../src/domain/date.ts'
import { addDays, type CalendarDate } from '../../src/domain/time.ts'

const day = (date: string) => date as CalendarDate
const sunday = day('2026-11-22')

const usage = (message: string, lead?: string) =>
  expect.objectContaining({
    code: 'usage',
    message,
    hint: lead === undefined ? undefined : { lead },
  })
const formsOfADate =
  'Write it as YYYY-MM-DD, today, tomorrow, yesterday, a weekday, or +3d, +2w, +1m.'

describe('a date', () => {
  test.each([
    ['2026-11-22', '2026-11-22'],
    [' 2026-11-22 ', '2026-11-22'],
    ['2028-02-29', '2028-02-29'],
    ['2000-02-29', '2000-02-29'],
    ['9999-12-31', '9999-12-31'],
    ['today', '2026-11-22'],
    ['TODAY', '2026-11-22'],
    ['tomorrow', '2026-11-23'],
    ['yesterday', '2026-11-21'],
    ['monday', '2026-11-23'],
    ['Tuesday', '2026-11-24'],
    ['wednesday', '2026-11-25'],
    ['thursday', '2026-11-26'],
    ['friday', '2026-11-27'],
    ['saturday', '2026-11-28'],
    ['sunday', '2026-11-29'],
    ['mon', '2026-11-23'],
    ['Fri', '2026-11-27'],
    ['sun', '2026-11-29'],
    ['+0d', '2026-11-22'],
    ['+3d', '2026-11-25'],
    ['+3D', '2026-11-25'],
    ['+40d', '2027-01-01'],
    ['+2w', '2026-12-06'],
    ['+1m', '2026-12-22'],
    ['+14m', '2028-01-22'],
  ])('is read from %j', (text, date) => {
    expect(parseDate(text, sunday)).toEqual(date)
  })

  test.each([
    ['+1d', '2026-12-31', '2027-01-01'],
    ['tomorrow', '2028-02-28', '2028-02-29'],
    ['tomorrow', '2026-02-28', '2026-03-01'],
    ['yesterday', '2026-01-01', '2025-12-31'],
    ['+1m', '2026-01-31', '2026-02-28'],
    ['+1m', '2028-01-31', '2028-02-29'],
    ['+12m', '2028-02-29', '2029-02-28'],
    ['+1m', '2026-10-31', '2026-11-30'],
    ['+1m', '2026-02-28', '2026-03-28'],
    ['friday', '2026-11-27', '2026-12-04'],
    ['thursday', '2026-11-27', '2026-12-03'],
  ])('%s on %s is %s (F115)', (text, today, date) => {
    expect(parseDate(text, day(today))).toEqual(date)
  })

  test.each([
    ['wendsday', 'wednesday'],
    ['Mondya', 'monday'],
    ['tomorow', 'tomorrow'],
    ['tomorrow 5', 'tomorrow'],
    ['yesterdy', 'yesterday'],
    ['todya', 'today'],
  ])('is never guessed from %s, but %s is suggested (F116)', (text, near) => {
    expect(() => parseDate(text, sunday)).toThrow(
      usage(`“${text}” is not a date.`, `Did you mean ${near}? ${formsOfADate}`),
    )
  })

  test.each(['', ' '])('is missing in %j', (text) => {
    expect(() => parseDate(text, sunday)).toThrow(usage('Missing date.', formsOfADate))
  })

  test.each(['03/04', '3/4', '03.04.2026', '3.4.', '3-4', '03/04/26', '1/2/3'])(
    'is not guessed from %s',
    (text) => {
      expect(() => parseDate(text, sunday)).toThrow(
        usage(`“${text}” could mean two different dates.`, formsOfADate),
      )
    },
  )

  test.each([
    '2026-02-29',
    '2026-02-30',
    '1900-02-29',
    '2026-11-31',
    '2026-11-00',
    '2026-00-10',
    '2026-13-01',
  ])('is refused when it does not exist: %s (F116)', (text) => {
    expect(() => parseDate(text, sunday)).toThrow(usage(`The date ${text} does not exist.`))
  })

  test.each([
    '1',
    '20261122',
    '05/05',
    '13/04',
    '04/13',
    '31.12.2026',
    '0/4',
    '2026/03/04',
    'task 12',
    'next monday',
    'noon',
    '-3d',
    '+3',
    '+ 3d',
    '+1y',
    '+1.5d',
    '+99999d',
    '2026-11-22T18:30',
    '2026–11–22',
    '٢٠٢٦-١١-٢٢',
    'Nov 22 2026',
  ])('is refused in any other form: %s (F116)', (text) => {
    expect(() => parseDate(text, sunday)).toThrow(usage(`“${text}” is not a date.`, formsOfADate))
  })

  test('survives writing and reading, on every day of 60 years (F116)', () => {
    const dates = Array.from({ length: 21_915 }, (_, index) => addDays(day('1999-12-31'), index))
    expect(dates.map((date) => parseDate(date, sunday))).toEqual(dates)
    expect(dates.at(-1)).toEqual('2059-12-30')
  })
})

describe('a past date', () => {
  test.each([
    ['today', '2026-11-22'],
    ['yesterday', '2026-11-21'],
    ['saturday', '2026-11-21'],
    ['friday', '2026-11-20'],
    ['thursday', '2026-11-19'],
    ['wednesday', '2026-11-18'],
    ['Tuesday', '2026-11-17'],
    ['mon', '2026-11-16'],
    ['sunday', '2026-11-15'],
    ['2026-11-22', '2026-11-22'],
    ['2025-12-31', '2025-12-31'],
  ])('is read from %s', (text, date) => {
    expect(parsePastDate(text, sunday)).toEqual(date)
  })

  test.each([
    ['tomorrow', '2026-11-23'],
    ['+1d', '2026-11-23'],
    ['+1m', '2026-12-22'],
    ['2026-11-23', '2026-11-23'],
    ['9999-12-31', '9999-12-31'],
  ])('is not %s', (text, date) => {
    expect(() => parsePastDate(text, sunday)).toThrow(
      usage(
        `${date} is in the future; a Daily Win is for today or an earlier date.`,
        'Leave the date out for today, or type yesterday or a past date.',
      ),
    )
  })

  test.each([
    ['noon', '“noon” is not a date.'],
    ['03/04', '“03/04” could mean two different dates.'],
    ['', 'Missing date.'],
  ])('is not read from %j, and the hint names no future date', (text, message) => {
    expect(() => parsePastDate(text, sunday)).toThrow(
      usage(message, 'Write it as YYYY-MM-DD, today, yesterday or a weekday.'),
    )
  })
})
