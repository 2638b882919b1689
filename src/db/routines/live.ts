import type { Updateable } from 'kysely'
import { startsOn } from '../../domain/routine/lead.ts'
import { templateOf } from '../../domain/routine/routine.ts'
import type { StoredTurn } from '../../domain/routine/turn-reason.ts'
import type { RoutineId, Task, TaskId } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { Viewer } from '../../domain/user.ts'
import { winMoveHint } from '../../domain/win.ts'
import { refusedError } from '../../errors.ts'
import type { Db, Schema, Tx } from '../schema.ts'
import { searchText } from '../tasks/changes.ts'
import { isOpenTask } from '../tasks/filter.ts'
import { findOpenWin } from '../tasks/open-win.ts'
import { isVisibleTo, taskColumns } from '../tasks/tasks.ts'
import { turnNames } from '../tasks/turn-names.ts'
import { isOfRoutine, type RoutineTask } from './occurrences.ts'
import type { RoutineRow } from './routines.ts'
import { findTurn, findTurnAgain } from './turns.ts'

// The live task of a routine is its open one. An index makes sure that there is only one.

/** Which time of its routine a task is, and when. */
export type PlannedTime = {
  /** From 1; skipped and missed times count. */
  readonly number: number
  readonly date: CalendarDate
}

/** What is needed to add a live task, and when. */
export type Adding = {
  readonly uuid: string
  /** The day on which the previous time was done, otherwise today. */
  readonly day: CalendarDate
  readonly now: Instant
}

/**
 * Adds the live task of a routine, and chooses whose turn it is. If the routine is paused without
 * an end, so is the task.
 */
export async function addLive(
  tx: Tx,
  routine: RoutineRow,
  time: PlannedTime,
  { uuid, day, now }: Adding,
): Promise<AddedLive> {
  const turn = await findTurn(tx, routine, { due: time.date, day })
  const template = { ...templateOf(routine), ...turn }
  const isPaused = routine.status === 'PAUSED' && routine.paused_until === null
  return tx
    .insertInto('tasks')
    .values({
      ...template,
      ...datesOf(routine, time),
      uuid,
      search_text: searchText(template),
      routine_id: routine.id,
      status: isPaused ? 'PAUSED' : 'BACKLOG',
      status_note: isPaused ? routine.status_note : null,
      created_at: now,
      updated_at: now,
    })
    .returning(addedColumns)
    .executeTakeFirstOrThrow()
}

/** What is told of a live task that was added. */
type AddedLive = Pick<Task, (typeof addedColumns)[number]>

const addedColumns = [
  'id',
  'status',
  'private',
  'owner_user_id',
  'occurrence_date',
  'turn_reason',
] as const

/**
 * Moves the live task to another time. It stays the same task, with the same number. Unless the
 * changes say whose turn it is, that is chosen again: other members may be away then.
 *
 * @param day today
 */
export async function redateLive(
  tx: Tx,
  routine: RoutineRow,
  live: Task,
  time: PlannedTime,
  changes: Updateable<Schema['tasks']>,
  { day, now }: Pick<Adding, 'day' | 'now'>,
): Promise<void> {
  const turn =
    'turn_reason' in changes
      ? {}
      : await findTurnAgain(tx, live, { before: routine, after: routine }, { due: time.date, day })
  await tx
    .updateTable('tasks')
    .set({ ...datesOf(routine, time), ...turn, ...changes, updated_at: now })
    .where('id', '=', live.id)
    .execute()
}

function datesOf(routine: RoutineRow, { number, date }: PlannedTime) {
  return {
    occurrence_number: number,
    occurrence_date: date,
    due_date: date,
    starts_on: shownOn(routine, date),
  }
}

/** The day from which a live task of this date is shown: in a pause until a day, not before it. */
function shownOn({ lead_days, paused_until }: ShownRoutine, date: CalendarDate): CalendarDate {
  const shown = startsOn(date, lead_days)
  return paused_until !== null && paused_until > shown ? paused_until : shown
}

/**
 * What changes in a live task that is moved to another date, or whose routine shows it earlier or
 * later. A due date, or a day from which it is shown, stays if somebody chose it for this task.
 */
export function movedDates(
  live: RoutineTask,
  { before, after }: { readonly before: ShownRoutine; readonly after: ShownRoutine },
  date: CalendarDate,
) {
  const { occurrence_date, due_date, starts_on } = live
  const isMoved = date !== occurrence_date
  return {
    ...(isMoved ? { occurrence_date: date } : {}),
    ...(isMoved && due_date === occurrence_date ? { due_date: date } : {}),
    ...(starts_on === shownOn(before, occurrence_date) ? { starts_on: shownOn(after, date) } : {}),
  }
}

/** What decides from which day a live task is shown. */
type ShownRoutine = Pick<RoutineRow, 'lead_days' | 'paused_until'>

/** Finds the live task of a routine, even if the viewer may not see it. */
export async function findLive(tx: Tx, routine: RoutineId): Promise<Task | undefined> {
  return tx
    .selectFrom('tasks')
    .select(taskColumns)
    .where('routine_id', '=', routine)
    .where(isOpenTask)
    .executeTakeFirst()
}

/** Finds the number of the live task of a routine, if this viewer may see it. */
export async function findSeenLive(
  tx: Tx,
  viewer: Viewer,
  routine: RoutineId,
): Promise<TaskId | undefined> {
  const live = await selectSeenLive(tx, viewer, routine).select('id').executeTakeFirst()
  return live?.id
}

/** Finds why it is whose turn in a routine, if this viewer may see its live task. */
export async function findSeenTurn(
  db: Db,
  viewer: Viewer,
  routine: RoutineId,
): Promise<StoredTurn | undefined> {
  return selectSeenLive(db, viewer, routine)
    .select((eb) => ['turn_reason', turnNames(eb)])
    .executeTakeFirst()
}

function selectSeenLive(db: Db, viewer: Viewer, routine: RoutineId) {
  return db
    .selectFrom('tasks')
    .where('routine_id', '=', routine)
    .where(isOpenTask)
    .where(isVisibleTo(viewer))
}

/**
 * Gets the live task of a routine that has not ended, even if the viewer may not see it.
 *
 * @throws MomentumError `refused` if another program deleted it
 */
export async function getLive(tx: Tx, routine: RoutineId): Promise<RoutineTask> {
  const live = await findLive(tx, routine)
  if (live && isOfRoutine(live)) return live
  throw refusedError(`Routine ${routine} has no open task.`, {
    lead: 'Check the database',
    command: 'db check',
  })
}

/**
 * Abandons the live task of a routine that ends.
 *
 * @throws MomentumError `refused` if it is an open Daily Win
 */
export async function abandonLive(
  tx: Tx,
  { id, title }: Pick<Task, 'id' | 'title'>,
  note: string | null,
  now: Instant,
): Promise<void> {
  const win = await findOpenWin(tx, id)
  if (win) {
    throw refusedError(
      `“${title}” is the Daily Win of ${win.date}, so its routine cannot be ended.`,
      { ...winMoveHint(win.date, { to: 'BACKLOG' }), lead: 'To drop the pick first' },
    )
  }
  await tx
    .updateTable('tasks')
    .set({ status: 'ABANDONED', status_note: note, updated_at: now })
    .where('id', '=', id)
    .execute()
}
