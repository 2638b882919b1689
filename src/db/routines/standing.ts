import type { Progress } from '../../domain/routine/next.ts'
import { type Schedule, type Span, scheduleOf } from '../../domain/routine/schedule.ts'
import type { Tx } from '../schema.ts'
import { type RoutineTask, selectProgress } from './occurrences.ts'
import { hiddenRoutineError, ownColumns, type RoutineRow } from './routines.ts'

/** The routine of a task, and all that decides its next date. */
export type Standing = {
  readonly routine: RoutineRow
  readonly progress: Progress
  readonly schedule: Schedule
}

/**
 * Reads where a routine stands in one query. It has a row for each absence of everybody, of which
 * there are few; most often there is none.
 *
 * @throws MomentumError `refused` if the server shows the routine to another login only
 */
export async function getStanding(tx: Tx, task: RoutineTask): Promise<Standing> {
  const rows = await tx
    .selectFrom('routines')
    .innerJoin(selectProgress(tx, task).as('progress'), (join) => join.onTrue())
    .leftJoin('absences', (join) =>
      join.on('routines.when_away', '<>', 'KEEP').on('absences.user_id', 'is', null),
    )
    .select(ownColumns)
    .select(['progress.latest', 'progress.done_count', 'progress.previous'])
    .select(['absences.from_date as away_from', 'absences.until_date as away_until'])
    .where('routines.id', '=', task.routine_id)
    .orderBy('absences.from_date')
    .execute()
  const [first] = rows
  if (!first) throw hiddenRoutineError(task.title)
  const { latest, done_count, previous, away_from: _, away_until: __, ...routine } = first
  const away = rows.flatMap(({ away_from: from, away_until: until }): Span[] => {
    return from === null || until === null ? [] : [{ from, until }]
  })
  return {
    routine,
    progress: { planned: task.occurrence_date, latest, done_count, previous },
    schedule: scheduleOf(routine, away),
  }
}
