import { createHash } from 'node:crypto'
import { type Instant, toInstant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import type { Db, Tx } from '../schema.ts'
import { transact } from '../transaction.ts'

/** How many days a login lasts. */
const sessionDays = 30

const dayLength = 86_400_000

/** Lets the holder of a token act as a user. The database keeps only a hash of the token. */
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

/** Whether the holder of a token may act as a user now. */
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

/** Ends the session of a token, if it has one. */
export async function closeSession(db: Db, token: string): Promise<void> {
  await transact(db, (tx) =>
    tx.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute(),
  )
}

/** Ends every session of a user, as a part of what changes the user. */
export async function closeSessionsOf(tx: Tx, user: UserId): Promise<void> {
  await tx.deleteFrom('sessions').where('user_id', '=', user).execute()
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
