import { usageError } from '../errors.ts'
import { nameKey, parseLine, parseName } from './text.ts'
import type { Instant } from './time.ts'

/** Made by the database, or by {@link parseUserReference}. */
export type UserId = number & { readonly __brand: 'UserId' }

/** A member of the household. */
export type User = {
  readonly id: UserId
  readonly name: string
  readonly role: string | null
  readonly email: string | null
  /** Whether acting as this member needs a password. */
  readonly has_password: boolean
  readonly active: boolean
  readonly created_at: Instant
  readonly updated_at: Instant
}

/** The member whose private tasks are shown; null shows none. */
export type Viewer = UserId | null

/** A member as a person names one: by number or by name. */
export type UserReference = { readonly id: UserId } | { readonly name: string }

/**
 * Reserved words, which options take instead of a member: `--owner none`, `--tasks keep`. A member
 * who has had such a name since an earlier version is named by number.
 */
const memberWords = ['none', 'keep', 'delete', 'everybody'] as const

/**
 * The name of a member, 1 to 80 characters; see {@link parseName}.
 *
 * @throws MomentumError `usage`
 */
export function parseUserName(text: string): string {
  return parseName(text, { label: 'name', max: 80, words: memberWords })
}

/**
 * The names of one or more members: “Tom”, “Tom and Ines”, “Tom, Ines & Max”, or one name per line.
 *
 * @throws MomentumError `usage`
 */
export function parseUserNames(text: string): readonly string[] {
  const names = text
    .split(/\s*[,;&+\n]\s*(?:and\s+)?|\s+and\s+/i)
    .filter((name) => name.trim() !== '')
  return names.length > 0 ? names.map(parseUserName) : [parseUserName('')]
}

/**
 * An email address of 1 to 254 characters, by the rule of the HTML standard for `<input
 * type=email>`, with at least one dot after the @.
 *
 * @throws MomentumError `usage`
 */
export function parseEmail(text: string): string {
  const email = parseLine('email address', text, 254)
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
  const address = new RegExp(`^[\\w.!#$%&'*+/=?^\`{|}~-]+@${label}(?:\\.${label})+$`, 'i')
  if (address.test(email)) return email
  throw usageError(`“${email}” is not an email address.`, 'Write it like alex@example.org.')
}

/**
 * A role of 1 to 40 characters on one line.
 *
 * @throws MomentumError `usage`
 */
export function parseRole(text: string): string {
  return parseLine('role', text, 40)
}

/** A member as a hint names one: by name when it is a plain word, otherwise by number. */
export function userWord({ id, name }: Pick<User, 'id' | 'name'>): string {
  if (memberWords.some((word) => word === nameKey(name))) return String(id)
  return /^[\p{L}\p{N}._][\p{L}\p{N}._-]*$/u.test(name) ? name : String(id)
}

/**
 * A member named by number (`3` or `#3`) or by name.
 *
 * @throws MomentumError `usage` for a blank text or more than 80 characters
 */
export function parseUserReference(text: string): UserReference {
  const word = text.trim().replace(/^#(?=\d+$)/, '')
  if (/^\d{1,15}$/.test(word)) return { id: Number(word) as UserId }
  return { name: parseLine('user', word, 80) }
}
