import { changeRoutine, liveChanges, type RoutineChanges } from '../../domain/routine/change.ts'
import { type Routine, templateFields } from '../../domain/routine/routine.ts'
import { requireNotEnded } from '../../domain/routine/status.ts'
import type { RoutineId, Task } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import { userWord, type Viewer } from '../../domain/user.ts'
import { refusedError } from '../../errors.ts'
import { listDaysAway } from '../absences/absences.ts'
import type { Tx } from '../schema.ts'
import { requireActiveOwner, requireOwned, requireWasNoWin, searchText } from '../tasks/changes.ts'
import { type Writer, write } from '../transaction.ts'
import { getUser } from '../users/users.ts'
import { getLive, movedDates } from './live.ts'
import { requireMembers, saveMembers } from './members.ts'
import { findLastOccurrence, findProgress, type RoutineTask } from './occurrences.ts'
import { getRoutineById, getRoutineOf, type Reader } from './routines.ts'
import { findTurnAgain, type PassedTurn } from './turns.ts'

/** A routine after an edit, and the turn that passed to somebody else because of it. */
type EditedRoutine = { readonly routine: Routine; readonly passed: readonly PassedTurn[] }

/**
 * Changes the given fields of a routine. Its live task takes each one that still equals the
 * routine's old one, and stays the same task.
 *
 * @throws MomentumError `refused` for a routine that has ended, an owner who is inactive, or a
 * private routine without an owner or whose task was a Daily Win; `usage` if it has no other date
 */
export async function editRoutine(
  writer: Writer,
  reader: Reader,
  id: RoutineId,
  changes: RoutineChanges,
  now: Instant,
): Promise<EditedRoutine> {
  return write(writer, async (tx) => {
    const before = await getRoutineById(tx, reader, id)
    requireNotEnded(before, 'edited')
    await requireActiveOwner(tx, changes.owner_user_id)
    const live = await getLive(tx, id)
    const { routine, date } = changeRoutine(before, changes, {
      progress: await findProgress(tx, live),
      last: await findLastOccurrence(tx, id),
      away: await listDaysAway(tx),
      today: reader.today,
    })
    requireOwned(routine)
    requireMayBePrivate(before, changes, reader.viewer)
    await requireMembers(tx, changes.among)
    await saveMembers(tx, routine, changes.among)
    const isTurnChanged = areTurnsChanged(before, routine, changes)
    const edit = { before, after: routine, date, isTurnChanged, day: reader.today }
    const { title } = await changeLive(tx, live, edit, now)
    await saveRoutine(tx, routine, now)
    // A member who gives away a private routine can no longer see it.
    const owner = { ...reader, viewer: routine.owner_user_id ?? reader.viewer }
    const edited = await getRoutineById(tx, owner, id)
    return { routine: edited, passed: passedTo(edited, { ...live, title }) }
  })
}

/** The turn of the task that was live before an edit, if that has become another member's. */
function passedTo(edited: Routine, { id, title, owner: from }: RoutineTask): PassedTurn[] {
  const { next_task_id, turn: to } = edited
  return id === next_task_id && from !== to ? [{ task: id, title, from, to }] : []
}

/** Only its owner may make a routine private. */
function requireMayBePrivate(before: Routine, changes: RoutineChanges, viewer: Viewer): void {
  const { id, title, owner_user_id, owner } = before
  if (!changes.private || before.private || owner_user_id === null || owner_user_id === viewer) {
    return
  }
  throw refusedError(`Only ${owner}, who owns “${title}”, can make it private.`, {
    lead: `As ${owner}`,
    command: `routine edit ${id} --private`,
    forActor: false,
  })
}

async function saveRoutine(tx: Tx, routine: Routine, now: Instant): Promise<void> {
  const values = Object.fromEntries(editedColumns.map((column) => [column, routine[column]]))
  await tx
    .updateTable('routines')
    .set({ ...values, updated_at: now })
    .where('id', '=', routine.id)
    .execute()
}

const editedColumns = [
  ...templateFields,
  'mode',
  'rule',
  'start_date',
  'until_date',
  'times',
  'season_from',
  'season_to',
  'lead_days',
  'when_away',
  'turns',
] as const satisfies readonly (keyof Routine)[]

type Edit = {
  readonly before: Routine
  readonly after: Routine
  readonly date: CalendarDate
  readonly isTurnChanged: boolean
  /** Today. */
  readonly day: CalendarDate
}

function areTurnsChanged(before: Routine, after: Routine, { among }: RoutineChanges): boolean {
  const isSame = before.turns === after.turns && before.owner_user_id === after.owner_user_id
  return !isSame || among !== undefined
}

async function changeLive(
  tx: Tx,
  live: RoutineTask,
  { before, after, date, isTurnChanged, day }: Edit,
  now: Instant,
): Promise<RoutineTask> {
  // As it is stored: a pause that has ended still decided when the task is shown.
  const stored = await getRoutineOf(tx, live)
  const { owner_user_id: _, ...template } = liveChanges(live, before, after)
  const moved = movedDates(live, { before: stored, after }, date)
  const due = moved.due_date ?? live.due_date ?? date
  const turn =
    isTurnChanged || moved.due_date !== undefined
      ? await findTurnAgain(tx, live, { before, after }, { due, day })
      : {}
  const changes = {
    ...template,
    ...moved,
    ...turn,
  }
  const changed = { ...live, ...changes }
  if (after.private && !before.private) await requireTaskMayBePrivate(tx, changed, after)
  const isSame = Object.entries(changes).every(([key, value]) => live[key as keyof Task] === value)
  if (isSame) return live
  await tx
    .updateTable('tasks')
    .set({ ...changes, search_text: searchText(changed), updated_at: now })
    .where('id', '=', live.id)
    .execute()
  return changed
}

/** The live task of a private routine belongs to its owner, who alone sees it. */
async function requireTaskMayBePrivate(tx: Tx, live: Task, routine: Routine): Promise<void> {
  await requireWasNoWin(tx, live)
  if (routine.owner_user_id === null || live.owner_user_id === routine.owner_user_id) return
  const owner = await getUser(tx, { id: routine.owner_user_id })
  throw refusedError(
    `“${routine.title}” is not assigned to ${owner.name} this time and cannot be made private.`,
    { lead: 'First', command: `task assign ${live.id} ${userWord(owner)}` },
  )
}
