import type { ExpressionBuilder } from 'kysely'
import { fold } from '../../domain/text.ts'
import type { Instant } from '../../domain/time.ts'
import { type User, type UserId, type UserReference, userWord } from '../../domain/user.ts'
import {
  conflictError,
  type MomentumError,
  notAllowedError,
  notFoundError,
  refusedError,
} from '../../errors.ts'
import { violatedColumn } from '../error-codes.ts'
import type { Db, Schema, Tx } from '../schema.ts'
import { type Writer, write } from '../transaction.ts'

/** What a person says of a user. */
export type UserDraft = Pick<User, 'name'> & Partial<Pick<User, 'role' | 'email'>>

/** What makes a `User`, for `select` and `returning` alike; the hash of the password stays behind. */
function userColumns(eb: ExpressionBuilder<Schema, 'users'>) {
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
 * @param draft its `passwordHash` is made by `hashPassword`; without one, nobody is asked for it
 * @throws MomentumError `conflict` when the name or the address is taken, in whatever case
 */
export async function addUser(
  writer: Writer | Tx,
  draft: UserDraft & { readonly passwordHash?: string | undefined },
  now: Instant,
): Promise<User> {
  const { passwordHash, ...said } = draft
  const adding = write(writer, async (tx) => {
    await requireFree(tx, said)
    return tx
      .insertInto('users')
      .values({
        ...withKeys(said),
        name: said.name,
        name_key: fold(said.name),
        password_hash: passwordHash ?? null,
        created_at: now,
        updated_at: now,
      })
      .returning(userColumns)
      .executeTakeFirstOrThrow()
  })
  return adding.catch((error: unknown) => refuseTaken(error, said))
}

/** Sorted by name, the inactive ones only with `all`. */
export async function listUsers(db: Db, filter: { readonly all: boolean }): Promise<User[]> {
  return db
    .selectFrom('users')
    .select(userColumns)
    .$if(!filter.all, (query) => query.where('active', '=', true))
    .orderBy('name_key')
    .execute()
}

/** The user with this number, if there still is one. */
export async function findUser(db: Db, id: UserId): Promise<User | undefined> {
  return db.selectFrom('users').select(userColumns).where('id', '=', id).executeTakeFirst()
}

/** @throws MomentumError `not_found` */
export async function getUser(db: Db, reference: UserReference): Promise<User> {
  const query = db.selectFrom('users').select(userColumns)
  const user = await ('id' in reference
    ? query.where('id', '=', reference.id)
    : query.where('name_key', '=', fold(reference.name))
  ).executeTakeFirst()
  if (user) return user
  const named = 'id' in reference ? `with the number ${reference.id}` : `“${reference.name}”`
  throw notFoundError(`There is no user ${named}.`, {
    lead: 'See',
    command: 'user list --all',
    forActor: false,
  })
}

/** @throws MomentumError `refused` for a user who does not take part any more */
export function requireActive(user: User, deed: string): void {
  if (user.active) return
  throw refusedError(`${user.name} is not active and cannot ${deed}.`, {
    lead: 'First',
    command: `user activate ${userWord(user)}`,
  })
}

/** The error for what somebody else’s password guards. */
export function passwordNeededError(user: User): MomentumError {
  return notAllowedError(`${user.name} has a password, which was not given here.`, {
    lead: 'Log in first',
    command: `login ${userWord(user)}`,
    forActor: false,
  })
}

/**
 * Inside a write: whoever was allowed to change this user still is.
 *
 * @throws MomentumError `conflict` when a password was set since the user was read, or the user is gone
 */
export async function requireSameAccess(tx: Tx, user: User): Promise<void> {
  const now = await findUser(tx, user.id)
  if (now && now.has_password === user.has_password) return
  throw conflictError(
    `Somebody else changed or removed ${user.name} meanwhile; nothing was done.`,
    { lead: 'Look, and run the command again', command: 'user list --all', forActor: false },
  )
}

/** @throws MomentumError `conflict` when the new name or address is taken */
export async function editUser(
  writer: Writer | Tx,
  user: User,
  changes: Partial<UserDraft & Pick<User, 'active'>>,
  now: Instant,
): Promise<User> {
  const editing = write(writer, async (tx) => {
    await requireSameAccess(tx, user)
    await requireFree(tx, changes, user.id)
    return tx
      .updateTable('users')
      .set({ ...withKeys(changes), updated_at: now })
      .where('id', '=', user.id)
      .returning(userColumns)
      .executeTakeFirstOrThrow()
  })
  return editing.catch((error: unknown) => refuseTaken(error, changes))
}

function withKeys<Changes extends Partial<UserDraft>>(changes: Changes) {
  const { name, email } = changes
  return {
    ...changes,
    ...(name === undefined ? {} : { name_key: fold(name) }),
    ...(email === undefined ? {} : { email_key: email === null ? null : fold(email) }),
  }
}

/**
 * Looks before it is written: what a server refuses costs it a number, and each database would name
 * another column first. Against other programs, the unique indexes hold.
 */
async function requireFree(tx: Tx, said: Partial<UserDraft>, own?: UserId): Promise<void> {
  const others = tx
    .selectFrom('users')
    .select('id')
    .where('id', 'is distinct from', own ?? null)
  const isTaken = async (column: 'name_key' | 'email_key', text: string | null = null) =>
    text !== null && (await others.where(column, '=', fold(text)).executeTakeFirst()) !== undefined
  if (await isTaken('name_key', said.name)) throw nameTaken(said)
  if (await isTaken('email_key', said.email)) throw emailTaken(said)
}

function refuseTaken(error: unknown, said: Partial<UserDraft>): never {
  const column = violatedColumn(error)
  if (column === 'name_key') throw nameTaken(said)
  if (column === 'email_key') throw emailTaken(said)
  throw error
}

function nameTaken({ name }: Partial<UserDraft>): MomentumError {
  return taken(`There is already a user named “${name}”.`, 'name')
}

function emailTaken({ email }: Partial<UserDraft>): MomentumError {
  return taken(`“${email}” is somebody’s already.`, 'address')
}

function taken(message: string, what: string): MomentumError {
  return conflictError(message, {
    lead: `Choose another ${what}, or see`,
    command: 'user list --all',
    forActor: false,
  })
}
