/** A command line of bash up to the cursor. */
export type BashLine = {
  /** Its words without their quotes; the last one is being typed. */
  readonly words: readonly string[]
  /** The quote that the last word is in. */
  readonly quote: '' | '"' | "'"
  /** How much of the last word bash keeps: it replaces only what comes after that. */
  readonly kept: number
}

/**
 * Reads a command line as bash does, but expands nothing.
 *
 * @param breaks the characters at which bash divides words to complete them: COMP_WORDBREAKS
 */
export function readBashLine(line: string, breaks: string): BashLine {
  const words: string[] = []
  let word: string | undefined
  let quote: BashLine['quote'] = ''
  let kept = 0
  const characters = [...line]
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? ''
    if (quote === '' && /\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
      kept = 0
      continue
    }
    word ??= ''
    if (character === quote) {
      quote = ''
      kept = 0
    } else if (quote === '' && (character === '"' || character === "'")) {
      quote = character
      kept = word.length
    } else if (character === '\\' && isEscape(quote, characters[at + 1])) {
      at += 1
      word += characters[at] ?? ''
    } else {
      word += character
      // Bash replaces the @ too, because it completes host names after it.
      const length = character === '@' ? word.length - 1 : word.length
      if (quote === '' && breaks.includes(character)) kept = length
    }
  }
  return { words: [...words, word ?? ''], quote, kept }
}

/** Whether a backslash makes the next character ordinary. */
function isEscape(quote: BashLine['quote'], next: string | undefined): boolean {
  if (next === undefined || quote === "'") return false
  return quote === '' || /["$`\\]/.test(next)
}

/** A value as it is typed in bash, in the quote that is open. */
export function bashWord(value: string, { quote, kept }: BashLine): string {
  const part = value.slice(kept)
  if (quote === "'") return part.replaceAll("'", "'\\''")
  // In double quotes, bash would keep a backslash before the sign of its history.
  if (quote === '"') return part.replace(/["$`\\]/g, '\\$&').replaceAll('!', `"'!'"`)
  return part.replace(/[^\w@%+=:,./\-\u{80}-\u{10ffff}]/gu, '\\$&')
}
