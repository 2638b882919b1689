import { usageError } from '../errors.ts'

/**
 * A password ready to be hashed: in Unicode NFC, at least 8 characters, at most 72 bytes of UTF-8.
 */
export type Password = string & { readonly __brand: 'Password' }

/** The least number of characters that NIST SP 800-63B allows (section 5.1.1.2). */
const minCharacters = 8

/** bcrypt ignores everything after this many bytes, so longer passwords would seem equal. */
const maxBytes = 72

/**
 * A new password, neither trimmed nor cut.
 *
 * @throws MomentumError `usage` for a password that is too short, too long or damaged, or that
 * nobody could type at a prompt; the message never shows it
 */
export function parsePassword(text: string): Password {
  requireReadable(text)
  requireTypeable(text)
  requireVisible(text)
  const password = text.normalize('NFC')
  if ([...password].length < minCharacters) {
    throw usageError(`Use at least ${minCharacters} characters.`)
  }
  const bytes = Buffer.byteLength(password)
  if (bytes > maxBytes) {
    throw usageError(
      `The password is ${bytes} bytes long; the limit is ${maxBytes}.`,
      'Choose a shorter one. Momentum never truncates a password.',
    )
  }
  // Passwords are branded here and in readGuess only.
  return password as Password
}

/**
 * The password in a text that was piped in: one line, without its line break and without the mark
 * that some editors put at the start of a file (U+FEFF).
 *
 * @throws MomentumError `usage` for no password, for more than one line, and for a password that
 * nobody could type at a prompt; the message never shows it
 */
export function parsePipedPassword(text: string): string {
  const line = text.replace(/^\ufeff/, '').replace(/\r?\n$/, '')
  if (line === '') throw usageError('There is no password on standard input.')
  requireReadable(line)
  if (lineBreak.test(line)) {
    throw usageError(
      'There is more than one line on standard input.',
      'Pipe in the password alone, on one line.',
    )
  }
  requireTypeable(line)
  return line
}

const lineBreak = /[\n\r\x85\u2028\u2029]/

function requireReadable(text: string): void {
  if (!text.isWellFormed() || /[\0\ufffd\ufeff]/.test(text)) {
    throw usageError('The password contains an unreadable character.')
  }
}

function requireTypeable(text: string): void {
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) {
    throw usageError('The password contains a control character, such as a tab or a line break.')
  }
}

/**
 * Invisible characters, which text copied from a page may contain. Allowed are those that keyboards
 * type: they join or separate letters, set a direction, or belong to an emoji.
 */
const invisible =
  /[[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]--[\u061c\u200c-\u200f\ufe00-\ufe0f\u{e0020}-\u{e007f}]]/v

function requireVisible(text: string): void {
  if (invisible.test(text)) {
    throw usageError(
      'The password contains an invisible character.',
      'Type it instead of pasting it.',
    )
  }
}

/** A typed password that is compared with the stored one. It may have any length. */
export function readGuess(text: string): Password {
  return text.normalize('NFC') as Password
}

/** Whether a text is a bcrypt hash of cost 10 to 14, which takes at most a few seconds to check. */
export function isPasswordHash(text: string): boolean {
  return /^\$2[aby]\$1[0-4]\$[./A-Za-z0-9]{53}$/.test(text)
}

/**
 * Seconds to wait after `failed` wrong passwords in a row: 0 up to the fifth, then 1, 2, 4 … 30.
 */
export function guessDelay(failed: number): number {
  return failed <= 5 ? 0 : Math.min(30, 2 ** (failed - 6))
}
