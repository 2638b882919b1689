import {
  findDoneRefusal,
  nextAfterDone,
  nextInPause,
  type Progress,
} from '../../domain/routine/next.ts'
import type { Completion, Credit, Task } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import { refusedError } from '../../errors.ts'
import type { Tx } from '../schema.ts'
import { isAddedSeenWith } from '../tasks/tasks.ts'
import { type Following, findFollowing, nextOf } from './following.ts'
import { addLive, findLive, redateLive } from './live.ts'
import { addOccurrence, findLastOccurrence, isOfRoutine, type RoutineTask } from './occurrences.ts'
import { getRoutineOf, setStatus } from './routines.ts'
import { getStanding, type Standing } from './standing.ts'
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

/** A task with the number of the one that followed it, and what followed. */
type Followed = { readonly task: Task; readonly following: Following | undefined }

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
): Promise<Followed> {
  if (!isOfRoutine(task)) return { task, following: undefined }
  const { on, isEarly, newUuid } = completion
  const standing = await getStanding(tx, task)
  const { routine } = standing
  if (!isEarly) requireOpened(task, standing.progress, completion)
  const ending = { outcome: 'DONE', on, by: task.completed_by_user_id } as const
  await addOccurrence(tx, task, ending, now)
  if (routine.status === 'ENDED') return { task, following: await findFollowing(tx, task) }
  const date = dateAfterDone(standing, on)
  if (date === undefined) {
    await setStatus(tx, routine.id, { status: 'ENDED' }, now)
    return { task, following: { task: task.id, next: null } }
  }
  const time = { number: task.occurrence_number + 1, date }
  const live = await addLive(tx, routine, time, { uuid: newUuid(), day: on, now })
  // Its turn was chosen just now, so its reason has the present names.
  const added = { ...live, turn_names: null }
  const next = isAddedSeenWith(task, live) ? nextOf(added) : undefined
  if (!next) return { task, following: undefined }
  return { task: { ...task, next_task_id: live.id }, following: { task: task.id, next } }
}

function dateAfterDone(
  { schedule, routine, progress }: Standing,
  on: CalendarDate,
): CalendarDate | undefined {
  return nextInPause(schedule, nextAfterDone(schedule, progress, on), routine.paused_until)
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
  const standing = await getStanding(tx, task)
  const { routine } = standing
  const date = dateAfterDone(standing, days.is)
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
  if (!time || dateAfterDone(standing, days.was) !== undefined) return
  await setStatus(tx, routine.id, { status: 'ACTIVE' }, now)
  await addLive(tx, routine, time, { uuid, day: days.is, now })
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
  const { routine, schedule, progress } = await getStanding(tx, task)
  if (task.private && !routine.private) throw privateError(task)
  if (task.private !== routine.private) throw goneOnError(task)
  const { on_date } = last
  if (routine.status !== 'ENDED' || on_date === null) return
  // It ended by itself if this was its last time.
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
