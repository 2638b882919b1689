import { type MomentumError, usageError } from '../../errors.ts'
import { parseLine } from '../text.ts'
import { months } from '../time.ts'
import { type Day, dayOf, partsOf } from './day.ts'
import type { DayOfYear } from './routine.ts'
import { monthName } from './say.ts'
import { readMonth } from './words.ts'

/**
 * The part of each year in which a routine comes, both days included, as `MM-DD`. It may span New
 * Year: `{ from: '11-01', to: '03-31' }`.
 */
export type Season = { readonly from: DayOfYear; readonly to: DayOfYear }

/**
 * A season as a person types it: `apr-oct`, `nov-mar`, `july`, `15 apr-3 oct` or `04-15..10-03`. A
 * month alone means all of it.
 *
 * @throws MomentumError `usage` for any other text, and for a day that the month never has
 */
export function parseSeason(text: string): Season {
  const line = text.trim() === '' ? '' : parseLine('season', text, 100)
  const plain = line.toLowerCase().replace(/[\u2010-\u2015\u2212]/g, '-')
  // The - of 04-15 is between two numbers.
  const [from = '', to = from, ...more] = plain.split(/\.\.|\bto\b|(?<=\p{L} *)-|-(?= *\p{L})/u)
  const [first, last] = [readEnd(from, 'first'), readEnd(to, 'last')]
  if (first === undefined || last === undefined || more.length > 0) throw notASeasonError(line)
  return { from: first, to: last }
}

/** One end of a season; a month alone stands for its first or its last day. */
function readEnd(text: string, end: 'first' | 'last'): DayOfYear | undefined {
  const words = text.trim().split(/[ -]+/)
  const named = words.findIndex((word) => readMonth(word) !== undefined)
  const isNumeric = /^\d\d-\d\d$/.test(text.trim())
  const month = isNumeric ? Number(words[0]) : readMonth(words[named])
  const day = isNumeric ? words[1] : words.find((_, index) => index !== named)
  if (month === undefined || month < 1 || month > 12 || words.length > 2) return undefined
  const longest = lastDayOf(month)
  if (day === undefined) return dayOfYear(month, end === 'first' ? 1 : longest)
  if (!/^\d{1,2}$/.test(day)) return undefined
  if (Number(day) >= 1 && Number(day) <= longest) return dayOfYear(month, Number(day))
  throw usageError(`There is no ${Number(day)} ${months[month - 1]}.`)
}

function notASeasonError(text: string): MomentumError {
  const forms = 'Write it as apr-oct, 15 apr-3 oct, or 04-15..10-03.'
  if (text === '') return usageError('Missing season.', forms)
  return usageError(`“${text}” is not a season.`, forms)
}

/** A season as {@link parseSeason} reads it: `apr-oct`, `jul`, `15 apr-3 oct`. */
export function seasonText(season: Season): string {
  const [from, to] = [toParts(season.from), toParts(season.to)]
  const isWhole = from.date === 1 && to.date === lastDayOf(to.month)
  if (!isWhole) return `${from.date} ${monthName(from)}-${to.date} ${monthName(to)}`
  return from.month === to.month ? monthName(from) : `${monthName(from)}-${monthName(to)}`
}

/** February has the day that it has in leap years. */
export function lastDayOf(month: number): number {
  if (month === 2) return 29
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** The first day from a day on that is in the season. */
export function seasonDayFrom(season: Season, day: Day): Day {
  const [from, to] = [toParts(season.from), toParts(season.to)]
  const isInSeason = (candidate: Day) => isBetween(from, to, partsOf(candidate))
  if (isInSeason(day)) return day
  // A season of 29 February alone has to wait up to eight years.
  for (let { year } = partsOf(day); ; year += 1) {
    const first = dayOf(year, from.month, from.date)
    if (first >= day && isInSeason(first)) return first
  }
}

type Parts = { readonly month: number; readonly date: number }

function toParts(day: DayOfYear): Parts {
  return { month: Number(day.slice(0, 2)), date: Number(day.slice(3)) }
}

/** Whether a day of the year is in a part of it that may span New Year. */
function isBetween(from: Parts, to: Parts, day: Parts): boolean {
  const [isFrom, isTo] = [isUpTo(from, day), isUpTo(day, to)]
  return isUpTo(from, to) ? isFrom && isTo : isFrom || isTo
}

function isUpTo(one: Parts, other: Parts): boolean {
  return one.month < other.month || (one.month === other.month && one.date <= other.date)
}

function dayOfYear(month: number, day: number): DayOfYear {
  // Days of the year are branded here only.
  return [month, day].map((part) => String(part).padStart(2, '0')).join('-') as DayOfYear
}
