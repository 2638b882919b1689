import type { Args } from '../../../command.ts'
import { parseChoice } from '../../../domain/choice.ts'
import { parseCount } from '../../../domain/count.ts'
import { parseDate } from '../../../domain/date.ts'
import { type NewRoutine, withDefaults } from '../../../domain/routine/draft.ts'
import { parseRule } from '../../../domain/routine/parse.ts'
import { type RoutineMode, whenAwayWords } from '../../../domain/routine/routine.ts'
import { ruleText } from '../../../domain/routine/say.ts'
import {
  requireFirstDate,
  type Schedule,
  type Span,
  scheduleOf,
} from '../../../domain/routine/schedule.ts'
import { parseSeason, type Season } from '../../../domain/routine/season.ts'
import type { CalendarDate } from '../../../domain/time.ts'
import { type MomentumError, usageError } from '../../../errors.ts'
import { onlyGiven, orNone, parsed, requireAtMostOne } from '../../shared/options.ts'

/** The most dates that a command lists. */
export const mostListed = 10_000

/** How a routine repeats, as far as it was typed. */
type RuleOptions = Partial<
  Pick<
    NewRoutine,
    | 'mode'
    | 'rule'
    | 'start_date'
    | 'until_date'
    | 'times'
    | 'season_from'
    | 'season_to'
    | 'lead_days'
    | 'when_away'
  >
>

/** How a routine repeats, in its canonical form. */
export type Repetition = Pick<NewRoutine, 'mode' | 'rule'>

/** @throws MomentumError `usage` */
export function parseRuleOptions(args: Args, today: CalendarDate): RuleOptions {
  requireAtMostOne(args, 'every', 'after')
  const date = (text: string) => parseDate(text, today)
  const season = parsed(args, 'season', orNone(parseSeason))
  const whenAway = (text: string) => parseChoice('--when-away', text, whenAwayWords)
  return onlyGiven({
    ...parsed(args, 'every', (text) => parseRepetition(text, 'CALENDAR')),
    ...parsed(args, 'after', (text) => parseRepetition(text, 'AFTER')),
    start_date: parsed(args, 'start', date),
    until_date: parsed(args, 'until', orNone(date)),
    times: parsed(
      args,
      'times',
      orNone((text) => parseCount('--times', text, 1)),
    ),
    ...(season === undefined ? {} : seasonColumns(season)),
    lead_days: parsed(args, 'lead', (text) => parseCount('--lead', text, 0, 366)),
    when_away: parsed(args, 'whenAway', whenAway),
  })
}

function seasonColumns(season: Season | null) {
  return { season_from: season?.from ?? null, season_to: season?.to ?? null }
}

/** @throws MomentumError `usage` for a text that is no rule of this mode */
export function parseRepetition(text: string, mode: RoutineMode): Repetition {
  return { mode, rule: ruleText(parseRule(text, mode)) }
}

/**
 * The schedule of a routine whose other fields may not be known yet.
 *
 * @param away when everybody is away, if that is known
 * @throws MomentumError `usage` if it has no date
 */
export function requireSchedule(
  given: Partial<NewRoutine> & Repetition,
  today: CalendarDate,
  away: readonly Span[] = [],
): Schedule {
  const unknown = { title: '', domain: 'OTHER', effort: 'TINY', definition_of_done: '' } as const
  const schedule = scheduleOf(withDefaults({ uuid: '', ...unknown, ...given }, today), away)
  requireFirstDate(schedule)
  return schedule
}

/**
 * Changes what an error about a rule says to type, for places where a rule is not an option.
 *
 * @param write writes a rule for `every` or `after`
 */
export function withoutOptions(
  error: MomentumError,
  write: (option: string, rule: string) => string,
): MomentumError {
  const lead = error.hint?.lead.replace(
    /--(every|after) (?:"([^"]*)"|([^\s.]+))/g,
    (_, option: string, quoted?: string, word?: string) => write(option, quoted ?? word ?? ''),
  )
  return usageError(error.message.replace(/^Missing --\w+:/, 'Missing rule:'), lead)
}
