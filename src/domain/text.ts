import { usageError } from '../errors.ts'

/** The same text for every way of writing its letters: used to compare and to search, never shown. */
export function fold(text: string): string {
  // Twice over: ẞ becomes ß first, and only then, like ß, ss.
  const folded = text.normalize('NFC').toLowerCase().toUpperCase().toLowerCase()
  return folded.replaceAll('ς', 'σ').normalize('NFC')
}

/**
 * A text of one line: trimmed, in Unicode NFC, 1 to `max` code points, free of control characters.
 * `label` names it in messages ("title").
 *
 * @throws MomentumError `usage`
 */
export function parseLine(label: string, text: string, max: number): string {
  const line = parseText(label, text, max)
  const control = /\p{Cc}|[\u2028\u2029]/u.exec(line)
  if (control) {
    throw usageError(
      `The ${label} holds a line break or control character (${codePoint(control[0])}).`,
      'Write it on one line, in plain text.',
    )
  }
  return line
}

/**
 * A text that may run over several lines: trimmed, in Unicode NFC, 1 to `max` code points.
 *
 * @throws MomentumError `usage` for a blank, over-long or damaged text
 */
export function parseText(label: string, text: string, max: number): string {
  if (!text.isWellFormed() || text.includes('\0') || text.includes('\ufffd')) {
    throw usageError(
      `The ${label} holds a character that cannot be read.`,
      'Type it again; text must be valid UTF-8 without NUL.',
    )
  }
  const value = text.normalize('NFC').trim()
  if (isInvisible(value)) throw usageError(`The ${label} is empty.`)
  const length = [...value].length
  if (length > max) {
    throw usageError(`The ${label} is ${length} characters long; ${max} is the most.`)
  }
  return value
}

function isInvisible(text: string): boolean {
  const unseen = /[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu
  return text.replace(unseen, '') === ''
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
}

/** A text as one word of a shell’s command line: what a hint says is to be pasted. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** Whether a word on the command line takes a value away rather than being one. */
export function isNone(text: string): boolean {
  return text.trim().toLowerCase() === 'none'
}
