import { usageError } from '../errors.ts'
import {
  addDays,
  addMonths,
  type CalendarDate,
  dateFromParts,
  findMonth,
  findWeekday,
  startOfWeek,
  toParts,
  weekday,
} from './time.ts'

/** Whether of a weekday or a day of the year the next one is meant (1), or the last (-1). */
export type Direction = 1 | -1

/** Words in lower case, with single blanks between them. */
export function plainWords(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ')
}

/**
 * A date in words, in lower case and with single blanks: `friday`, `in 3 days`, `25 dec`, `eom`.
 *
 * @returns undefined for other words
 * @throws MomentumError `usage` for a day that does not exist, or a weekday of two meanings
 */
export function readDateWords(
  words: string,
  today: CalendarDate,
  direction: Direction,
): CalendarDate | undefined {
  return (
    namedDate(words, today) ??
    readDistantDate(words, today) ??
    weekdayDate(words, today, direction) ??
    dayOfYear(words, today, direction)
  )
}

function namedDate(words: string, today: CalendarDate): CalendarDate | undefined {
  const [year, month] = toParts(today)
  switch (words) {
    case 'today':
      return today
    case 'tomorrow':
      return addDays(today, 1)
    case 'yesterday':
      return addDays(today, -1)
    case 'eow':
      return addDays(startOfWeek(today), 6)
    case 'eom':
      return dateFromParts(year, month + 1, 0)
    case 'eoy':
      return dateFromParts(year, 12, 31)
    case 'next week':
      return addDays(startOfWeek(today), 7)
    case 'next month':
      return dateFromParts(year, month + 1, 1)
    case 'next year':
      return dateFromParts(year + 1, 1, 1)
    default:
      return undefined
  }
}

/** `+3d`, `in 3 days`, `3 days ago` */
export function readDistantDate(words: string, today: CalendarDate): CalendarDate | undefined {
  const [, sign, number = '', unit = '', ago] = distance.exec(words) ?? []
  if ((sign === undefined) === (ago === undefined)) return undefined
  const count = number.startsWith('a') ? 1 : Number(number)
  // Further away, a year may not have four digits.
  if (unit.startsWith('y') && count > 1000) throw usageError(`“${words}” is over 1000 years away.`)
  return shift(today, ago ? -count : count, unit)
}

const distance = /^(\+(?=\d)|in )?(\d{1,4} ?|an? )(days?|weeks?|months?|years?|[dwmy])( ago)?$/

function shift(today: CalendarDate, count: number, unit: string): CalendarDate {
  if (unit.startsWith('d')) return addDays(today, count)
  if (unit.startsWith('w')) return addDays(today, count * 7)
  return addMonths(today, unit.startsWith('m') ? count : count * 12)
}

/** `friday`; `friday week` for a week later; but “next friday” is either, whoever says it. */
function weekdayDate(
  words: string,
  today: CalendarDate,
  direction: Direction,
): CalendarDate | undefined {
  const [, unclear, name = '', later] = /^(next |last )?([a-z]+)( week)?$/.exec(words) ?? []
  const wanted = findWeekday(name)
  if (wanted === undefined || (unclear && later)) return undefined
  if (unclear === undefined) {
    return later ? addDays(nearestOf(wanted, today, 1), 7) : nearestOf(wanted, today, direction)
  }
  const side = unclear === 'next ' ? 1 : -1
  const date = nearestOf(wanted, today, side)
  throw usageError(
    `“${words}” could mean two different dates.`,
    `Type ${date} or ${addDays(date, 7 * side)}.`,
  )
}

/** The next day of a weekday after today, or the last one before. */
function nearestOf(wanted: number, today: CalendarDate, direction: Direction): CalendarDate {
  const away = (((wanted - weekday(today)) * direction + 6) % 7) + 1
  return addDays(today, away * direction)
}

/** `25 dec`, `December 25th, 2027`; without a year the next such day, or the last, or today. */
function dayOfYear(
  words: string,
  today: CalendarDate,
  direction: Direction,
): CalendarDate | undefined {
  const {
    day = '',
    name = '',
    year,
  } = (dayFirst.exec(words) ?? monthFirst.exec(words))?.groups ?? {}
  const month = findMonth(name)
  if (month === undefined) return undefined
  const date =
    year === undefined
      ? nearestDay(month, Number(day), today, direction)
      : existing(Number(year), month, Number(day))
  if (date !== undefined) return date
  throw usageError(`The date ${words} does not exist.`)
}

const dayFirst =
  /^(?<day>\d{1,2})(?:st|nd|rd|th)?[ .-]*(?:of )?(?<name>[a-z]{3,})(?:[ .,-]+(?<year>\d{4}))?$/
const monthFirst =
  /^(?<name>[a-z]{3,})[ .-]*(?<day>\d{1,2})(?:st|nd|rd|th)?(?:[ .,-]+(?<year>\d{4}))?$/

/** 29 February may be eight years away. */
const mostYears = 8

function nearestDay(
  month: number,
  day: number,
  today: CalendarDate,
  direction: Direction,
): CalendarDate | undefined {
  const [thisYear] = toParts(today)
  return Array.from({ length: mostYears + 1 }, (_, index) => thisYear + index * direction)
    .map((year) => existing(year, month, day))
    .find((date) => date !== undefined && (direction === 1 ? date >= today : date <= today))
}

function existing(year: number, month: number, day: number): CalendarDate | undefined {
  const date = dateFromParts(year, month, day)
  const parts = toParts(date)
  return parts[0] === year && parts[1] === month && parts[2] === day ? date : undefined
}
