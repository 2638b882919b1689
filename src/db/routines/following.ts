import type { StoredTurn } from '../../domain/routine/turn-reason.ts'
import type { Task, TaskId } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Db } from '../schema.ts'
import { isOpenTask } from '../tasks/filter.ts'
import { turnNames } from '../tasks/turn-names.ts'

/** The date of a live task, its status, and why it is whose turn. */
export type Next = StoredTurn & Pick<Task, 'status'> & { readonly date: CalendarDate }

/** What followed when a task of a routine was done. */
export type Following = {
  readonly task: TaskId
  /** The live task of the routine; null if the routine has ended. */
  readonly next: Next | null
}

/**
 * Finds what followed a task that is done.
 *
 * @returns undefined for a task without a routine, or if its routine has moved on since, or if the
 * viewer may not see the next task
 */
export async function findFollowing(
  db: Db,
  { id, routine_id, next_task_id }: Task,
): Promise<Following | undefined> {
  if (routine_id === null) return undefined
  if (next_task_id === null) {
    return (await hasEnded(db, routine_id)) ? { task: id, next: null } : undefined
  }
  const live = await db
    .selectFrom('tasks')
    .select((eb) => ['status', 'occurrence_date', 'turn_reason', turnNames(eb)])
    .where('id', '=', next_task_id)
    .where(isOpenTask)
    .executeTakeFirst()
  const next = live && nextOf(live)
  return next && { task: id, next }
}

/** @returns undefined for a task that no routine planned */
export function nextOf(task: LiveTask): Next | undefined {
  const { status, occurrence_date: date, turn_reason, turn_names } = task
  return date === null ? undefined : { status, date, turn_reason, turn_names }
}

type LiveTask = StoredTurn & Pick<Task, 'status' | 'occurrence_date'>

async function hasEnded(db: Db, id: NonNullable<Task['routine_id']>): Promise<boolean> {
  const routine = await db
    .selectFrom('routines')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirst()
  return routine?.status === 'ENDED'
}
