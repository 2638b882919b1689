import { closestMatch } from 'leven'
import { usageError } from '../errors.ts'

/** The candidate that was probably meant by a mistyped word, if one is near enough. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const maxDistance = Math.max(1, Math.round(word.length * 0.4))
  return closestMatch(word, candidates, { maxDistance })
}

/**
 * One of a closed set, read in any case. `label` names the set in messages ("domain").
 *
 * @throws MomentumError `usage` that lists the valid words
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
    throw usageError(`A ${label} is missing: choose ${listed(choices)}.`)
  }
  const lower = choices.map((candidate) => candidate.toLowerCase())
  const near = closest(word.toLowerCase(), lower)
  throw usageError(
    `There is no ${label} “${text}”: choose ${listed(choices)}.`,
    near && `Did you mean ${near}?`,
  )
}

/**
 * Several of a closed set, separated by commas, each once.
 *
 * @throws MomentumError `usage`
 */
export function parseChoices<Choice extends string>(
  label: string,
  text: string,
  choices: readonly Choice[],
): readonly Choice[] {
  return [...new Set(text.split(',').map((word) => parseChoice(label, word, choices)))]
}

/** "chores, bills or food" */
export function listed(words: readonly string[], conjunction = 'or'): string {
  const lower = words.map((word) => word.toLowerCase())
  const last = lower.pop() ?? ''
  return lower.length === 0 ? last : `${lower.join(', ')} ${conjunction} ${last}`
}
