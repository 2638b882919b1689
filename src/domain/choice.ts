import { closestMatch } from 'leven'
import { usageError } from '../errors.ts'

/** The candidate nearest to a mistyped word; undefined when more than 40% would have to change. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const maxDistance = Math.max(1, Math.round(word.length * 0.4))
  return closestMatch(word, candidates, { maxDistance })
}

/**
 * One word of a closed set, in any case.
 *
 * @param label names the set in messages ("domain")
 * @throws MomentumError `usage` for any other word; the message lists the valid ones
 */
export function parseChoice<Choice extends string>(
  label: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const word = text.trim().toUpperCase()
  const choice = choices.find((candidate) => candidate.toUpperCase() === word)
  if (choice !== undefined) return choice
  if (word === '') {
    throw usageError(`Missing ${label}: choose ${listed(choices)}.`)
  }
  const lower = choices.map((candidate) => candidate.toLowerCase())
  const near = closest(word.toLowerCase(), lower)
  throw usageError(
    `There is no ${label} “${text}”: choose ${listed(choices)}.`,
    near && `Did you mean ${near}?`,
  )
}

/**
 * Words of a closed set, separated by commas. Repeated words count once.
 *
 * @throws MomentumError `usage` for any other word, as {@link parseChoice}
 */
export function parseChoices<Choice extends string>(
  label: string,
  text: string,
  choices: readonly Choice[],
): readonly Choice[] {
  return [...new Set(text.split(',').map((word) => parseChoice(label, word, choices)))]
}

/** Joins words in lower case: `chores, bills or food`. */
export function listed(words: readonly string[], conjunction = 'or'): string {
  const lower = words.map((word) => word.toLowerCase())
  const last = lower.pop() ?? ''
  return lower.length === 0 ? last : `${lower.join(', ')} ${conjunction} ${last}`
}
