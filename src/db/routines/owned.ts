import type { ExpressionBuilder } from 'kysely'
import type { Routine } from '../../domain/routine/routine.ts'
import { readTurnReason } from '../../domain/routine/turn-reason.ts'
import type { Task } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import type { Db, Schema, Tx } from '../schema.ts'
import { isOpenTask } from '../tasks/filter.ts'
import { taskColumns } from '../tasks/tasks.ts'
import { type Adding, addLive } from './live.ts'
import { isOfRoutine, type RoutineTask } from './occurrences.ts'
import { getRoutineOf, listRoutines, type Reader } from './routines.ts'
import { findSettledReason } from './settle.ts'
import { chooseTurnsOfRotasAgain, findTurn, type PassedTurn } from './turns.ts'

// The routines of a member who leaves.

/** What happens to the routines of a member who is deleted; private ones are deleted too. */
export type OwnedRoutines = 'keep' | 'delete' | { readonly giveTo: UserId }

/** Counts the private routines of a member. */
export async function countPrivateRoutines(db: Db, owner: UserId): Promise<number> {
  const { count } = await db
    .selectFrom('routines')
    .where('owner_user_id', '=', owner)
    .where('private', '=', true)
    .select(({ fn }) => fn.countAll<number>().as('count'))
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
 * tasks are deleted.
 *
 * @returns the live tasks of routines that stay, which are deleted with the member's tasks
 */
export async function leaveRoutines(
  tx: Tx,
  user: UserId,
  routines: OwnedRoutines,
  now: Instant,
): Promise<readonly RoutineTask[]> {
  const owned = tx.updateTable('routines').where('owner_user_id', '=', user)
  await tx.deleteFrom('routines').where(isDeleted(user, routines)).execute()
  if (typeof routines === 'object') {
    await owned.set({ owner_user_id: routines.giveTo, updated_at: now }).execute()
  } else {
    await owned.where('turns', '=', 'FIXED').set({ turns: 'NONE' }).execute()
    await owned.set({ owner_user_id: null, updated_at: now }).execute()
  }
  const tasks = await tx
    .selectFrom('tasks')
    .select(taskColumns)
    .where('routine_id', 'is not', null)
    .where(isOpenTask)
    .where(isDeleted(user, routines))
    .execute()
  return tasks.filter(isOfRoutine)
}

/**
 * Takes a member who leaves or is deactivated out of every rota. Turns of theirs that they have not
 * started pass on.
 *
 * @param day today
 */
export async function leaveRotas(
  tx: Tx,
  user: UserId,
  day: CalendarDate,
  now: Instant,
): Promise<readonly PassedTurn[]> {
  const { numDeletedRows } = await tx
    .deleteFrom('routine_members')
    .where('user_id', '=', user)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 0n ? [] : chooseTurnsOfRotasAgain(tx, day, now)
}

/**
 * Gives the live tasks of a member who is deleted to another one, or to nobody, and says so in the
 * reasons for their turns. A task that nobody has then is still its rota’s to choose for.
 *
 * @param day today
 */
export async function passOnLive(
  tx: Tx,
  from: UserId,
  to: UserId | null,
  day: CalendarDate,
  now: Instant,
): Promise<void> {
  const tasks = await tx
    .selectFrom('tasks')
    .select(taskColumns)
    .where('owner_user_id', '=', from)
    .where('turn_reason', 'is not', null)
    .where(isOpenTask)
    .execute()
  for (const task of tasks.filter(isOfRoutine)) {
    await tx
      .updateTable('tasks')
      .set({ owner_user_id: to, turn_reason: await reasonWith(tx, task, to, day), updated_at: now })
      .where('id', '=', task.id)
      .execute()
  }
}

async function reasonWith(
  tx: Tx,
  task: RoutineTask,
  to: UserId | null,
  day: CalendarDate,
): Promise<Task['turn_reason']> {
  if (to === null) return null
  const routine = await getRoutineOf(tx, task)
  const because = readTurnReason(task)?.because
  // The routine is the new owner's, and so is each time of it.
  if (routine.owner_user_id === to && (because === 'FIXED' || because === 'FIXED_BUT_AWAY')) {
    const due = task.due_date ?? task.occurrence_date
    return (await findTurn(tx, routine, { due, day })).turn_reason
  }
  return findSettledReason(tx, routine.id, to, 'ASSIGNED')
}

/** Adds a live task in place of each deleted one, as its routine says. */
export async function replaceLive(
  tx: Tx,
  deleted: readonly RoutineTask[],
  { day, now }: Pick<Adding, 'day' | 'now'>,
): Promise<void> {
  for (const task of deleted) {
    const { uuid, occurrence_number: number, occurrence_date: date } = task
    await addLive(tx, await getRoutineOf(tx, task), { number, date }, { uuid, day, now })
  }
}

function isDeleted(user: UserId, routines: OwnedRoutines) {
  return (eb: ExpressionBuilder<Schema, 'routines' | 'tasks'>) =>
    eb.and([
      eb('owner_user_id', '=', user),
      ...(routines === 'delete' ? [] : [eb('private', '=', true)]),
    ])
}
