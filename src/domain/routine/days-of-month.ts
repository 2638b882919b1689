import {
  fifthError,
  missingWeekdayError,
  mixedDaysError,
  noSuchDayError,
  notADayOfMonthError,
} from './refusals.ts'
import { type Nth, type Weekday, weekdays } from './rule.ts'
import {
  hasOrdinalDigits,
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

/** The last day of a month is sorted after the others. */
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
