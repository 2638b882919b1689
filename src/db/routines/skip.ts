import { nextAfterSkip, nextInPause } from '../../domain/routine/next.ts'
import { templateOf } from '../../domain/routine/routine.ts'
import { statusOn } from '../../domain/routine/status.ts'
import type { Task } from '../../domain/task.ts'
import { isOpen } from '../../domain/task-status.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { Viewer } from '../../domain/user.ts'
import { winMoveHint } from '../../domain/win.ts'
import { conflictError, refusedError } from '../../errors.ts'
import type { Tx } from '../schema.ts'
import { searchText } from '../tasks/changes.ts'
import { findOpenWin } from '../tasks/open-win.ts'
import { getTaskById } from '../tasks/references.ts'
import { type Writer, write } from '../transaction.ts'
import { abandonLive, findSeenLive, redateLive } from './live.ts'
import { addOccurrence, isOfRoutine, type RoutineTask } from './occurrences.ts'
import { type RoutineRow, setStatus } from './routines.ts'
import { getStanding } from './standing.ts'
import { findTurnAfter } from './turns.ts'

/** How a time that nobody did is recorded. */
export type Skip = {
  /** A missed time should have been done. */
  readonly outcome: 'SKIPPED' | 'MISSED'
  readonly note: string | null
  readonly today: CalendarDate
}

/**
 * Skips this time of live tasks, all of them or none. Each gets the next date of its routine, or is
 * abandoned if the routine ends.
 *
 * @param tasks the tasks as they were when the person named them
 * @throws MomentumError `refused` for a task that is not live or is an open Daily Win, or if a miss
 * is recorded before its day; `conflict` if somebody else skipped this time
 */
export async function skipTasks(
  writer: Writer,
  viewer: Viewer,
  tasks: readonly Task[],
  skip: Skip,
  now: Instant,
): Promise<Task[]> {
  return write(writer, async (tx) => {
    const skipped: Task[] = []
    for (const task of tasks) skipped.push(await skipTask(tx, viewer, task, skip, now))
    return skipped
  })
}

async function skipTask(
  tx: Tx,
  viewer: Viewer,
  seen: Task,
  skip: Skip,
  now: Instant,
): Promise<Task> {
  const task = await requireLive(tx, viewer, await getTaskById(tx, viewer, seen.id))
  if (task.occurrence_number !== seen.occurrence_number) {
    throw conflictError(`Someone else just skipped “${task.title}”.`, {
      lead: 'See',
      command: `task show ${task.id}`,
    })
  }
  const { outcome, note, today } = skip
  if (outcome === 'MISSED') requireBegun(task, today)
  const { routine, schedule, progress } = await getStanding(tx, task)
  const date = nextInPause(schedule, nextAfterSkip(schedule, progress, today), routine.paused_until)
  await addOccurrence(tx, task, { outcome, note }, now)
  if (date === undefined) {
    await abandonLive(tx, task, note, now)
    await setStatus(tx, routine.id, { status: 'ENDED' }, now)
  } else {
    const time = { number: task.occurrence_number + 1, date }
    const turn = await findTurnAfter(tx, task, routine, outcome, { due: date, day: today })
    const changes = { ...renewed(routine, skip), ...turn }
    await redateLive(tx, routine, task, time, changes, { day: today, now })
  }
  const after = await getTaskById(tx, viewer, task.id)
  return { ...after, next_task_id: date === undefined ? null : after.id }
}

/** @throws MomentumError `refused` */
async function requireLive(tx: Tx, viewer: Viewer, task: Task): Promise<RoutineTask> {
  const { id, title, status } = task
  if (!isOfRoutine(task)) {
    throw refusedError(`“${title}” does not repeat and cannot be skipped.`, {
      lead: 'To put it off by a week',
      command: `task edit ${id} --due +1w`,
    })
  }
  if (!isOpen(status)) {
    const live = await findSeenLive(tx, viewer, task.routine_id)
    throw refusedError(
      `“${title}” is ${status.toLowerCase()} and cannot be skipped.`,
      live === undefined
        ? { lead: 'See', command: `task show ${id}` }
        : { lead: 'To skip the next one', command: `task skip ${live}` },
    )
  }
  const win = await findOpenWin(tx, id)
  if (!win) return task
  throw refusedError(`“${title}” is the Daily Win of ${win.date} and cannot be skipped.`, {
    ...winMoveHint(win.date, { to: 'BACKLOG' }),
    lead: 'To drop the pick first',
  })
}

/**
 * Refuses to record a time as missed before its day.
 *
 * @throws MomentumError `refused`
 */
function requireBegun(task: RoutineTask, today: CalendarDate): void {
  const { id, title, occurrence_date, due_date } = task
  const day = due_date !== null && due_date < occurrence_date ? due_date : occurrence_date
  if (day <= today) return
  throw refusedError(`“${title}” is due on ${due_date ?? day}, so nobody has missed it yet.`, {
    lead: 'If it is not needed this time',
    command: `task skip ${id}`,
  })
}

/** The next time takes its fields from the routine again, and is paused with it. */
function renewed(routine: RoutineRow, { outcome, today }: Skip) {
  const { owner_user_id: _, private: isPrivate, ...fields } = templateOf(routine)
  const isPaused = statusOn(routine, today) === 'PAUSED'
  return {
    ...fields,
    ...(outcome === 'MISSED' ? { private: isPrivate } : {}),
    search_text: searchText(fields),
    status: isPaused && routine.paused_until === null ? 'PAUSED' : 'BACKLOG',
    status_note: isPaused ? routine.status_note : null,
  } as const
}
