import type { User, UserId } from '../../domain/user.ts'
import { databaseError } from '../../errors.ts'
import { repairHint } from '../hints.ts'
import type { Db, Tx } from '../schema.ts'
import { userColumns } from '../users/users.ts'

/** A member of a household, by UUIDs that no other member and no other household has. */
export type Membership = {
  /** The UUID of the household. */
  readonly household: string
  /** The UUID of the member. */
  readonly user: string
}

/** Finds the household's own UUID, which all of its copies and backups have. */
export async function findIdentity(db: Db): Promise<string | undefined> {
  const found = await db.selectFrom('household').select('uuid').executeTakeFirst()
  return found?.uuid
}

/** Gives a household the identity of the household that it becomes a copy of. */
export async function copyIdentity(from: Db, tx: Tx): Promise<void> {
  const uuid = await findIdentity(from)
  // If the original has none, the copy keeps its own.
  if (uuid !== undefined) await tx.updateTable('household').set({ uuid }).execute()
}

/** Finds the UUIDs of a member; undefined if the member, or the household's own, is missing. */
export async function findMembership(db: Db, user: UserId): Promise<Membership | undefined> {
  return db
    .selectFrom(['household', 'users'])
    .select(['household.uuid as household', 'users.uuid as user'])
    .where('users.id', '=', user)
    .executeTakeFirst()
}

/** @throws MomentumError `database` for a household that has lost its identity */
export async function getMembership(db: Db, user: User): Promise<Membership> {
  const membership = await findMembership(db, user.id)
  if (membership) return membership
  throw databaseError('The identity of the household or the member is missing.', repairHint)
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
