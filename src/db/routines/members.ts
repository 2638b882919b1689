import type { Routine, TurnMode } from '../../domain/routine/routine.ts'
import { isRota } from '../../domain/routine/turn-choice.ts'
import type { RoutineId } from '../../domain/task.ts'
import type { UserId } from '../../domain/user.ts'
import { usageError } from '../../errors.ts'
import type { Db, Tx } from '../schema.ts'
import { getUser, requireActive } from '../users/users.ts'

/** A member of a rota. */
type Place = {
  readonly routine_id: RoutineId
  readonly user_id: UserId
  readonly name: string
}

/** Lists who takes turns at some routines, in the order of each rota. */
export async function listMembers(db: Db, routines: readonly RoutineId[]): Promise<Place[]> {
  if (routines.length === 0) return []
  return db
    .selectFrom('routine_members')
    .innerJoin('users', 'users.id', 'routine_members.user_id')
    .select(['routine_members.routine_id', 'routine_members.user_id', 'users.name'])
    .where('routine_members.routine_id', 'in', routines)
    .orderBy('routine_members.routine_id')
    .orderBy('routine_members.position')
    .execute()
}

/** Finds the first rota of a routine that has not ended, and that does not name a member. */
export async function findRotaWithout(db: Db, user: UserId) {
  const routine = await db
    .selectFrom('routines')
    .select('id')
    .where('status', '<>', 'ENDED')
    .where('turns', 'in', ['ROTATE', 'LEAST'])
    .where(({ exists, not, selectFrom }) => {
      const own = selectFrom('routine_members')
        .select('routine_members.id')
        .whereRef('routine_members.routine_id', '=', 'routines.id')
        .where('routine_members.user_id', '=', user)
      return not(exists(own))
    })
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (routine === undefined) return undefined
  const places = await listMembers(db, [routine.id])
  return { routine: routine.id, members: places.map(({ user_id: id, name }) => ({ id, name })) }
}

/** Adds to routines the names of the members who take turns. Most have none, and need no query. */
export async function withMembers<Each extends Pick<Routine, 'id' | 'turns'>>(
  db: Db,
  routines: readonly Each[],
): Promise<(Each & Pick<Routine, 'members'>)[]> {
  const ids = routines.filter(({ turns }) => isRota(turns)).map(({ id }) => id)
  const places = await listMembers(db, ids)
  return routines.map((routine) => {
    const own = places.filter(({ routine_id }) => routine_id === routine.id)
    return { ...routine, members: own.map(({ name }) => name) }
  })
}

/**
 * Stores who takes turns at a routine.
 *
 * @param members in their order; undefined for those who take turns already
 */
export async function saveMembers(
  tx: Tx,
  { id, turns }: { readonly id: RoutineId; readonly turns: TurnMode },
  members: readonly UserId[] | undefined,
): Promise<void> {
  const stored = (await listMembers(tx, [id])).map(({ user_id }) => user_id)
  const next = isRota(turns) ? (members ?? stored) : []
  if (next.length === stored.length && next.every((each, index) => each === stored[index])) return
  if (stored.length > 0) {
    await tx.deleteFrom('routine_members').where('routine_id', '=', id).execute()
  }
  const rows = next.map((user_id, index) => ({ routine_id: id, user_id, position: index + 1 }))
  if (rows.length > 0) await tx.insertInto('routine_members').values(rows).execute()
}

/**
 * Checks who is to take turns, before a write: a refused one uses up an id on a server.
 *
 * @throws MomentumError `usage` if somebody is named twice, `refused` for an inactive member
 */
export async function requireMembers(tx: Tx, members: readonly UserId[] = []): Promise<void> {
  for (const [index, id] of members.entries()) {
    const user = await getUser(tx, { id })
    if (members.indexOf(id) < index) {
      throw usageError(`--among names ${user.name} twice.`, 'Name each member once.')
    }
    requireActive(user, 'take turns')
  }
}
