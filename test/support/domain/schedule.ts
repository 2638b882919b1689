import { parseRule } from '../../../src/domain/routine/parse.ts'
import type { Schedule } from '../../../src/domain/routine/schedule.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'

/** What may limit a schedule beside its rule and its start. */
export type Limits = Partial<Omit<Schedule, 'rule' | 'start'>>

/** A schedule without limits but the given ones: `every 2 weeks on mon` or `after 10 days`. */
export function schedule(rule: string, start: string, limits: Limits = {}): Schedule {
  const mode = rule.startsWith('after ') ? 'AFTER' : 'CALENDAR'
  return {
    rule: parseRule(rule.replace(/^after /, ''), mode),
    start: start as CalendarDate,
    until: limits.until ?? null,
    times: limits.times ?? null,
    season: limits.season ?? null,
    when_away: limits.when_away ?? 'SKIP',
    away: limits.away ?? [],
  }
}
