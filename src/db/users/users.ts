import type { ExpressionBuilder } from 'kysely'
import { didYouMean } from '../../domain/near.ts'
import { conflictingNameKeys, fold, foldAccents, nameKey } from '../../domain/text.ts'
import type { Instant } from '../../domain/time.ts'
import { type User, type UserId, type UserReference, userWord } from '../../domain/user.ts'
import {
  ambiguousError,
  conflictError,
  type MomentumError,
  notFoundError,
  refusedError,
} from '../../errors.ts'
import { violatedColumn } from '../error-codes.ts'
import type { Db, Schema, Tx } from '../schema.ts'
import { type Writer, write } from '../transaction.ts'
import { closeSessionsOf } from './sessions.ts'

/** The fields of a user that a person sets. */
export type UserDraft = Pick<User, 'name'> & Partial<Pick<User, 'role' | 'email'>>

/** The columns of a `User`, for `select` and `returning`; the password hash is not one of them. */
export function userColumns(eb: ExpressionBuilder<Schema, 'users'>) {
  const hasPassword = eb('users.password_hash', 'is not', null).$castTo<boolean>()
  return [...ownColumns, hasPassword.as('has_password')] as const
}

const ownColumns = [
  'users.id',
  'users.name',
  'users.role',
  'users.email',
  'users.active',
  'users.created_at',
  'users.updated_at',
] as const

/**
 * @param draft its `passwordHash` comes from `hashPassword`; without one, the user has no password
 * @throws MomentumError `conflict` when the name or the address is in use, ignoring case
 */
export async function addUser(
  writer: Writer | Tx,
  draft: UserDraft & { readonly passwordHash?: string | undefined },
  now: Instant,
): Promise<User> {
  const { passwordHash, ...fields } = draft
  const adding = write(writer, async (tx) => {
    await requireFree(tx, fields)
    return tx
      .insertInto('users')
      .values({
        ...withKeys(fields),
        name: fields.name,
        name_key: nameKey(fields.name),
        password_hash: passwordHash ?? null,
        created_at: now,
        updated_at: now,
      })
      .returning(userColumns)
      .executeTakeFirstOrThrow()
  })
  return adding.catch((error: unknown) => {
    throw findInUseError(error, fields) ?? error
  })
}

/** Lists users by name. Inactive users are left out unless `all` is set. */
export async function listUsers(db: Db, filter: { readonly all: boolean }): Promise<User[]> {
  return db
    .selectFrom('users')
    .select(userColumns)
    .$if(!filter.all, (query) => query.where('active', '=', true))
    .orderBy('name_key')
    .execute()
}

/** Finds a user by number. */
export async function findUser(db: Db, id: UserId): Promise<User | undefined> {
  return db.selectFrom('users').select(userColumns).where('id', '=', id).executeTakeFirst()
}

/**
 * Gets a member by number or name. If nobody has exactly this name, it means the only member who
 * has it apart from accents, or else the only one whose name begins with this word: zoe is
 * Zoë Anna.
 *
 * @throws MomentumError `not_found`, or `ambiguous` with the candidates
 */
export async function getUser(db: Db, reference: UserReference): Promise<User> {
  const user =
    'id' in reference
      ? await findUser(db, reference.id)
      : ((await findNamed(db, reference.name)) ?? (await findAlike(db, reference.name)))
  if (user) return user
  if ('id' in reference) {
    throw notFoundError(`There is no member with the number ${reference.id}.`, seeMembers)
  }
  const names = (await listUsers(db, { all: true })).map(({ name }) => name)
  const question = didYouMean(reference.name, names, foldAccents)
  throw notFoundError(`There is no member “${reference.name}”.`, question ?? seeMembers)
}

const seeMembers = { lead: 'See', command: 'user list --all', forActor: false } as const

async function findNamed(db: Db, name: string): Promise<User | undefined> {
  const query = db.selectFrom('users').select(userColumns)
  // An earlier version may have accepted a name that differs from another only in its blanks.
  for (const key of new Set([fold(name), nameKey(name)])) {
    const user = await query.where('name_key', '=', key).executeTakeFirst()
    if (user) return user
  }
  return undefined
}

/** @throws MomentumError `ambiguous` with the candidates */
async function findAlike(db: Db, name: string): Promise<User | undefined> {
  const key = foldAccents(name)
  const named = (await listUsers(db, { all: true })).map((user) => ({
    user,
    key: foldAccents(user.name),
  }))
  const whole = named.filter((each) => each.key === key)
  const alike = whole.length > 0 ? whole : named.filter((each) => each.key.startsWith(`${key} `))
  const found = alike.map(({ user }) => user)
  if (found.length < 2) return found[0]
  const candidates = found.map((user) => `${user.id} (${user.name})`).join(', ')
  throw ambiguousError(`“${name}” matches several members: ${candidates}.`, 'Use their number.')
}

/**
 * @param action what an inactive user cannot do: “pick a Daily Win”
 * @throws MomentumError `refused` for an inactive user
 */
export function requireActive(user: User, action: string): void {
  if (user.active) return
  throw refusedError(`${user.name} is inactive and cannot ${action}.`, {
    lead: 'First',
    command: `user activate ${userWord(user)}`,
  })
}

/**
 * Checks in a transaction that a permission to change a user, given before it, is still valid.
 *
 * @throws MomentumError `conflict` when the user has been deleted, or a password has been set
 */
export async function requireSameAccess(tx: Tx, user: User): Promise<void> {
  const current = await findUser(tx, user.id)
  if (current && current.has_password === user.has_password) return
  throw conflictError(
    `Someone else changed or deleted ${user.name} at the same time, so nothing was done.`,
    { lead: 'Check the list, then try again', command: 'user list --all', forActor: false },
  )
}

/**
 * Changes a user. One who is deactivated is logged out everywhere.
 *
 * @throws MomentumError `conflict` when the new name or address is in use
 */
export async function editUser(
  writer: Writer | Tx,
  user: User,
  changes: Partial<UserDraft & Pick<User, 'active'>>,
  now: Instant,
): Promise<User> {
  const editing = write(writer, async (tx) => {
    await requireSameAccess(tx, user)
    await requireFree(tx, changes, user.id)
    if (changes.active === false) await closeSessionsOf(tx, user.id)
    return tx
      .updateTable('users')
      .set({ ...withKeys(changes), updated_at: now })
      .where('id', '=', user.id)
      .returning(userColumns)
      .executeTakeFirstOrThrow()
  })
  return editing.catch((error: unknown) => {
    throw findInUseError(error, changes) ?? error
  })
}

function withKeys<Changes extends Partial<UserDraft>>(changes: Changes) {
  const { name, email } = changes
  return {
    ...changes,
    ...(name === undefined ? {} : { name_key: nameKey(name) }),
    ...(email === undefined ? {} : { email_key: email === null ? null : fold(email) }),
  }
}

/**
 * Checks before the write, because a refused write uses up an id on a server, and because the
 * databases report different columns first. The unique indexes protect against simultaneous writes.
 *
 * @throws MomentumError `conflict` for a name or an address that another member has
 */
export async function requireFree(db: Db, fields: Partial<UserDraft>, own?: UserId): Promise<void> {
  const others = db
    .selectFrom('users')
    .select('id')
    .where('id', 'is distinct from', own ?? null)
  const isInUse = async (column: 'name_key' | 'email_key', keys: readonly string[]) =>
    (await others.where(column, 'in', keys).executeTakeFirst()) !== undefined
  const { name, email = null } = fields
  if (name !== undefined && (await isInUse('name_key', conflictingNameKeys(name)))) {
    throw nameInUseError(fields)
  }
  if (email !== null && (await isInUse('email_key', [fold(email)]))) throw emailInUseError(fields)
}

/** The error for a name or address that somebody else has just taken. */
function findInUseError(error: unknown, fields: Partial<UserDraft>): MomentumError | undefined {
  const column = violatedColumn(error)
  if (column === 'name_key') return nameInUseError(fields)
  if (column === 'email_key') return emailInUseError(fields)
  return undefined
}

function nameInUseError({ name }: Partial<UserDraft>): MomentumError {
  return inUseError(`There is already a member named “${name}”.`, 'name')
}

function emailInUseError({ email }: Partial<UserDraft>): MomentumError {
  return inUseError(`“${email}” is already in use.`, 'address')
}

function inUseError(message: string, what: string): MomentumError {
  return conflictError(message, {
    lead: `Choose another ${what}, or see`,
    command: 'user list --all',
    forActor: false,
  })
}
