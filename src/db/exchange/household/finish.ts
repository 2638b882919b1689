import type { RoutineId } from '../../../domain/task.ts'
import type { UserId } from '../../../domain/user.ts'
import { chooseAstrayAgain } from '../../check/rotas.ts'
import { addLackingTasks } from '../../check/routines.ts'
import type { Tx } from '../../schema.ts'
import { closeSessionsOf } from '../../users/sessions.ts'
import type { Ids } from './columns.ts'
import { isApplied } from './entry.ts'
import type { Plan } from './plan.ts'

/**
 * Does what follows from an import: a routine whose open task did not come with it gets one,
 * members who have become inactive are logged out, and turns pass on from those who take none.
 */
export async function finishImport(
  tx: Tx,
  { entries }: Plan,
  { ids, newUuid }: { readonly ids: Ids; readonly newUuid: () => string },
): Promise<void> {
  const changed = [
    ...entries.routine.filter(isApplied).map(({ row }) => row.uuid),
    ...entries.task.filter(isApplied).map(({ row }) => row.routine_uuid),
  ]
  // These are numbers of routines.
  const routines = [...new Set(changed)].map((uuid) => ids.routine(uuid) as RoutineId | null)
  await addLackingTasks(
    tx,
    routines.filter((id) => id !== null),
    newUuid,
  )
  const inactive = entries.user.filter(({ fate, row }) => fate === 'update' && !row.active)
  if (inactive.length > 0) await removeInactivePlaces(tx)
  // These are numbers of members.
  for (const { here } of inactive) if (here) await closeSessionsOf(tx, here.id as UserId)
  if (entries.user.some(isApplied) || routines.some((id) => id !== null)) {
    await chooseAstrayAgain(tx)
  }
}

async function removeInactivePlaces(tx: Tx): Promise<void> {
  await tx
    .deleteFrom('routine_members')
    .where('user_id', 'in', (eb) =>
      eb.selectFrom('users').select('users.id').where('users.active', '=', false),
    )
    .execute()
}
