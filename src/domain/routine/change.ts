import { usageError } from '../../errors.ts'
import { reviewedWith, type Task, type TaskDraft } from '../task.ts'
import type { CalendarDate } from '../time.ts'
import { toDay } from './day.ts'
import type { RoutineDraft, TurnDraft } from './draft.ts'
import { defaultLeadDays } from './lead.ts'
import {
  type LastTime,
  nextAfterAbsence,
  nextAfterChange,
  nextAfterLast,
  nextAfterResume,
  nextInPause,
  nextWhenKept,
  opensOn,
  type Progress,
} from './next.ts'
import { parseRule } from './parse.ts'
import { unlessRefused } from './refusals.ts'
import { type Routine, templateFields } from './routine.ts'
import {
  dateFrom,
  isPossible,
  requireFirstDate,
  type Schedule,
  type Span,
  scheduleOf,
} from './schedule.ts'
import { decideTurns } from './turn-choice.ts'

/** What `routine edit` changes. */
export type RoutineChanges = Partial<RoutineDraft> & TurnDraft

/** Where a routine stands when it is edited. */
type Standing = {
  readonly progress: Progress
  /** The latest occurrence; undefined if there is none. */
  readonly last: LastTime | undefined
  /** When everybody is away. */
  readonly away: readonly Span[]
  readonly today: CalendarDate
}

/**
 * Applies changes to a routine, and finds the date of its live task. Unless the changes say
 * otherwise, a new rule begins today, and lead days that are the old rule's default become its own.
 * With a new rule or start, the date is the first one that does not ask for what was done already;
 * otherwise a date of today or earlier stays if it still exists.
 *
 * @throws MomentumError `usage` if the routine has no other date, or was done as often as it should
 */
export function changeRoutine(
  before: Routine,
  changes: RoutineChanges,
  standing: Standing,
): { readonly routine: Routine; readonly date: CalendarDate } {
  const routine = withChanges(before, changes, standing.today)
  if (routine.times !== before.times) requireMoreTimes(routine, standing.progress.done_count)
  return { routine, date: requireNextDate(before, routine, changes, standing) }
}

function withChanges(before: Routine, changes: RoutineChanges, today: CalendarDate): Routine {
  const { among: _, ...fields } = changes
  const turns = decideTurns({ ...changes, owner: changes.owner_user_id }, before)
  const after = {
    ...before,
    ...reviewedWith(fields),
    ...fields,
    turns,
    // A routine has an owner only if it is always the owner's turn.
    ...(turns === 'FIXED' ? {} : { owner_user_id: null }),
  }
  return {
    ...after,
    ...(isRuleChanged(before, after) ? beginning(before, after, changes, today) : {}),
  }
}

function isRuleChanged(before: Routine, after: Routine): boolean {
  return before.mode !== after.mode || before.rule !== after.rule
}

function beginning(before: Routine, after: Routine, changes: RoutineChanges, today: CalendarDate) {
  return {
    start_date: changes.start_date ?? today,
    lead_days: changes.lead_days ?? leadDaysWith(after, before),
  }
}

/**
 * The lead days with a new rule: its default, unless those of before differ from the old default.
 */
export function leadDaysWith(
  rule: Pick<Routine, 'mode' | 'rule'>,
  before: Pick<Routine, 'mode' | 'rule' | 'lead_days'>,
): number {
  const defaultOf = (each: Pick<Routine, 'mode' | 'rule'>) =>
    unlessRefused(() => defaultLeadDays(parseRule(each.rule, each.mode)))
  const isDefault = before.lead_days === defaultOf(before)
  return (isDefault ? defaultOf(rule) : undefined) ?? before.lead_days
}

function requireMoreTimes({ id, title, times }: Routine, done: number): void {
  if (times === null || times > done) return
  throw usageError(
    `“${title}” was done ${done === 1 ? 'once' : `${done} times`} already, so --times must be at least ${done + 1}.`,
    { lead: 'To end it instead', command: `routine end ${id}` },
  )
}

const scheduleFields = [
  'mode',
  'rule',
  'start_date',
  'until_date',
  'season_from',
  'season_to',
  'when_away',
] as const satisfies readonly (keyof Routine)[]

function requireNextDate(
  before: Routine,
  after: Routine,
  changes: RoutineChanges,
  standing: Standing,
): CalendarDate {
  if (scheduleFields.every((field) => before[field] === after[field])) {
    return standing.progress.planned
  }
  const schedule = scheduleOf(after, standing.away)
  requireFirstDate(schedule)
  const isStartGiven = changes.start_date !== undefined && after.start_date !== before.start_date
  const find = (limits: Schedule) => {
    if (isStartGiven) return firstDateAgain(limits, after, standing)
    if (isRuleChanged(before, after)) return firstDateOfRule(limits, after, standing)
    return sameRuleDate(limits, before, after, standing)
  }
  const date = find(schedule)
  if (date !== undefined) return date
  const later = find({ ...schedule, until: null })
  throw usageError(
    later === undefined || after.until_date === null
      ? `“${after.title}” would have no other date before the year 10000.`
      : `The next date of “${after.title}”, ${later}, would be after its last day, ${after.until_date}.`,
    { lead: 'To end it instead', command: `routine end ${after.id}` },
  )
}

/** The first date from a new start on, but none for what was done already. */
function firstDateAgain(
  schedule: Schedule,
  { paused_until }: Routine,
  { progress }: Standing,
): CalendarDate | undefined {
  const from = latest(schedule.start, opensOn(progress), paused_until)
  return dateFrom(schedule, toDay(from))
}

function firstDateOfRule(
  schedule: Schedule,
  { paused_until }: Routine,
  { progress }: Standing,
): CalendarDate | undefined {
  return nextInPause(schedule, nextAfterChange(schedule, progress), paused_until)
}

function sameRuleDate(
  schedule: Schedule,
  before: Routine,
  after: Routine,
  { progress, last, today }: Standing,
): CalendarDate | undefined {
  const isSameSeason =
    before.season_from === after.season_from && before.season_to === after.season_to
  const isKeptNow = before.when_away === 'SKIP' && after.when_away === 'KEEP'
  const standing = { progress, last, pausedUntil: after.paused_until }
  const planned = isSameSeason && isKeptNow ? nextWhenKept(schedule, standing) : progress.planned
  const isInTime = schedule.until === null || planned <= schedule.until
  if (isSameSeason) return isInTime ? nextAfterAbsence(schedule, { planned }) : undefined
  if (planned <= today && isInTime && isPossible(schedule, toDay(planned))) return planned
  const date = nextAfterLast(schedule, last, progress)
  const from = latest(today, schedule.start, after.paused_until)
  return date && nextAfterResume(schedule, { planned: date }, from)
}

function latest(
  first: CalendarDate,
  ...others: readonly (CalendarDate | null | undefined)[]
): CalendarDate {
  return others.reduce<CalendarDate>((one, other) => (other && other > one ? other : one), first)
}

/**
 * The fields that the live task takes from its routine: those that still equal the routine's old
 * ones.
 */
export function liveChanges(live: Task, before: Routine, after: Routine): Partial<TaskDraft> {
  const taken = templateFields.filter(
    (field) => before[field] !== after[field] && live[field] === before[field],
  )
  return Object.fromEntries(taken.map((field) => [field, after[field]]))
}
