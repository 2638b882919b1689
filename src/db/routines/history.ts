import type { Outcome, PastOccurrence } from '../../domain/routine/routine.ts'
import type { RoutineId } from '../../domain/task.ts'
import type { Db } from '../schema.ts'

/**
 * Lists the occurrences of a routine, latest first. The caller has checked that the viewer may see
 * the routine.
 */
export async function listOccurrences(
  db: Db,
  routine: RoutineId,
  limit: number | undefined,
): Promise<PastOccurrence[]> {
  return db
    .selectFrom('occurrences')
    .selectAll('occurrences')
    .select((eb) => {
      const users = eb.selectFrom('users').select('users.name')
      return [
        users.whereRef('users.id', '=', 'occurrences.turn_user_id').as('turn'),
        users.whereRef('users.id', '=', 'occurrences.completed_by_user_id').as('completed_by'),
      ]
    })
    .where('routine_id', '=', routine)
    .orderBy('number', 'desc')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
}

/** Counts the occurrences of a routine by their outcome. */
export async function countOutcomes(
  db: Db,
  routine: RoutineId,
): Promise<Partial<Record<Outcome, number>>> {
  const counts = await db
    .selectFrom('occurrences')
    .select(({ fn }) => ['outcome', fn.countAll<number>().as('count')])
    .where('routine_id', '=', routine)
    .groupBy('outcome')
    .execute()
  return Object.fromEntries(counts.map(({ outcome, count }) => [outcome, count]))
}
