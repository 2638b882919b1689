import type { ExpressionBuilder } from 'kysely'
import { type Routine, templateFields } from '../../domain/routine/routine.ts'
import type { TaskId } from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import type { UserId, Viewer } from '../../domain/user.ts'
import type { Db, Schema, Tx } from '../schema.ts'
import { searchText } from '../tasks/changes.ts'
import { isOpenTask } from '../tasks/filter.ts'
import { getRoutineOf, isVisibleTo, listRoutines, type Reader } from './routines.ts'

// The routines of a member who leaves.

/** What happens to the routines of a member who is deleted; private ones are deleted too. */
export type OwnedRoutines = 'keep' | 'delete' | { readonly giveTo: UserId }

/** Counts the routines of a member that the viewer can see, also those that have ended. */
export async function countRoutines(db: Db, viewer: Viewer, owner: UserId): Promise<number> {
  const { count } = await db
    .selectFrom('routines')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_user_id', '=', owner)
    .where(isVisibleTo(viewer))
    .executeTakeFirstOrThrow()
  return count
}

/** Counts the private routines of a member. */
export async function countPrivateRoutines(db: Db, owner: UserId): Promise<number> {
  const { count } = await db
    .selectFrom('routines')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_user_id', '=', owner)
    .where('private', '=', true)
    .executeTakeFirstOrThrow()
  return count
}

/** Lists the routines of a member that have not ended. */
export async function listRoutinesOf(db: Db, reader: Reader, owner: UserId): Promise<Routine[]> {
  const routines = await listRoutines(db, reader, { all: false })
  return routines.filter(({ owner_user_id }) => owner_user_id === owner)
}

/**
 * Gives the routines of a member to another one, to nobody, or deletes them, before the member's
 * tasks are deleted. The live task of a routine that goes on goes on, too: as the routine has it,
 * if it would be deleted with the tasks of the member.
 */
export async function leaveRoutines(
  tx: Tx,
  user: UserId,
  routines: OwnedRoutines,
  now: Instant,
): Promise<void> {
  const owned = tx.updateTable('routines').where('owner_user_id', '=', user)
  await tx.deleteFrom('routines').where(isDeleted(user, routines)).execute()
  if (typeof routines === 'object') {
    await owned.set({ owner_user_id: routines.giveTo, updated_at: now }).execute()
  } else {
    await owned.where('turns', '=', 'FIXED').set({ turns: 'NONE' }).execute()
    await owned.set({ owner_user_id: null, updated_at: now }).execute()
  }
  for (const { id, routine_id } of await findLiveToDelete(tx, user, routines)) {
    if (routine_id === null) continue
    await renewLive(tx, id, await getRoutineOf(tx, { routine_id }), now)
  }
}

function isDeleted(user: UserId, routines: OwnedRoutines) {
  return (eb: ExpressionBuilder<Schema, 'routines' | 'tasks'>) =>
    eb.and([
      eb('owner_user_id', '=', user),
      ...(routines === 'delete' ? [] : [eb('private', '=', true)]),
    ])
}

/** The live tasks of routines that go on among the tasks of a member that are deleted. */
async function findLiveToDelete(tx: Tx, user: UserId, routines: OwnedRoutines) {
  return tx
    .selectFrom('tasks')
    .select(['id', 'routine_id'])
    .where('routine_id', 'is not', null)
    .where(isOpenTask)
    .where(isDeleted(user, routines))
    .execute()
}

/** Makes the live task again what its routine says, so that nothing private of it is left. */
async function renewLive(
  tx: Tx,
  id: TaskId,
  routine: Pick<Routine, (typeof templateFields)[number]>,
  now: Instant,
): Promise<void> {
  const template = Object.fromEntries(templateFields.map((field) => [field, routine[field]]))
  await tx
    .updateTable('tasks')
    .set({
      ...template,
      search_text: searchText(routine),
      status: 'BACKLOG',
      status_note: null,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
}
