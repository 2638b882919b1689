import { guessDelay } from '../../domain/password.ts'
import { type Instant, toInstant } from '../../domain/time.ts'
import { type User, type UserId, userWord } from '../../domain/user.ts'
import { type MomentumError, notAllowedError } from '../../errors.ts'
import type { Db } from '../schema.ts'
import { transact, type Writer, write } from '../transaction.ts'
import { closeSessionsOf } from './sessions.ts'
import { requireSameAccess } from './users.ts'

/** The longest delay between guesses, in milliseconds. A longer one comes from a wrong clock. */
const longestDelay = 30_000

/** The error for a change that needs the password of a member. */
export function passwordNeededError(user: User): MomentumError {
  return notAllowedError(`This needs ${user.name}’s password.`, {
    lead: 'Log in first',
    command: `login ${userWord(user)}`,
    forActor: false,
  })
}

/** @returns the bcrypt hash, or null for a user without a password */
export async function findPasswordHash(db: Db, user: UserId): Promise<string | null> {
  const row = await db
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', user)
    .executeTakeFirstOrThrow()
  return row.password_hash
}

/** Sets a password, or removes it with null, and ends all sessions of the user. */
export async function setPasswordHash(
  writer: Writer,
  user: User,
  hash: string | null,
  now: Instant,
): Promise<void> {
  await write(writer, async (tx) => {
    await requireSameAccess(tx, user)
    await closeSessionsOf(tx, user.id)
    await tx
      .updateTable('users')
      .set({ password_hash: hash, failed_guesses: 0, guess_after: null, updated_at: now })
      .where('id', '=', user.id)
      .execute()
  })
}

/**
 * Counts a guess as wrong before it is checked, so that simultaneous guesses all count.
 *
 * @param clock returns the present time
 * @throws MomentumError `not_allowed` before the delay after the last wrong guess is over
 */
export async function countGuess(db: Db, user: User, clock: () => Date): Promise<void> {
  await transact(db, async (tx) => {
    // The command may have waited for its password, so that the time of its start is too early.
    const now = clock()
    const { failed_guesses, guess_after } = await tx
      .selectFrom('users')
      .select(['failed_guesses', 'guess_after'])
      .where('id', '=', user.id)
      .executeTakeFirstOrThrow()
    const wait = guess_after === null ? 0 : new Date(guess_after).getTime() - now.getTime()
    if (wait > 0 && wait <= longestDelay) throw tooManyGuessesError(user, Math.ceil(wait / 1000))
    const delay = guessDelay(failed_guesses + 1) * 1000
    await tx
      .updateTable('users')
      .set({
        failed_guesses: failed_guesses + 1,
        guess_after: delay === 0 ? null : toInstant(new Date(now.getTime() + delay)),
      })
      .where('id', '=', user.id)
      .execute()
  })
}

/** Resets the count of wrong guesses, after a right one. */
export async function resetGuesses(db: Db, user: UserId): Promise<void> {
  await transact(db, (tx) =>
    tx
      .updateTable('users')
      .set({ failed_guesses: 0, guess_after: null })
      .where('id', '=', user)
      .execute(),
  )
}

function tooManyGuessesError(user: User, seconds: number): MomentumError {
  return notAllowedError(
    `There were too many wrong passwords for ${user.name}.`,
    `Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
  )
}
