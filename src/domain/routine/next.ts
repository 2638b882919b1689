import type { CalendarDate } from '../time.ts'
import { toDate, toDay } from './day.ts'
import { addDistance } from './recurrence.ts'
import type { Occurrence } from './routine.ts'
import { dateAfter, dateFrom, firstDate, isPossible, type Schedule, type Span } from './schedule.ts'

/** How far a routine has come. */
export type Progress = {
  /** The date for which the live task was planned, wherever its due date was moved. */
  readonly planned: CalendarDate
  /** The planned date of the occurrence before the live task; null if there is none. */
  readonly previous: CalendarDate | null
  /** The latest day on which any of its occurrences was done; null if it never was. */
  readonly latest: CalendarDate | null
  /** How often it was done. */
  readonly done_count: number
}

/**
 * The date that follows when the live task is done on a day. It does not matter when that is
 * recorded. A calendar rule goes on after the planned date and that day, whichever is later, so one
 * tick catches up; an `--after` rule counts from the latest day known.
 *
 * @returns undefined if the routine ends
 */
export function nextAfterDone(
  schedule: Schedule,
  { planned, latest, done_count }: Progress,
  on: CalendarDate,
): CalendarDate | undefined {
  if (schedule.times !== null && done_count + 1 >= schedule.times) return undefined
  const other = schedule.rule.mode === 'AFTER' ? latest : planned
  return dateAfter(schedule, toDay(later(on, other)))
}

/**
 * The date that follows when the live task is skipped or was missed: the next one after the planned
 * date that is not before today. An `--after` rule counts on from the planned date.
 *
 * @returns undefined if the routine ends
 */
export function nextAfterSkip(
  schedule: Schedule,
  { planned }: Pick<Progress, 'planned'>,
  today: CalendarDate,
): CalendarDate | undefined {
  const { rule } = schedule
  if (rule.mode === 'CALENDAR') {
    return dateFrom(schedule, Math.max(toDay(planned) + 1, toDay(today)))
  }
  const dateAt = (times: number) => dateFrom(schedule, addDistance(rule, toDay(planned), times))
  let times = 1
  let date = dateAt(times)
  // A distance may end before today, and its weekday or season be still to come.
  while (date !== undefined && date < today) {
    times += 1
    date = dateAt(times)
  }
  return date
}

/**
 * The date of the live task when a paused routine is resumed: the first one from that day on, but
 * none before the planned date, because those are recorded already.
 *
 * @returns undefined if the routine ends
 */
export function nextAfterResume(
  schedule: Schedule,
  { planned }: Pick<Progress, 'planned'>,
  day: CalendarDate,
): CalendarDate | undefined {
  return dateFrom(schedule, toDay(later(day, planned)))
}

/**
 * The next date of a routine. While it is paused until a day, none is before that day.
 *
 * @param planned undefined if the routine ends
 */
export function nextInPause(
  schedule: Schedule,
  planned: CalendarDate | undefined,
  until: CalendarDate | null,
): CalendarDate | undefined {
  if (planned === undefined || until === null) return planned
  return nextAfterResume(schedule, { planned }, until)
}

/** The latest occurrence of a routine. */
export type LastTime = Pick<Occurrence, 'date' | 'on_date'>

/**
 * The date that the live task would have if its routine had never been paused.
 *
 * @param last undefined if the routine has no occurrence yet
 * @returns undefined if the routine ends
 */
export function nextAfterLast(
  schedule: Schedule,
  last: LastTime | undefined,
  { latest, done_count }: Pick<Progress, 'latest' | 'done_count'>,
): CalendarDate | undefined {
  if (last === undefined) return firstDate(schedule)
  const { date: planned, on_date } = last
  if (on_date === null) return dateAfter(schedule, toDay(planned))
  const before = { planned, previous: null, latest, done_count: done_count - 1 }
  return nextAfterDone(schedule, before, on_date)
}

/**
 * The date of the live task when everybody's absences have changed: the planned one, unless it does
 * not exist any more.
 *
 * @returns undefined if the routine ends
 */
export function nextAfterAbsence(
  schedule: Schedule,
  { planned }: Pick<Progress, 'planned'>,
): CalendarDate | undefined {
  const day = toDay(planned)
  return isPossible(schedule, day) ? planned : dateFrom(schedule, day)
}

/**
 * The date of the live task when an absence of everybody is deleted. If the absence moved the task,
 * it gets the date back that it would have had without it.
 *
 * @param schedule the schedule without the absence
 * @param pausedUntil the day before which a paused routine has no date
 */
export function nextAfterReturn(
  schedule: Schedule,
  absence: Span,
  { progress, last, pausedUntil }: BeforeReturn,
): CalendarDate {
  const { planned } = progress
  const from = later(absence.from, later(opensOn(progress) ?? absence.from, pausedUntil))
  const date =
    schedule.rule.mode === 'CALENDAR'
      ? dateFrom(schedule, toDay(from))
      : nextInPause(schedule, nextAfterLast(schedule, last, progress), pausedUntil)
  if (date === undefined || date >= planned) return planned
  const during = { ...schedule, away: [...schedule.away, absence] }
  return nextAfterAbsence(during, { planned: date }) === planned ? date : planned
}

/**
 * The date of the live task when its routine no longer skips the days on which everybody is away:
 * the one that it would have if all absences were deleted.
 */
export function nextWhenKept(schedule: Schedule, standing: BeforeReturn): CalendarDate {
  const latestFirst = schedule.away.toSorted((one, other) => (one.from < other.from ? 1 : -1))
  return latestFirst.reduce((planned, absence, index) => {
    const without = { ...schedule, when_away: 'SKIP', away: latestFirst.slice(index + 1) } as const
    const progress = { ...standing.progress, planned }
    return nextAfterReturn(without, absence, { ...standing, progress })
  }, standing.progress.planned)
}

/** Where a routine stands when an absence of everybody is deleted. */
type BeforeReturn = {
  readonly progress: Progress
  /** The latest occurrence; undefined if there is none. */
  readonly last: LastTime | undefined
  readonly pausedUntil: CalendarDate | null
}

/**
 * The date of the live task when its rule was changed today: the first one from today on that does
 * not ask for what was done already. An `--after` rule counts from the latest day known. If a new
 * start is typed, it is {@link firstDate} instead.
 *
 * @param schedule the new one, whose start is today
 * @returns undefined if the routine ends
 */
export function nextAfterChange(
  schedule: Schedule,
  progress: Pick<Progress, 'previous' | 'latest'>,
): CalendarDate | undefined {
  const { rule, start } = schedule
  const { latest } = progress
  if (rule.mode === 'AFTER' && latest !== null) {
    return dateFrom(schedule, Math.max(toDay(start), addDistance(rule, toDay(latest), 1)))
  }
  return dateFrom(schedule, toDay(later(start, opensOn(progress) ?? null)))
}

/**
 * The day from which the live task may be done: the day after the previous planned date or the
 * latest day it was done on, whichever is later. Who ticks it before that day may mean the previous
 * time.
 *
 * @returns undefined if it may be done on any day
 */
export function opensOn({
  previous,
  latest,
}: Pick<Progress, 'previous' | 'latest'>): CalendarDate | undefined {
  const last = previous === null ? latest : later(previous, latest)
  return last === null ? undefined : toDate(toDay(last) + 1)
}

/** Why the live task cannot be done on a day: the day is too early, or in the future. */
type DoneRefusal =
  | { readonly because: 'IN_FUTURE' }
  | { readonly because: 'TOO_EARLY'; readonly opens: CalendarDate }

/** @param early whether the person said that it was really done so early */
export function findDoneRefusal(
  progress: Pick<Progress, 'previous' | 'latest'>,
  { on, today, early }: { on: CalendarDate; today: CalendarDate; early: boolean },
): DoneRefusal | undefined {
  if (on > today) return { because: 'IN_FUTURE' }
  const opens = opensOn(progress)
  if (early || opens === undefined || on >= opens) return undefined
  return { because: 'TOO_EARLY', opens }
}

function later(one: CalendarDate, other: CalendarDate | null): CalendarDate {
  return other !== null && other > one ? other : one
}
