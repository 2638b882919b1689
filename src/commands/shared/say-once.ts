import type { Context } from '../../command.ts'
import { findIdentity, getMembership } from '../../db/household/identity.ts'
import type { Db } from '../../db/schema.ts'
import { type Digest, isNothing, thingsIn, withoutSaid } from '../../domain/digest.ts'
import type { User } from '../../domain/user.ts'
import { errorCode } from '../../errors.ts'
import { readSaid, writeSaid } from '../../settings/said.ts'

/** The UUIDs of the household and the member, under which printed reminders are remembered. */
export async function whomOf(db: Db, member: User | undefined): Promise<readonly string[]> {
  if (member === undefined) return [(await findIdentity(db)) ?? '']
  const { household, user } = await getMembership(db, member)
  return [household, user]
}

/** Leaves out what was printed earlier that day, and remembers the rest. */
export function sayOnce(digest: Digest, whom: readonly string[], context: Context): Digest {
  const { date } = digest
  const said = readSaid(context.settings.stateFolder(), whom, date)
  const news = withoutSaid(digest, said.things)
  if (isNothing(news)) return news
  try {
    writeSaid(said.path, date, new Set([...said.things, ...thingsIn(news)]))
  } catch (error) {
    // Printing a reminder twice is better than losing it.
    const code = errorCode(error)
    if (code === undefined) throw error
    context.notice(
      `“${said.path}” cannot be written (${code}), so these reminders will be printed again.`,
    )
  }
  return news
}
