import type { Context } from '../../command.ts'
import type { Reader } from '../../db/routines/routines.ts'
import type { User } from '../../domain/user.ts'
import { usageError } from '../../errors.ts'

/**
 * The member who acts.
 *
 * @param what the word that needs a member: `--mine`
 * @throws MomentumError `usage` if nobody is known to act
 */
export async function requireActor(what: string, context: Context): Promise<User> {
  const user = await context.actor.user()
  if (user) return user
  throw usageError(`${what} needs to know who you are.`, {
    lead: 'Add --as <user>, or log in once',
    command: 'login <user>',
    forActor: false,
  })
}

/** Whose routines a command reads, and the day that it is. */
export async function readerOf(context: Context): Promise<Reader> {
  return { viewer: await context.actor.viewer(), today: context.today }
}
