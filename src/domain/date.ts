import { type MomentumError, usageError } from '../errors.ts'
import { type Direction, plainWords, readDateWords } from './date-words.ts'
import { didYouMean } from './near.ts'
import { anyDay, type CalendarDate, dateFromParts, findMonth, weekdays } from './time.ts'

/**
 * A date as a person types it: `2026-11-22`, or in words, such as `tomorrow`, `friday` (the next
 * one after today), `25 dec` (the next one, or today), `+3d`, `in 2 weeks` or `eom`.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseDate(text: string, today: CalendarDate): CalendarDate {
  const forms = 'YYYY-MM-DD, 25 dec, tomorrow, friday, +3d, +2w, +1m or eom'
  return readDate(text, today, 1) ?? refuseDate(text, forms, (count, unit) => `+${count}${unit[0]}`)
}

/**
 * A date that is not in the future, typed as for {@link parseDate}. A weekday is the last one
 * before today, and so is a day of the year.
 *
 * @param futureError makes the error for a date in the future
 * @throws MomentumError `usage` for any other text or a date in the future
 */
export function parsePastDate(
  text: string,
  today: CalendarDate,
  futureError = futureDateError,
): CalendarDate {
  const forms = 'YYYY-MM-DD, 25 dec, today, yesterday, friday or 3 days ago'
  const date =
    readDate(text, today, -1) ??
    refuseDate(text, forms, (count, unit) => `${count}${unit[1] ? ' ' : ''}${unit} ago`)
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

function readDate(
  text: string,
  today: CalendarDate,
  direction: Direction,
): CalendarDate | undefined {
  const words = plainWords(text)
  return isoDate(words) ?? readDateWords(words, today, direction)
}

/** Whether a text of several words is meant as a date, even one that is refused. */
export function isDateOfWords(text: string): boolean {
  try {
    return text.includes(' ') && readDate(text, anyDay, 1) !== undefined
  } catch {
    // It does not exist, or means two days.
    return true
  }
}

function isoDate(word: string): CalendarDate | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word)
  if (!parts) return undefined
  const date = dateFromParts(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  if (date === word) return date
  throw usageError(`The date ${word} does not exist.`)
}

/** @param away writes a number of days, weeks, months or years as a date */
function refuseDate(
  text: string,
  forms: string,
  away: (count: string, unit: string) => string,
): never {
  const word = text.trim().toLowerCase()
  const [, count, unit] = /^(\d{1,3}) ?(days?|weeks?|months?|years?|[dwmy])$/.exec(word) ?? []
  const meant =
    count && unit
      ? `Did you mean ${away(count, unit)}?`
      : didYouMean(word, ['today', 'tomorrow', 'yesterday', ...weekdays])
  const quotes = isBeginning(word) ? 'Put several words in quotes.' : undefined
  const hint = [meant, quotes, `Write it as ${forms}.`].filter((part) => part !== undefined)
  if (word === '') throw usageError('Missing date.', hint.join(' '))
  const message = isAmbiguous(word)
    ? `“${text}” could mean two different dates.`
    : `“${text}” is not a date.`
  throw usageError(message, hint.join(' '))
}

/** Whether a word begins a date of several words, which a shell takes apart without quotes. */
function isBeginning(word: string): boolean {
  return /^(in|next|last|\d{1,2}(st|nd|rd|th)?)$/.test(word) || findMonth(word) !== undefined
}

/** Whether a date like 03/04 is in March for some people and in April for others. */
function isAmbiguous(word: string): boolean {
  const [, first = 0, second = 0] = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d*)?$/.exec(word) ?? []
  return (
    first !== second && [first, second].every((part) => Number(part) >= 1 && Number(part) <= 12)
  )
}
