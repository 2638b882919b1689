import { type Schedule, type ScheduledRoutine, scheduleOf } from '../../domain/routine/schedule.ts'
import { listDaysAway } from '../absences/absences.ts'
import type { Db } from '../schema.ts'

/** The schedule of a routine, with the days on which everybody is away if they decide its dates. */
export async function loadSchedule(db: Db, routine: ScheduledRoutine): Promise<Schedule> {
  return scheduleOf(routine, routine.when_away === 'KEEP' ? [] : await listDaysAway(db))
}
