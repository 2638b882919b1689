import type { Hint, MomentumError } from '../../errors.ts'
import { isDayOfYear, readDayOfYear } from './day-of-year.ts'
import { readDaysOfMonth } from './days-of-month.ts'
import {
  dailyError,
  leftoverError,
  missingDayError,
  missingRuleError,
  neverError,
  notARuleError,
  tooFarError,
  unlessRefused,
  writeHint,
} from './refusals.ts'
import { type CalendarRule, longest, type Unit, units } from './rule.ts'
import { ruleText } from './say.ts'
import { refuseUnclear, refuseUnclearOrdinal } from './unclear.ts'
import { isWeekdaySet, readWeekdays } from './weekday-set.ts'
import {
  readAdverb,
  readNumber,
  readOrdinal,
  readUnit,
  readWords,
  typedText,
  type Word,
} from './words.ts'

type Words = readonly Word[]

/**
 * A rule of `--every`: `2 weeks on mon,thu`, `first monday`, `3 oct`.
 *
 * @throws MomentumError `usage` for anything else, for what has two meanings, and for more than ten
 * years
 */
export function readEvery(typed: Words): CalendarRule {
  const words = typed[0]?.word === 'every' ? typed.slice(1) : typed
  if (words.length === 0) throw missingRuleError('CALENDAR')
  refuseUnclear(words)
  return readPeriod(words) ?? readBare(words) ?? refuseEvery(words)
}

/** Units, with or without a number, and what follows `on`. */
function readPeriod(words: Words): CalendarRule | undefined {
  const period = readInterval(words)
  if (period === undefined) return undefined
  const { unit, interval, head, rest } = period
  const [on, ...days] = rest
  const every = { mode: 'CALENDAR', interval } as const
  if (on === undefined) return { ...every, unit }
  if (on.word !== 'on') throw leftoverError({ head, rest }, 'CALENDAR', hintForOn(head, rest))
  if (unit === 'day') throw refuseDaily(head, rest)
  if (days.length === 0) throw missingDayError(unit)
  if (unit === 'week') return { ...every, unit, weekdays: readWeekdays(days) }
  if (unit === 'month') return { ...every, unit, ...readDaysOfMonth(withoutOfMonth(days)) }
  return { ...every, unit, ...readDayOfYear(days) }
}

type Period = {
  readonly unit: Unit
  readonly interval: number
  /** The words that were read, and those that follow. */
  readonly head: Words
  readonly rest: Words
}

function readInterval(words: Words): Period | undefined {
  const [first, second] = words
  const once = readUnit(first) ?? readAdverb(first)
  if (once !== undefined) return periodOf(words, 1, { ...once, number: 1 })
  const number = first?.word === 'other' ? 2 : readNumber(first)
  const counted = readUnit(second)
  if (number === undefined || counted === undefined) return undefined
  if (!Number.isInteger(number) || number < 1) throw neverError(words.slice(0, 2))
  return periodOf(words, 2, { ...counted, number })
}

function periodOf(
  words: Words,
  length: number,
  { unit, count, number }: { unit: Unit; count: number; number: number },
): Period {
  const [head, rest] = [words.slice(0, length), words.slice(length)]
  const interval = number * count
  if (interval > longest[unit]) throw tooFarError(head, 'CALENDAR')
  return { unit, interval, head, rest }
}

/** Days alone, which imply their unit. */
function readBare(words: Words): CalendarRule | undefined {
  const [first, ...more] = words
  const isOther = first?.word === 'other' && more.length > 0
  if (isWeekdaySet(isOther ? more[0] : first)) {
    const weekdays = readWeekdays(isOther ? more : words)
    return { mode: 'CALENDAR', unit: 'week', interval: isOther ? 2 : 1, weekdays }
  }
  const once = { mode: 'CALENDAR', interval: 1 } as const
  if (isDayOfYear(words)) return { ...once, unit: 'year', ...readDayOfYear(words) }
  if (readOrdinal(first) === undefined) return undefined
  const days = withoutOfMonth(words)
  if (days === words) {
    refuseUnclearOrdinal(words)
    refuseOrdinalUnit(words)
  }
  return { ...once, unit: 'month', ...readDaysOfMonth(days) }
}

/** Offers the interval that some people mean by `third week`. */
function refuseOrdinalUnit(words: Words): void {
  const [n = 0, rest] = [readOrdinal(words[0]), words.slice(1)]
  if (n < 2 || readUnit(rest[0]) === undefined) return
  throw notARuleError(words, 'CALENDAR', hintFor(`${n} ${typedText(rest)}`))
}

/** Leaves out `of the month`, which the other words imply. */
function withoutOfMonth(words: Words): Words {
  const of = words.findIndex(({ word }) => word === 'of')
  const said = words.slice(of + 1).map(({ word }) => word)
  return of > 0 && ['month', 'each month', 'every month'].includes(said.join(' '))
    ? words.slice(0, of)
    : words
}

function refuseDaily(head: Words, rest: Words): MomentumError {
  const days = typedText(rest.slice(1))
  const weekly = hintFor(`week on ${days}`)
  if (weekly !== undefined) return dailyError(weekly)
  return leftoverError({ head, rest }, 'CALENDAR', hintFor(`month on ${days}`))
}

/** Offers the rule with the word “on” that is missing. */
function hintForOn(head: Words, rest: Words): Hint | undefined {
  return hintFor(`${typedText(head)} on ${typedText(rest)}`)
}

/** Offers what the words would mean with the unit that they lack. */
function refuseEvery(words: Words): never {
  const [first, ...days] = words
  const text = typedText(words)
  if (first?.word === 'on') {
    throw notARuleError(words, 'CALENDAR', hintFor(...units.map((unit) => `${unit} ${text}`)))
  }
  const number = readNumber(first)
  const lacking =
    number === undefined ? [] : [`${number} weeks on ${typedText(days)}`, `month on ${text}`]
  throw notARuleError(words, 'CALENDAR', hintFor(...lacking))
}

/** Says to write the first of these texts that is a rule. */
function hintFor(...texts: readonly string[]): Hint | undefined {
  const rules = texts.map((text) => unlessRefused(() => readEvery(readWords(text))))
  const rule = rules.find((each) => each !== undefined)
  return rule && writeHint('CALENDAR', ruleText(rule))
}
