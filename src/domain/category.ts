import { usageError } from '../errors.ts'
import { parseLine, parseName } from './text.ts'
import type { Instant } from './time.ts'
import type { UserId } from './user.ts'

export type CategoryId = number & { readonly __brand: 'CategoryId' }

/** `#rrggbb` in lower case. */
export type Color = string & { readonly __brand: 'Color' }

/** A group of tasks with a color. It belongs to one member or to the household. */
export type Category = {
  readonly id: CategoryId
  readonly name: string
  readonly color: Color
  /** Null for a category of the household. */
  readonly user_id: UserId | null
  /** The member's name. */
  readonly user: string | null
  readonly created_at: Instant
  readonly updated_at: Instant
}

/** A category as a person names it: by number or by name. */
export type CategoryReference = { readonly id: CategoryId } | { readonly name: string }

/** Named colors that can be told apart on dark and on light terminals. */
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

export const colorNames: readonly string[] = Object.keys(namedColors)

/**
 * The name of a category, 1 to 60 characters; see {@link parseName}.
 *
 * @throws MomentumError `usage`
 */
export function parseCategoryName(text: string): string {
  return parseName(text, { label: 'category name', max: 60, words: ['none'] })
}

/**
 * A color, typed as `#rrggbb` or by name (`green`), in any case.
 *
 * @throws MomentumError `usage` for any other text
 */
export function parseColor(text: string): Color {
  const word = text.trim().toLowerCase()
  const color = namedColors[word] ?? word
  if (/^#[0-9a-f]{6}$/.test(color)) return color as Color
  throw usageError(
    `“${text}” is not a color.`,
    `Write it as #rrggbb, or choose ${colorNames.join(', ')}.`,
  )
}

/** The color of a category that is added without one: an unused color, while there is one. */
export function defaultColor(used: readonly Color[]): Color {
  const colors = Object.values(namedColors) as Color[]
  const free = colors.find((color) => !used.includes(color))
  return free ?? (colors[used.length % colors.length] as Color)
}

/**
 * A category named by number (`3` or `#3`) or by name.
 *
 * @throws MomentumError `usage` for a blank text or more than 60 characters
 */
export function parseCategoryReference(text: string): CategoryReference {
  const word = text.trim().replace(/^#(?=\d+$)/, '')
  if (/^\d{1,15}$/.test(word)) return { id: Number(word) as CategoryId }
  return { name: parseLine('category', text, 60) }
}
