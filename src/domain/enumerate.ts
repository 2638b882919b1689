/** Joins words as a sentence does: `a`, `a and b`, `a, b and c`; an empty text without any. */
export function enumerate(words: readonly string[], conjunction: 'and' | 'or'): string {
  const last = words.at(-1) ?? ''
  if (words.length < 2) return last
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`
}
