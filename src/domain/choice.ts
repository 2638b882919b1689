import { usageError } from '../errors.ts'
import { enumerate } from './enumerate.ts'
import { didYouMean } from './near.ts'

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
  throw usageError(
    `There is no ${label} “${text}”: choose ${listed(choices)}.`,
    didYouMean(word, lower),
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
export function listed(words: readonly string[], conjunction: 'and' | 'or' = 'or'): string {
  const lower = words.map((word) => word.toLowerCase())
  return enumerate(lower, conjunction)
}
