import { findDoneRefusal, nextAfterDone, nextAfterResume } from '../../domain/routine/next.ts'
import { scheduleOf } from '../../domain/routine/schedule.ts'
import type { Task } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import { refusedError } from '../../errors.ts'
import type { Tx } from '../schema.ts'
import { addLive, findLive } from './live.ts'
import {
  addOccurrence,
  findLastOccurrence,
  findProgress,
  isOfRoutine,
  type RoutineTask,
} from './occurrences.ts'
import { getRoutineOf, setStatus } from './routines.ts'

// What a move of a task does to the routine that made it.

/**
 * Refuses to do a task so early that two people may have ticked the same time of its routine.
 *
 * @throws MomentumError `refused`
 */
export async function requireOpened(tx: Tx, task: Task, on: CalendarDate): Promise<void> {
  if (!isOfRoutine(task)) return
  const progress = await findProgress(tx, task)
  const refusal = findDoneRefusal(progress, { on, today: on, early: false })
  if (refusal?.because !== 'TOO_EARLY') return
  throw refusedError(
    `“${task.title}” is planned for ${task.occurrence_date} and cannot be done before ${refusal.opens}.`,
    { lead: 'If it is done already', command: `task done ${task.id} --early` },
  )
}

/** Records a task that was done, and adds the next one of its routine, unless that was the last. */
export async function followDone(
  tx: Tx,
  task: Task,
  { on, uuid }: { readonly on: CalendarDate; readonly uuid: string },
  now: Instant,
): Promise<void> {
  if (!isOfRoutine(task)) return
  const routine = await getRoutineOf(tx, task)
  const progress = await findProgress(tx, task)
  const ending = { outcome: 'DONE', on, by: task.completed_by_user_id } as const
  await addOccurrence(tx, task, ending, now)
  if (routine.status === 'ENDED') return
  const schedule = scheduleOf(routine)
  const planned = nextAfterDone(schedule, progress, on)
  const { paused_until: until } = routine
  const date =
    planned !== undefined && until !== null
      ? nextAfterResume(schedule, { planned }, until)
      : planned
  if (date === undefined) return setStatus(tx, routine.id, { status: 'ENDED' }, now)
  await addLive(tx, routine, { number: task.occurrence_number + 1, date }, { uuid, now })
}

/**
 * Takes back the latest time of a routine that was done, and the task that followed it.
 *
 * @throws MomentumError `refused` if the routine has gone on since
 */
export async function followReopen(tx: Tx, task: Task, now: Instant): Promise<void> {
  if (!isOfRoutine(task)) return
  const last = await findLastOccurrence(tx, task.routine_id)
  if (last?.task_id !== task.id) throw goneOnError(task)
  const live = await findLive(tx, task.routine_id)
  if (live) await takeBack(tx, task, live)
  await tx.deleteFrom('occurrences').where('id', '=', last.id).execute()
  const routine = await getRoutineOf(tx, task)
  const { on_date } = last
  if (routine.status !== 'ENDED' || on_date === null) return
  // It ended by itself if this was its last time.
  const progress = await findProgress(tx, task)
  const isLast = nextAfterDone(scheduleOf(routine), progress, on_date) === undefined
  if (!isLast) throw goneOnError(task)
  await setStatus(tx, routine.id, { status: 'ACTIVE' }, now)
}

async function takeBack(tx: Tx, task: RoutineTask, live: Task): Promise<void> {
  const isUntouched =
    live.updated_at === live.created_at && live.occurrence_number === task.occurrence_number + 1
  if (!isUntouched) throw goneOnError(task)
  await tx.deleteFrom('tasks').where('id', '=', live.id).execute()
}

function goneOnError({ title, occurrence_date }: RoutineTask) {
  return refusedError(
    `The routine has gone on since “${title}” of ${occurrence_date} was done, so it cannot be reopened.`,
    { lead: 'See what can be undone', command: 'undo --list' },
  )
}
