import { usageError } from '../errors.ts'
import { parseDate } from './date.ts'
import { plainWords, readDistantDate } from './date-words.ts'
import type { CalendarDate } from './time.ts'

/** Days from one date to another; undefined where it has no such end. */
export type DateSpan = {
  readonly from: CalendarDate | undefined
  readonly until: CalendarDate | undefined
}

/**
 * A date, or two with two dots between them, one of which may be missing: `friday`, `today..eow`,
 * `..tomorrow`, `2026-12-01..`.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseDateSpan(text: string, today: CalendarDate): DateSpan {
  const ends = text.split('..')
  if (ends.length === 1) {
    const date = parseDate(text, today)
    return { from: date, until: date }
  }
  const [from, until] = ends.map((end) => (end.trim() === '' ? undefined : parseDate(end, today)))
  if (ends.length > 2 || (from === undefined && until === undefined)) {
    throw usageError(`“${text}” is not a date.`, 'Write two dates as today..eow, ..eow or today..')
  }
  if (from !== undefined && until !== undefined && from > until) {
    throw usageError(
      `The last day, ${until}, is before the first, ${from}.`,
      'Write the first day first.',
    )
  }
  return { from, until }
}

/**
 * The day that was so long ago: `8w`, `30d`, `3 months`, `a year`.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseAge(text: string, today: CalendarDate): CalendarDate {
  return requireDate(readDistantDate(`${plainWords(text)} ago`, today), text)
}

/**
 * The day that is this far ahead: `1d`, `8w`, `3 months`, `a year`.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseAhead(text: string, today: CalendarDate): CalendarDate {
  return requireDate(readDistantDate(`in ${plainWords(text)}`, today), text)
}

function requireDate(date: CalendarDate | undefined, text: string): CalendarDate {
  if (date !== undefined) return date
  throw usageError(
    `“${text}” is not a length of time.`,
    'Write it as 30d, 8w, 3m, 1y or "8 weeks".',
  )
}
