import { randomUUID } from 'node:crypto'
import { nextAfterSkip } from '../../domain/routine/next.ts'
import { firstDate, type Schedule, scheduleOf } from '../../domain/routine/schedule.ts'
import type { RoutineId, TaskId } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { addLive } from '../routines/live.ts'
import { findLastOccurrence } from '../routines/occurrences.ts'
import { type RoutineRow, setStatus } from '../routines/routines.ts'
import { loadSchedule } from '../routines/schedule.ts'
import type { Db, Tx } from '../schema.ts'
import { isOpenTask } from '../tasks/filter.ts'
import type { Derived } from './derived.ts'
import { CheckError } from './proof.ts'

/**
 * Each routine that has not ended has one open task, whose number follows those of its occurrences.
 * An index makes sure that none has two.
 */
export const routines: Derived = {
  detail: 'each has its one open task',
  async findFault(db, { seesAll }) {
    const found = await examine(db)
    for (const { routine } of found) requireReadable(routine)
    // The open task of a shared routine may be private to somebody else.
    const faults = found.flatMap(({ routine, isLacking, isEnded, isUsed }) => [
      ...(isLacking && seesAll ? [`routine ${routine.id} has no open task`] : []),
      ...(isEnded ? [`routine ${routine.id} has ended, but has an open task`] : []),
      ...(isUsed
        ? [`the open task of routine ${routine.id} has a number that was used before`]
        : []),
    ])
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
    return faults[0] === undefined ? undefined : `${faults[0]}${more}`
  },
  async mend(tx) {
    for (const each of await examine(tx)) await mendRoutine(tx, each)
  },
}

type Examined = {
  readonly routine: RoutineRow
  readonly live: TaskId | null
  /** The number of the latest occurrence; 0 if there is none. */
  readonly last: number
  readonly isLacking: boolean
  readonly isEnded: boolean
  readonly isUsed: boolean
}

async function examine(db: Db): Promise<Examined[]> {
  const rows = await db
    .selectFrom('routines')
    .leftJoin('tasks', (join) => join.onRef('tasks.routine_id', '=', 'routines.id').on(isOpenTask))
    .selectAll('routines')
    .select((eb) => [
      'tasks.id as live',
      'tasks.occurrence_number as number',
      eb
        .selectFrom('occurrences')
        .select(({ fn }) => fn.max('occurrences.number').as('last'))
        .whereRef('occurrences.routine_id', '=', 'routines.id')
        .as('last'),
    ])
    .orderBy('routines.id')
    .execute()
  return rows.map(({ live, number, last, ...routine }) => ({
    routine,
    live,
    last: last ?? 0,
    isLacking: live === null && routine.status !== 'ENDED',
    isEnded: live !== null && routine.status === 'ENDED',
    isUsed: live !== null && (number ?? 0) <= (last ?? 0),
  }))
}

/** @throws CheckError when another program stored a rule that cannot be read */
function requireReadable(routine: RoutineRow): void {
  try {
    scheduleOf(routine)
  } catch {
    const { id, mode, rule } = routine
    throw new CheckError(`the rule of routine ${id} cannot be read: “${rule}”`, {
      lead: 'Give it another one',
      command: `routine edit ${id} ${mode === 'AFTER' ? '--after <distance>' : '--every <rule>'}`,
    })
  }
}

async function mendRoutine(tx: Tx, examined: Examined): Promise<void> {
  const { routine, live, last, isLacking, isEnded, isUsed } = examined
  // Nothing is lost: a person can end it again.
  if (isEnded) await setStatus(tx, routine.id, { status: 'ACTIVE' }, routine.updated_at)
  if (isUsed && live !== null) await renumber(tx, live, { number: last + 1, routine })
  if (isLacking) await addLacking(tx, routine, last, randomUUID())
}

/** Adds the open tasks of those of these routines that have none, or ends them. */
export async function addLackingTasks(
  tx: Tx,
  ids: readonly RoutineId[],
  newUuid: () => string,
): Promise<void> {
  if (ids.length === 0) return
  const isMeant = new Set(ids)
  const lacking = (await examine(tx)).filter(
    ({ isLacking, routine }) => isLacking && isMeant.has(routine.id),
  )
  for (const { routine, last } of lacking) await addLacking(tx, routine, last, newUuid())
}

/** @param last the number of its latest occurrence */
async function addLacking(tx: Tx, routine: RoutineRow, last: number, uuid: string): Promise<void> {
  const date = await nextDate(tx, routine.id, await loadSchedule(tx, routine))
  if (date === undefined) {
    await setStatus(tx, routine.id, { status: 'ENDED' }, routine.updated_at)
    return
  }
  const ids = { uuid, day: date, now: routine.updated_at }
  await addLive(tx, routine, { number: last + 1, date }, ids)
}

async function renumber(
  tx: Tx,
  live: TaskId,
  { number, routine }: { readonly number: number; readonly routine: RoutineRow },
): Promise<void> {
  await tx
    .updateTable('tasks')
    .set(({ fn, val }) => ({
      occurrence_number: number,
      occurrence_date: fn.coalesce('occurrence_date', 'due_date', val(routine.start_date)),
    }))
    .where('id', '=', live)
    .execute()
}

/** The date after the latest occurrence. */
async function nextDate(
  tx: Tx,
  id: RoutineId,
  schedule: Schedule,
): Promise<CalendarDate | undefined> {
  const last = await findLastOccurrence(tx, id)
  if (last === undefined) return firstDate(schedule)
  const planned = last.on_date !== null && last.on_date > last.date ? last.on_date : last.date
  return nextAfterSkip(schedule, { planned }, planned)
}
