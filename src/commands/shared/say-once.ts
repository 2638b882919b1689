import type { Context } from '../../command.ts'
import { findIdentity, getMembership } from '../../db/household/identity.ts'
import type { Db } from '../../db/schema.ts'
import { type Digest, isNothing, thingsIn, withoutSaid } from '../../domain/digest.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { User } from '../../domain/user.ts'
import { errorCode } from '../../errors.ts'
import { readSaid, writeSaid } from '../../settings/said.ts'

/** The UUIDs of the household and the member, under which printed reminders are remembered. */
export async function whomOf(db: Db, member: User | undefined): Promise<readonly string[]> {
  if (member === undefined) return [(await findIdentity(db)) ?? '']
  const { household, user } = await getMembership(db, member)
  return [household, user]
}

/** Leaves out what was printed earlier that day, and remembers the rest once it is printed. */
export function sayOnce(digest: Digest, whom: readonly string[], context: Context): Digest {
  const { date } = digest
  const said = readSaid(context.settings.stateFolder(), whom, date)
  const news = withoutSaid(digest, said.things)
  const things = new Set([...said.things, ...thingsIn(news)])
  if (!isNothing(news)) context.whenPrinted(() => remember(said.path, date, things, context))
  return news
}

function remember(
  path: string,
  date: CalendarDate,
  things: ReadonlySet<string>,
  { notice }: Context,
): void {
  try {
    writeSaid(path, date, things)
  } catch (error) {
    // Printing a reminder twice is better than losing it.
    const code = errorCode(error)
    if (code === undefined) throw error
    notice(`“${path}” cannot be written (${code}), so these reminders will be printed again.`)
  }
}
