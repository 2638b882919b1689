import {
  fifthError,
  missingWeekdayError,
  mixedDaysError,
  noSuchDateError,
  noSuchDayError,
  notADayOfMonthError,
  notADayOfYearError,
  twoMeaningsError,
} from './refusals.ts'
import { type Nth, type Weekday, weekdays } from './rule.ts'
import { monthName } from './say.ts'
import { lastDayOf } from './season.ts'
import {
  hasOrdinalDigits,
  readMonth,
  readNumber,
  readOrdinal,
  readWeekday,
  typedText,
  type Word,
} from './words.ts'

type DaysOfMonth = { readonly days: readonly number[] } | { readonly nth: readonly Nth[] }

/**
 * Days of a month: `1,15`, `the 1st and 15th`, `last day`, `first mon`, `first and third mon`.
 *
 * @throws MomentumError `usage` for anything else, and for days mixed with weekdays
 */
export function readDaysOfMonth(words: readonly Word[]): DaysOfMonth {
  const days = new Set<number>()
  const nth: Nth[] = []
  let ordinals: Word[] = []
  for (const word of words) {
    const weekday = readWeekday(word.word)
    if (readOrdinal(word) !== undefined) {
      ordinals.push(word)
    } else if (weekday !== undefined) {
      nth.push(...readNth(ordinals, word, weekday))
      ordinals = []
    } else {
      for (const day of readDays(ordinals, word)) days.add(day)
      ordinals = []
    }
  }
  for (const day of readDays(ordinals, undefined)) days.add(day)
  if (days.size > 0 && nth.length > 0) throw mixedDaysError(words)
  return days.size > 0 ? { days: sortDays([...days]) } : { nth: sortNth(nth) }
}

/** Days named by ordinals and the word after them: `1st 3`, `last day`. */
function readDays(ordinals: readonly Word[], next: Word | undefined): readonly number[] {
  const named = ordinals.find((ordinal) => !hasOrdinalDigits(ordinal))
  const isNamed = next?.word === 'day'
  if (isNamed && ordinals.length === 0) throw notADayOfMonthError([next])
  if (named !== undefined && !isNamed) {
    throw next === undefined ? missingWeekdayError(named) : notADayOfMonthError([named, next])
  }
  return (next === undefined || isNamed ? ordinals : [...ordinals, next]).map(readDay)
}

function readDay(word: Word): number {
  const number = readOrdinal(word) ?? readNumber(word)
  if (number === undefined) throw notADayOfMonthError([word])
  if (number === -1 && readOrdinal(word) === -1) return number
  if (Number.isInteger(number) && number >= 1 && number <= 31) return number
  throw noSuchDayError(typedText([word]))
}

function readNth(ordinals: readonly Word[], word: Word, weekday: Weekday): readonly Nth[] {
  if (ordinals.length === 0) throw notADayOfMonthError([word])
  // In “1st and third mon”, the first may be a day of the month.
  if (new Set(ordinals.map(hasOrdinalDigits)).size > 1) throw mixedDaysError([...ordinals, word])
  return ordinals.map((ordinal) => {
    const n = readOrdinal(ordinal)
    if (n === 1 || n === 2 || n === 3 || n === 4 || n === -1) return { n, weekday }
    throw n === 5 ? fifthError(word, weekday) : notADayOfMonthError([ordinal, word])
  })
}

/** The last one is behind the others. */
function place(n: number): number {
  return n === -1 ? Infinity : n
}

function sortDays(days: readonly number[]): readonly number[] {
  return days.toSorted((one, other) => place(one) - place(other))
}

function sortNth(nth: readonly Nth[]): readonly Nth[] {
  const key = ({ n, weekday }: Nth) => (n === -1 ? 5 : n) * 7 + weekdays.indexOf(weekday)
  return [...new Map(nth.map((each) => [key(each), each]))]
    .toSorted(([one], [other]) => one - other)
    .map(([, each]) => each)
}

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
export function readDayOfYear(words: readonly Word[]): DayOfYear {
  const [first, second] = words
  refuseUnclearDate(words)
  const [, month, date] = /^(\d\d)-(\d\d)$/.exec(first?.word ?? '') ?? []
  if (month !== undefined && date !== undefined && second === undefined) {
    return dayOfYear(words, Number(month), date)
  }
  const at = words.findIndex(({ word }) => readMonth(word) !== undefined)
  const named = readMonth(words[at]?.word)
  if (named === undefined) throw notADayOfYearError(words)
  // In “oct 3” the day follows; in all other forms the month is last.
  const days = at === 0 ? words.slice(1) : words.slice(0, at).filter(isNotOf)
  if (at > 0 && at < words.length - 1) throw notADayOfYearError(words)
  if (days.length === 1 && days[0] !== undefined) return dayOfYear(words, named, days[0].word)
  if (days.length < 2 || at === 0) throw notADayOfYearError(words)
  const read = readDaysOfMonth(days)
  if ('nth' in read) return { month: named, nth: read.nth }
  const [day = 0, ...more] = read.days
  if (more.length > 0) throw notADayOfYearError(words)
  return { month: named, day: day === -1 ? lastDayOf(named) : day }
}

/** Refuses 3/4, which is in March for some people and in April for others. */
function refuseUnclearDate(words: readonly Word[]): void {
  const [, one = 0, other = 0] = /^(\d{1,2})[/.-](\d{1,2})\.?$/.exec(words[0]?.word ?? '') ?? []
  if (words.length > 1 || /^\d\d-\d\d$/.test(words[0]?.word ?? '')) return
  const [first, second] = [Number(one), Number(other)]
  const isMonth = (number: number) => number >= 1 && number <= 12
  if (!isMonth(first) || !isMonth(second)) return
  const text = (day: number, month: number) => `year on ${day} ${monthName({ month })}`
  throw twoMeaningsError(words, text(first, second), text(second, first))
}

function isNotOf({ word }: Word): boolean {
  return word !== 'of' && word !== 'in'
}

function dayOfYear(words: readonly Word[], month: number, text: string): DayOfYear {
  const day = /^\d{1,2}(?:st|nd|rd|th)?$/.test(text) ? Number.parseInt(text, 10) : undefined
  if (day === undefined || month < 1 || month > 12) throw notADayOfYearError(words)
  const last = lastDayOf(month)
  if (day < 1 || day > last) throw noSuchDateError(day, month, last)
  return { month, day }
}
