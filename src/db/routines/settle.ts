import { settledTurn } from '../../domain/routine/turn.ts'
import type { RoutineId, Task } from '../../domain/task.ts'
import type { UserId } from '../../domain/user.ts'
import type { Tx } from '../schema.ts'

/**
 * The reason for the turn of a live task that somebody takes, or that is assigned to somebody.
 *
 * @param owner null if it is unassigned
 */
export async function findSettledReason(
  tx: Tx,
  routine: RoutineId,
  owner: UserId | null,
  because: 'TAKEN' | 'ASSIGNED',
): Promise<Task['turn_reason']> {
  const found = await tx
    .selectFrom('routines')
    .select('turns')
    .select((eb) => eb.selectFrom('users').select('name').where('users.id', '=', owner).as('name'))
    .where('id', '=', routine)
    .executeTakeFirst()
  const member = owner === null ? undefined : { user: owner, name: found?.name ?? '' }
  return JSON.stringify(settledTurn(found?.turns ?? 'NONE', member, because).reason)
}
