import { type MomentumError, usageError } from '../errors.ts'
import { didYouMean } from './near.ts'
import { addDays, addMonths, type CalendarDate, dateFromParts, weekday, weekdays } from './time.ts'

/**
 * A date as a person types it: `2026-11-22`, `today`, `tomorrow`, `yesterday`, a weekday (the next
 * one after today), or a distance such as `+3d`, `+2w` or `+1m` (see {@link addMonths}).
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseDate(text: string, today: CalendarDate): CalendarDate {
  const forms = 'YYYY-MM-DD, today, tomorrow, yesterday, a weekday, or +3d, +2w, +1m'
  return readDate(text, today, 1) ?? refuseDate(text, forms)
}

/**
 * A date that is not in the future, typed as for {@link parseDate}. A weekday is the last one
 * before today.
 *
 * @param futureError makes the error for a date in the future
 * @throws MomentumError `usage` for any other text or a date in the future
 */
export function parsePastDate(
  text: string,
  today: CalendarDate,
  futureError = futureDateError,
): CalendarDate {
  const forms = 'YYYY-MM-DD, today, yesterday or a weekday'
  const date = readDate(text, today, -1) ?? refuseDate(text, forms)
  if (date <= today) return date
  throw futureError(date)
}

/** The error for a day in the future on which a task is said to be done. */
export function futureCompletionError(date: CalendarDate): MomentumError {
  return usageError(
    `${date} is in the future; a task can only be done today or earlier.`,
    'Type today, yesterday or a past date.',
  )
}

/** The error for a date of a win that is in the future. */
export function futureDateError(date: CalendarDate): MomentumError {
  return usageError(
    `${date} is in the future; a Daily Win is for today or an earlier date.`,
    'Leave the date out for today, or type yesterday or a past date.',
  )
}

/** @param direction 1 finds the next of a weekday, -1 the last */
function readDate(text: string, today: CalendarDate, direction: 1 | -1): CalendarDate | undefined {
  const word = text.trim().toLowerCase()
  return relativeDate(word, today) ?? weekdayDate(word, today, direction) ?? isoDate(word)
}

function relativeDate(word: string, today: CalendarDate): CalendarDate | undefined {
  if (word === 'today') return today
  if (word === 'tomorrow') return addDays(today, 1)
  if (word === 'yesterday') return addDays(today, -1)
  const distance = /^\+(\d{1,4})([dwm])$/.exec(word)
  if (!distance) return undefined
  const count = Number(distance[1])
  if (distance[2] === 'm') return addMonths(today, count)
  return addDays(today, distance[2] === 'w' ? count * 7 : count)
}

function weekdayDate(
  word: string,
  today: CalendarDate,
  direction: 1 | -1,
): CalendarDate | undefined {
  const wanted = weekdays.findIndex((name) => name === word || name.slice(0, 3) === word)
  if (wanted < 0) return undefined
  const away = (((wanted - weekday(today)) * direction + 6) % 7) + 1
  return addDays(today, away * direction)
}

function isoDate(word: string): CalendarDate | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word)
  if (!parts) return undefined
  const date = dateFromParts(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  if (date === word) return date
  throw usageError(`The date ${word} does not exist.`)
}

function refuseDate(text: string, forms: string): never {
  const word = text.trim().toLowerCase()
  const meant = didYouMean(word, ['today', 'tomorrow', 'yesterday', ...weekdays])
  const hint = `${meant === undefined ? '' : `${meant} `}Write it as ${forms}.`
  if (word === '') throw usageError('Missing date.', hint)
  const message = isAmbiguous(word)
    ? `“${text}” could mean two different dates.`
    : `“${text}” is not a date.`
  throw usageError(message, hint)
}

/** Whether a date like 03/04 is in March for some people and in April for others. */
function isAmbiguous(word: string): boolean {
  const [, first = 0, second = 0] = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d*)?$/.exec(word) ?? []
  return (
    first !== second && [first, second].every((part) => Number(part) >= 1 && Number(part) <= 12)
  )
}
