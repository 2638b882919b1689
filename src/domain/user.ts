import { usageError } from '../errors.ts'
import { isNone, parseLine } from './text.ts'
import type { Instant } from './time.ts'

/** Made by the database, or by {@link parseUserReference}. */
export type UserId = number & { readonly __brand: 'UserId' }

/** A member of the household. */
export type User = {
  readonly id: UserId
  readonly name: string
  readonly role: string | null
  readonly email: string | null
  /** Whether acting as this user needs a password. */
  readonly has_password: boolean
  readonly active: boolean
  readonly created_at: Instant
  readonly updated_at: Instant
}

/** Who looks on: somebody sees their own private tasks, null sees none. */
export type Viewer = UserId | null

/** How a person names a user: by number or by name. */
export type UserReference = { readonly id: UserId } | { readonly name: string }

/**
 * @throws MomentumError `usage` unless 1 to 80 characters, and a name that cannot be mistaken for a
 * number or for the word none
 */
export function parseUserName(text: string): string {
  const name = parseLine('name', text, 80)
  if (!/^#?\d+$/.test(name) && !isNone(name)) return name
  throw usageError(
    `“${name}” cannot be a name: commands would take it for something else.`,
    'Give a name with at least one letter, other than none.',
  )
}

/**
 * An address that mail programs take: the rule of the HTML standard for `<input type=email>`, with a
 * dot in the host.
 *
 * @throws MomentumError `usage`
 */
export function parseEmail(text: string): string {
  const email = parseLine('e-mail address', text, 254)
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
  const address = new RegExp(`^[\\w.!#$%&'*+/=?^\`{|}~-]+@${label}(?:\\.${label})+$`, 'i')
  if (address.test(email)) return email
  throw usageError(`“${email}” is not an e-mail address.`, 'Write it like alex@example.org.')
}

/** @throws MomentumError `usage` beyond 40 characters */
export function parseRole(text: string): string {
  return parseLine('role', text, 40)
}

/** How to name a user on a command line: by name where it is one word, else by number. */
export function userWord({ id, name }: Pick<User, 'id' | 'name'>): string {
  return /^[\p{L}\p{N}._-]+$/u.test(name) ? name : String(id)
}

/** @throws MomentumError `usage` for a blank */
export function parseUserReference(text: string): UserReference {
  const word = text.trim().replace(/^#(?=\d+$)/, '')
  if (/^\d{1,15}$/.test(word)) return { id: Number(word) as UserId }
  return { name: parseLine('user', word, 80) }
}
