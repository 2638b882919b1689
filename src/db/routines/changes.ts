import { type NewRoutine, withDefaults } from '../../domain/routine/draft.ts'
import { type Routine, routineColumns } from '../../domain/routine/routine.ts'
import { requireFirstDate } from '../../domain/routine/schedule.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { Tx } from '../schema.ts'
import { requireActiveOwner, requireOwned } from '../tasks/changes.ts'
import { type Writer, write } from '../transaction.ts'
import { addLive } from './live.ts'
import { requireMembers, saveMembers } from './members.ts'
import { getRoutineById } from './routines.ts'
import { loadSchedule } from './schedule.ts'

/**
 * Adds a routine and its first task.
 *
 * @param uuid the UUID of the task
 * @throws MomentumError `refused` for an inactive owner, or a private routine without an owner;
 * `usage` for one that never comes
 */
export async function addRoutine(
  writer: Writer | Tx,
  draft: NewRoutine,
  { today, uuid }: { readonly today: CalendarDate; readonly uuid: string },
  now: Instant,
): Promise<Routine> {
  const routine = withDefaults(draft, today)
  requireOwned(routine)
  return write(writer, async (tx) => {
    const date = requireFirstDate(await loadSchedule(tx, routine))
    await requireActiveOwner(tx, routine.owner_user_id)
    await requireMembers(tx, draft.among)
    const added = await tx
      .insertInto('routines')
      .values({ ...routine, created_at: now, updated_at: now })
      .returning(routineColumns)
      .executeTakeFirstOrThrow()
    await saveMembers(tx, added, draft.among)
    await addLive(tx, added, { number: 1, date }, { uuid, day: today, now })
    return getRoutineById(tx, { viewer: added.owner_user_id, today }, added.id)
  })
}
