import type { Db } from '../db/schema.ts'
import { countGuess, findPasswordHash, forgetGuesses } from '../db/users/sessions.ts'
import { isPasswordHash, type Password, parsePassword, readGuess } from '../domain/password.ts'
import { type User, userWord } from '../domain/user.ts'
import { type MomentumError, notAllowedError, usageError } from '../errors.ts'
import type { Prompts } from '../terminal/prompt.ts'
import type { Input } from '../world.ts'

/** bcrypt's work factor: about a quarter of a second a guess. OWASP asks for 10 or more. */
const cost = 12

/** The most that is read of a secret on standard input, in bytes. */
const mostBytes = 4096

/** How often a person may mistype before the command gives up. */
const tries = 3

/** Made outside every transaction: it takes its time. */
export async function hashPassword(password: Password): Promise<string> {
  const { hash } = await import('bcrypt')
  return hash(password, cost)
}

/**
 * @throws MomentumError `not_allowed` for a wrong password, or while it is too early for another guess
 */
export async function checkPassword(
  db: Db,
  user: User,
  guess: Password,
  clock: () => Date,
): Promise<void> {
  if (!(await isPassword(db, user, guess, clock))) throw wrongPassword(user)
}

function wrongPassword(user: User): MomentumError {
  return notAllowedError(`That is not ${user.name}’s password.`)
}

/** Counts the guess. @throws MomentumError `not_allowed` when it cannot be looked at */
async function isPassword(
  db: Db,
  user: User,
  guess: Password,
  clock: () => Date,
): Promise<boolean> {
  await countGuess(db, user, clock)
  const stored = await findPasswordHash(db, user.id)
  if (stored === null || !isPasswordHash(stored)) {
    throw notAllowedError(`The stored password of ${user.name} is damaged.`, {
      lead: 'Whoever owns the database can take it away',
      command: `user password ${userWord(user)} --reset`,
    })
  }
  const right = await matches(guess, stored)
  if (right) await forgetGuesses(db, user.id)
  return right
}

/** bcrypt would take a longer guess, or one with NUL, for its own beginning. */
async function matches(guess: Password, stored: string): Promise<boolean> {
  if (Buffer.byteLength(guess) > 72 || guess.includes('\0')) return false
  const { compare } = await import('bcrypt')
  return compare(guess, stored)
}

/** Asks for a user's password, again when it is mistyped. @throws MomentumError `not_allowed` */
export async function askPassword(
  db: Db,
  user: User,
  prompts: Prompts,
  clock: () => Date,
): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const again = attempt === 1 ? '' : 'That is not it. '
    const message = `${again}Password of ${user.name}:`
    const guess = await prompts.secret({ message, parse: readGuess })
    if (await isPassword(db, user, guess, clock)) return
  }
  throw wrongPassword(user)
}

/** Asks for a new password, twice. */
export async function askNewPassword(prompts: Prompts): Promise<Password> {
  const password = await prompts.secret({ message: 'New password:', parse: parsePassword })
  await prompts.secret({
    message: 'Once more:',
    parse: (text) => {
      if (readGuess(text) === password) return
      throw usageError('That is not the same. Ctrl-C starts over.')
    },
  })
  return password
}

/**
 * A secret that was piped in: all of it but one line break at the end.
 *
 * @throws MomentumError `usage` for a terminal, which would show it, for nothing, or for too much
 */
export async function readSecret(stdin: Input): Promise<string> {
  if (stdin.isTTY) {
    throw usageError(
      'A password typed here would be seen.',
      'Pipe it in, or leave --password-stdin out to be asked.',
    )
  }
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stdin) {
    parts.push(Buffer.from(part))
    size += parts.at(-1)?.length ?? 0
    if (size > mostBytes) throw usageError('The password is far too long.')
  }
  const text = Buffer.concat(parts)
    .toString('utf8')
    .replace(/\r?\n$/, '')
  if (text === '') throw usageError('No password came in on standard input.')
  return text
}
