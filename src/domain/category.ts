import { usageError } from '../errors.ts'
import { isNone, parseLine } from './text.ts'
import type { Instant } from './time.ts'
import type { UserId } from './user.ts'

export type CategoryId = number & { readonly __brand: 'CategoryId' }

/** `#rrggbb`, lower case. */
export type Color = string & { readonly __brand: 'Color' }

/** A grouping of tasks, with a color: a user's own, or the household's. */
export type Category = {
  readonly id: CategoryId
  readonly name: string
  readonly color: Color
  /** null: the household's. */
  readonly user_id: UserId | null
  /** The user's name. */
  readonly user: string | null
  readonly created_at: Instant
  readonly updated_at: Instant
}

/** How a person names a category: by number or by name. */
export type CategoryReference = { readonly id: CategoryId } | { readonly name: string }

/** Colors by name, told apart on dark and on light terminals. */
const namedColors: Readonly<Record<string, string>> = {
  red: '#d1495b',
  orange: '#e07a1f',
  yellow: '#c9a227',
  green: '#4c9f70',
  cyan: '#2a9d8f',
  blue: '#3d7ea6',
  purple: '#8e6bbf',
  pink: '#c95d9b',
  gray: '#808080',
}

/** @throws MomentumError `usage` unless 1 to 60 characters that are not digits alone */
export function parseCategoryName(text: string): string {
  const name = parseLine('name of the category', text, 60)
  if (!/^#?\d+$/.test(name) && !isNone(name)) return name
  throw usageError(
    `“${name}” cannot be a category: commands would take it for something else.`,
    'Give a name with at least one letter, other than none.',
  )
}

/** `#rrggbb` or the name of a color. @throws MomentumError `usage` */
export function parseColor(text: string): Color {
  const word = text.trim().toLowerCase()
  const color = namedColors[word] ?? word
  if (/^#[0-9a-f]{6}$/.test(color)) return color as Color
  throw usageError(
    `“${text}” is not a color.`,
    `Write it as #rrggbb, or choose ${Object.keys(namedColors).join(', ')}.`,
  )
}

/** A color for a category that was given none: one that no other has, while there is one. */
export function defaultColor(used: readonly Color[]): Color {
  const colors = Object.values(namedColors) as Color[]
  const free = colors.find((color) => !used.includes(color))
  return free ?? (colors[used.length % colors.length] as Color)
}

/** @throws MomentumError `usage` for a blank */
export function parseCategoryReference(text: string): CategoryReference {
  const word = text.trim().replace(/^#(?=\d+$)/, '')
  if (/^\d{1,15}$/.test(word)) return { id: Number(word) as CategoryId }
  return { name: parseLine('category', text, 60) }
}
