import { type Hint, type MomentumError, refusedError, usageError } from '../errors.ts'
import { parseDate } from './date.ts'
import { enumerate } from './enumerate.ts'
import {
  areRestDays,
  includesDate,
  type RestId,
  type RestSpan,
  type RestWeekday,
  restWeekdayName,
} from './rest.ts'
import { isWeekdaySet, readWeekdays } from './routine/weekday-set.ts'
import { readWords } from './routine/words.ts'
import { addDays, type CalendarDate, daysBetween } from './time.ts'

/** The most days in a row that can be set as rest days at once: a year. */
const longestSpan = 366

/**
 * Rest days as a person types them: a date, two dates as `2026-12-24..2026-12-26`, at most a year,
 * or a weekday, which means every such day from today on. Dates are typed as for {@link parseDate}.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseRestDays(text: string, today: CalendarDate): RestSpan {
  const weekday = readOneWeekday(text)
  if (weekday !== undefined) return { from_date: today, until_date: null, weekday }
  const [first = '', last = first, ...more] = text.split('..')
  if (more.length > 0) throw separatorError(text, 'YYYY-MM-DD..YYYY-MM-DD')
  requireNotTwoDates(text, today)
  const [from_date, until_date] = [parseDate(first, today), parseDate(last, today)]
  if (daysBetween(from_date, until_date) >= longestSpan) throw tooLongError(from_date, until_date)
  if (until_date >= from_date) return { from_date, until_date, weekday: null }
  throw usageError(
    `The last day, ${until_date}, is before the first, ${from_date}.`,
    'Write the first day first.',
  )
}

function readOneWeekday(text: string): RestWeekday | undefined {
  const words = readWords(text).filter(({ word }) => word !== 'every')
  if (words.length === 0 || !words.every(isWeekdaySet)) return undefined
  const [weekday = 'sun', ...more] = readWeekdays(words)
  if (more.length === 0) return weekday.toUpperCase() as RestWeekday
  throw usageError(`“${text}” is more than one weekday.`, {
    lead: 'Add one at a time',
    command: `rest add ${weekday}`,
  })
}

/** What people write between two dates instead of two dots. */
const between = /^(to|till|until|and|-|–|—|…|,)$/

/** @throws MomentumError `usage` for two dates without two dots between them */
function requireNotTwoDates(text: string, today: CalendarDate): void {
  if (text.includes('..')) return
  const words = text.replace(/(?<=\d{4}-\d\d-\d\d)[-,:/]/g, ' - ').split(/\s+/)
  for (const at of words.keys()) {
    const rest = words.slice(at)
    const first = findDate(words.slice(0, at), today)
    const last = findDate(between.test(rest[0] ?? '') ? rest.slice(1) : rest, today)
    if (first && last) throw separatorError(text, `${first}..${last}`)
  }
}

/** The date that these words are, if they are one. */
function findDate(words: readonly string[], today: CalendarDate): CalendarDate | undefined {
  try {
    return parseDate(words.join(' ').replace(/,$/, ''), today)
  } catch {
    return undefined
  }
}

function separatorError(text: string, days: string): MomentumError {
  return usageError(
    `“${text}” is not a date.`,
    `Write two dots between the first and the last day: ${days}.`,
  )
}

function tooLongError(from: CalendarDate, until: CalendarDate): MomentumError {
  return usageError(`From ${from} to ${until} is more than a year.`, {
    lead: 'To rest for a year at most',
    command: `rest add ${from}..${addDays(from, longestSpan - 1)}`,
  })
}

/**
 * Rest days named by their number: `3` or `#3`.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseRestId(text: string): RestId {
  const word = text.trim().replace(/^#(?=\d+$)/, '')
  const id = Number(word)
  if (/^\d+$/.test(word) && Number.isSafeInteger(id)) return id as RestId
  throw usageError(`“${text}” is not the number of a rest day.`, {
    lead: 'To see the numbers',
    command: 'rest list',
  })
}

/**
 * Refuses days that are all rest days already. Others may overlap.
 *
 * @throws MomentumError `refused`
 */
export function requireNewRest(span: RestSpan, others: readonly RestSpan[]): void {
  const { from_date, until_date, weekday } = span
  const isKnown =
    until_date === null
      ? others.some((other) => other.until_date === null && other.weekday === weekday)
      : areRestDays(others, from_date, until_date)
  if (!isKnown) return
  throw refusedError(`${alreadyText(span)} already a rest day.`, {
    lead: 'To see all rest days',
    command: 'rest list',
  })
}

function alreadyText({ from_date, until_date, weekday }: RestSpan): string {
  if (weekday !== null) return `Every ${restWeekdayName(weekday)} is`
  return from_date === until_date
    ? `${from_date} is`
    : `Every day from ${from_date} to ${until_date} is`
}

/** The first rest day of a span. */
export function firstRestDay(span: RestSpan): CalendarDate {
  const week = Array.from({ length: 7 }, (_, days) => addDays(span.from_date, days))
  return week.find((date) => includesDate(span, date)) ?? span.from_date
}

/** Rest days, and the household's date when they were set. */
export type SetRestDays = RestSpan & { readonly set_on: CalendarDate }

/** For how many days a day can still become a rest day. */
const graceDays = 2

/** How many days can become rest days afterwards, and in how many days. */
const mostLate = { count: 2, days: 30 } as const

/**
 * Refuses days that are too long ago, and too many days that have passed. Otherwise a streak could
 * never be lost.
 *
 * @param others the rest days that were set before
 * @throws MomentumError `refused`
 */
export function requireTimely(
  span: RestSpan,
  others: readonly SetRestDays[],
  today: CalendarDate,
): void {
  const refusal = findRefusal(span, others, today)
  if (refusal !== undefined) throw refusedError(refusal, timelyHint(span, others, today))
}

function findRefusal(
  span: RestSpan,
  others: readonly SetRestDays[],
  today: CalendarDate,
): string | undefined {
  if (span.from_date < addDays(today, -graceDays)) {
    return `${span.from_date} is too long ago: a day can become a rest day up to two days afterwards.`
  }
  const before = lateDates(others)
  const added = lateDates([...others, { ...span, set_on: today }]).filter(
    (date) => !before.includes(date),
  )
  const close = added.flatMap((date) => crowdAround(date, [...before, ...added]))
  if (close.length === 0) return undefined
  const days = enumerate([...new Set(close)].sort(), 'and')
  return `Only two days in any 30 can become rest days afterwards, not ${days}.`
}

/** Those of the dates that were set, or would be, only after they had passed; ascending. */
function lateDates(spans: readonly SetRestDays[]): CalendarDate[] {
  const passed = spans.flatMap((span) =>
    Array.from({ length: graceDays }, (_, days) => addDays(span.set_on, -days - 1)).filter((date) =>
      includesDate(span, date),
    ),
  )
  const isSetAhead = (date: CalendarDate) =>
    spans.some((span) => span.set_on <= date && includesDate(span, date))
  return [...new Set(passed)].filter((date) => !isSetAhead(date)).sort()
}

/** More dates within 30 days than there may be, with this one among them; else none. */
function crowdAround(date: CalendarDate, dates: readonly CalendarDate[]): readonly CalendarDate[] {
  const crowds = dates.map((start) => {
    const end = addDays(start, mostLate.days)
    return dates.filter((each) => each >= start && each < end)
  })
  return crowds.find((crowd) => crowd.length > mostLate.count && crowd.includes(date)) ?? []
}

/** How to rest on those of the days on which that is possible. */
function timelyHint(
  span: RestSpan,
  others: readonly SetRestDays[],
  today: CalendarDate,
): Hint | string {
  const starts = Array.from({ length: graceDays + 1 }, (_, days) =>
    addDays(today, days - graceDays),
  )
  const { until_date: until } = span
  const start = starts.find(
    (date) =>
      date > span.from_date &&
      (until === null || date <= until) &&
      findRefusal({ ...span, from_date: date }, others, today) === undefined,
  )
  if (start === undefined || until === null) return 'Any day from today on can be a rest day.'
  return {
    lead: `To rest from ${start} on`,
    command: `rest add ${start === until ? start : `${start}..${until}`}`,
  }
}

/**
 * The last day of rest days that stop today, so that those that have passed stay as they are;
 * undefined if all have passed or none has.
 */
export function endBefore(today: CalendarDate, span: RestSpan): CalendarDate | undefined {
  const yesterday = addDays(today, -1)
  if (span.until_date !== null && span.until_date < today) return undefined
  const week = Array.from({ length: 7 }, (_, days) => addDays(yesterday, -days))
  return week.some((date) => includesDate(span, date)) ? yesterday : undefined
}
