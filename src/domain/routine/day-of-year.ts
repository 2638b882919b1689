import { readDaysOfMonth } from './days-of-month.ts'
import {
  noSuchDateError,
  notADayOfYearError,
  severalDaysOfYearError,
  twoMeaningsError,
  writeHint,
} from './refusals.ts'
import type { Nth } from './rule.ts'
import { monthName } from './say.ts'
import { lastDayOf } from './season.ts'
import { readMonth, type Word } from './words.ts'

type Words = readonly Word[]

type DayOfYear = { readonly month: number } & (
  | { readonly day: number }
  | { readonly nth: readonly Nth[] }
)

/**
 * A day of the year: `3 oct`, `oct 3`, `3rd of October`, `10-03`, `last day of feb`,
 * `first sun of may`.
 *
 * @throws MomentumError `usage` for anything else, and for a day that the month never has
 */
export function readDayOfYear(words: Words): DayOfYear {
  const numbers =
    words.length === 1 ? /^(\d{1,2})[/.-](\d{1,2})\.?$/.exec(words[0]?.word ?? '') : null
  if (numbers !== null) return readNumbers(words, Number(numbers[1]), Number(numbers[2]))
  const named = words.filter(isMonth)
  const month = readMonth(named[0]?.word)
  if (month === undefined) throw notADayOfYearError(words)
  if (named.length > 1) throw severalDaysOfYearError(words)
  // The month is last, or first before a number.
  if (isMonth(words[0])) return dayOf(words, words.slice(1), month)
  if (!isMonth(words.at(-1))) throw notADayOfYearError(words)
  return readBeforeMonth(words, month)
}

/** Whether words are a day of the year, although nothing says so. */
export function isDayOfYear(words: Words): boolean {
  const isNumeric = words.length === 1 && /^\d{1,2}[-/.]\d{1,2}\.?$/.test(words[0]?.word ?? '')
  return isNumeric || words.some(isMonth)
}

function isMonth(word: Word | undefined): boolean {
  return readMonth(word?.word) !== undefined
}

/** Reads `10-03`, and refuses 3/4, which is in March for some people and in April for others. */
function readNumbers(words: Words, one: number, other: number): DayOfYear {
  const isMonthNumber = (number: number) => number >= 1 && number <= 12
  const isStandard = /^\d\d-\d\d$/.test(words[0]?.word ?? '')
  if (isStandard && isMonthNumber(one)) return requireDate({ month: one, day: other })
  const isDate = (month: number, day: number) =>
    isMonthNumber(month) && day >= 1 && day <= lastDayOf(month)
  const text = (day: number, month: number) => `year on ${day} ${monthName({ month })}`
  const first = isDate(other, one) ? [text(one, other)] : []
  const second = isDate(one, other) ? [text(other, one)] : []
  const texts = [...new Set([...first, ...second])]
  if (texts.length > 1) throw twoMeaningsError(words, ...texts)
  throw notADayOfYearError(words, texts.length === 0 ? undefined : writeHint('CALENDAR', ...texts))
}

function readBeforeMonth(words: Words, month: number): DayOfYear {
  const days = words.slice(0, -1).filter(({ word }) => word !== 'of' && word !== 'in')
  if (days.length < 2) return dayOf(words, days, month)
  const read = readDaysOfMonth(days)
  if ('nth' in read) return { month, nth: read.nth }
  const [day = 0, ...more] = read.days
  if (more.length > 0) throw severalDaysOfYearError(words)
  return requireDate({ month, day: day === -1 ? lastDayOf(month) : day })
}

/** @param days the words beside the month, of which there may be one */
function dayOf(words: Words, days: Words, month: number): DayOfYear {
  const [day, ...more] = days
  const number = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(day?.word ?? '')
  if (number === null || more.length > 0) throw notADayOfYearError(words)
  return requireDate({ month, day: Number(number[1]) })
}

function requireDate(date: { readonly month: number; readonly day: number }) {
  const last = lastDayOf(date.month)
  if (date.day < 1 || date.day > last) throw noSuchDateError(date.day, date.month, last)
  return date
}
