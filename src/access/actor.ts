import type { Db } from '../db/schema.ts'
import { toInstant } from '../domain/time.ts'
import { parseUserReference, type User, type UserId, type Viewer } from '../domain/user.ts'
import { MomentumError } from '../errors.ts'
import { once } from '../once.ts'
import { findLoggedIn, type LoggedIn } from './login.ts'
import type { AccessContext } from './session.ts'

/** Who acts, and what they may do. */
export type Actor = {
  /**
   * The member who acts: the one that was named, else the one who is logged in on this computer.
   *
   * @throws MomentumError `not_allowed` for a member with a password who did not give it
   */
  readonly user: () => Promise<User | undefined>
  /** The member whose private tasks may be seen: the one who acts. */
  readonly viewer: () => Promise<Viewer>
  /** The member who acts if they proved it; nobody is asked for a password here, or refused. */
  readonly provenUser: () => Promise<User | undefined>
  /** Makes sure that the person may act as this member. @throws MomentumError `not_allowed` */
  readonly authorize: (user: User) => Promise<void>
  /**
   * Makes sure that the person owns the household's database.
   *
   * @param action what nobody else can do: "downgrade its schema"
   * @param db the database, if the command opened it by itself
   * @throws MomentumError `not_allowed`
   */
  readonly requireOwner: (action: string, db?: Db) => Promise<void>
  /**
   * Logs a member in.
   *
   * @param piped the password that was piped in
   * @throws MomentumError `not_allowed` for a wrong password, or one that was not given
   */
  readonly logIn: (user: User, piped: string | undefined) => Promise<void>
  /** Logs out; `db` is opened if there is a session to end. */
  readonly logOut: (db: () => Promise<Db>) => Promise<void>
  /** The password that is piped in. */
  readonly readPassword: () => Promise<string>
}

export function openActor(context: AccessContext): Actor {
  const { world, settings } = context
  const loggedIn = once(() => findLoggedIn(settings, context.household, context.readsOnly))
  const claimed = once(() => findClaimed(context, loggedIn))
  const { isProven, prove } = openProofs(context, loggedIn)
  const user = once(async () => {
    const found = await claimed()
    if (found) await prove(found)
    return found
  })
  return {
    user,
    viewer: async () => (await user())?.id ?? null,
    async provenUser() {
      const found = await claimed().catch(undefinedIfMissing)
      return found && (await isProven(found)) ? found : undefined
    },
    authorize: prove,
    requireOwner: async (action, db) =>
      (await import('./ownership.ts')).requireOwner(action, context, db),
    logIn: async (member, piped) => (await import('./session.ts')).logIn(member, piped, context),
    logOut: async (db) => (await import('./session.ts')).logOut(settings, db),
    readPassword: async () => (await import('./password.ts')).readPassword(world.stdin),
  }
}

/** Finds the member who is said to act, whether they may or not. */
async function findClaimed(
  { settings, household }: AccessContext,
  loggedIn: () => Promise<LoggedIn | undefined>,
): Promise<User | undefined> {
  if (settings.user === undefined) return (await loggedIn())?.user
  const reference = parseUserReference(settings.user)
  const { getUser } = await import('../db/users/users.ts')
  return getUser(await household(), reference)
}

function undefinedIfMissing(error: unknown): undefined {
  if (!(error instanceof MomentumError && error.code === 'not_found')) throw error
}

/** Who proved while this command ran that they may act as which member. */
function openProofs(
  { world, household, ask }: AccessContext,
  loggedIn: () => Promise<LoggedIn | undefined>,
) {
  const proven = new Set<UserId>()

  /** Whether the member has no password, or gave it: in this command, or when they logged in. */
  async function isProven(user: User): Promise<boolean> {
    if (!user.has_password || proven.has(user.id)) return true
    const found = await loggedIn()
    const token = found?.user.id === user.id ? found.login.token : null
    if (token === null) return false
    const { isSession } = await import('../db/users/sessions.ts')
    const isOpen = await isSession(await household(), user.id, token, toInstant(world.now))
    if (isOpen) proven.add(user.id)
    return isOpen
  }

  /** Asks for the password unless it was given. @throws MomentumError `not_allowed` */
  async function prove(user: User): Promise<void> {
    if (await isProven(user)) return
    if (!ask) throw (await import('../db/users/passwords.ts')).passwordNeededError(user)
    const { askPassword } = await import('./password.ts')
    await askPassword(await household(), user, await ask(), world.clock)
    proven.add(user.id)
  }

  return { isProven, prove }
}
