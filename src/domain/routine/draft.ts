import type { CalendarDate } from '../time.ts'
import type { UserId } from '../user.ts'
import { defaultLeadDays } from './lead.ts'
import { parseRule } from './parse.ts'
import type { Routine, TurnMode, templateFields } from './routine.ts'
import type { ScheduledRoutine } from './schedule.ts'
import { decideTurns } from './turn-choice.ts'

/** The fields of a routine that a person sets. The database and the rules set the others. */
export type RoutineDraft = Pick<Routine, (typeof templateFields)[number] | 'lead_days'> &
  ScheduledRoutine

/** Who takes turns, as far as a person says so. */
export type TurnDraft = {
  readonly turns?: TurnMode
  /** In their order. */
  readonly among?: readonly UserId[]
}

/** A routine to be added: its required fields, and optional ones. */
export type NewRoutine = Partial<RoutineDraft> &
  TurnDraft &
  Pick<Routine, 'uuid' | 'title' | 'domain' | 'effort' | 'definition_of_done' | 'mode' | 'rule'>

/**
 * A routine to be added, with its defaults: it starts today. Bills are due even while everybody is
 * away.
 *
 * @throws MomentumError `usage` for a rule that {@link parseRule} refuses; as {@link decideTurns}
 */
export function withDefaults({ among, ...draft }: NewRoutine, today: CalendarDate) {
  const owner_user_id = draft.owner_user_id ?? null
  return {
    description: null,
    reviewed: true,
    materials_needed: null,
    category_id: null,
    priority: 'MEDIUM',
    private: false,
    start_date: today,
    until_date: null,
    times: null,
    season_from: null,
    season_to: null,
    lead_days: draft.lead_days ?? defaultLeadDays(parseRule(draft.rule, draft.mode)),
    when_away: draft.domain === 'BILLS' ? 'KEEP' : 'SKIP',
    ...draft,
    owner_user_id,
    turns: decideTurns({ ...draft, among, owner: owner_user_id }),
  } as const
}
