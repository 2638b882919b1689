import type { RoutineId } from '../../../domain/task.ts'
import type { Db } from '../../schema.ts'

/** Lists the places in the rotas of some routines, in the order of each rota. */
export async function listPlaces(db: Db, routines: readonly RoutineId[]) {
  if (routines.length === 0) return []
  return db
    .selectFrom('routine_members')
    .selectAll()
    .where('routine_id', 'in', routines)
    .orderBy('routine_id')
    .orderBy('position')
    .execute()
}
