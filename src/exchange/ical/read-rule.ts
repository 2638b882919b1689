import { parseRule } from '../../domain/routine/parse.ts'
import { unlessRefused } from '../../domain/routine/refusals.ts'
import { type CalendarRule, type Nth, type Weekday, weekdays } from '../../domain/routine/rule.ts'
import { ruleText } from '../../domain/routine/say.ts'
import { lastDayOf } from '../../domain/routine/season.ts'
import { type CalendarDate, toParts, weekday } from '../../domain/time.ts'

/** A rule of iCalendar in the words of routines. */
export type ReadRule = {
  /** As it would be typed after `--every`. */
  readonly rule: string
  readonly times?: number
  /** The last date or moment, as it is written. */
  readonly until?: string
  /** Whether it names times of day. */
  readonly hasHours: boolean
}

type Parts = ReadonlyMap<string, string>

/** The parts that can be said. `WKST` matters only for some rules. */
const sayable = new Set([
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'WKST',
  'BYDAY',
  'BYMONTHDAY',
  'BYMONTH',
  'BYSETPOS',
  'BYHOUR',
  'BYMINUTE',
  'BYSECOND',
])

/**
 * Reads an RRULE, RFC 5545 section 3.3.10.
 *
 * @param start the date from which it counts
 * @returns undefined for a rule that cannot be said
 */
export function readRule(value: string, start: CalendarDate): ReadRule | undefined {
  const pairs = value
    .trim()
    .toUpperCase()
    .split(';')
    .filter((pair) => pair !== '' && !pair.startsWith('X-'))
    .map((pair) => pair.split('=', 2) as [string, string | undefined])
  const isKnown = pairs.every(([name, text]) => sayable.has(name) && (text ?? '') !== '')
  const parts: Parts = new Map(pairs.map(([name, text = '']) => [name, text]))
  if (!isKnown || parts.size < pairs.length || isOftenADay(parts)) return undefined
  const rule = readPeriod(parts, start)
  const times = parts.get('COUNT')
  if (rule === undefined || (times !== undefined && !/^[1-9]\d{0,3}$/.test(times))) return undefined
  const until = parts.get('UNTIL')
  return {
    rule,
    ...(times === undefined ? {} : { times: Number(times) }),
    ...(until === undefined ? {} : { until }),
    hasHours: hourParts.some((part) => parts.has(part)),
  }
}

const hourParts = ['BYHOUR', 'BYMINUTE', 'BYSECOND'] as const

function isOftenADay(parts: Parts): boolean {
  return hourParts.some((part) => parts.get(part)?.includes(','))
}

function readPeriod(parts: Parts, start: CalendarDate): string | undefined {
  const number = Number(parts.get('INTERVAL') ?? 1)
  const frequency = parts.get('FREQ')
  const isHourly = frequency === 'HOURLY' && number % 24 === 0
  const unit = isHourly ? 'day' : units[frequency ?? '']
  const days = readDays(parts)
  const interval = isHourly ? number / 24 : number
  if (unit === undefined || days === undefined || !Number.isInteger(interval)) return undefined
  const rule = readers[unit]({ ...days, interval, start, weekStart: parts.get('WKST') ?? 'MO' })
  if (rule === undefined || interval < 1) return undefined
  // Refuses an interval of more than ten years, and more days than a rule has room for.
  return unlessRefused(() => ruleText(parseRule(ruleText(rule), 'CALENDAR')))
}

const units: Readonly<Record<string, keyof typeof readers>> = {
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
}

/** The days that a rule names. */
type Days = {
  readonly weekdays: readonly Weekday[]
  readonly nth: readonly Nth[]
  /** 1 to 31, or -1 for the last one. */
  readonly days: readonly number[]
  readonly months: readonly number[]
}

type Period = Days & {
  readonly interval: number
  readonly start: CalendarDate
  readonly weekStart: string
}

/** @returns undefined for days that cannot be said */
function readDays(parts: Parts): Days | undefined {
  const named = readWeekdays(parts.get('BYDAY'))
  const days = readNumbers(parts.get('BYMONTHDAY'), 31)
  const months = readNumbers(parts.get('BYMONTH'), 12)
  if (named === undefined || days === undefined || months === undefined) return undefined
  if (days.length > 0 && named.weekdays.length + named.nth.length > 0) return undefined
  if (named.weekdays.length > 0 && named.nth.length > 0) return undefined
  if (days.some((day) => day < -1) || months.some((month) => month < 1)) return undefined
  const position = parts.get('BYSETPOS')
  // Among the days of a week or a year, a position means something else.
  const isInMonth = parts.get('FREQ') === 'MONTHLY' || months.length === 1
  if (position !== undefined && !isInMonth) return undefined
  return pick({ ...named, days, months }, position)
}

function readNumbers(text: string | undefined, most: number): readonly number[] | undefined {
  const numbers = text?.split(',').map(Number) ?? []
  const isNumber = (each: number) => Number.isInteger(each) && each !== 0 && Math.abs(each) <= most
  return numbers.every(isNumber) ? numbers : undefined
}

function readWeekdays(text: string | undefined): Pick<Days, 'weekdays' | 'nth'> | undefined {
  const found: Weekday[] = []
  const nth: Nth[] = []
  for (const part of text?.split(',') ?? []) {
    const [, number, name = ''] = /^([+-]?\d+)?([A-Z]{2})$/.exec(part) ?? []
    const named = weekdays.find((each) => each.slice(0, 2) === name.toLowerCase())
    if (named === undefined) return undefined
    if (number === undefined) found.push(named)
    else {
      const n = readOrdinal(Number(number))
      if (n === undefined) return undefined
      nth.push({ n, weekday: named })
    }
  }
  return { weekdays: found, nth }
}

function readOrdinal(number: number): Nth['n'] | undefined {
  return number === 1 || number === 2 || number === 3 || number === 4 || number === -1
    ? number
    : undefined
}

/** Picks one day of several, where that has a name: the second Tuesday, the last day. */
function pick(days: Days, position: string | undefined): Days | undefined {
  if (position === undefined) return days
  const [place, ...others] = position.split(',').map(Number)
  const n = readOrdinal(place ?? 0)
  if (n === undefined && !isEveryDay(days)) return undefined
  if (others.length > 0) return pickEnd(days, position)
  const [first] = days.weekdays
  if (days.weekdays.length === 1 && first && n) {
    return { ...days, weekdays: [], nth: [{ n, weekday: first }] }
  }
  if (isEveryDay(days) && place && (place === -1 || (place >= 1 && place <= 28))) {
    return { ...days, weekdays: [], days: [place] }
  }
  return pickEnd(days, position)
}

function isEveryDay({ weekdays: { length } }: Days): boolean {
  return length === weekdays.length
}

/**
 * Reads a day that is the last one of a shorter month: `BYMONTHDAY=28,29,30;BYSETPOS=-1`, or
 * `BYMONTHDAY=1,28,29,30,31;BYSETPOS=1,-1` with others before it.
 */
function pickEnd(days: Days, position: string): Days | undefined {
  const { days: all } = days
  const at = all.indexOf(28)
  const before = all.slice(0, at)
  const after = all.slice(at)
  const isRun = at >= 0 && after.every((day, index) => day === 28 + index)
  const isSorted = before.every((day, index) => day > (before[index - 1] ?? 0) && day < 28)
  const positions = [...before.map((_, index) => index + 1), -1]
  if (!isRun || !isSorted || positions.join() !== position) return undefined
  return { ...days, days: [...before, after.at(-1) as number] }
}

const readers = { day: readDaily, week: readWeekly, month: readMonthly, year: readYearly }

function readDaily(period: Period): CalendarRule | undefined {
  const {
    interval,
    weekdays: { length },
    days,
    nth,
    months,
  } = period
  if (nth.length > 0) return undefined
  if (length + days.length + months.length === 0) {
    return { mode: 'CALENDAR', unit: 'day', interval }
  }
  if (interval > 1) return undefined
  return length > 0 ? readWeekly(period) : days.length > 0 ? readMonthly(period) : undefined
}

function readWeekly(period: Period): CalendarRule | undefined {
  const { interval, nth, days, months, weekdays: named } = period
  if (nth.length + days.length + months.length > 0) return undefined
  const every = { mode: 'CALENDAR', unit: 'week', interval } as const
  if (named.length === 0) return every
  if (interval > 1 && !isSameWeek(period)) return undefined
  return { ...every, weekdays: weekdays.filter((day) => named.includes(day)) }
}

/** Whether weeks that begin on another day than Monday group the days of a rule alike. */
function isSameWeek({ weekStart, weekdays: named, start }: Period): boolean {
  const first = weekdays.findIndex((day) => day.slice(0, 2) === weekStart.toLowerCase())
  if (first < 0) return false
  const places = named.map((day) => weekdays.indexOf(day))
  const all = [...places, (weekday(start) + 6) % 7].map((place) => place < first)
  return new Set(all).size === 1
}

function readMonthly(period: Period): CalendarRule | undefined {
  const { interval, weekdays: named, nth, days, months } = period
  if (months.length > 0) return readMonths(period)
  if (named.length > 0) return interval === 1 ? readWeekly(period) : undefined
  const every = { mode: 'CALENDAR', unit: 'month', interval } as const
  if (nth.length > 0) return { ...every, nth }
  return { ...every, days: days.length > 0 ? sorted(days) : [toParts(period.start)[2]] }
}

/** The last day comes last. */
function sorted(days: readonly number[]): readonly number[] {
  const place = (day: number) => (day === -1 ? Infinity : day)
  return [...new Set(days)].toSorted((one, other) => place(one) - place(other))
}

/** Reads a rule that names months: one of them, or several at equal distances. */
function readMonths(period: Period): CalendarRule | undefined {
  const { interval, start } = period
  const months = sorted(period.months)
  if (interval > 1 || period.weekdays.length > 0) return undefined
  if (months.length === 1) return readYearly(period)
  const distance = 12 / months.length
  const [, startMonth] = toParts(start)
  const isEven = months.every((month) => (month - startMonth) % distance === 0)
  if (!isEven || !months.includes(startMonth)) return undefined
  return readMonthly({ ...period, months: [], interval: distance })
}

function readYearly(period: Period): CalendarRule | undefined {
  const { interval, start, months, nth, days, weekdays: named } = period
  if (months.length > 1) return interval === 1 ? readMonths(period) : undefined
  if (named.length > 0) return undefined
  const [, startMonth, startDay] = toParts(start)
  const [month = startMonth] = months
  const every = { mode: 'CALENDAR', unit: 'year', interval, month } as const
  if (nth.length > 0) return months.length > 0 ? { ...every, nth } : undefined
  if (days.length > 1) return undefined
  if (days.length === 1 && months.length === 0) {
    return interval === 1 ? readMonthly(period) : undefined
  }
  const [day = startDay] = days
  const last = lastDayOf(month)
  if (day > last) return undefined
  return { ...every, day: day === -1 ? last : day }
}
