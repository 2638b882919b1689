import { parseRule } from '../../domain/routine/parse.ts'
import { unlessRefused } from '../../domain/routine/refusals.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import { type CalendarRule, type Weekday, weekdays } from '../../domain/routine/rule.ts'
import { type CalendarDate, toParts, weekday } from '../../domain/time.ts'

type Repeating = Pick<
  Routine,
  'mode' | 'rule' | 'start_date' | 'until_date' | 'times' | 'done_count' | 'season_from'
>

/**
 * The RRULE of a routine, from its next date on.
 *
 * @returns undefined for a rule that iCalendar cannot say: one of `--after`, or with a season
 */
export function writeRule(routine: Repeating): string | undefined {
  const { mode, rule, start_date, until_date, times, done_count, season_from } = routine
  if (mode === 'AFTER' || season_from !== null) return undefined
  const read = unlessRefused(() => parseRule(rule, mode))
  const days = read?.mode === 'CALENDAR' ? writeDays(read, start_date) : undefined
  if (read === undefined || days === undefined) return undefined
  return [
    `FREQ=${frequencies[read.unit]}`,
    ...(read.interval === 1 ? [] : [`INTERVAL=${read.interval}`]),
    ...days,
    // What was done already does not come again.
    ...(times === null ? [] : [`COUNT=${Math.max(1, times - done_count)}`]),
    // Both together are allowed only by some programs, and the routine ends with the first.
    ...(until_date === null || times !== null ? [] : [`UNTIL=${until_date.replaceAll('-', '')}`]),
  ].join(';')
}

const frequencies = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const

/** @returns undefined for days that cannot be said */
function writeDays(rule: CalendarRule, start: CalendarDate): readonly string[] | undefined {
  const [, startMonth, startDay] = toParts(start)
  if (rule.unit === 'day') return []
  if (rule.unit === 'week') {
    const named = 'weekdays' in rule ? rule.weekdays : [weekdays[(weekday(start) + 6) % 7]]
    return [`BYDAY=${named.map((day) => (day === undefined ? '' : short(day))).join()}`]
  }
  const month = 'month' in rule ? rule.month : startMonth
  const inMonth = rule.unit === 'year' ? [`BYMONTH=${month}`] : []
  if ('nth' in rule) {
    const nth = rule.nth.map(({ n, weekday }) => `${n}${short(weekday)}`)
    return [...inMonth, `BYDAY=${nth.join()}`]
  }
  if (rule.unit === 'year') {
    const day = 'day' in rule ? rule.day : startDay
    return [...inMonth, `BYMONTHDAY=${month === 2 && day === 29 ? -1 : day}`]
  }
  return writeDaysOfMonth('days' in rule ? rule.days : [startDay])
}

function short(day: Weekday): string {
  return day.slice(0, 2).toUpperCase()
}

/**
 * In iCalendar, a month without a 30th is left out. Here its last day counts, which is the last one
 * of `28,29,30`. So the 31st is always the last day.
 */
function writeDaysOfMonth(all: readonly number[]): readonly string[] | undefined {
  const days = [...new Set(all.map((day) => (day === 31 ? -1 : day)))]
  const late = days.filter((day) => day > 28)
  const early = days.filter((day) => day <= 28)
  const [last] = late
  if (last === undefined) return [`BYMONTHDAY=${days.join()}`]
  if (late.length > 1 || early.includes(28) || early.includes(-1)) return undefined
  const run = Array.from({ length: last - 27 }, (_, index) => 28 + index)
  const positions = [...early.map((_, index) => index + 1), -1]
  return [`BYMONTHDAY=${[...early, ...run].join()}`, `BYSETPOS=${positions.join()}`]
}
