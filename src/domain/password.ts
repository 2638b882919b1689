import { usageError } from '../errors.ts'

/** A password as it is hashed: NFC, 8 characters or more, 72 bytes of UTF-8 or less. */
export type Password = string & { readonly __brand: 'Password' }

/** How many characters a password has at the least: NIST SP 800-63B, 5.1.1.2. */
const leastCharacters = 8

/** bcrypt reads no more than this and would take any longer one with the same beginning. */
const mostBytes = 72

/**
 * A new password. Nothing is cut off or trimmed.
 *
 * @throws MomentumError `usage`, which never shows the password
 */
export function parsePassword(text: string): Password {
  if (!text.isWellFormed() || text.includes('\0') || text.includes('\ufffd')) {
    throw usageError('The password holds a character that cannot be read.')
  }
  const password = text.normalize('NFC')
  if ([...password].length < leastCharacters) {
    throw usageError(`A password has ${leastCharacters} characters or more.`)
  }
  const bytes = Buffer.byteLength(password)
  if (bytes > mostBytes) {
    throw usageError(
      `The password is ${bytes} bytes long; ${mostBytes} is the most.`,
      'Choose a shorter one; nothing of it is ever cut off.',
    )
  }
  // A brand is made here and in readGuess only.
  return password as Password
}

/** What somebody typed where a password was asked: compared as it is, whatever its length. */
export function readGuess(text: string): Password {
  return text.normalize('NFC') as Password
}

/** Whether a stored text is a bcrypt hash of a cost that can be computed. */
export function isPasswordHash(text: string): boolean {
  return /^\$2[aby]\$1[0-4]\$[./A-Za-z0-9]{53}$/.test(text)
}

/** Seconds before the next guess after so many wrong ones in a row: none up to five, then 1, 2, 4 … 30. */
export function guessDelay(failed: number): number {
  return failed <= 5 ? 0 : Math.min(30, 2 ** (failed - 6))
}
