import fc from 'fast-check'
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
const formsOfADate = 'Write it as YYYY-MM-DD, 25 dec, tomorrow, friday, +3d, +2w, +1m or eom.'

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
    ['+1y', '2027-11-22'],
    ['+1000y', '3026-11-22'],
    ['+3 days', '2026-11-25'],
    ['in 3 days', '2026-11-25'],
    ['In  3  Days', '2026-11-25'],
    ['in 1 day', '2026-11-23'],
    ['in 3d', '2026-11-25'],
    ['in a week', '2026-11-29'],
    ['in 2 weeks', '2026-12-06'],
    ['in 2w', '2026-12-06'],
    ['in 1 month', '2026-12-22'],
    ['in 18 months', '2028-05-22'],
    ['in a year', '2027-11-22'],
    ['in 2 years', '2028-11-22'],
    ['3 days ago', '2026-11-19'],
    ['a month ago', '2026-10-22'],
    ['2y ago', '2024-11-22'],
    ['eow', '2026-11-22'],
    ['EOM', '2026-11-30'],
    ['eoy', '2026-12-31'],
    ['next week', '2026-11-23'],
    ['next month', '2026-12-01'],
    ['Next year', '2027-01-01'],
    ['monday week', '2026-11-30'],
    ['Fri  week', '2026-12-04'],
    ['sunday week', '2026-12-06'],
    ['tues', '2026-11-24'],
    ['thurs', '2026-11-26'],
    ['25 dec', '2026-12-25'],
    ['dec 25', '2026-12-25'],
    ['25 December', '2026-12-25'],
    ['December 25', '2026-12-25'],
    ['25dec', '2026-12-25'],
    ['25-dec', '2026-12-25'],
    ['25. Dec', '2026-12-25'],
    ['1st jan', '2027-01-01'],
    ['Jan 2nd', '2027-01-02'],
    ['3rd of october', '2027-10-03'],
    ['4th sept', '2027-09-04'],
    ['22 nov', '2026-11-22'],
    ['21 nov', '2027-11-21'],
    ['29 feb', '2028-02-29'],
    ['25 dec 2027', '2027-12-25'],
    ['25-Dec-2027', '2027-12-25'],
    ['Dec 25, 2027', '2027-12-25'],
    ['Nov 22 2020', '2020-11-22'],
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
    ['friday week', '2026-11-27', '2026-12-11'],
    ['eow', '2026-11-23', '2026-11-29'],
    ['eow', '2026-12-29', '2027-01-03'],
    ['next week', '2026-11-23', '2026-11-30'],
    ['next week', '2026-12-31', '2027-01-04'],
    ['eom', '2028-02-01', '2028-02-29'],
    ['eom', '2026-02-28', '2026-02-28'],
    ['eom', '2026-12-01', '2026-12-31'],
    ['next month', '2026-01-31', '2026-02-01'],
    ['next month', '2026-12-31', '2027-01-01'],
    ['eoy', '2026-12-31', '2026-12-31'],
    ['next year', '2026-12-31', '2027-01-01'],
    ['+1y', '2028-02-29', '2029-02-28'],
    ['+4y', '2028-02-29', '2032-02-29'],
    ['29 feb', '2028-02-29', '2028-02-29'],
    ['29 feb', '2028-03-01', '2032-02-29'],
    ['29 feb', '2096-03-01', '2104-02-29'],
    ['31 dec', '2026-12-31', '2026-12-31'],
    ['1 jan', '2026-12-31', '2027-01-01'],
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
    ['3d', '+3d'],
    ['3 days', '+3d'],
    ['2W', '+2w'],
    ['12 months', '+12m'],
    ['1year', '+1y'],
  ])('is never guessed from %s, but %s is suggested (F116)', (text, near) => {
    expect(() => parseDate(text, sunday)).toThrow(
      usage(`“${text}” is not a date.`, `Did you mean ${near}? ${formsOfADate}`),
    )
  })

  test.each([
    ['next friday', '2026-11-22', '2026-11-27 or 2026-12-04'],
    ['Next  Fri', '2026-11-22', '2026-11-27 or 2026-12-04'],
    ['next sunday', '2026-11-22', '2026-11-29 or 2026-12-06'],
    ['next monday', '2026-12-28', '2027-01-04 or 2027-01-11'],
    ['last friday', '2026-11-22', '2026-11-20 or 2026-11-13'],
  ])('is not guessed from %s on %s, and both dates are offered', (text, today, dates) => {
    const words = text.toLowerCase().replace('  ', ' ')
    expect(() => parseDate(text, day(today))).toThrow(
      usage(`“${words}” could mean two different dates.`, `Type ${dates}.`),
    )
  })

  test.each(['in', 'next', 'last', '25', '1st', 'dec', 'September'])(
    'is asked for in quotes after its first word: %s',
    (text) => {
      expect(() => parseDate(text, sunday)).toThrow(
        usage(`“${text}” is not a date.`, `Put several words in quotes. ${formsOfADate}`),
      )
    },
  )

  test.each(['+1001y', 'in 9999 years', '9999 years ago'])('is not so far away: %s', (text) => {
    expect(() => parseDate(text, sunday)).toThrow(usage(`“${text}” is over 1000 years away.`))
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
    '30 feb',
    'apr 31',
    '0 dec',
    '32 december',
    '29 feb 2027',
    '1 jan 0050',
  ])('is refused when it does not exist: %s (F116)', (text) => {
    expect(() => parseDate(text, sunday)).toThrow(usage(`The date ${text} does not exist.`))
  })

  test.each([
    '20261122',
    '05/05',
    '13/04',
    '04/13',
    '31.12.2026',
    '0/4',
    '2026/03/04',
    'task 12',
    'next weekend',
    'next day',
    'last week',
    'next monday week',
    'noon',
    '-3d',
    '+ 3d',
    '+3',
    '+a week',
    'in days',
    'in 99999 days',
    'in -3 days',
    'in 3 days ago',
    '+3d ago',
    'in 1.5 days',
    'constructor',
    'december 2027',
    '25 de',
    '25 fish',
    '25 dec 26',
    '25 décembre',
    'friday 25 dec',
    'monday weeks',
    '+1.5d',
    '+99999d',
    '2026-11-22T18:30',
    '2026–11–22',
    '٢٠٢٦-١١-٢٢',
  ])('is refused in any other form: %s (F116)', (text) => {
    expect(() => parseDate(text, sunday)).toThrow(usage(`“${text}” is not a date.`, formsOfADate))
  })

  test('survives writing and reading, on every day of 60 years (F116)', () => {
    const dates = Array.from({ length: 21_915 }, (_, index) => addDays(day('1999-12-31'), index))
    expect(dates.map((date) => parseDate(date, sunday))).toEqual(dates)
    expect(dates.at(-1)).toEqual('2059-12-30')
  })
})

describe('any words', () => {
  const words = [
    ...[
      'in',
      'a',
      'an',
      'ago',
      'next',
      'last',
      'of',
      'day',
      'days',
      'week',
      'months',
      'y',
      'years',
    ],
    ...['today', 'tomorrow', 'yesterday', 'eow', 'eom', 'eoy', 'mon', 'Friday', 'sunday', 'tues'],
    ...['jan', 'Feb', 'december', 'sept', '29', '31', '1st', '25th', '0', '9999', '2028', '+1y'],
    ...[
      '+3d',
      '+9999m',
      '+',
      '-',
      '.',
      ',',
      '..',
      '03/04',
      '2026-11-22',
      '0000-01-01',
      'constructor',
    ],
  ]
  const typed = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((some) => some.join(' ')),
    fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((some) => some.join('')),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  const someDay = fc
    .integer({ min: 0, max: 400 * 366 })
    .map((days) => addDays(day('1900-01-01'), days))

  test.each([
    { parse: parseDate, isAllowed: () => true },
    { parse: parsePastDate, isAllowed: (date: string, today: string) => date <= today },
  ])('are a date that exists, or a usage error: $parse.name', ({ parse, isAllowed }) => {
    fc.assert(
      fc.property(typed, someDay, (text, today) => {
        const date = attempt(() => parse(text, today))
        if (date === undefined) return
        expect(addDays(date, 0)).toBe(date)
        expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
        expect(isAllowed(date, today)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  function attempt(parse: () => CalendarDate): CalendarDate | undefined {
    try {
      return parse()
    } catch (error) {
      expect(error).toMatchObject({ code: 'usage' })
      return undefined
    }
  }
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
    ['3 days ago', '2026-11-19'],
    ['a year ago', '2025-11-22'],
    ['25 dec', '2025-12-25'],
    ['22 nov', '2026-11-22'],
    ['29 feb', '2024-02-29'],
    ['+0d', '2026-11-22'],
    ['eow', '2026-11-22'],
  ])('is read from %s', (text, date) => {
    expect(parsePastDate(text, sunday)).toEqual(date)
  })

  test.each([
    ['tomorrow', '2026-11-23'],
    ['+1d', '2026-11-23'],
    ['+1m', '2026-12-22'],
    ['in 2 weeks', '2026-12-06'],
    ['eom', '2026-11-30'],
    ['next year', '2027-01-01'],
    ['friday week', '2026-12-04'],
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
      usage(message, 'Write it as YYYY-MM-DD, 25 dec, today, yesterday, friday or 3 days ago.'),
    )
  })

  test.each([
    ['3d', '3d ago'],
    ['3 days', '3 days ago'],
    ['2weeks', '2 weeks ago'],
  ])('is never guessed from %s, but %s is suggested, which is one', (text, near) => {
    expect(parsePastDate(near, sunday) < sunday).toBe(true)
    expect(() => parsePastDate(text, sunday)).toThrow(
      usage(
        `“${text}” is not a date.`,
        `Did you mean ${near}? Write it as YYYY-MM-DD, 25 dec, today, yesterday, friday or 3 days ago.`,
      ),
    )
  })
})
