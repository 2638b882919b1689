import {
  findDoneRefusal,
  nextAfterDone,
  nextInPause,
  type Progress,
} from '../../domain/routine/next.ts'
import type { Schedule } from '../../domain/routine/schedule.ts'
import type { Completion, Credit, Task } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import { refusedError } from '../../errors.ts'
import type { Tx } from '../schema.ts'
import { addLive, findLive, redateLive } from './live.ts'
import {
  addOccurrence,
  findLastOccurrence,
  findProgress,
  isOfRoutine,
  type RoutineTask,
} from './occurrences.ts'
import { getRoutineOf, type RoutineRow, setStatus } from './routines.ts'
import { loadSchedule } from './schedule.ts'
import { chooseTurnOfRoutineAgain } from './turns.ts'
import { isUntouched } from './untouched.ts'

// What a move of a task does to the routine that made it.

/** Refuses to do a task so early that two people may have ticked the same time of its routine. */
function requireOpened(task: RoutineTask, progress: Progress, { on, options }: Completion): void {
  const refusal = findDoneRefusal(progress, { on, today: on, early: false })
  if (refusal?.because !== 'TOO_EARLY') return
  throw refusedError(
    `“${task.title}” is planned for ${task.occurrence_date} and cannot be done before ${refusal.opens}.`,
    { lead: 'If it is done already', command: `task done ${task.id}${options} --early` },
  )
}

/**
 * Records a task that was done, and adds the next one of its routine, unless that was the last.
 *
 * @throws MomentumError `refused` if it was done too early
 */
export async function followDone(
  tx: Tx,
  task: Task,
  completion: Completion,
  now: Instant,
): Promise<void> {
  if (!isOfRoutine(task)) return
  const { on, isEarly, newUuid } = completion
  const progress = await findProgress(tx, task)
  if (!isEarly) requireOpened(task, progress, completion)
  const routine = await getRoutineOf(tx, task)
  const ending = { outcome: 'DONE', on, by: task.completed_by_user_id } as const
  await addOccurrence(tx, task, ending, now)
  if (routine.status === 'ENDED') return
  const date = dateAfterDone(await loadSchedule(tx, routine), routine, progress, on)
  if (date === undefined) return setStatus(tx, routine.id, { status: 'ENDED' }, now)
  await addLive(
    tx,
    routine,
    { number: task.occurrence_number + 1, date },
    { uuid: newUuid(), day: on, now },
  )
}

function dateAfterDone(
  schedule: Schedule,
  { paused_until }: Pick<RoutineRow, 'paused_until'>,
  progress: Progress,
  on: CalendarDate,
): CalendarDate | undefined {
  return nextInPause(schedule, nextAfterDone(schedule, progress, on), paused_until)
}

/** A correction of who did a task, and when. It can make a UUID for a task that follows. */
type Correction = Credit & { readonly newUuid: () => string }

/**
 * Corrects who did a time of a routine, and when. If it is the latest one, and nobody has changed
 * what followed, the routine continues as if the right day had been given at once. So does whose
 * turn is next, unless somebody has started, taken or assigned that task.
 */
export async function followCorrection(
  tx: Tx,
  task: Task,
  { newUuid, ...credit }: Correction,
  now: Instant,
): Promise<void> {
  if (!isOfRoutine(task)) return
  const last = await findLastOccurrence(tx, task.routine_id)
  const { completed_on, completed_by_user_id: by } = credit
  const { numUpdatedRows } = await tx
    .updateTable('occurrences')
    .set({
      ...(completed_on === undefined ? {} : { on_date: completed_on }),
      ...(by === undefined ? {} : { completed_by_user_id: by }),
    })
    .where('task_id', '=', task.id)
    .where('outcome', '=', 'DONE')
    .executeTakeFirstOrThrow()
  // A server hides occurrences with their routine.
  if (numUpdatedRows === 0n) await getRoutineOf(tx, task)
  const isLast = last?.task_id === task.id
  if (isLast && last.on_date !== null && completed_on !== undefined) {
    const days = { was: last.on_date, is: completed_on }
    await goOnFrom(tx, task, days, { uuid: newUuid(), now })
  }
  const day = (isLast ? completed_on : undefined) ?? last?.on_date ?? task.occurrence_date
  await chooseTurnOfRoutineAgain(tx, await getRoutineOf(tx, task), day, now)
}

async function goOnFrom(
  tx: Tx,
  task: RoutineTask,
  days: { readonly was: CalendarDate; readonly is: CalendarDate },
  { uuid, now }: { readonly uuid: string; readonly now: Instant },
): Promise<void> {
  const routine = await getRoutineOf(tx, task)
  const progress = await findProgress(tx, task)
  const schedule = await loadSchedule(tx, routine)
  const date = dateAfterDone(schedule, routine, progress, days.is)
  const time = date && { number: task.occurrence_number + 1, date }
  const live = await findLive(tx, routine.id)
  if (live) {
    if (live.occurrence_date === date || !(await isUntouched(tx, live, task))) return
    // It counts as unchanged, so that reopening the task still deletes it.
    if (time) return redateLive(tx, routine, live, time, { created_at: now }, { day: days.is, now })
    await tx.deleteFrom('tasks').where('id', '=', live.id).execute()
    return setStatus(tx, routine.id, { status: 'ENDED' }, now)
  }
  // It ended by itself only if that was its last time.
  if (!time || dateAfterDone(schedule, routine, progress, days.was) !== undefined) return
  await setStatus(tx, routine.id, { status: 'ACTIVE' }, now)
  await addLive(tx, { ...routine, status: 'ACTIVE' }, time, { uuid, day: days.is, now })
}

/**
 * Deletes the occurrence of a task that is reopened, and the task that followed it.
 *
 * @throws MomentumError `refused` if the routine has moved on since
 */
export async function followReopen(tx: Tx, task: Task, now: Instant): Promise<void> {
  if (!isOfRoutine(task)) return
  const last = await findLastOccurrence(tx, task.routine_id)
  if (last?.task_id !== task.id) throw goneOnError(task)
  const live = await findLive(tx, task.routine_id)
  if (live) await deleteFollowing(tx, task, live)
  await tx.deleteFrom('occurrences').where('id', '=', last.id).execute()
  const routine = await getRoutineOf(tx, task)
  if (task.private && !routine.private) throw privateError(task)
  if (task.private !== routine.private) throw goneOnError(task)
  const { on_date } = last
  if (routine.status !== 'ENDED' || on_date === null) return
  // It ended by itself if this was its last time.
  const progress = await findProgress(tx, task)
  const schedule = await loadSchedule(tx, routine)
  const isLast = nextAfterDone(schedule, progress, on_date) === undefined
  if (!isLast) throw goneOnError(task)
  await setStatus(tx, routine.id, { status: 'ACTIVE' }, now)
}

async function deleteFollowing(tx: Tx, task: RoutineTask, live: Task): Promise<void> {
  if (!(await isUntouched(tx, live, task))) throw goneOnError(task)
  await tx.deleteFrom('tasks').where('id', '=', live.id).execute()
}

function privateError({ id, title }: RoutineTask) {
  return refusedError(`“${title}” is private, and everybody can see its routine.`, {
    lead: 'To show it to everybody first',
    command: `task edit ${id} --no-private`,
  })
}

function goneOnError({ title, occurrence_date }: RoutineTask) {
  return refusedError(
    `“${title}” of ${occurrence_date} cannot be reopened, because its routine has moved on since.`,
    { lead: 'See what can be undone', command: 'undo --list' },
  )
}
