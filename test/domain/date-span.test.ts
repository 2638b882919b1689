import { describe, expect, test } from 'vitest'
import { parseAge, parseAhead, parseDateSpan } from '../../src/domain/date-span.ts'
import type { CalendarDate } from '../../src/domain/time.ts'

const sunday = '2026-11-22' as CalendarDate

const usage = (message: string, lead: string) =>
  expect.objectContaining({ code: 'usage', message, hint: { lead } })

describe('a span of dates', () => {
  test.each([
    ['today', '2026-11-22', '2026-11-22'],
    ['25 dec', '2026-12-25', '2026-12-25'],
    ['today..eom', '2026-11-22', '2026-11-30'],
    [' monday .. +1w ', '2026-11-23', '2026-11-29'],
    ['2026-12-24..26 dec', '2026-12-24', '2026-12-26'],
    ['tomorrow..tomorrow', '2026-11-23', '2026-11-23'],
    ['..tomorrow', undefined, '2026-11-23'],
    ['next month..', '2026-12-01', undefined],
    ['..9999-12-31', undefined, '9999-12-31'],
  ])('is read from %j', (text, from, until) => {
    expect(parseDateSpan(text, sunday)).toEqual({ from, until })
  })

  test.each(['..', ' .. ', 'today..tomorrow..eom', '....'])('is not %j', (text) => {
    expect(() => parseDateSpan(text, sunday)).toThrow(
      usage(`“${text}” is not a date.`, 'Write two dates as today..eow, ..eow or today..'),
    )
  })

  test('does not end before it begins', () => {
    expect(() => parseDateSpan('tomorrow..today', sunday)).toThrow(
      usage(
        'The last day, 2026-11-22, is before the first, 2026-11-23.',
        'Write the first day first.',
      ),
    )
  })
})

describe('a length of time', () => {
  test.each([
    ['0d', '2026-11-22', '2026-11-22'],
    ['30d', '2026-10-23', '2026-12-22'],
    ['8w', '2026-09-27', '2027-01-17'],
    [' 8  Weeks ', '2026-09-27', '2027-01-17'],
    ['a month', '2026-10-22', '2026-12-22'],
    ['1y', '2025-11-22', '2027-11-22'],
  ])('%j leads back to %s and ahead to %s', (text, back, ahead) => {
    expect([parseAge(text, sunday), parseAhead(text, sunday)]).toEqual([back, ahead])
  })

  test.each(['', '8', 'w', '+8w', '-8w', 'in 8w', '8 weeks ago', 'yesterday', '8.5w', 'friday'])(
    'is not %j',
    (text) => {
      for (const parse of [parseAge, parseAhead]) {
        expect(() => parse(text, sunday)).toThrow(
          usage(`“${text}” is not a length of time.`, 'Write it as 30d, 8w, 3m, 1y or "8 weeks".'),
        )
      }
    },
  )
})
