import type { Absence } from '../../domain/absence.ts'
import { nextAfterAbsence, nextAfterReturn } from '../../domain/routine/next.ts'
import { routineColumns } from '../../domain/routine/routine.ts'
import { scheduleOf } from '../../domain/routine/schedule.ts'
import type { RoutineId, TaskId } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import { abandonLive, movedDates } from '../routines/live.ts'
import {
  findLastOccurrence,
  findProgress,
  isOfRoutine,
  type RoutineTask,
} from '../routines/occurrences.ts'
import { type RoutineRow, setStatus } from '../routines/routines.ts'
import { isAsMade } from '../routines/untouched.ts'
import type { Tx } from '../schema.ts'
import { isOpenTask } from '../tasks/filter.ts'
import { findOpenWin } from '../tasks/open-win.ts'
import { taskColumns } from '../tasks/tasks.ts'
import { listDaysAway } from './absences.ts'

// When everybody is away, the live tasks of routines are moved, except for those that are kept.

/** A routine whose live task was moved. */
export type MovedRoutine = {
  readonly id: RoutineId
  readonly title: string
  readonly task: TaskId
  /** Its next date; null if the routine has ended. */
  readonly date: CalendarDate | null
  /** The member who alone may know of it. */
  readonly private_to: UserId | null
}

/** Moves the live tasks that are planned while everybody is away to their next dates. */
export async function moveAway(tx: Tx, absence: Absence, now: Instant): Promise<MovedRoutine[]> {
  const { from_date, until_date } = absence
  const away = await listDaysAway(tx)
  const moved: MovedRoutine[] = []
  for (const { live, routine } of await listSkipped(tx)) {
    const planned = live.occurrence_date
    if (planned < from_date || planned > until_date) continue
    // Somebody means to finish what is picked.
    if (await findOpenWin(tx, live.id)) continue
    const date = nextAfterAbsence(scheduleOf(routine, away), { planned })
    if (date === undefined) await endByAbsence(tx, live, now)
    else await moveTo(tx, live, routine, date, now)
    moved.push(movedRoutine(live, routine, date ?? null))
  }
  return moved
}

/** Gives the live tasks that were moved by an absence their dates back, once it is deleted. */
export async function moveBack(tx: Tx, absence: Absence, now: Instant): Promise<MovedRoutine[]> {
  const span = { from: absence.from_date, until: absence.until_date }
  const away = await listDaysAway(tx)
  const moved: MovedRoutine[] = []
  for (const { live, routine } of await listSkipped(tx)) {
    if (live.occurrence_date <= span.until) continue
    const date = nextAfterReturn(scheduleOf(routine, away), span, {
      progress: await findProgress(tx, live),
      last: await findLastOccurrence(tx, routine.id),
      pausedUntil: routine.paused_until,
    })
    if (date === live.occurrence_date || (await findOpenWin(tx, live.id))) continue
    await moveTo(tx, live, routine, date, now)
    moved.push(movedRoutine(live, routine, date))
  }
  return moved
}

type Skipped = { readonly live: RoutineTask; readonly routine: RoutineRow }

/** Lists the live tasks of routines that have no dates while everybody is away. */
async function listSkipped(tx: Tx): Promise<Skipped[]> {
  const routines = await tx
    .selectFrom('routines')
    .select(routineColumns)
    .where('when_away', '=', 'SKIP')
    .where('status', '<>', 'ENDED')
    .orderBy('id')
    .execute()
  const tasks = await tx
    .selectFrom('tasks')
    .select(taskColumns)
    .where('routine_id', 'is not', null)
    .where(isOpenTask)
    .execute()
  const live = new Map(tasks.filter(isOfRoutine).map((task) => [task.routine_id, task]))
  return routines.flatMap((routine) => {
    const task = live.get(routine.id)
    return task === undefined ? [] : [{ live: task, routine }]
  })
}

async function endByAbsence(tx: Tx, live: RoutineTask, now: Instant): Promise<void> {
  await abandonLive(tx, live, null, now)
  await setStatus(tx, live.routine_id, { status: 'ENDED' }, now)
}

async function moveTo(
  tx: Tx,
  live: RoutineTask,
  routine: RoutineRow,
  date: CalendarDate,
  now: Instant,
): Promise<void> {
  // A task that nobody has changed counts as unchanged, so that what was done can be reopened.
  const isUnchanged = await isAsMade(tx, live)
  await tx
    .updateTable('tasks')
    .set({
      ...movedDates(live, { before: routine, after: routine }, date),
      ...(isUnchanged ? { created_at: now } : {}),
      updated_at: now,
    })
    .where('id', '=', live.id)
    .execute()
}

function movedRoutine(
  live: RoutineTask,
  { id, title, private: isPrivate, owner_user_id }: RoutineRow,
  date: CalendarDate | null,
): MovedRoutine {
  const task = { id: live.id, private_to: live.private ? live.owner_user_id : null }
  const private_to = isPrivate ? owner_user_id : task.private_to
  return { id, title, task: task.id, date, private_to }
}
