import { createHash } from 'node:crypto'
import { guessDelay } from '../../domain/password.ts'
import { type Instant, toInstant } from '../../domain/time.ts'
import type { User, UserId } from '../../domain/user.ts'
import { type MomentumError, notAllowedError } from '../../errors.ts'
import type { Db } from '../schema.ts'
import { transact, type Writer, write } from '../transaction.ts'
import { requireSameAccess } from './users.ts'

/** How long somebody stays logged in, in days. */
export const sessionDays = 30

const dayLength = 86_400_000

/** A guess is looked at after 30 seconds at the latest, whatever a clock may have written. */
const longestDelay = 30_000

/** Lets whoever holds the token act as the user; the database keeps its hash alone. */
export async function openSession(db: Db, user: UserId, token: string, now: Date): Promise<void> {
  const created_at = toInstant(now)
  await transact(db, async (tx) => {
    await tx.deleteFrom('sessions').where('expires_at', '<=', created_at).execute()
    await tx
      .insertInto('sessions')
      .values({
        user_id: user,
        token_hash: hashToken(token),
        expires_at: toInstant(new Date(now.getTime() + sessionDays * dayLength)),
        created_at,
      })
      .execute()
  })
}

/** Whether the token lets its holder act as the user, at this moment. */
export async function isSession(
  db: Db,
  user: UserId,
  token: string,
  now: Instant,
): Promise<boolean> {
  const session = await db
    .selectFrom('sessions')
    .select('id')
    .where('token_hash', '=', hashToken(token))
    .where('user_id', '=', user)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return session !== undefined
}

/** Ends the session of a token; one that is not there is ended already. */
export async function closeSession(db: Db, token: string): Promise<void> {
  await transact(db, (tx) =>
    tx.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute(),
  )
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
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

/** Sets or, with null, takes away a password; everybody who was logged in as the user is logged out. */
export async function setPasswordHash(
  writer: Writer,
  user: User,
  hash: string | null,
  now: Instant,
): Promise<void> {
  await write(writer, async (tx) => {
    await requireSameAccess(tx, user)
    await tx.deleteFrom('sessions').where('user_id', '=', user.id).execute()
    await tx
      .updateTable('users')
      .set({ password_hash: hash, failed_guesses: 0, guess_after: null, updated_at: now })
      .where('id', '=', user.id)
      .execute()
  })
}

/**
 * Counts a guess as wrong before it is looked at, so that many at once count as many.
 *
 * @param clock the time at the moment it is called
 * @throws MomentumError `not_allowed` while it is too early for another one
 */
export async function countGuess(db: Db, user: User, clock: () => Date): Promise<void> {
  await transact(db, async (tx) => {
    // Not the time at which the command began: it may have waited for its password since.
    const now = clock()
    const { failed_guesses, guess_after } = await tx
      .selectFrom('users')
      .select(['failed_guesses', 'guess_after'])
      .where('id', '=', user.id)
      .executeTakeFirstOrThrow()
    const wait = guess_after === null ? 0 : new Date(guess_after).getTime() - now.getTime()
    if (wait > 0 && wait <= longestDelay) throw tooEarly(user, Math.ceil(wait / 1000))
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

/** Forgets the wrong guesses before a right one. */
export async function forgetGuesses(db: Db, user: UserId): Promise<void> {
  await transact(db, (tx) =>
    tx
      .updateTable('users')
      .set({ failed_guesses: 0, guess_after: null })
      .where('id', '=', user)
      .execute(),
  )
}

function tooEarly(user: User, seconds: number): MomentumError {
  return notAllowedError(
    `There were too many wrong passwords for ${user.name}.`,
    `Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
  )
}
