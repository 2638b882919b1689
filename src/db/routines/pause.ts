import { nextAfterLast, nextAfterResume } from '../../domain/routine/next.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import { requireNotEnded } from '../../domain/routine/status.ts'
import type { RoutineId } from '../../domain/task.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import { requireOpenWinMove } from '../../domain/win.ts'
import { refusedError } from '../../errors.ts'
import type { Tx } from '../schema.ts'
import { moveTask, type TaskMove } from '../tasks/moves.ts'
import { findOpenWin } from '../tasks/open-win.ts'
import { type Writer, write } from '../transaction.ts'
import { type Adding, getLive, redateLive } from './live.ts'
import { findLastOccurrence, findProgress, type RoutineTask } from './occurrences.ts'
import { getRoutineById, type Reader, setStatus } from './routines.ts'
import { loadSchedule } from './schedule.ts'
import { chooseTurnOfRoutineAgain } from './turns.ts'

/** A pause as it was typed. In a routine that is paused already, undefined keeps what it has. */
export type Pause = {
  /** The day on which the routine resumes by itself, after today; null for none. */
  readonly until?: CalendarDate | null | undefined
  readonly note?: string | undefined
}

/**
 * Pauses a routine and its live task. With a day, the task gets the first date from that day on and
 * is hidden until then, so that the routine resumes by itself.
 *
 * @throws MomentumError `refused` for a routine that has ended or has no date from that day on, and
 * for an open Daily Win that would be hidden; `usage` if the rules of wins ask for a note
 */
export async function pauseRoutine(
  writer: Writer,
  reader: Reader,
  id: RoutineId,
  pause: Pause,
  now: Instant,
): Promise<Routine> {
  return write(writer, async (tx) => {
    const before = await getRoutineById(tx, reader, id)
    requireNotEnded(before, 'paused')
    const status_note = pause.note ?? before.status_note
    const paused_until = pause.until === undefined ? before.paused_until : pause.until
    const after = { ...before, status: 'PAUSED', status_note, paused_until } as const
    const isSame = before.status === 'PAUSED' && before.paused_until === paused_until
    if (isSame && before.status_note === status_note) return before
    await setStatus(tx, id, { status: 'PAUSED', status_note, paused_until }, now)
    const live = await getLive(tx, id)
    const days = { day: reader.today, now }
    if (paused_until === null) await pauseLive(tx, before, live, pause.note, days)
    else {
      const planned = await plannedDate(tx, before, live)
      await postponeLive(tx, { ...after, paused_until }, planned, live, days)
    }
    return getRoutineById(tx, reader, id)
  })
}

async function pauseLive(
  tx: Tx,
  before: Routine,
  live: RoutineTask,
  note: string | undefined,
  days: Pick<Adding, 'day' | 'now'>,
): Promise<void> {
  if (before.paused_until !== null) {
    const date = await plannedDate(tx, before, live)
    const time = { number: live.occurrence_number, date }
    await redateLive(tx, { ...before, paused_until: null }, live, time, {}, days)
  }
  await moveLive(
    tx,
    live,
    { to: 'PAUSED', note: note ?? before.status_note ?? undefined },
    days.now,
  )
}

async function postponeLive(
  tx: Tx,
  routine: Routine & { readonly paused_until: CalendarDate },
  planned: CalendarDate,
  live: RoutineTask,
  days: Pick<Adding, 'day' | 'now'>,
): Promise<void> {
  const win = await findOpenWin(tx, live.id)
  if (win) requireOpenWinMove({ ...win, title: live.title }, 'BACKLOG', undefined)
  const { paused_until, status_note } = routine
  const date = await requireDateFrom(tx, routine, planned, paused_until)
  const time = { number: live.occurrence_number, date }
  const changes = { status: 'BACKLOG', status_note } as const
  await redateLive(tx, routine, { ...live, ...changes }, time, changes, days)
}

/**
 * Resumes a routine: its live task gets the first date from today on and goes to the backlog; an
 * open Daily Win is active again. Whose turn it is is chosen again, because the rota may have
 * changed meanwhile.
 *
 * @throws MomentumError `refused` for a routine that has ended or has no other date
 */
export async function resumeRoutine(
  writer: Writer,
  reader: Reader,
  id: RoutineId,
  now: Instant,
): Promise<Routine> {
  return write(writer, async (tx) => {
    const before = await getRoutineById(tx, reader, id)
    requireNotEnded(before, 'resumed')
    if (before.status === 'ACTIVE') return before
    await setStatus(tx, id, { status: 'ACTIVE' }, now)
    const live = await getLive(tx, id)
    const days = { day: reader.today, now }
    await resumeLive(tx, live, now)
    const planned = await plannedDate(tx, before, live)
    const date = await requireDateFrom(tx, before, planned, reader.today)
    if (before.paused_until !== null || date !== live.occurrence_date) {
      const time = { number: live.occurrence_number, date }
      const resumed = await getLive(tx, id)
      await redateLive(tx, { ...before, paused_until: null }, resumed, time, {}, days)
    }
    await chooseTurnOfRoutineAgain(tx, before, days.day, now)
    return getRoutineById(tx, reader, id)
  })
}

async function resumeLive(tx: Tx, live: RoutineTask, now: Instant): Promise<void> {
  if (live.status === 'PAUSED') {
    const to = (await findOpenWin(tx, live.id)) ? 'ACTIVE' : 'BACKLOG'
    return moveLive(tx, live, { to }, now)
  }
  if (live.status !== 'BACKLOG' || live.status_note === null) return
  // The note said why it was hidden.
  await tx
    .updateTable('tasks')
    .set({ status_note: null, updated_at: now })
    .where('id', '=', live.id)
    .execute()
}

/** Moves the live task for its routine, even if the viewer may not see it. */
async function moveLive(tx: Tx, live: RoutineTask, move: TaskMove, now: Instant): Promise<void> {
  await moveTask(tx, live.owner_user_id, live.id, move, now)
}

/** The date of the live task, or what it would be if a pause until a day had not moved it. */
async function plannedDate(tx: Tx, routine: Routine, live: RoutineTask): Promise<CalendarDate> {
  const { occurrence_date } = live
  if (routine.paused_until === null) return occurrence_date
  const last = await findLastOccurrence(tx, routine.id)
  const progress = await findProgress(tx, live)
  return nextAfterLast(await loadSchedule(tx, routine), last, progress) ?? occurrence_date
}

/** @throws MomentumError `refused` if the routine has no other date */
async function requireDateFrom(
  tx: Tx,
  routine: Routine,
  planned: CalendarDate,
  from: CalendarDate,
): Promise<CalendarDate> {
  const date = nextAfterResume(await loadSchedule(tx, routine), { planned }, from)
  if (date !== undefined) return date
  const { id, title, until_date } = routine
  const why = until_date === null ? '' : `: its last day is ${until_date}`
  throw refusedError(`“${title}” has no date from ${from} on${why}.`, {
    lead: 'To end it',
    command: `routine end ${id}`,
  })
}
