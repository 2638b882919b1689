import { enumerate } from './enumerate.ts'

/** The most candidates that a suggestion names. */
const maxNamed = 3

/**
 * The candidates that a mistyped word may stand for: those that begin with it, otherwise those that
 * differ by a few letters, fewer in a short word. None if there are too many to name.
 *
 * @param plain reduces a word to what counts; by default it ignores case, and reads `_` as `-`
 */
export function nearest(
  typed: string,
  candidates: readonly string[],
  plain: (word: string) => string = plainWord,
): readonly string[] {
  const word = plain(typed)
  if (word === '') return []
  const known = candidates.map((candidate) => ({ candidate, word: plain(candidate) }))
  const same = known.filter((each) => each.word === word)
  const longer = same.length > 0 ? same : known.filter((each) => each.word.startsWith(word))
  const near = longer.length > 0 ? longer : similar(word, known)
  if (same.length === 0 && near.length > maxNamed) return []
  return near.map(({ candidate }) => candidate)
}

/** "Did you mean done?"; undefined if no candidate is near. */
export function didYouMean(
  typed: string,
  candidates: readonly string[],
  plain?: (word: string) => string,
): string | undefined {
  const near = nearest(typed, candidates, plain)
  return near.length === 0 ? undefined : `Did you mean ${enumerate(near, 'or')}?`
}

function plainWord(word: string): string {
  return word.toLowerCase().replace(/^-+/, '').replaceAll('_', '-')
}

type Known = { readonly candidate: string; readonly word: string }

function similar(word: string, known: readonly Known[]): readonly Known[] {
  const most = Math.min(3, Math.floor(word.length / 3))
  const distances = known.map((each) =>
    isSimilarLength(word, each.word, most) ? distanceOf(word, each.word) : Infinity,
  )
  const least = Math.min(most, ...distances)
  return known.filter((_, index) => distances[index] === least)
}

function isSimilarLength(word: string, other: string, most: number): boolean {
  return Math.abs(word.length - other.length) <= most
}

/** How many letters to add, drop, replace or swap with the next one: Damerau's distance. */
function distanceOf(word: string, other: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 1; at <= word.length; at += 1) {
    const row = [at]
    for (let to = 1; to <= other.length; to += 1) {
      const isSame = word[at - 1] === other[to - 1]
      const isSwapped = word[at - 1] === other[to - 2] && word[at - 2] === other[to - 1]
      row[to] = Math.min(
        (last[to] ?? 0) + 1,
        (row[to - 1] ?? 0) + 1,
        (last[to - 1] ?? 0) + (isSame ? 0 : 1),
        at > 1 && to > 1 && isSwapped ? (beforeLast[to - 2] ?? 0) + 1 : Infinity,
      )
    }
    beforeLast = last
    last = row
  }
  return last[other.length] ?? 0
}
