import type { RoutineMode } from '../../domain/routine/routine.ts'
import { longest, type Rule, type Unit } from '../../domain/routine/rule.ts'
import type { CalendarDate } from '../../domain/time.ts'

// The words of `recur` in Taskwarrior are those of Duration.cpp in its libshared, and ISO 8601.

/** A length of time: of whole days, or longer units. */
type Length = { readonly unit: Unit; readonly count: number }

const second = 1 / 86_400
const day = (count: number): Length => ({ unit: 'day', count })
const week = (count: number): Length => ({ unit: 'week', count })
const month = (count: number): Length => ({ unit: 'month', count })
const year = (count: number): Length => ({ unit: 'year', count })

/** Words that stand alone. */
const alone: Readonly<Record<string, Length>> = {
  daily: day(1),
  sennight: week(1),
  weekly: week(1),
  biweekly: week(2),
  fortnight: week(2),
  monthly: month(1),
  bimonthly: month(2),
  quarterly: month(3),
  semiannual: month(6),
  annual: year(1),
  yearly: year(1),
  biannual: year(2),
  biyearly: year(2),
}

/** Words that follow a number. The long ones without an s may also stand alone. */
const counted: readonly (readonly [words: RegExp, length: Length])[] = [
  [/^(d|days?|daily|weekdays)$/, day(1)],
  [/^(w|wks?|weeks?|weekly|sennight)$/, week(1)],
  [/^(fortnight|biweekly)$/, week(2)],
  [/^(m|mos?|mths?|mnths|months?|monthly)$/, month(1)],
  [/^bimonthly$/, month(2)],
  [/^(q|qtrs?|qrtrs?|quarters?|quarterly)$/, month(3)],
  [/^semiannual$/, month(6)],
  [/^(y|yrs?|years?|yearly|annual)$/, year(1)],
  [/^(biannual|biyearly)$/, year(2)],
  [/^(h|hrs?|hours?)$/, day(3600 * second)],
  [/^(mins?|minutes?)$/, day(60 * second)],
  [/^(s|secs?|seconds?)$/, day(second)],
]

/** Whether a recurrence is one of Taskwarrior, whether or not Momentum can plan it. */
export function isRecurrence(recur: string): boolean {
  return recur === 'weekdays' || readLength(recur) !== undefined
}

/**
 * The rule of a recurrence, as it would be typed; undefined for what is not in whole days, or
 * longer than ten years.
 */
export function ruleOfRecurrence(recur: string, mode: RoutineMode): string | undefined {
  if (recur === 'weekdays') return mode === 'AFTER' ? '1 day on mon-fri' : 'weekdays'
  const length = readLength(recur)
  if (length === undefined) return undefined
  const { unit, count } = wholeLength(length)
  if (!Number.isInteger(count) || count < 1 || count > longest[unit]) return undefined
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** @returns undefined for what Taskwarrior refuses, too */
function readLength(recur: string): Length | undefined {
  const isOne = alone[recur]
  if (Object.hasOwn(alone, recur) && isOne !== undefined) return isOne
  const iso = readIso(recur)
  if (iso !== undefined) return iso
  const [, number, word = ''] = /^(\d{1,9}(?:\.\d{1,9})?)?\s*([a-z]+)$/.exec(recur) ?? []
  const found = counted.find(([words]) => words.test(word))?.[1]
  const standsAlone = word.length > 1 && !word.endsWith('s')
  if (found === undefined || (number === undefined && !standsAlone)) return undefined
  return { unit: found.unit, count: found.count * Number(number ?? 1) }
}

/** `P2W`, `P1Y6M`, `P3D`, `PT12H`. Months and days together have no length of their own. */
function readIso(recur: string): Length | undefined {
  const weeks = /^P(\d{1,9})W$/.exec(recur)?.[1]
  if (weeks !== undefined) return week(Number(weeks))
  const pattern =
    /^P(?=.)(\d{1,9}Y)?(\d{1,9}M)?(\d{1,9}D)?(T(?=.)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}S)?)?$/
  const parts = pattern.exec(recur)
  if (parts === null) return undefined
  const number = (index: number) => Number.parseInt(parts[index] ?? '0', 10)
  const months = number(1) * 12 + number(2)
  const days = number(3) + (number(5) * 3600 + number(6) * 60 + number(7)) * second
  if (months === 0) return day(days)
  if (days !== 0) return day(Number.NaN)
  return number(2) === 0 ? year(number(1)) : month(months)
}

/** Half a year is six months, and 24 hours are a day. */
function wholeLength({ unit, count }: Length): Length {
  const rounded = Math.round(count * 1e6) / 1e6
  if (Number.isInteger(rounded)) return { unit, count: rounded }
  if (unit === 'year') return wholeLength(month(count * 12))
  return unit === 'week' ? wholeLength(day(count * 7)) : { unit, count }
}

/**
 * How Taskwarrior says a rule; undefined for one that it would plan otherwise: it knows no days of
 * a week or month but those of the first date, and leaves the end of a month for good.
 *
 * @param start the date of the open time
 */
export function recurrenceOfRule(rule: Rule, start: CalendarDate): string | undefined {
  if (isWeekdays(rule)) return 'weekdays'
  const { unit, interval } = rule
  if ('nth' in rule || ('days' in rule && rule.days.length > 1)) return undefined
  if ('weekdays' in rule && (rule.mode === 'AFTER' || rule.weekdays?.length !== 1)) return undefined
  if (unit === 'month' && (Number(start.slice(8)) > 28 || isLastDay(rule))) return undefined
  if (unit === 'year' && start.endsWith('-02-29')) return undefined
  if (interval === 1)
    return { day: 'daily', week: 'weekly', month: 'monthly', year: 'yearly' }[unit]
  return unit === 'year' ? `${interval * 12}m` : `${interval}${unit[0]}`
}

function isWeekdays(rule: Rule): boolean {
  if (rule.mode === 'AFTER' || rule.interval !== 1 || !('weekdays' in rule)) return false
  return rule.weekdays.join() === 'mon,tue,wed,thu,fri'
}

function isLastDay(rule: Rule): boolean {
  return 'days' in rule && rule.days.some((date) => date < 1 || date > 28)
}
