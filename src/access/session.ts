import { findIdentity, getMembership } from '../db/household/identity.ts'
import type { Db } from '../db/schema.ts'
import { closeSession, openSession } from '../db/users/sessions.ts'
import { readGuess } from '../domain/password.ts'
import type { User } from '../domain/user.ts'
import { databaseError, notAllowedError } from '../errors.ts'
import type { Settings } from '../settings/settings.ts'
import type { Prompts } from '../terminal/prompt.ts'
import type { World } from '../world.ts'
import {
  findLoggedIn,
  forgetLogin,
  mayBeLoggedIn,
  missingFileOfLogin,
  writeLogin,
} from './login.ts'
import { askPassword, checkPassword } from './password.ts'

/** What access is decided by. */
export type AccessContext = {
  readonly world: World
  readonly settings: Settings
  /** Opens the household's database, whoever acts. */
  readonly household: () => Promise<Db>
  /** Opens the questions to the person; undefined where nobody can be asked. */
  readonly ask: (() => Promise<Prompts>) | undefined
  /** Whether nothing may be written: a login that an earlier version wrote is not upgraded. */
  readonly readsOnly?: boolean
}

/**
 * Logs a member in: for 30 days, if they have a password.
 *
 * @param piped the password that was piped in
 * @throws MomentumError `not_allowed` for a wrong password, or one that was not given
 */
export async function logIn(
  user: User,
  piped: string | undefined,
  context: AccessContext,
): Promise<void> {
  const { world, settings, household } = context
  const membership = await getMembership(await household(), user)
  if (!user.has_password) return writeLogin(settings, { ...membership, token: null })
  await requirePassword(user, piped, context)
  const token = world.newToken()
  writeLogin(settings, { ...membership, token })
  await openSession(await household(), user.id, token, world.now)
}

async function requirePassword(
  user: User,
  piped: string | undefined,
  { world, household, ask }: AccessContext,
): Promise<void> {
  const db = await household()
  if (piped !== undefined) return checkPassword(db, user, readGuess(piped), world.clock)
  if (ask) return askPassword(db, user, await ask(), world.clock)
  throw notAllowedError(
    `${user.name} has a password, but there is no terminal to ask on.`,
    'Pipe it in with --password-stdin.',
  )
}

/**
 * Logs out.
 *
 * @throws MomentumError `database` if the household is missing: only its file tells its login
 */
export async function logOut(settings: Settings, db: () => Promise<Db>): Promise<void> {
  const missing = missingFileOfLogin(settings)
  if (missing !== undefined) {
    throw databaseError(`There is no database at “${missing}”, so nobody was logged out.`, {
      lead: 'Name your household’s file',
      command: 'logout --db <file>',
    })
  }
  const found = await findLoggedIn(settings, db)
  if (found?.login.token) await closeSession(await db(), found.login.token)
  // A deleted member is logged out, too, because an undo could bring them back.
  const household = mayBeLoggedIn(settings) ? await findIdentity(await db()) : undefined
  if (household !== undefined) forgetLogin(settings, household)
}
