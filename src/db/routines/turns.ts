import type { TurnMode } from '../../domain/routine/routine.ts'
import type { Turn } from '../../domain/routine/turn.ts'
import { isRota } from '../../domain/routine/turn-choice.ts'
import { isSettled, readTurnReason, type TurnReason } from '../../domain/routine/turn-reason.ts'
import type { RoutineId, Task, TaskId } from '../../domain/task.ts'
import { type CalendarDate, type Instant, toInstant } from '../../domain/time.ts'
import type { Tx } from '../schema.ts'
import { isOpenTask } from '../tasks/filter.ts'
import { taskColumns } from '../tasks/tasks.ts'
import type { RoutineWithTurns } from './rota.ts'
import { type LiveTurn, loadChooser } from './turn-chooser.ts'
import { isAsMade } from './untouched.ts'

// Whose turn it is is stored as the owner of the live task, and why as its `turn_reason`.

/** The columns of a task that say whose turn it is, and why. */
export type TurnColumns = Pick<Task, 'owner_user_id' | 'turn_reason'>

/** For when a turn is chosen, and when. */
export type TurnDays = {
  readonly due: CalendarDate
  /** The day on which it is chosen: what was done lately counts back from it. */
  readonly day: CalendarDate
}

/** Chooses whose turn the next time of a routine is. Without turns, it stays its owner’s. */
export async function findTurn(
  tx: Tx,
  routine: RoutineWithTurns,
  { due, day }: TurnDays,
): Promise<TurnColumns> {
  if (routine.turns === 'NONE') {
    return { owner_user_id: routine.owner_user_id, turn_reason: null }
  }
  const choose = await loadChooser(tx, [routine], [due], day)
  return columnsOf(choose(routine, { due }))
}

/**
 * Chooses whose turn a live task is that was skipped or missed. After a skip, it is still its
 * owner’s.
 */
export async function findTurnAfter(
  tx: Tx,
  live: LiveTurn,
  routine: RoutineWithTurns,
  outcome: 'SKIPPED' | 'MISSED',
  { due, day }: TurnDays,
): Promise<TurnColumns> {
  const isKept = outcome === 'SKIPPED'
  const { owner_user_id, turn_reason } = live
  if (isKept && isOwn(live, routine)) return { owner_user_id, turn_reason }
  const choose = await loadChooser(tx, [routine], [due], day)
  const turn = choose(routine, { due, live, isKept })
  if (turn.reason === null) return { owner_user_id: routine.owner_user_id, turn_reason: null }
  return columnsOf(turn)
}

/**
 * Chooses again whose turn a live task is, unless somebody has taken or assigned it, or has started
 * it in a rota.
 *
 * @param live the task as it was chosen
 * @param routine the routine as it was then, and as it is now
 * @returns what changes in the task
 */
export async function findTurnAgain(
  tx: Tx,
  live: LiveTurn,
  { before, after }: { readonly before: RoutineWithTurns; readonly after: RoutineWithTurns },
  { due, day }: TurnDays,
): Promise<Partial<TurnColumns>> {
  const status = isRota(before.turns) || isRota(after.turns) ? live.status : 'BACKLOG'
  if (!isChosen({ ...live, status }, before)) return {}
  if (before.turns === 'NONE' && after.turns === 'NONE') return {}
  const choose = await loadChooser(tx, [after], [due], day)
  const turn = choose(after, { due, live, isKept: isSkipped(live) })
  return isSame(live, turn) ? {} : columnsOf(turn)
}

/** A live task that has become another member’s turn. */
export type PassedTurn = {
  readonly task: TaskId
  readonly title: string
  /** The name of the member whose turn it was. */
  readonly from: string | null
  /** The name of the member whose turn it is now. */
  readonly to: string | null
}

/**
 * Chooses all turns again, after absences or rotas have changed, except those that somebody has
 * started, taken or assigned. It does not count as a change of what followed a task.
 *
 * @param day today
 * @returns the turns that passed to somebody else, or to nobody
 */
export async function chooseTurnsAgain(
  tx: Tx,
  day: CalendarDate,
  now: Instant,
): Promise<readonly PassedTurn[]> {
  return chooseAgain(tx, await listRoutines(tx, ['FIXED', 'ROTATE', 'LEAST']), day, now)
}

/** Chooses the turns of rotas again, as {@link chooseTurnsAgain} does. */
export async function chooseTurnsOfRotasAgain(
  tx: Tx,
  day: CalendarDate,
  now: Instant,
): Promise<readonly PassedTurn[]> {
  return chooseAgain(tx, await listRoutines(tx, ['ROTATE', 'LEAST']), day, now)
}

function listRoutines(tx: Tx, turns: readonly TurnMode[]): Promise<RoutineWithTurns[]> {
  return tx
    .selectFrom('routines')
    .select(['id', 'turns', 'owner_user_id'])
    .where('status', '<>', 'ENDED')
    .where('turns', 'in', turns)
    .execute()
}

/** Chooses the turn of one routine again, as {@link chooseTurnsAgain} does. */
export async function chooseTurnOfRoutineAgain(
  tx: Tx,
  routine: RoutineWithTurns,
  day: CalendarDate,
  now: Instant,
): Promise<void> {
  if (isRota(routine.turns)) await chooseAgain(tx, [routine], day, now)
}

async function chooseAgain(
  tx: Tx,
  routines: readonly RoutineWithTurns[],
  day: CalendarDate,
  now: Instant,
): Promise<readonly PassedTurn[]> {
  if (routines.length === 0) return []
  const tasks = await listChosen(tx, routines)
  const dues = tasks.map(({ task }) => dueOf(task))
  const choose = await loadChooser(tx, routines, dues, day)
  const passed: PassedTurn[] = []
  for (const { task, routine } of tasks) {
    const turn = choose(routine, { due: dueOf(task), live: task, isKept: isSkipped(task) })
    if (isSame(task, turn)) continue
    await changeTurn(tx, task, columnsOf(turn), now)
    if (turn.user === task.owner_user_id) continue
    const { id, title, owner: from } = task
    passed.push({ task: id, title, from, to: turn.reason?.user ?? null })
  }
  return passed
}

type LiveTask = Task & { readonly occurrence_date: CalendarDate }

function dueOf({ due_date, occurrence_date }: LiveTask): CalendarDate {
  return due_date ?? occurrence_date
}

/** Lists the live tasks whose turns may be chosen again, in the order in which they are due. */
async function listChosen(tx: Tx, routines: readonly RoutineWithTurns[]) {
  const tasks = await tx
    .selectFrom('tasks')
    .select(taskColumns)
    .where(isOpenTask)
    .where('tasks.status', '=', 'BACKLOG')
    .where(
      'tasks.routine_id',
      'in',
      routines.map(({ id }) => id),
    )
    // The databases sort tasks without a due date differently.
    .orderBy(({ fn }) => fn.coalesce('tasks.due_date', 'tasks.occurrence_date'))
    .orderBy('tasks.id')
    .execute()
  const byId = new Map<RoutineId | null, RoutineWithTurns>(routines.map((each) => [each.id, each]))
  return tasks.flatMap((task) => {
    const routine = byId.get(task.routine_id)
    return isPlanned(task) && routine && isChosen(task, routine) ? [{ task, routine }] : []
  })
}

function isPlanned(task: Task): task is LiveTask {
  return task.occurrence_date !== null
}

/**
 * Stores a turn. A task that nobody has changed counts as such afterwards: if it passes to somebody
 * else, it counts as added anew, and why it is somebody's turn is no change of the task.
 */
async function changeTurn(tx: Tx, task: Task, turn: TurnColumns, now: Instant): Promise<void> {
  // A change at the same moment would not be told from none.
  const moment = new Date(now).getTime()
  const at = task.updated_at === now ? toInstant(new Date(moment + 1)) : now
  const isAddedAnew = turn.owner_user_id !== task.owner_user_id && (await isAsMade(tx, task))
  await tx
    .updateTable('tasks')
    .set({ ...turn, ...(isAddedAnew ? { created_at: at } : {}), updated_at: at })
    .where('id', '=', task.id)
    .execute()
}

function columnsOf({ user, reason }: Turn): TurnColumns {
  return { owner_user_id: user, turn_reason: reason && JSON.stringify(reason) }
}

/** Whether the rota, not a person, decided whose turn a task is, and nobody has started it. */
function isChosen(live: LiveTurn, routine: RoutineWithTurns): boolean {
  const reason = readTurnReason(live)
  if (live.status !== 'BACKLOG' || isSettled(reason) || isOwn(live, routine)) return false
  // An earlier version stored no reason, and an owner of its own means that somebody chose them.
  return reason !== undefined || live.owner_user_id === routine.owner_user_id
}

/** Whether another program made a task of a rota private: then it stays its owner’s. */
function isOwn(live: LiveTurn, { turns }: RoutineWithTurns): boolean {
  return live.private && isRota(turns)
}

function isSkipped(live: LiveTurn): boolean {
  return readTurnReason(live)?.because === 'SKIPPED_LAST_TIME'
}

/** Whether a turn equals the stored one: the same member, cause and rota. */
function isSame(live: LiveTurn, { user, reason }: Turn): boolean {
  const stored = readTurnReason(live)
  return (
    live.owner_user_id === user &&
    stored?.mode === reason?.mode &&
    stored?.because === reason?.because &&
    stored?.user === reason?.user &&
    othersIn(stored) === othersIn(reason)
  )
}

function othersIn(reason: TurnReason | null | undefined): string | undefined {
  return reason?.others.map(({ user }) => user).join('\n')
}
