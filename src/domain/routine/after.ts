import type { Hint } from '../../errors.ts'
import {
  leftoverError,
  missingDayError,
  notARuleError,
  tooFarError,
  unlessRefused,
  writeHint,
} from './refusals.ts'
import { type AfterRule, longest } from './rule.ts'
import { ruleText } from './say.ts'
import { readWeekdays } from './weekday-set.ts'
import { readNumber, readUnit, readWords, typedText, type Word } from './words.ts'

type Words = readonly Word[]

/**
 * A rule of `--after`: `10 days`, `4 weeks on sun`.
 *
 * @param hint what to type if the text is no length of time
 *
 * @throws MomentumError `usage` for anything else, and for more than ten years
 */
export function readDistance(typed: Words, hint?: Hint): AfterRule {
  const words = typed[0]?.word === 'after' ? typed.slice(1) : typed
  const [head, [on, ...days]] = [words.slice(0, 2), words.slice(2)]
  const number = readNumber(head[0])
  const counted = readUnit(head[1])
  if (number === undefined || counted === undefined || !Number.isInteger(number) || number < 1) {
    throw notARuleError(typed, 'AFTER', hint)
  }
  const { unit, count } = counted
  const rule = { mode: 'AFTER', unit, interval: number * count } as const
  if (rule.interval > longest[unit]) throw tooFarError(head, 'AFTER')
  if (on === undefined) return rule
  const rest = words.slice(2)
  if (on.word !== 'on') throw leftoverError({ head, rest }, 'AFTER', hintFor(head, rest))
  if (days.length === 0) throw missingDayError('week')
  return { ...rule, weekdays: readWeekdays(days) }
}

/** Offers the rule with the missing word “on”, or without the words that follow. */
function hintFor(head: Words, rest: Words): Hint | undefined {
  const text = typedText(head)
  const rule = findDistance(`${text} on ${typedText(rest)}`) ?? findDistance(text)
  return rule && writeHint('AFTER', ruleText(rule))
}

/** Reads a text as a distance; undefined if it is none. */
export function findDistance(text: string): AfterRule | undefined {
  return unlessRefused(() => readDistance(readWords(text)))
}
