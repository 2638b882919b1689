import { parseRule } from '../../domain/routine/parse.ts'
import { unlessRefused } from '../../domain/routine/refusals.ts'
import type { RoutineMode } from '../../domain/routine/routine.ts'
import { ordinals, ruleText } from '../../domain/routine/say.ts'
import { firstDate } from '../../domain/routine/schedule.ts'
import { addDays, addMonths, type CalendarDate } from '../../domain/time.ts'
import type { Reading } from '../records.ts'
import { readDay } from './dates.ts'

/** How a task of Todoist repeats, as a routine. */
export type Repetition = {
  readonly mode: RoutineMode
  readonly rule: string
  readonly start: CalendarDate
  readonly until?: CalendarDate | undefined
}

/** Whether a date of Todoist is one that repeats. */
export function isRepetition(words: string): boolean {
  return /^(?:(?:every|ev)!?(?: |$)|after |everyday\b|(?:dai|week|month|quarter|year)ly\b)/.test(
    words,
  )
}

/**
 * Reads how a task repeats: `every 3 days`, `ev! mon, fri`, `every 27th until 2027-03-01`.
 *
 * @param words from `withoutTimes`
 * @returns undefined for what no rule says, and for what is over
 */
export function readRepetition(words: string, reading: Reading): Repetition | undefined {
  const [said = '', ...parts] = words.split(
    / (starting|starts|beginning|from|until|till|ending|ends|for) (?:on )?/,
  )
  const [, sign = '', body = ''] = /^(?:(every!?|ev!?|after) ?)?(.*)$/.exec(said) ?? []
  const mode = sign.endsWith('!') || sign === 'after' ? 'AFTER' : 'CALENDAR'
  const period = (body || 'day').replace(/\bworkday/g, 'weekday')
  const typed = mode === 'AFTER' ? distanceOf(period) : everyOf(period)
  const rule = typed && unlessRefused(() => parseRule(typed, mode))
  const limits = readLimits(parts, reading)
  if (!rule || limits === undefined) return undefined
  const { start, until = null } = limits
  const schedule = { rule, start, until, times: null, season: null } as const
  if (firstDate({ ...schedule, when_away: 'KEEP', away: [] }) === undefined) return undefined
  return { mode, rule: ruleText(rule), start, until: limits.until }
}

type Limits = Pick<Repetition, 'start' | 'until'>

/** @param parts words such as `until`, each with what follows it */
function readLimits(parts: readonly string[], reading: Reading): Limits | undefined {
  let limits: Limits = { start: reading.today }
  for (let at = 0; at < parts.length; at += 2) {
    const [key = '', value = ''] = parts.slice(at)
    const day = key === 'for' ? lastDayOf(limits.start, value) : readDay(value, reading)
    if (day === undefined) return undefined
    limits = /^(?:start|begin|from)/.test(key)
      ? { ...limits, start: day }
      : { ...limits, until: day }
  }
  return limits
}

/** The last day of a time such as `3 weeks`. */
function lastDayOf(start: CalendarDate, length: string): CalendarDate | undefined {
  const [, number, unit] = /^(\d{1,3}) (day|week|month|year)s?$/.exec(length) ?? []
  const count = Number(number)
  if (unit === undefined) return undefined
  if (unit === 'day' || unit === 'week') return addDays(start, count * (unit === 'day' ? 1 : 7) - 1)
  return addDays(addMonths(start, count * (unit === 'month' ? 1 : 12)), -1)
}

const weekday = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*'

/** What is typed after `--every`. */
function everyOf(said: string): string {
  // Todoist means days of each month by these, which are two things to us.
  if (/^\d{1,2}(?:st|nd|rd|th)?(?:(?:, ?| and | )\d{1,2}(?:st|nd|rd|th)?)*$/.test(said)) {
    return `month on ${said}`
  }
  const [, n, day] = new RegExp(`^([1-4])(?:st|nd|rd|th) (${weekday})$`).exec(said) ?? []
  if (n !== undefined) return `month on ${ordinals[Number(n) as 1 | 2 | 3 | 4]} ${day}`
  return new RegExp(`^(?:second|third|fourth) ${weekday}$`).test(said) ? `month on ${said}` : said
}

/** What is typed after `--after`: a number is always said there. */
function distanceOf(said: string): string {
  if (/^\d/.test(said)) return said
  if (said.startsWith('other ')) return said.replace('other', '2')
  if (/^(?:day|week|month|quarter|year)\b/.test(said)) return `1 ${said}`
  return `1 day on ${said}`
}
