import type { User, UserId } from '../../domain/user.ts'
import { notFoundError } from '../../errors.ts'
import type { Db, Tx } from '../schema.ts'
import { userColumns } from '../users/users.ts'

/** A member of one household, named so that no other household or member has the same names. */
export type Membership = {
  /** The uuid of the household. */
  readonly household: string
  /** The uuid of the member. */
  readonly user: string
}

/** Returns the household's own uuid, which all of its copies and backups have. */
export async function getIdentity(db: Db): Promise<string> {
  const { uuid } = await db.selectFrom('household').select('uuid').executeTakeFirstOrThrow()
  return uuid
}

/** Gives a household the identity of another one, of which it becomes a copy. */
export async function copyIdentity(from: Db, tx: Tx): Promise<void> {
  await tx
    .updateTable('household')
    .set({ uuid: await getIdentity(from) })
    .execute()
}

/** Finds a member's names; undefined when there is no such member. */
export async function findMembership(db: Db, user: UserId): Promise<Membership | undefined> {
  return db
    .selectFrom(['household', 'users'])
    .select(['household.uuid as household', 'users.uuid as user'])
    .where('users.id', '=', user)
    .executeTakeFirst()
}

/** @throws MomentumError `not_found` when the member has just been deleted */
export async function getMembership(db: Db, user: User): Promise<Membership> {
  const membership = await findMembership(db, user.id)
  if (membership) return membership
  throw notFoundError(`There is no member “${user.name}” any more.`)
}

/** Finds the member of this household among members of any. */
export async function findMember(
  db: Db,
  memberships: readonly Membership[],
): Promise<{ readonly member: User; readonly household: string } | undefined> {
  if (memberships.length === 0) return undefined
  const found = await db
    .selectFrom(['household', 'users'])
    .select(userColumns)
    .select('household.uuid as household')
    .where(({ or, and, eb }) =>
      or(
        memberships.map(({ household, user }) =>
          and([eb('household.uuid', '=', household), eb('users.uuid', '=', user)]),
        ),
      ),
    )
    .executeTakeFirst()
  if (found === undefined) return undefined
  const { household, ...member } = found
  return { member, household }
}
