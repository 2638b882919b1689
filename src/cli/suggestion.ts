import { withoutPasswords } from '../db/postgres/url.ts'
import { typedWord } from '../domain/shell.ts'
import type { Hint } from '../errors.ts'
import { isUnderstood } from './typed-command.ts'

/**
 * A hint to type these words; undefined if the program would not understand them either, or if they
 * contain a password: without it, they would be another command.
 */
export function commandHint(lead: string, words: readonly string[]): Hint | undefined {
  const isShown = words.every((word) => withoutPasswords(word, [word]) === word)
  if (!isShown || !isUnderstood(words)) return undefined
  return { lead, command: words.map(typedWord).join(' ') }
}
