import { MomentumError } from '../errors.ts'
import { isNone, parseLine } from './text.ts'
import type { Instant } from './time.ts'

/** Made by the database, or by {@link parseUserReference}. */
export type UserId = number & { readonly __brand: 'UserId' }

/** A member of the household. */
export type User = {
  readonly id: UserId
  readonly name: string
  readonly role: string | null
  readonly active: boolean
  readonly created_at: Instant
  readonly updated_at: Instant
}

/** How a person names a user: by number or by name. */
export type UserReference = { readonly id: UserId } | { readonly name: string }

/**
 * @throws MomentumError `usage` unless 1 to 80 characters, and a name that cannot be mistaken for a
 * number or for the word none
 */
export function parseUserName(text: string): string {
  const name = parseLine('name', text, 80)
  if (!/^#?\d+$/.test(name) && !isNone(name)) return name
  throw new MomentumError(
    'usage',
    `“${name}” cannot be a name: commands would take it for something else.`,
    'Give a name with at least one letter, other than none.',
  )
}

/** @throws MomentumError `usage` beyond 40 characters */
export function parseRole(text: string): string {
  return parseLine('role', text, 40)
}

/** @throws MomentumError `usage` for a blank */
export function parseUserReference(text: string): UserReference {
  const word = text.trim().replace(/^#(?=\d+$)/, '')
  if (/^\d{1,15}$/.test(word)) return { id: Number(word) as UserId }
  return { name: parseLine('user', word, 80) }
}
