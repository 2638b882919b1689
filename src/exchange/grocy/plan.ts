import { toDate, toDay } from '../../domain/routine/day.ts'
import { parseRule } from '../../domain/routine/parse.ts'
import { ruleDayFrom } from '../../domain/routine/recurrence.ts'
import type { RoutineMode } from '../../domain/routine/routine.ts'
import type { CalendarRule, Unit } from '../../domain/routine/rule.ts'
import { monthName } from '../../domain/routine/say.ts'
import { type CalendarDate, toParts, weekdays } from '../../domain/time.ts'
import { type Fields, numberOf, quote, textOf } from '../fields.ts'
import { daysOfHours, distanceOf, type Plan } from '../plan.ts'

/** The days from which the dates of a chore follow. */
export type Days = {
  /** The next one, as Grocy planned it, if the file says so. */
  readonly next: CalendarDate | undefined
  readonly start: CalendarDate | undefined
  readonly today: CalendarDate
}

/**
 * Finds the rule of a chore, as Grocy plans it (the view `chores_current`).
 *
 * | Grocy | Momentum |
 * | --- | --- |
 * | manually | a task |
 * | hourly | after as many days, rounded up |
 * | daily, and dynamic-regular, its former name | after as many days |
 * | weekly | week on mon,thu |
 * | monthly | month on 15 |
 * | yearly | year on 15 oct, the day of the start date |
 * | adaptive | told as lost |
 *
 * Grocy plans from the day on which a chore was last done. By the calendar that makes no
 * difference, except for every second week, month or year.
 *
 * @throws MomentumError `usage` for values of the wrong kind
 */
export function planOf(chore: Fields, days: Days): Plan {
  const type = textOf(chore, 'period_type') ?? ''
  const interval = numberOf(chore, 'period_interval') ?? 1
  if (interval < 1) return { reason: `had an interval of ${interval}` }
  switch (type) {
    case '':
    case 'manually':
      return 'never'
    case 'hourly':
      return planHours(interval, days)
    case 'daily':
      return planEvery('AFTER', 'day', interval, '', days)
    case 'dynamic-regular':
      return planEvery('AFTER', 'day', numberOf(chore, 'period_days') ?? 1, '', days)
    case 'weekly':
      return planWeekly(textOf(chore, 'period_config') ?? '', interval, days)
    case 'monthly':
      return planMonthly(numberOf(chore, 'period_days') ?? 1, interval, days)
    case 'yearly':
      return planYearly(interval, days)
    case 'adaptive':
      return { reason: 'adapted to how often it was done' }
    default:
      return { reason: `repeated in a way that is unknown here, ${quote(type)}` }
  }
}

function planHours(hours: number, days: Days): Plan {
  const { days: count, lost } = daysOfHours(hours)
  const plan = planEvery('AFTER', 'day', count, '', days)
  return plan === 'never' || 'reason' in plan ? plan : { ...plan, lost }
}

function planWeekly(config: string, interval: number, days: Days): Plan {
  const names = config
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
  // Weeks begin on Monday here.
  const known = [1, 2, 3, 4, 5, 6, 0].flatMap((day) => {
    const name = weekdays[day] ?? ''
    return names.includes(name) ? [name.slice(0, 3)] : []
  })
  if (config === '') return { reason: 'named no weekday' }
  if (known.length === 0) return { reason: `named no weekday but ${quote(config)}` }
  return planEvery('CALENDAR', 'week', interval, known.join(), days)
}

function planMonthly(day: number, interval: number, days: Days): Plan {
  if (day < 1 || day > 31) return { reason: `was on day ${day} of a month` }
  return planEvery('CALENDAR', 'month', interval, String(day), days)
}

function planYearly(interval: number, days: Days): Plan {
  const [, month, day] = toParts(days.start ?? days.next ?? days.today)
  return planEvery('CALENDAR', 'year', interval, `${day} ${monthName({ month })}`, days)
}

function planEvery(mode: RoutineMode, unit: Unit, count: number, on: string, days: Days): Plan {
  const distance = distanceOf(mode, unit, count)
  if (distance === undefined) return { reason: `repeated every ${count} ${unit}s` }
  const rule = on === '' ? distance : `${distance} on ${on}`
  return { mode, rule, start: startOf({ mode, rule, count }, days) }
}

/** The next day, or else the first day of the rule from today on. */
function startOf(
  { mode, rule, count }: { mode: RoutineMode; rule: string; count: number },
  { next, start, today }: Days,
): CalendarDate {
  if (next !== undefined) return next
  if (start === undefined || start <= today) {
    // Only every second week, month or year has to be counted from the start.
    if (start === undefined || mode === 'AFTER' || count === 1) return today
    const calendar = parseRule(rule, mode) as CalendarRule
    return toDate(ruleDayFrom(calendar, toDay(start), toDay(today)))
  }
  return start
}
