import type { Task, TaskId } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Db } from '../schema.ts'
import { isOpenTask } from '../tasks/filter.ts'

/** The date of a live task, its status, and why it is whose turn. */
export type Next = Pick<Task, 'status' | 'turn_reason'> & { readonly date: CalendarDate }

/** What followed when a task of a routine was done. */
export type Following = {
  readonly task: TaskId
  /** The live task of the routine; null if the routine has ended. */
  readonly next: Next | null
}

/**
 * Finds what followed these tasks. It leaves out tasks without a routine, those whose routine has
 * moved on since, and those whose next task the viewer may not see.
 */
export async function findFollowing(db: Db, tasks: readonly Task[]): Promise<Following[]> {
  const found: Following[] = []
  for (const { id, routine_id, next_task_id } of tasks) {
    if (routine_id === null) continue
    const next = next_task_id && (await findOpen(db, next_task_id))
    if (next) found.push({ task: id, next })
    else if (next_task_id === null && (await hasEnded(db, routine_id))) {
      found.push({ task: id, next: null })
    }
  }
  return found
}

async function findOpen(db: Db, id: TaskId): Promise<Next | undefined> {
  const live = await db
    .selectFrom('tasks')
    .select(['status', 'occurrence_date', 'turn_reason'])
    .where('id', '=', id)
    .where(isOpenTask)
    .executeTakeFirst()
  if (!live || live.occurrence_date === null) return undefined
  const { status, turn_reason } = live
  return { status, turn_reason, date: live.occurrence_date }
}

async function hasEnded(db: Db, id: NonNullable<Task['routine_id']>): Promise<boolean> {
  const routine = await db
    .selectFrom('routines')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirst()
  return routine?.status === 'ENDED'
}
