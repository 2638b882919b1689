import { routineOn } from '../../domain/routine/status.ts'
import type { RoutineWithLive } from '../../domain/routine/upcoming.ts'
import type { RoutineId } from '../../domain/task.ts'
import type { Db } from '../schema.ts'
import { type Reader, selectRoutines } from './routines.ts'

/** Lists the routines that have a live task, or one of them. */
export async function listWithLive(
  db: Db,
  { viewer, today }: Reader,
  routine?: RoutineId,
): Promise<RoutineWithLive[]> {
  const query = selectRoutines(db, viewer)
    .select((eb) => [
      'live.due_date',
      eb
        .selectFrom('occurrences')
        .select(({ fn }) => fn.max('on_date').as('latest'))
        .whereRef('occurrences.routine_id', '=', 'routines.id')
        .where('occurrences.outcome', '=', 'DONE')
        .as('latest'),
    ])
    .where('live.id', 'is not', null)
  const one = routine === undefined ? query : query.where('routines.id', '=', routine)
  const found = await one.execute()
  return found.map(({ due_date, latest, ...stored }) => {
    return { ...routineOn(stored, today), due_date, latest }
  })
}
