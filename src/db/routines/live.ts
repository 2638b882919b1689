import { startsOn } from '../../domain/routine/lead.ts'
import { templateFields } from '../../domain/routine/routine.ts'
import type { RoutineId, Task, TaskId } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { Tx } from '../schema.ts'
import { searchText } from '../tasks/changes.ts'
import { isOpenTask } from '../tasks/filter.ts'
import { taskColumns } from '../tasks/tasks.ts'
import type { RoutineRow } from './routines.ts'

// The live task of a routine is its open one. An index makes sure that there is only one.

/** Which time of its routine a task is. */
export type Turn = {
  /** From 1; skipped and missed times count. */
  readonly number: number
  readonly date: CalendarDate
}

/** Adds the live task of a routine. In a paused one without an end, it is paused, too. */
export async function addLive(
  tx: Tx,
  routine: RoutineRow,
  turn: Turn,
  { uuid, now }: { readonly uuid: string; readonly now: Instant },
): Promise<TaskId> {
  const template = Object.fromEntries(
    templateFields.map((field) => [field, routine[field]]),
  ) as Pick<RoutineRow, (typeof templateFields)[number]>
  const isPaused = routine.status === 'PAUSED' && routine.paused_until === null
  const { id } = await tx
    .insertInto('tasks')
    .values({
      ...template,
      ...datesOf(routine, turn),
      uuid,
      search_text: searchText(template),
      routine_id: routine.id,
      status: isPaused ? 'PAUSED' : 'BACKLOG',
      status_note: isPaused ? routine.status_note : null,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Gives the live task another date, in place: its number stays the same. */
export async function redateLive(
  tx: Tx,
  routine: RoutineRow,
  task: TaskId,
  turn: Turn,
  changes: Partial<Pick<Task, 'status' | 'status_note' | 'owner_user_id'>>,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('tasks')
    .set({ ...datesOf(routine, turn), ...changes, updated_at: now })
    .where('id', '=', task)
    .execute()
}

function datesOf({ lead_days, paused_until }: RoutineRow, { number, date }: Turn) {
  const shown = startsOn(date, lead_days)
  return {
    occurrence_number: number,
    occurrence_date: date,
    due_date: date,
    // What is paused until a day is not shown before it.
    starts_on: paused_until !== null && paused_until > shown ? paused_until : shown,
  }
}

/** Finds the live task of a routine, whoever may see it. */
export async function findLive(tx: Tx, routine: RoutineId): Promise<Task | undefined> {
  return tx
    .selectFrom('tasks')
    .select(taskColumns)
    .where('routine_id', '=', routine)
    .where(isOpenTask)
    .executeTakeFirst()
}
