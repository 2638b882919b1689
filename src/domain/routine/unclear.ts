import { findDistance } from './after.ts'
import { afterMarkError, hoursError, timeError, twoMeaningsError, writeHint } from './refusals.ts'
import { ordinals, ruleText } from './say.ts'
import { readNumber, readOrdinal, readUnit, readWeekday, typedText, type Word } from './words.ts'

type Words = readonly Word[]

/**
 * Refuses what is no rule of `--every` although it looks like one: what has two meanings, what
 * counts hours, and what counts from when it was done: `after 3 days`, `3 days after it was done`
 * and `every!`, which means `--after` in another program.
 *
 * @throws MomentumError `usage`
 */
export function refuseUnclear(words: Words): void {
  refuseMark(words)
  refuseAfter(words)
  refuseTimes(words)
  refuseTwoMeanings(words)
}

function refuseMark([first, ...rest]: Words): void {
  if (first === undefined || !/^every!+$/.test(first.word)) return
  const rule = findDistance(typedText(rest))
  const hint = rule && writeHint('AFTER', ruleText(rule))
  throw afterMarkError([first], hint ?? { lead: 'Write --after instead of --every.' })
}

function refuseAfter(words: Words): void {
  const at = words.findIndex(({ word }) => word === 'after')
  const mark = words[at]
  if (mark === undefined) return
  const text = typedText(at === 0 ? words.slice(1) : words.slice(0, at))
  const rule = findDistance(text)
  if (rule !== undefined) throw afterMarkError([mark], writeHint('AFTER', ruleText(rule)))
}

const hours = /^(?:h|hrs?|hours?|hourly|mins?|minutes?|secs?|seconds)$/
const clockTime = /^(?:\d{1,2}:\d\d.*|am|pm|noon|midnight)$/

function refuseTimes(words: Words): void {
  if (words.some(({ word }) => hours.test(word))) throw hoursError()
  const last = words.findIndex((word, index) => {
    const isHour = words[index - 1]?.word === 'at' && readNumber(word) !== undefined
    return isHour || clockTime.test(word.word)
  })
  if (last < 0) return
  const isPart = (word: Word | undefined) => word?.word === 'at' || readNumber(word) !== undefined
  let first = last
  while (isPart(words[first - 1])) first -= 1
  throw timeError(words.slice(first, last + 1))
}

const twoMeanings: Readonly<Record<string, readonly [string, string]>> = {
  biweekly: ['2 weeks', 'week on mon,thu'],
  bimonthly: ['2 months', 'month on 1,15'],
  biyearly: ['2 years', '6 months'],
  biannual: ['2 years', '6 months'],
  biannually: ['2 years', '6 months'],
}

function refuseTwoMeanings(words: Words): void {
  const [first] = words
  const word = first?.word.replace('-', '') ?? ''
  const meanings = Object.hasOwn(twoMeanings, word) ? twoMeanings[word] : undefined
  if (meanings !== undefined) throw twoMeaningsError(words.slice(0, 1), ...meanings)
  const number = readNumber(first)
  if (words.length > 1 || number === undefined || !isDayOfMonth(number)) return
  throw twoMeaningsError(words, number === 1 ? 'day' : `${number} days`, `month on ${number}`)
}

/**
 * Refuses `second monday`, which is every other Monday for some and one in each month for others,
 * and `third day`.
 *
 * @throws MomentumError `usage`
 */
export function refuseUnclearOrdinal(words: Words): void {
  const n = readOrdinal(words[0])
  if (n === undefined || n < 2) return
  const weekday = words.length === 2 ? readWeekday(words[1]?.word ?? '') : undefined
  if (weekday !== undefined && (n === 2 || n === 3 || n === 4)) {
    const monthly = `month on ${ordinals[n]} ${weekday}`
    throw twoMeaningsError(words, `${n} weeks on ${weekday}`, monthly)
  }
  if (readUnit(words[1])?.unit !== 'day' || !isDayOfMonth(n)) return
  throw twoMeaningsError(words, `${n} days`, `month on ${n}`)
}

function isDayOfMonth(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 31
}
