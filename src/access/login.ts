import { join } from 'node:path'
import type { Membership } from '../db/household/identity.ts'
import { placeOf } from '../db/location.ts'
import type { Db } from '../db/schema.ts'
import { statFile } from '../db/sqlite/file.ts'
import { writePrivateText } from '../db/sqlite/private-text.ts'
import type { User, UserId } from '../domain/user.ts'
import { errorCode } from '../errors.ts'
import type { Settings } from '../settings/settings.ts'
import { readRegularFile } from '../settings/settings-file.ts'

/** A member who is logged in on this computer; one with a password has a token. */
type Login = Membership & { readonly token: string | null }

/** Who is logged in to the household, and how. */
export type LoggedIn = { readonly user: User; readonly login: Login }

/** A login that an earlier version wrote: it names the household's place and the user's number. */
type EarlierLogin = { readonly user: UserId; readonly token: string | null }

/** The logins by household, and those that earlier versions wrote, by place. */
type Logins = {
  readonly current: readonly Login[]
  readonly earlier: ReadonlyMap<string, EarlierLogin>
}

/**
 * Finds who is logged in to the household on this computer. The login belongs to the household,
 * wherever its file is, and not to another household at the same place.
 *
 * @param household opens the household; it is called only if somebody may be logged in to it
 * @param readsOnly whether a login that an earlier version wrote stays as it is
 */
export async function findLoggedIn(
  settings: Settings,
  household: () => Promise<Db>,
  readsOnly = false,
): Promise<LoggedIn | undefined> {
  const logins = readLogins(settings)
  if (!mayBeLoggedIn(settings, logins)) return undefined
  const db = await household()
  const old = logins.earlier.get(placeOf(settings.location()))
  return (
    (await findMemberOf(db, logins.current)) ?? (old && upgradeLogin(settings, db, old, readsOnly))
  )
}

/** Whether somebody may be logged in to the household, as far as can be told without opening it. */
export function mayBeLoggedIn(
  settings: Settings,
  { current, earlier } = readLogins(settings),
): boolean {
  const location = settings.location()
  if (current.length === 0 && !earlier.has(placeOf(location))) return false
  return 'server' in location || statFile(location.path) !== undefined
}

/** The path of the household's file, if it is missing but somebody may be logged in to it. */
export function missingFileOfLogin(settings: Settings): string | undefined {
  const { current, earlier } = readLogins(settings)
  const location = settings.location()
  if ('server' in location || (current.length === 0 && earlier.size === 0)) return undefined
  return statFile(location.path) === undefined ? location.path : undefined
}

async function findMemberOf(db: Db, logins: readonly Login[]): Promise<LoggedIn | undefined> {
  const { findMember } = await import('../db/household/identity.ts')
  const found = await findMember(db, logins)
  const login = logins.find(({ household }) => household === found?.household)
  return found && login && { user: found.member, login }
}

/** Replaces a login that an earlier version wrote with one of this household, on its first use. */
async function upgradeLogin(
  settings: Settings,
  db: Db,
  { user, token }: EarlierLogin,
  readsOnly: boolean,
): Promise<LoggedIn | undefined> {
  const { findMembership } = await import('../db/household/identity.ts')
  const membership = await findMembership(db, user)
  if (membership === undefined) return undefined
  const login = { ...membership, token }
  try {
    if (!readsOnly) writeLogin(settings, login)
  } catch {
    // The next command tries again. Until then, the old entry still works.
  }
  return findMemberOf(db, [login])
}

/** Writes down who is logged in, in a file that only its owner can read. */
export function writeLogin(settings: Settings, login: Login): void {
  writeLogins(settings, login.household, login)
}

/** Deletes who is logged in to a household. */
export function forgetLogin(settings: Settings, household: string): void {
  writeLogins(settings, household, undefined)
}

function writeLogins(settings: Settings, household: string, login: Login | undefined): void {
  const { current, earlier } = readLogins(settings)
  const place = placeOf(settings.location())
  const others = current.filter((each) => each.household !== household)
  const entries: readonly (readonly [key: string, entry: object])[] = [
    ...[...earlier].filter(([each]) => each !== place),
    ...[...others, ...(login ? [login] : [])].map(
      (each) => [each.household, { user: each.user, token: each.token }] as const,
    ),
  ]
  const path = fileOf(settings)
  const text = JSON.stringify(Object.fromEntries(entries), null, 2)
  writePrivateText(path, `${text}\n`)
}

/**
 * Reads the list of logins. If it is missing or damaged, nobody is logged in.
 *
 * @throws Error if the list exists but cannot be read, because somebody may be logged in
 */
function readLogins(settings: Settings): Logins {
  const entries = readEntries(settings)
  const current = entries.flatMap(([household, entry]) =>
    isEntry(entry) && isUuid(household) && isUuid(entry.user)
      ? [{ household, user: entry.user, token: entry.token }]
      : [],
  )
  const earlier = entries.flatMap(([place, entry]) =>
    isEntry(entry) && Number.isSafeInteger(entry.user)
      ? [[place, { user: entry.user as UserId, token: entry.token }] as const]
      : [],
  )
  return { current, earlier: new Map(earlier) }
}

function readEntries(settings: Settings): readonly [string, unknown][] {
  try {
    const logins: unknown = JSON.parse(readRegularFile(fileOf(settings)))
    return Object.entries(logins ?? {})
  } catch (error) {
    if (unreadable.includes(errorCode(error) ?? '')) throw error
    return []
  }
}

const unreadable = ['EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE']

// A server refuses to compare a UUID with anything else.
function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
}

function isEntry(value: unknown): value is { user: unknown; token: string | null } {
  if (typeof value !== 'object' || value === null) return false
  if (!('user' in value) || !('token' in value)) return false
  return value.token === null || typeof value.token === 'string'
}

function fileOf({ stateFolder }: Settings): string {
  return join(stateFolder(), 'login.json')
}
