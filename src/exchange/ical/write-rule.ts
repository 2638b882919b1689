import { nameDays } from '../../domain/routine/named-days.ts'
import { parseRule } from '../../domain/routine/parse.ts'
import { unlessRefused } from '../../domain/routine/refusals.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import type { CalendarRule, Weekday } from '../../domain/routine/rule.ts'
import type { CalendarDate } from '../../domain/time.ts'

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
  const parts = writeParts(rule, start_date)
  return (
    parts &&
    [
      ...parts,
      // What was done already does not come again.
      ...(times === null ? [] : [`COUNT=${Math.max(1, times - done_count)}`]),
      // Both together are allowed only by some programs, and the routine ends with the first.
      ...(until_date === null || times !== null ? [] : [`UNTIL=${until_date.replaceAll('-', '')}`]),
    ].join(';')
  )
}

/** Whether an RRULE has the dates of this rule of the calendar, whenever it ends. */
export function isRuleOf(value: string, rule: string, start: CalendarDate): boolean {
  const parts = value.trim().toUpperCase().split(';')
  const lasting = parts.filter((part) => !/^(?:COUNT|UNTIL|WKST)=/.test(part)).toSorted()
  return lasting.join(';') === writeParts(rule, start)?.toSorted().join(';')
}

/** @returns undefined for a rule that cannot be said */
function writeParts(rule: string, start: CalendarDate): readonly string[] | undefined {
  const read = unlessRefused(() => parseRule(rule, 'CALENDAR'))
  const days = read?.mode === 'CALENDAR' ? writeDays(nameDays(read, start)) : undefined
  if (read?.mode !== 'CALENDAR' || days === undefined) return undefined
  const interval = read.interval === 1 ? [] : [`INTERVAL=${read.interval}`]
  return [`FREQ=${frequencies[read.unit]}`, ...interval, ...days]
}

const frequencies = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const

/** @returns undefined for days that cannot be said */
function writeDays(rule: CalendarRule): readonly string[] | undefined {
  if ('weekdays' in rule) return [`BYDAY=${rule.weekdays.map(short).join()}`]
  const inMonth = 'month' in rule ? [`BYMONTH=${rule.month}`] : []
  if ('nth' in rule) {
    const nth = rule.nth.map(({ n, weekday }) => `${n}${short(weekday)}`)
    return [...inMonth, `BYDAY=${nth.join()}`]
  }
  if ('day' in rule) {
    return [...inMonth, `BYMONTHDAY=${rule.month === 2 && rule.day === 29 ? -1 : rule.day}`]
  }
  return 'days' in rule ? writeDaysOfMonth(rule.days) : []
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
