import { isRota } from '../../domain/routine/turn-choice.ts'
import { isSettled, readTurnReason } from '../../domain/routine/turn-reason.ts'
import type { RoutineId, Task } from '../../domain/task.ts'
import type { UserId } from '../../domain/user.ts'
import type { RoutineWithTurns } from '../routines/rota.ts'
import { chooseTurnOfRoutineAgain } from '../routines/turns.ts'
import type { Db, Tx } from '../schema.ts'
import { isOpenTask } from '../tasks/filter.ts'
import { taskColumns } from '../tasks/tasks.ts'
import type { Derived } from './derived.ts'

/**
 * Whoever takes turns is active, a routine has members who take turns or an owner as its turns say,
 * and a turn that the rota chose, and that nobody has touched since, is that of one of them.
 */
export const rotas: Derived = {
  detail: 'each has active members, and turns that are theirs',
  async findFault(db) {
    const { places, owned, ownerless, astray } = await examine(db)
    const faults = [
      ...places.map(({ name, routine_id, turns }) => {
        return isRota(turns)
          ? `${name} is inactive, but takes turns at routine ${routine_id}`
          : `${name} is in a rota of routine ${routine_id}, which has none`
      }),
      ...owned.map(({ id }) => `routine ${id} has a rota, but also an owner`),
      ...ownerless.map(({ id }) => `routine ${id} is always its owner’s turn, but has no owner`),
      ...astray.map(({ id, routine_id, owner }) => {
        return `task ${id} is ${owner}’s turn, who takes no turns at routine ${routine_id}`
      }),
    ]
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
    return faults[0] === undefined ? undefined : `${faults[0]}${more}`
  },
  async mend(tx) {
    const { places, owned, ownerless } = await examine(tx)
    for (const { routine_id, user_id } of places) await removePlace(tx, routine_id, user_id)
    for (const { id } of owned) await change(tx, id, { owner_user_id: null })
    for (const { id } of ownerless) await change(tx, id, { turns: 'NONE' })
    // Among them are the turns of those who were just removed.
    await chooseAstrayAgain(tx)
  },
}

/** Chooses the turns again that a rota gave to somebody who takes none there. */
export async function chooseAstrayAgain(tx: Tx): Promise<void> {
  for (const { routine, due_date, occurrence_date, updated_at } of (await examine(tx)).astray) {
    const day = due_date ?? occurrence_date
    if (day !== null) await chooseTurnOfRoutineAgain(tx, routine, day, updated_at)
  }
}

async function examine(db: Db) {
  const routines = await db
    .selectFrom('routines')
    .select(['id', 'turns', 'owner_user_id'])
    .orderBy('id')
    .execute()
  const members = await db
    .selectFrom('routine_members as place')
    .innerJoin('users', 'users.id', 'place.user_id')
    .innerJoin('routines', 'routines.id', 'place.routine_id')
    .select(['place.routine_id', 'place.user_id', 'users.name', 'users.active', 'routines.turns'])
    .orderBy('place.routine_id')
    .orderBy('place.position')
    .execute()
  return {
    /** Those who cannot take turns: they are inactive, or the routine has no rota. */
    places: members.filter(({ active, turns }) => !active || !isRota(turns)),
    owned: routines.filter(({ turns, owner_user_id }) => isRota(turns) && owner_user_id !== null),
    ownerless: routines.filter((each) => each.turns === 'FIXED' && each.owner_user_id === null),
    astray: (await listChosen(db, routines)).filter(({ routine, owner_user_id }) => {
      const own = members.filter(({ routine_id }) => routine_id === routine.id)
      const isIn = own.some(({ user_id }) => user_id === owner_user_id)
      // A downgrade of the schema deletes all of a rota, but leaves whose turn it is.
      return owner_user_id !== null && own.length > 0 && !isIn
    }),
  }
}

type Chosen = Omit<Task, 'routine'> & { readonly routine: RoutineWithTurns }

/** Lists the live tasks whose turns a rota chose, and that nobody has changed since. */
async function listChosen(db: Db, routines: readonly RoutineWithTurns[]): Promise<Chosen[]> {
  const ids = routines.filter(({ turns }) => isRota(turns)).map(({ id }) => id)
  if (ids.length === 0) return []
  const tasks = await db
    .selectFrom('tasks')
    .select(taskColumns)
    .where('tasks.routine_id', 'in', ids)
    .where(isOpenTask)
    .where('tasks.status', '=', 'BACKLOG')
    .where('tasks.private', '=', false)
    .whereRef('tasks.updated_at', '=', 'tasks.created_at')
    .orderBy('tasks.id')
    .execute()
  return tasks.flatMap((task) => {
    const reason = readTurnReason(task)
    const routine = routines.find(({ id }) => id === task.routine_id)
    return routine && reason && !isSettled(reason) ? [{ ...task, routine }] : []
  })
}

async function removePlace(tx: Tx, routine: RoutineId, user: UserId): Promise<void> {
  await tx
    .deleteFrom('routine_members')
    .where('routine_id', '=', routine)
    .where('user_id', '=', user)
    .execute()
}

async function change(
  tx: Tx,
  id: RoutineId,
  changes: { readonly owner_user_id: null } | { readonly turns: 'NONE' },
): Promise<void> {
  await tx.updateTable('routines').set(changes).where('id', '=', id).execute()
}
