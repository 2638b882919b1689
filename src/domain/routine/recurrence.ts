import { addMonthsTo, type Day, dayOf, dayOfMonth, monthOf, partsOf, weekdayOf } from './day.ts'
import { type AfterRule, type CalendarRule, type Nth, type Weekday, weekdays } from './rule.ts'

/**
 * The first day of a calendar rule that is not before `from` and not before the start. There always
 * is one, because each period of a rule has at least one day.
 */
export function ruleDayFrom(rule: CalendarRule, start: Day, from: Day): Day {
  const earliest = Math.max(start, from)
  const periods = Math.floor(unitsBetween(rule, start, earliest) / rule.interval)
  const inPeriod = (period: number) =>
    daysOf(rule, start, period * rule.interval).find((day) => day >= earliest)
  // Only the days of the first period can all be too early.
  return inPeriod(periods) ?? (inPeriod(periods + 1) as Day)
}

function unitsBetween({ unit }: CalendarRule, start: Day, day: Day): number {
  if (unit === 'day') return day - start
  if (unit === 'week') return Math.floor((day - mondayOf(start)) / 7)
  if (unit === 'month') return monthOf(day) - monthOf(start)
  return partsOf(day).year - partsOf(start).year
}

/** The days of the rule in one unit, ascending. */
function daysOf(rule: CalendarRule, start: Day, offset: number): readonly Day[] {
  const { unit } = rule
  switch (unit) {
    case 'day':
      return [start + offset]
    case 'week':
      return daysOfWeek(rule, start, mondayOf(start) + offset * 7)
    case 'month':
      return daysOfMonth(rule, start, monthOf(start) + offset)
    case 'year':
      return daysOfYear(rule, start, partsOf(start).year + offset)
    default:
      return unit satisfies never
  }
}

function daysOfWeek(rule: CalendarRule, start: Day, monday: Day): readonly Day[] {
  if (!('weekdays' in rule)) return [monday + weekdayOf(start)]
  return rule.weekdays.map((name) => monday + weekdays.indexOf(name))
}

function daysOfMonth(rule: CalendarRule, start: Day, month: number): readonly Day[] {
  if ('nth' in rule) return nthDays(rule.nth, month)
  const dates = 'days' in rule ? rule.days : [partsOf(start).date]
  return dates.map((date) => dayOfMonth(month, date === -1 ? 31 : date))
}

function daysOfYear(rule: CalendarRule, start: Day, year: number): readonly Day[] {
  const first = partsOf(start)
  const month = year * 12 + ('month' in rule ? rule.month : first.month) - 1
  if ('nth' in rule) return nthDays(rule.nth, month)
  return [dayOfMonth(month, 'day' in rule ? rule.day : first.date)]
}

/** @param month as {@link monthOf} counts them */
function nthDays(nth: readonly Nth[], month: number): readonly Day[] {
  const days = nth.map(({ n, weekday }) => {
    const first = n === -1 ? dayOf(0, month + 2, -6) : dayOf(0, month + 1, n * 7 - 6)
    return weekdayFrom(first, [weekday])
  })
  return days.sort((one, other) => one - other)
}

/** The first of these weekdays, from a day on; that day itself if no weekday is named. */
export function weekdayFrom(day: Day, names: readonly Weekday[] | undefined): Day {
  if (names === undefined) return day
  const waits = names.map((name) => (weekdays.indexOf(name) - weekdayOf(day) + 7) % 7)
  return day + Math.min(...waits)
}

/**
 * Adds the distance of a rule to a day, `times` times. A month that is too short gives its last
 * day.
 */
export function addDistance({ unit, interval }: AfterRule, day: Day, times: number): Day {
  const count = interval * times
  if (unit === 'day') return day + count
  if (unit === 'week') return day + count * 7
  return addMonthsTo(day, unit === 'month' ? count : count * 12)
}

function mondayOf(day: Day): Day {
  return day - weekdayOf(day)
}
