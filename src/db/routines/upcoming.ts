import { routineOn } from '../../domain/routine/status.ts'
import type { RoutineWithLive } from '../../domain/routine/upcoming.ts'
import type { RoutineId } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Db } from '../schema.ts'
import { withMembers } from './members.ts'
import { loadRotas } from './rota.ts'
import { type Reader, selectRoutines } from './routines.ts'

/** Absences have no later end. */
const lastDate = '9999-12-31' as CalendarDate

/** Lists the routines that have a live task, or one of them. */
export async function listWithLive(
  db: Db,
  { viewer, today }: Reader,
  routine?: RoutineId,
): Promise<RoutineWithLive[]> {
  const query = selectRoutines(db, viewer)
    .select((eb) => [
      'live.due_date',
      'live.owner_user_id as turn_user_id',
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
  const routines = await withMembers(db, found)
  const rotating = routines.filter(({ turns }) => turns === 'ROTATE')
  const rotas = await loadRotas(db, rotating, { from: today, until: lastDate })
  return routines.map(({ due_date, latest, turn_user_id, ...stored }) => {
    const rota = stored.turns === 'ROTATE' ? rotas.of(stored) : []
    return { ...routineOn(stored, today), due_date, latest, turn_user_id, rota }
  })
}
