// Hints are pasted into a shell: sh, bash, zsh and fish all read these words back as they were.

/**
 * A text quoted as one word. Characters that nobody could see or copy, such as a line break, are
 * written as numbers. No word ends with a line break, which a shell would drop.
 */
export function shellWord(text: string): string {
  return isSeen(text) ? quoted(text) : printed(text)
}

/** Whether every character of a text is visible, so that a person can copy it. */
export function isSeen(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text)
}

/** A text as a person would type it: quoted only where a shell needs it. */
export function typedWord(text: string): string {
  // At the beginning of a word, zsh replaces = and fish %.
  return /^[\w@+:,./-][\w@%+=:,./-]*$/.test(text) ? text : shellWord(text)
}

// fish takes a backslash between quotes for the beginning of an escape.
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, (character) => `'\\${character}'`)}'`
}

// Only bash and zsh know $'…', and a ! between double quotes is a command of their history.
function printed(text: string): string {
  const format = text.replace(/^-|[^\p{L}\p{N} _@+=:,./-]/gu, octalBytes)
  return `"$(printf '${format}')"`
}

function octalBytes(character: string): string {
  const bytes = new TextEncoder().encode(character)
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
