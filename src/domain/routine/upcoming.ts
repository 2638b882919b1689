import type { RoutineId } from '../task.ts'
import type { CalendarDate } from '../time.ts'
import type { UserId } from '../user.ts'
import { nextAfterDone } from './next.ts'
import type { Routine } from './routine.ts'
import { listDates, type Span, scheduleOf } from './schedule.ts'
import { projectTurns, type RotaMember, withUsed } from './turn.ts'

/** An upcoming time of a routine. */
export type UpcomingTime = {
  readonly date: CalendarDate
  readonly routine_id: RoutineId
  readonly title: string
  /** The name of the member whose turn it is; null if that is not known. */
  readonly turn: string | null
}

/** A routine with what is needed to list its upcoming times. */
export type RoutineWithLive = Routine & {
  /** The due date of the live task, which may be moved. */
  readonly due_date: CalendarDate | null
  /** The latest day on which any of its occurrences was done. */
  readonly latest: CalendarDate | null
  /** Whose turn the live task is. */
  readonly turn_user_id: UserId | null
  /** Who takes turns if it is known in advance who follows whom; otherwise empty. */
  readonly rota: readonly RotaMember[]
}

/** Which times are listed. */
export type UpcomingLimits = {
  /** At most so many. */
  readonly count: number
  /** At most so many of each routine; `count` unless given. */
  readonly each?: number
  /** Only those before this date. */
  readonly before: CalendarDate | undefined
}

/** The days that decide what is upcoming. */
type UpcomingDays = {
  /** When everybody is away. */
  readonly away: readonly Span[]
  readonly today: CalendarDate
}

/** Lists upcoming times of routines, by date and then by the number of the routine. */
export function listUpcoming(
  routines: readonly RoutineWithLive[],
  { count, before, each = count }: UpcomingLimits,
  { away, today }: UpcomingDays,
): readonly UpcomingTime[] {
  const times = routines.flatMap((routine) => {
    const some: UpcomingTime[] = []
    for (const time of upcomingTimes(routine, { away, today })) {
      if (some.length === each || (before !== undefined && time.date >= before)) break
      some.push(time)
    }
    return some
  })
  return times.toSorted((one, other) => compare(one, other)).slice(0, count)
}

function compare(one: UpcomingTime, other: UpcomingTime): number {
  if (one.date !== other.date) return one.date < other.date ? -1 : 1
  return one.routine_id - other.routine_id
}

/**
 * The due date of the live task, and then the dates that follow if each time is done on its day, or
 * today if it is overdue. A routine that is paused without an end has none.
 */
function* upcomingTimes(
  routine: RoutineWithLive,
  { away, today }: UpcomingDays,
): Generator<UpcomingTime, undefined> {
  const { id, title, next_date, due_date, latest, done_count, status, paused_until } = routine
  if (next_date === null || status === 'ENDED') return
  if (status === 'PAUSED' && paused_until === null) return
  const live = due_date ?? next_date
  yield { date: live, routine_id: id, title, turn: routine.turn }
  const schedule = scheduleOf(routine, away)
  const progress = { planned: next_date, previous: null, latest, done_count }
  const next = nextAfterDone(schedule, progress, live > today ? live : today)
  if (next === undefined) return
  const dates = listDates(schedule, next, done_count + 1)
  for (const [date, turn] of turnsOf(routine, live > today ? live : today, dates)) {
    yield { date, routine_id: id, title, turn }
  }
}

/**
 * Whose turn each date is, if everybody does theirs: always the owner's, or each member's in turn.
 * Who will have had the least to do is not known.
 *
 * @param on the day on which the live task is done
 */
function* turnsOf(
  { turns, owner, turn_user_id, rota }: RoutineWithLive,
  on: CalendarDate,
  dates: Iterable<CalendarDate>,
): Generator<readonly [date: CalendarDate, turn: string | null], undefined> {
  if (turns === 'ROTATE') {
    return yield* projectTurns({ mode: turns, members: withUsed(rota, turn_user_id, on) }, dates)
  }
  for (const date of dates) yield [date, turns === 'FIXED' ? owner : null]
}
