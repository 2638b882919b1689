import { type CalendarDate, toParts, weekday } from '../time.ts'
import { type CalendarRule, type Rule, weekdays } from './rule.ts'

/** The same rule with the days named that it takes from its start date. */
export function nameDays(rule: CalendarRule, start: CalendarDate): CalendarRule
export function nameDays(rule: Rule, start: CalendarDate): Rule
export function nameDays(rule: Rule, start: CalendarDate): Rule {
  const { mode, unit, interval } = rule
  if (mode === 'AFTER' || 'weekdays' in rule || 'days' in rule || 'nth' in rule) return rule
  if ('month' in rule || unit === 'day') return rule
  const [, month, day] = toParts(start)
  if (unit === 'month') return { mode, unit, interval, days: [day] }
  if (unit === 'year') return { mode, unit, interval, month, day }
  const index = (weekday(start) + 6) % 7
  return { mode, unit, interval, weekdays: weekdays.slice(index, index + 1) }
}
