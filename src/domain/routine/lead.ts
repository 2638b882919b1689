import type { CalendarDate } from '../time.ts'
import { toDate, toDay } from './day.ts'
import type { Rule } from './rule.ts'
import { listDates } from './schedule.ts'

/**
 * How many days before its date a live task is shown by default: none if the rule comes every three
 * days or more often, one up to a week, otherwise seven. What counts is the shortest time between
 * two dates, so that a task is not shown before the previous one is due.
 */
export function defaultLeadDays(rule: Rule): number {
  const start = '2026-01-01' as CalendarDate
  const always = { until: null, times: null, season: null, when_away: 'KEEP', away: [] } as const
  const dates = listDates({ rule, start, ...always })
  // A year of a monthly rule contains its shortest months.
  const days = Array.from({ length: 13 }, () => toDay(dates.next().value ?? start))
  const shortest = Math.min(...days.slice(1).map((day, index) => day - (days[index] ?? 0)))
  if (shortest <= 3) return 0
  return shortest <= 7 ? 1 : 7
}

/** The day from which a live task is shown. */
export function startsOn(planned: CalendarDate, leadDays: number): CalendarDate {
  return toDate(Math.max(toDay(planned) - leadDays, toDay('0001-01-01' as CalendarDate)))
}
