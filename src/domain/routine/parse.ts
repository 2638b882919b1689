import { type Hint, MomentumError } from '../../errors.ts'
import { parseLine } from '../text.ts'
import { readDayOfYear, readDaysOfMonth } from './days.ts'
import {
  afterMarkError,
  dailyError,
  hoursError,
  leftoverError,
  missingDayError,
  missingRuleError,
  neverError,
  notARuleError,
  timeError,
  tooFarError,
  tooLongError,
  twoMeaningsError,
  writeHint,
} from './refusals.ts'
import type { RoutineMode } from './routine.ts'
import { type AfterRule, type CalendarRule, longest, type Rule, type Unit, units } from './rule.ts'
import { ordinals, ruleText } from './say.ts'
import { isWeekdaySet, readWeekdays } from './weekday-set.ts'
import {
  readAdverb,
  readMonth,
  readNumber,
  readOrdinal,
  readUnit,
  readWeekday,
  readWords,
  typedText,
  type Word,
} from './words.ts'

type Words = readonly Word[]

/**
 * A rule as a person types it: for `--every`, `day`, `2 weeks on mon,thu`, `other friday`,
 * `weekdays`, `month on 1,15`, `first monday`, `last day`, `3 oct`; for `--after`, `10d`, `1 month`
 * or `4 weeks on sun`. Every text of {@link ruleText} is one.
 *
 * @throws MomentumError `usage` for any other text, for one with two meanings, and for an interval
 * of more than ten years
 */
export function parseRule(text: string, mode: RoutineMode): Rule {
  if (text.trim() === '') throw missingRuleError(mode)
  const words = readWords(parseLine('rule', text, 200))
  if (words.length === 0) throw missingRuleError(mode)
  const rule = mode === 'AFTER' ? readDistance(words) : readEvery(words)
  if (ruleText(rule).length > 120) throw tooLongError(mode)
  return rule
}

/** The rule of a text; undefined where {@link parseRule} would throw. */
export function findRule(text: string, mode: RoutineMode): Rule | undefined {
  try {
    return parseRule(text, mode)
  } catch (error) {
    if (error instanceof MomentumError) return undefined
    throw error
  }
}

function readEvery(typed: Words): CalendarRule {
  const words = typed[0]?.word === 'every' ? typed.slice(1) : typed
  if (words.length === 0) throw missingRuleError('CALENDAR')
  refuseMark(words)
  refuseTimes(words)
  refuseTwoMeanings(words)
  return readPeriod(words) ?? readBare(words) ?? refuseEvery(words)
}

/** Units, with or without a number, and what follows `on`. */
function readPeriod(words: Words): CalendarRule | undefined {
  const period = readInterval(words)
  if (period === undefined) return undefined
  const { unit, interval, head, rest } = period
  const [on, ...days] = rest
  const every = { mode: 'CALENDAR', interval } as const
  if (on === undefined) return { ...every, ...alone[unit] }
  if (on.word !== 'on') throw leftoverError({ head, rest }, 'CALENDAR', hintForOn(head, rest))
  if (unit === 'day') throw refuseDaily(head, rest)
  if (days.length === 0) throw missingDayError(unit)
  if (unit === 'week') return { ...every, unit, weekdays: readWeekdays(days) }
  if (unit === 'month') return { ...every, unit, ...readDaysOfMonth(days) }
  return { ...every, unit, ...readDayOfYear(days) }
}

/** Units without days, each with its own type. */
const alone = {
  day: { unit: 'day' },
  week: { unit: 'week' },
  month: { unit: 'month' },
  year: { unit: 'year' },
} as const

type Period = {
  readonly unit: Unit
  readonly interval: number
  /** The words that were read, and those that follow. */
  readonly head: Words
  readonly rest: Words
}

/** @throws MomentumError `usage` for an interval that is no whole number, or too large */
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

/** Days alone, whose unit goes without saying. */
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
  if (days === words) refuseUnclearOrdinal(words)
  return { ...once, unit: 'month', ...readDaysOfMonth(days) }
}

function isDayOfYear(words: Words): boolean {
  const isDate = words.length === 1 && /^\d{1,2}[-/.]\d{1,2}\.?$/.test(words[0]?.word ?? '')
  return isDate || words.some(({ word }) => readMonth(word) !== undefined)
}

/** `first monday of the month` says the month, which is left out otherwise. */
function withoutOfMonth(words: Words): Words {
  const of = words.findIndex(({ word }) => word === 'of')
  const said = words.slice(of + 1).map(({ word }) => word)
  return of > 0 && ['month', 'each month', 'every month'].includes(said.join(' '))
    ? words.slice(0, of)
    : words
}

/** “every second monday” is every other Monday for some, and one in each month for others. */
function refuseUnclearOrdinal(words: Words): void {
  const [first, second] = words
  const n = readOrdinal(first)
  if (n === undefined || n < 2 || second === undefined) return
  const weekday = readWeekday(second.word)
  if (words.length === 2 && weekday !== undefined && (n === 2 || n === 3 || n === 4)) {
    const monthly = `month on ${ordinals[n]} ${weekday}`
    throw twoMeaningsError(words, `${n} weeks on ${weekday}`, monthly)
  }
  if (readUnit(second) === undefined) return
  const counted = findRule(`${n} ${typedText(words.slice(1))}`, 'CALENDAR')
  if (counted?.unit === 'day' && n <= 31) {
    throw twoMeaningsError(words, ruleText(counted), `month on ${n}`)
  }
  throw notARuleError(words, 'CALENDAR', counted && writeHint('CALENDAR', ruleText(counted)))
}

const unclear: Readonly<Record<string, readonly [string, string]>> = {
  biweekly: ['2 weeks', 'week on mon,thu'],
  bimonthly: ['2 months', 'month on 1,15'],
  biyearly: ['2 years', '6 months'],
  biannual: ['2 years', '6 months'],
  biannually: ['2 years', '6 months'],
}

function refuseTwoMeanings(words: Words): void {
  const [first] = words
  const word = first?.word.replace('-', '') ?? ''
  const meanings = Object.hasOwn(unclear, word) ? unclear[word] : undefined
  if (meanings !== undefined) throw twoMeaningsError(words.slice(0, 1), ...meanings)
  const number = readNumber(first)
  if (words.length > 1 || number === undefined || !Number.isInteger(number)) return
  if (number >= 1 && number <= 31) {
    throw twoMeaningsError(words, number === 1 ? 'day' : `${number} days`, `month on ${number}`)
  }
}

/** `every!` means `--after` in another program. */
function refuseMark(words: Words): void {
  const [first, ...rest] = words
  if (first === undefined || !/^every!+$/.test(first.word)) return
  const rule = findRule(typedText(rest), 'AFTER')
  const hint = rule && writeHint('AFTER', ruleText(rule))
  throw afterMarkError([first], hint ?? { lead: 'Write --after instead of --every.' })
}

const hours = /^(?:h|hrs?|hours?|hourly|mins?|minutes?|secs?|seconds)$/
const clockTime = /^(?:\d{1,2}:\d\d.*|am|pm|noon|midnight)$/

function refuseTimes(words: Words): void {
  if (words.some(({ word }) => hours.test(word))) throw hoursError()
  const last = words.findIndex(({ word }) => clockTime.test(word))
  if (last < 0) return
  const isPart = (word: Word | undefined) => word?.word === 'at' || readNumber(word) !== undefined
  let first = last
  while (isPart(words[first - 1])) first -= 1
  throw timeError(words.slice(first, last + 1))
}

function refuseDaily(head: Words, rest: Words): MomentumError {
  const days = typedText(rest.slice(1))
  const weekly = findRule(`week on ${days}`, 'CALENDAR')
  if (weekly !== undefined) {
    return dailyError(writeHint('CALENDAR', ruleText(weekly)))
  }
  const monthly = findRule(`month on ${days}`, 'CALENDAR')
  const hint = monthly && writeHint('CALENDAR', ruleText(monthly))
  return leftoverError({ head, rest }, 'CALENDAR', hint)
}

/** Offers the rule with the word “on” that is missing. */
function hintForOn(head: Words, rest: Words): Hint | undefined {
  const rule = findRule(`${typedText(head)} on ${typedText(rest)}`, 'CALENDAR')
  return rule && writeHint('CALENDAR', ruleText(rule))
}

/** Offers what the words would mean with the unit that they lack. */
function refuseEvery(words: Words): never {
  const text = typedText(words)
  const number = readNumber(words[0])
  const lacking =
    number === undefined
      ? []
      : [`${number} weeks on ${typedText(words.slice(1))}`, `month on ${text}`]
  const all = words[0]?.word === 'on' ? units.map((unit) => `${unit} ${text}`) : lacking
  const [rule] = all.map((each) => findRule(each, 'CALENDAR')).filter((each) => each !== undefined)
  throw notARuleError(words, 'CALENDAR', rule && writeHint('CALENDAR', ruleText(rule)))
}

function readDistance(words: Words): AfterRule {
  const [first, second] = words
  const number = readNumber(first)
  const counted = readUnit(second)
  if (number === undefined || counted === undefined || !Number.isInteger(number) || number < 1) {
    throw notARuleError(words, 'AFTER')
  }
  const { unit } = counted
  const [head, rest] = [words.slice(0, 2), words.slice(2)]
  const interval = number * counted.count
  if (interval > longest[unit]) throw tooFarError(head, 'AFTER')
  const [on, ...days] = rest
  const after = { mode: 'AFTER', unit, interval } as const
  if (on === undefined) return after
  if (on.word !== 'on') throw leftoverError({ head, rest }, 'AFTER', hintForAfter(head, rest))
  if (days.length === 0) throw missingDayError('week')
  return { ...after, weekdays: readWeekdays(days) }
}

function hintForAfter(head: Words, rest: Words): Hint | undefined {
  const text = typedText(head)
  const rule = findRule(`${text} on ${typedText(rest)}`, 'AFTER') ?? findRule(text, 'AFTER')
  return rule && writeHint('AFTER', ruleText(rule))
}
