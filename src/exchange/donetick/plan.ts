import type { RoutineMode } from '../../domain/routine/routine.ts'
import { type Unit, type Weekday, weekdays } from '../../domain/routine/rule.ts'
import { monthName, ordinals } from '../../domain/routine/say.ts'
import { parseSeason, type Season } from '../../domain/routine/season.ts'
import {
  addMonths,
  type CalendarDate,
  dateFromParts,
  months as monthNames,
  toParts,
  weekdays as weekdayNames,
} from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { type Fields, listOf, numberOf, quote, textOf } from '../fields.ts'
import { daysOfHours, distanceOf, type Plan } from '../plan.ts'

/** A chore's repetition: what stands in its fields that begin with “frequency”. */
export type Repetition = {
  readonly type: string
  readonly frequency: number
  readonly metadata: Fields
  readonly isRolling: boolean
  /** Its next due day, or today. */
  readonly next: CalendarDate
}

/**
 * Finds the rule of a chore's repetition, as Donetick's own scheduler understands it
 * (`internal/chore/scheduler.go`): what that one refuses, or would look for in vain, has no rule
 * here.
 *
 * | Donetick | Momentum |
 * | --- | --- |
 * | once, no_repeat | a task |
 * | daily, weekly, monthly, yearly, interval | every, or after if it is rolling |
 * | interval in hours | days, rounded up; under a day with a time, Donetick cannot plan it |
 * | days_of_the_week | week on mon,thu; 1 day on mon,thu if it is rolling |
 * | week_of_month | month on first mon,last fri; a fifth weekday is told as lost |
 * | week_of_quarter | 3 months on first mon, for the first to fourth and the last one |
 * | day_of_the_month | year on 15 oct; for months evenly apart, month on 15 in a season |
 * | adaptive, trigger | told as lost |
 *
 * @throws MomentumError `usage` for values of the wrong kind
 */
export function planOf(repetition: Repetition): Plan {
  const { type } = repetition
  switch (type) {
    case 'once':
    case 'no_repeat':
    case '':
      return 'never'
    case 'daily':
      return every(repetition, 'day', 1)
    case 'weekly':
      return every(repetition, 'week', 1)
    case 'monthly':
      return every(repetition, 'month', 1)
    case 'yearly':
      return every(repetition, 'year', 1)
    case 'interval':
      return planInterval(repetition)
    case 'days_of_the_week':
      return planWeekdays(repetition)
    case 'day_of_the_month':
      return planDayOfMonth(repetition)
    case 'adaptive':
      return { reason: 'adapted to how often it was done' }
    case 'trigger':
      return { reason: 'was started by a thing' }
    default:
      return { reason: `repeated in a way that is unknown here, ${quote(type)}` }
  }
}

function every({ isRolling, next }: Repetition, unit: Unit, count: number): Plan {
  const mode: RoutineMode = isRolling ? 'AFTER' : 'CALENDAR'
  const rule = distanceOf(mode, unit, count)
  if (rule !== undefined) return { mode, rule, start: next }
  return { reason: `repeated every ${count} ${unit}s` }
}

const unitsOfIntervals = new Map<string, Unit>([
  ['days', 'day'],
  ['weeks', 'week'],
  ['months', 'month'],
  ['years', 'year'],
])

function planInterval(repetition: Repetition): Plan {
  const { frequency, metadata } = repetition
  const name = textOf(metadata, 'unit')
  if (name === undefined) return { reason: 'had an interval without a unit' }
  if (name === 'hours') return planHours(repetition)
  const unit = unitsOfIntervals.get(name)
  if (unit === undefined) return { reason: `had an interval in the unit ${quote(name)}` }
  if (frequency < 1) return { reason: `had an interval of ${frequency} ${name}` }
  return every(repetition, unit, frequency)
}

function planHours(repetition: Repetition): Plan {
  const { frequency, metadata } = repetition
  if (frequency < 1) return { reason: `had an interval of ${frequency} hours` }
  // The time is set again each time, so it never reaches the next day.
  const isStuck = frequency < 24 && textOf(metadata, 'time') !== undefined
  if (isStuck) return { reason: `repeated every ${frequency} hours at a fixed time` }
  const { days, lost } = daysOfHours(frequency)
  const plan = every(repetition, 'day', days)
  return plan === 'never' || 'reason' in plan ? plan : { ...plan, lost }
}

function planWeekdays(repetition: Repetition): Plan {
  const { metadata, isRolling, next } = repetition
  const names = listOf(metadata, 'days').map((name) => word(name, 'days'))
  const days = weekdays.filter((_, index) => {
    return names.includes(weekdayNames[(index + 1) % 7] ?? '')
  })
  if (names.length === 0) return { reason: 'named no weekday' }
  if (days.length === 0) return { reason: `named no weekday but ${quote(names.join(', '))}` }
  const pattern = textOf(metadata, 'weekPattern') ?? 'every_week'
  if (pattern === 'every_week') {
    if (isRolling) return { mode: 'AFTER', rule: `1 day on ${days.join()}`, start: next }
    return { mode: 'CALENDAR', rule: `week on ${days.join()}`, start: next }
  }
  if (pattern === 'week_of_month') return planWeeksOfMonth(repetition, days)
  if (pattern === 'week_of_quarter') return planWeeksOfQuarter(repetition, days)
  return { reason: `had the pattern of weeks ${quote(pattern)}` }
}

/** Which ones of the weekdays of a month or quarter are meant; -1 is the last. */
function occurrencesOf(
  metadata: Fields,
  most: number,
): { readonly named: readonly number[]; readonly known: readonly number[] } {
  const [now, before] = [numbers(metadata, 'occurrences'), numbers(metadata, 'weekNumbers')]
  const named = now.length > 0 ? now : before
  // Only the newer field knows the last one.
  const isKnown = (n: number) => (n >= 1 && n <= most) || (n === -1 && now.length > 0)
  return { named, known: [...new Set(named.filter(isKnown))] }
}

function planWeeksOfMonth({ metadata, next }: Repetition, days: readonly Weekday[]): Plan {
  const { named, known } = occurrencesOf(metadata, 5)
  if (named.length === 0) return { reason: `did not say which ${days.join()} of a month` }
  const unknown = `named ${days.join()} number ${some(named)} of a month`
  if (known.length === 0) return { reason: unknown }
  const said = known.filter((n) => n !== 5)
  const fifth = `was also on the fifth ${days.join()} of a month`
  if (said.length === 0) return { reason: fifth.replace('also ', '') }
  const rule = `month on ${nthText(said, days)}`
  return { mode: 'CALENDAR', rule, start: next, lost: known.includes(5) ? fifth : undefined }
}

/** A quarter's first to fourth weekdays are those of its first month, the last of its last. */
function planWeeksOfQuarter({ metadata, next }: Repetition, days: readonly Weekday[]): Plan {
  const { named, known } = occurrencesOf(metadata, 14)
  if (named.length === 0) return { reason: `did not say which ${days.join()} of a quarter` }
  if (known.length === 0)
    return { reason: `named ${days.join()} number ${some(named)} of a quarter` }
  const isLast = known.every((n) => n === -1)
  if (!isLast && !known.every((n) => n >= 1 && n <= 4)) {
    const text = known.map((n) => (n === -1 ? 'last' : n)).join()
    return { reason: `was on ${days.join()} number ${text} of a quarter` }
  }
  const start = monthFrom(next, (month) => month % 3 === (isLast ? 0 : 1))
  return { mode: 'CALENDAR', rule: `3 months on ${nthText(known, days)}`, start }
}

function nthText(known: readonly number[], days: readonly Weekday[]): string {
  const names: Readonly<Record<number, string>> = ordinals
  // The last one comes last.
  const inOrder = known.toSorted((one, other) => (one < 0 ? 1 : other < 0 ? -1 : one - other))
  return inOrder.flatMap((n) => days.map((day) => `${names[n]} ${day}`)).join()
}

function planDayOfMonth({ frequency: day, metadata, next }: Repetition): Plan {
  const names = listOf(metadata, 'months').map((name) => word(name, 'months'))
  const months = monthNames.flatMap((name, index) => {
    return names.includes(name.toLowerCase()) ? [index + 1] : []
  })
  if (names.length === 0) return { reason: 'named no month' }
  if (months.length === 0) return { reason: `named no month but ${quote(names.join(', '))}` }
  if (day < 1 || day > 31) return { reason: `was on day ${day} of a month` }
  const [month = 1] = months
  if (months.length === 1) {
    const last = month === 2 ? 29 : Number(dateFromParts(2024, month + 1, 0).slice(8))
    const rule = `year on ${Math.min(day, last)} ${monthName({ month })}`
    return { mode: 'CALENDAR', rule, start: next }
  }
  const steps = stepsOf(months)
  const named = months.map((each) => monthName({ month: each }))
  if (steps === undefined) return { reason: `was on day ${day} of ${named.join()}` }
  const start = monthFrom(next, (each) => months.includes(each))
  const { distance, season } = steps
  return {
    mode: 'CALENDAR',
    rule: `${distanceOf('CALENDAR', 'month', distance)} on ${day}`,
    start,
    season,
  }
}

/**
 * How many months are from one of these to the next, if it is always as many, but for a part of the
 * year in which there are none. It is asked of at least two months.
 */
function stepsOf(months: readonly number[]): { distance: number; season?: Season } | undefined {
  const gaps = months.map((month, index) => {
    return ((months[(index + 1) % months.length] ?? 0) - month + 12) % 12
  })
  const longest = gaps.indexOf(Math.max(...gaps))
  const [distance = 0, ...others] = gaps.filter((_, index) => index !== longest)
  if (12 % distance !== 0 || others.some((gap) => gap !== distance)) return undefined
  if (gaps[longest] === distance) return { distance }
  const [last = 0, first = 0] = [months[longest], months[(longest + 1) % months.length]]
  const season = parseSeason(`${monthName({ month: first })}-${monthName({ month: last })}`)
  return { distance, season }
}

/** The day, if its month is one of these, else the first day of the next month that is. */
function monthFrom(day: CalendarDate, isOne: (month: number) => boolean): CalendarDate {
  const [, month] = toParts(day)
  if (isOne(month)) return day
  const first = `${day.slice(0, 8)}01` as CalendarDate
  const wait = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].find((n) => isOne(((month + n - 1) % 12) + 1))
  return addMonths(first, wait ?? 0)
}

/** The first of what may be very many numbers. */
function some(numbers: readonly number[]): string {
  return numbers.length > 10 ? `${numbers.slice(0, 10).join()}…` : numbers.join()
}

function word(value: unknown, key: string): string {
  if (typeof value === 'string') return value.toLowerCase()
  throw usageError(`“${key}” is not a list of texts.`)
}

function numbers(metadata: Fields, key: string): readonly number[] {
  return listOf(metadata, key).flatMap((value) => numberOf({ [key]: value }, key) ?? [])
}
