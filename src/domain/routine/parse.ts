import type { Hint } from '../../errors.ts'
import { parseLine } from '../text.ts'
import { findDistance, readDistance } from './after.ts'
import { readEvery } from './every.ts'
import { missingRuleError, tooLongError, unlessRefused, writeHint } from './refusals.ts'
import type { RoutineMode } from './routine.ts'
import type { Rule } from './rule.ts'
import { ruleText } from './say.ts'
import { readNumber, readWords, typedText, type Word } from './words.ts'

/**
 * A rule as a person types it: for `--every`, `day`, `2 weeks on mon,thu`, `other friday`,
 * `weekdays`, `month on 1,15`, `first monday`, `last day`, `3 oct`; for `--after`, `10d`, `1 month`
 * or `4 weeks on sun`. Every text of {@link ruleText} is one.
 *
 * @throws MomentumError `usage` for any other text, for one with two meanings, and for an interval
 * of more than ten years
 */
export function parseRule(text: string, mode: RoutineMode): Rule {
  const words = text.trim() === '' ? [] : readWords(parseLine('rule', text, 200))
  if (words.length === 0) throw missingRuleError(mode)
  const rule = mode === 'AFTER' ? readDistance(words, otherHint(words)) : readEvery(words)
  if (ruleText(rule).length > 120) throw tooLongError()
  return rule
}

/** Offers what was probably meant by a rule of `--every` that was typed for `--after`. */
function otherHint(words: readonly Word[]): Hint | undefined {
  const [first, ...rest] = words
  const distance = first?.word === 'every' ? findDistance(typedText(rest)) : undefined
  if (distance !== undefined) return writeHint('AFTER', ruleText(distance))
  if (readNumber(first) !== undefined) return undefined
  const every = unlessRefused(() => readEvery(words))
  return every && writeHint('CALENDAR', ruleText(every))
}
