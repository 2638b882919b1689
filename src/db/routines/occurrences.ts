import type { Progress } from '../../domain/routine/next.ts'
import type { Occurrence } from '../../domain/routine/routine.ts'
import type { RoutineId, Task } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import type { Db, Tx } from '../schema.ts'

/** How a time of a routine ended. */
export type Ending =
  | { readonly outcome: 'DONE'; readonly on: CalendarDate; readonly by: UserId | null }
  | { readonly outcome: 'SKIPPED' | 'MISSED'; readonly note: string | null }

/** A task that a routine made. */
export type RoutineTask = Task & {
  readonly routine_id: RoutineId
  readonly occurrence_number: number
  readonly occurrence_date: CalendarDate
}

/** Whether a routine made a task and still exists. */
export function isOfRoutine(task: Task): task is RoutineTask {
  // A constraint gives a task either both of the others or none.
  return task.routine_id !== null && task.occurrence_number !== null
}

/** How far the routine had come before this task: the live one, or the last one that was done. */
export async function findProgress(db: Db, live: RoutineTask): Promise<Progress> {
  const found = await selectProgress(db, live).executeTakeFirstOrThrow()
  return { planned: live.occurrence_date, ...found }
}

/** Selects all of a {@link Progress} that is not in the task, in one row. */
export function selectProgress(db: Db, { routine_id, occurrence_number }: RoutineTask) {
  return db
    .selectFrom('occurrences')
    .where('routine_id', '=', routine_id)
    .where('outcome', '=', 'DONE')
    .where('number', '<>', occurrence_number)
    .select((eb) => [
      eb.fn.max('on_date').as('latest'),
      eb.fn.countAll<number>().as('done_count'),
      eb
        .selectFrom('occurrences as earlier')
        .select('earlier.date')
        .where('earlier.routine_id', '=', routine_id)
        .where('earlier.number', '<', occurrence_number)
        .orderBy('earlier.number', 'desc')
        .limit(1)
        .as('previous'),
    ])
}

/** Records how the time of a task ended. */
export async function addOccurrence(
  tx: Tx,
  task: RoutineTask,
  ending: Ending,
  now: Instant,
): Promise<void> {
  const isDone = ending.outcome === 'DONE'
  await tx
    .insertInto('occurrences')
    .values({
      routine_id: task.routine_id,
      number: task.occurrence_number,
      date: task.occurrence_date,
      outcome: ending.outcome,
      turn_user_id: task.owner_user_id,
      completed_by_user_id: isDone ? ending.by : null,
      on_date: isDone ? ending.on : null,
      effort: task.effort,
      task_id: task.id,
      note: isDone ? null : ending.note,
      created_at: now,
    })
    .execute()
}

/** Finds the latest occurrence of a routine. */
export async function findLastOccurrence(
  db: Db,
  routine: RoutineId,
): Promise<Occurrence | undefined> {
  return db
    .selectFrom('occurrences')
    .selectAll()
    .where('routine_id', '=', routine)
    .orderBy('number', 'desc')
    .executeTakeFirst()
}
