import type { Routine } from '../../domain/routine/routine.ts'
import type { RoutineId } from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import { refusedError } from '../../errors.ts'
import type { Db } from '../schema.ts'
import { requireRemovable } from '../tasks/changes.ts'
import { isVisibleTo, taskColumns } from '../tasks/tasks.ts'
import { type Writer, write } from '../transaction.ts'
import { abandonLive, findLive } from './live.ts'
import { getRoutineById, type Reader, setStatus } from './routines.ts'

/**
 * Ends a routine, and abandons its live task. If it has ended already, only a given note changes.
 *
 * @throws MomentumError `refused` if the live task is an open Daily Win
 */
export async function endRoutine(
  writer: Writer,
  reader: Reader,
  id: RoutineId,
  note: string | undefined,
  now: Instant,
): Promise<Routine> {
  return write(writer, async (tx) => {
    const before = await getRoutineById(tx, reader, id)
    if (before.status === 'ENDED' && note === undefined) return before
    const live = await findLive(tx, id)
    if (live) await abandonLive(tx, live, note ?? null, now)
    await setStatus(tx, id, { status: 'ENDED', status_note: note ?? null }, now)
    return getRoutineById(tx, reader, id)
  })
}

/**
 * Deletes a routine that was never done, with its task.
 *
 * @throws MomentumError `refused` if it was done, or if its task was ever a Daily Win
 */
export async function removeRoutine(
  writer: Writer,
  reader: Reader,
  id: RoutineId,
): Promise<Routine> {
  return write(writer, async (tx) => {
    const routine = await getRoutineById(tx, reader, id)
    await requireRoutineRemovable(tx, routine)
    // A task that somebody keeps private stays theirs.
    await tx
      .deleteFrom('tasks')
      .where('routine_id', '=', id)
      .where(isVisibleTo(reader.viewer))
      .execute()
    await tx.deleteFrom('routines').where('id', '=', id).execute()
    return routine
  })
}

/** @throws MomentumError `refused` if {@link removeRoutine} would, so that nobody is asked first */
export async function requireRoutineRemovable(db: Db, routine: Routine): Promise<void> {
  const { id, title, done_count } = routine
  if (done_count > 0) {
    throw refusedError(
      `“${title}” was done ${done_count === 1 ? 'once' : `${done_count} times`} and cannot be deleted.`,
      routine.status === 'ENDED'
        ? 'What was done stays in the history.'
        : { lead: 'To end it instead', command: `routine end ${id}` },
    )
  }
  const tasks = await db
    .selectFrom('tasks')
    .select(taskColumns)
    .where('routine_id', '=', id)
    .execute()
  for (const task of tasks) await requireRemovable(db, task)
}
