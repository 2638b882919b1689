import { databaseError, usageError } from '../../errors.ts'
import type { CalendarDate } from '../time.ts'
import { type Day, lastDay, toDate, toDay } from './day.ts'
import { parseRule } from './parse.ts'
import { addDistance, ruleDayFrom, weekdayFrom } from './recurrence.ts'
import { unlessRefused } from './refusals.ts'
import type { Routine, RoutineMode, WhenAway } from './routine.ts'
import type { Rule } from './rule.ts'
import { ruleText } from './say.ts'
import { type Season, seasonDayFrom, seasonText } from './season.ts'

/** Days from one to another, both included. */
export type Span = { readonly from: CalendarDate; readonly until: CalendarDate }

/** What decides the dates of a routine. */
export type Schedule = {
  readonly rule: Rule
  readonly start: CalendarDate
  /** The last possible date; null if there is none. */
  readonly until: CalendarDate | null
  /** After how many times it ends, at least 1; null if it does not. */
  readonly times: number | null
  readonly season: Season | null
  readonly when_away: WhenAway
  /** When everybody is away, in any order; they may overlap. */
  readonly away: readonly Span[]
}

/** The columns of a routine that decide its dates. */
export type ScheduledRoutine = Pick<
  Routine,
  | 'mode'
  | 'rule'
  | 'start_date'
  | 'until_date'
  | 'times'
  | 'season_from'
  | 'season_to'
  | 'when_away'
>

/**
 * The schedule of a routine as it is stored.
 *
 * @param away when everybody is away
 * @throws MomentumError `database` for a rule that no command could have stored
 */
export function scheduleOf(routine: ScheduledRoutine, away: readonly Span[] = []): Schedule {
  const { mode, rule, start_date, until_date, times, season_from, season_to } = routine
  return {
    rule: storedRule(rule, mode),
    start: start_date,
    until: until_date,
    times,
    season:
      season_from === null || season_to === null ? null : { from: season_from, to: season_to },
    when_away: routine.when_away,
    away,
  }
}

function storedRule(rule: string, mode: RoutineMode): Rule {
  const read = unlessRefused(() => parseRule(rule, mode))
  if (read !== undefined) return read
  throw databaseError(`The rule of a routine is “${rule}”, which cannot be read.`, {
    lead: 'To find the routine',
    command: 'db check',
  })
}

/**
 * The first date of a routine.
 *
 * @throws MomentumError `usage` if it has no date
 */
export function requireFirstDate(schedule: Schedule): CalendarDate {
  const date = firstDate(schedule)
  if (date !== undefined) return date
  const { rule, start, until, season } = schedule
  if (until !== null && until < start) {
    throw usageError(
      `The last day, ${until}, is before the start, ${start}.`,
      'Choose a later --until, or leave it out.',
    )
  }
  const next = firstDate({ ...schedule, until: null })
  if (until !== null && next !== undefined) {
    throw usageError(
      `The first date of “${ruleText(rule)}”, ${next}, is after its last day, ${until}.`,
      'Choose a later --until, or leave it out.',
    )
  }
  if (season !== null && firstDate({ ...schedule, season: null }) !== undefined) {
    throw usageError(
      `“${ruleText(rule)}” has no date in the season ${seasonText(season)}.`,
      'Change the season or the rule.',
    )
  }
  throw usageError(`“${ruleText(rule)}” has no date before the year 10000.`)
}

/** The first date of a routine that was never done; undefined if it has none. */
export function firstDate(schedule: Schedule): CalendarDate | undefined {
  return dateFrom(schedule, toDay(schedule.start))
}

/**
 * The first date from a day on. A calendar date exists only in the season, and not while everybody
 * is away; a date of `--after` moves to the next day that is possible.
 *
 * @returns undefined if there is none until the routine's last day, or the end of the year 9999
 */
export function dateFrom(schedule: Schedule, from: Day): CalendarDate | undefined {
  const last = schedule.until === null ? lastDay : toDay(schedule.until)
  let day = from
  // Each round passes a season or an absence, so there are at most some thousands.
  while (day <= last) {
    const date = ruleDay(schedule, day)
    const possible = possibleDayFrom(schedule, date)
    if (date > last) return undefined
    if (possible === date) return toDate(date)
    day = possible
  }
  return undefined
}

function ruleDay({ rule, start }: Schedule, from: Day): Day {
  if (rule.mode === 'AFTER') return weekdayFrom(from, rule.weekdays)
  return ruleDayFrom(rule, toDay(start), from)
}

/** Whether a day is in the season, and somebody is at home. */
export function isPossible(schedule: Schedule, day: Day): boolean {
  return possibleDayFrom(schedule, day) === day
}

/** The first day from a day on that is in the season, and on which somebody is at home. */
function possibleDayFrom({ season, when_away, away }: Schedule, from: Day): Day {
  const day = season === null ? from : seasonDayFrom(season, from)
  if (when_away === 'KEEP') return day
  const span = away.find(({ from, until }) => toDay(from) <= day && day <= toDay(until))
  return span === undefined ? day : toDay(span.until) + 1
}

/**
 * The dates of a routine, one by one, if each is done on its date. They end only with the routine,
 * or with the year 9999.
 *
 * @param done how often it was done before, which counts for `times`
 */
export function* listDates(
  schedule: Schedule,
  from: CalendarDate | undefined = firstDate(schedule),
  done = 0,
): Generator<CalendarDate, undefined> {
  let date = from
  for (let count = done; date !== undefined && count < (schedule.times ?? Infinity); count += 1) {
    yield date
    date = dateAfter(schedule, toDay(date))
  }
}

/** The first dates of a routine, at most `count`, if each is done on its date. */
export function firstDates(schedule: Schedule, count: number): readonly CalendarDate[] {
  const dates: CalendarDate[] = []
  for (const date of listDates(schedule)) {
    if (dates.length === count) break
    dates.push(date)
  }
  return dates
}

/** The date that follows if a routine is done on a day. */
export function dateAfter(schedule: Schedule, day: Day): CalendarDate | undefined {
  const { rule } = schedule
  return dateFrom(schedule, rule.mode === 'AFTER' ? addDistance(rule, day, 1) : day + 1)
}
