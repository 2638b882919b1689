import type { Db } from '../db/schema.ts'
import { countGuess, findPasswordHash, resetGuesses } from '../db/users/passwords.ts'
import {
  isPasswordHash,
  type Password,
  parsePassword,
  parsePipedPassword,
  readGuess,
} from '../domain/password.ts'
import { type User, userWord } from '../domain/user.ts'
import { type MomentumError, notAllowedError, usageError } from '../errors.ts'
import { readPiped } from '../terminal/piped.ts'
import type { Prompts } from '../terminal/prompt.ts'
import type { Input } from '../world.ts'

/** bcrypt's work factor: a guess takes about a quarter of a second. OWASP asks for 10 or more. */
const cost = 12

/** The longest input that is read as a password, in bytes. */
const maxBytes = 4096

/** How often a person may type a password before the command gives up. */
const attempts = 3

/** Hashes a password. Call it outside transactions, because it is slow. */
export async function hashPassword(password: Password): Promise<string> {
  const { hash } = await import('bcrypt')
  return hash(password, cost)
}

/**
 * Checks a user's password.
 *
 * @throws MomentumError `not_allowed` for a wrong password, or while it is too early for another
 * guess
 */
export async function checkPassword(
  db: Db,
  user: User,
  guess: Password,
  clock: () => Date,
): Promise<void> {
  if (!(await isPassword(db, user, guess, clock))) throw wrongPasswordError(user)
}

function wrongPasswordError(user: User): MomentumError {
  return notAllowedError(`Wrong password for ${user.name}.`)
}

/** Counts the guess, then checks it. @throws MomentumError `not_allowed` if it cannot be checked */
async function isPassword(
  db: Db,
  user: User,
  guess: Password,
  clock: () => Date,
): Promise<boolean> {
  await countGuess(db, user, clock)
  const stored = await findPasswordHash(db, user.id)
  if (stored === null || !isPasswordHash(stored)) {
    throw notAllowedError(`${user.name}’s stored password is damaged.`, {
      lead: 'The owner of the database can remove it',
      command: `user password ${userWord(user)} --reset`,
    })
  }
  const isRight = await matches(guess, stored)
  if (isRight) await resetGuesses(db, user.id)
  return isRight
}

/** bcrypt would compare only the beginning of a longer guess, or of one with NUL. */
async function matches(guess: Password, stored: string): Promise<boolean> {
  if (Buffer.byteLength(guess) > 72 || guess.includes('\0')) return false
  const { compare } = await import('bcrypt')
  return compare(guess, stored)
}

/** Asks for a user's password, again if it is wrong. @throws MomentumError `not_allowed` */
export async function askPassword(
  db: Db,
  user: User,
  prompts: Prompts,
  clock: () => Date,
): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const mistake = attempt === 1 ? '' : 'Wrong password. '
    const message = `${mistake}Password for ${user.name}:`
    const guess = await prompts.secret({ message, parse: readGuess })
    if (await isPassword(db, user, guess, clock)) return
  }
  throw wrongPasswordError(user)
}

/** Asks for a new password, twice. */
export async function askNewPassword(prompts: Prompts): Promise<Password> {
  const password = await prompts.secret({ message: 'New password:', parse: parsePassword })
  await prompts.secret({
    message: 'Confirm new password:',
    parse: (text) => {
      if (readGuess(text) === password) return
      throw usageError('The passwords don’t match.')
    },
  })
  return password
}

/**
 * Reads a password that was piped in: one line.
 *
 * @throws MomentumError `usage` for a terminal, which would show it, for input that is too long,
 * and for what {@link parsePipedPassword} refuses
 */
export async function readPassword(stdin: Input): Promise<string> {
  if (stdin.isTTY) {
    throw usageError(
      'A password typed here would be visible.',
      'Pipe it in, or leave out --password-stdin to be asked for it.',
    )
  }
  const bytes = await readPiped(stdin, maxBytes, () => usageError('The password is too long.'))
  return parsePipedPassword(bytes.toString('utf8'))
}
