import fc from 'fast-check'
import { RRuleTemporal } from 'rrule-temporal'
import { expect, test } from 'vitest'
import type { AfterRule, CalendarRule, Weekday } from '../../../src/domain/routine/rule.ts'
import { listDates } from '../../../src/domain/routine/schedule.ts'
import { type CalendarDate, toParts } from '../../../src/domain/time.ts'
import { anyAfterRule, anyCalendarRule, anyDate } from '../../support/domain/random-rules.ts'
import { isLongRun, reportCount } from '../../support/long.ts'

const rules = isLongRun ? 20_000 : 5000
const dates = 8

/**
 * The first dates of RFC 5545 rules together, each once. That standard leaves out what a month or a
 * year lacks, and so needs a rule for each day of the month: see {@link monthDay}.
 */
function expand(start: CalendarDate, rules: readonly string[], count = dates): string[] {
  const found = rules.flatMap((rule) => {
    const text = `DTSTART;TZID=UTC:${start.replaceAll('-', '')}T000000\nRRULE:${rule};WKST=MO`
    return new RRuleTemporal({ rruleString: text }).all((_, index) => index < count)
  })
  const sorted = [...new Set(found.map((date) => date.toString().slice(0, 10)))].sort()
  return sorted.slice(0, count)
}

/**
 * A day of the month. 29 to 31 mean “or the last day” to us, so for the standard it is the last one
 * of the days from the 28th to that day.
 */
function monthDay(day: number): string {
  if (day <= 28) return `BYMONTHDAY=${day}`
  const days = [28, 29, 30, 31].filter((each) => each <= day)
  return `BYMONTHDAY=${days};BYSETPOS=-1`
}

const name = (weekday: Weekday) => weekday.slice(0, 2).toUpperCase()

function standardRules(rule: CalendarRule, start: CalendarDate): readonly string[] {
  const { interval } = rule
  const [, startMonth, startDay] = toParts(start)
  if (rule.unit === 'day') return [`FREQ=DAILY;INTERVAL=${interval}`]
  if (rule.unit === 'week') {
    const days = 'weekdays' in rule ? `;BYDAY=${rule.weekdays.map(name)}` : ''
    return [`FREQ=WEEKLY;INTERVAL=${interval}${days}`]
  }
  if (rule.unit === 'month') {
    const every = `FREQ=MONTHLY;INTERVAL=${interval};`
    if ('nth' in rule) return [every + nthDays(rule)]
    return ('days' in rule ? rule.days : [startDay]).map((day) => every + monthDay(day))
  }
  const month = 'month' in rule ? rule.month : startMonth
  const every = `FREQ=YEARLY;INTERVAL=${interval};BYMONTH=${month};`
  if ('nth' in rule) return [every + nthDays(rule)]
  // Only 29 February is missing in some years.
  const day = 'day' in rule ? rule.day : startDay
  return [every + (month === 2 ? monthDay(day) : `BYMONTHDAY=${day}`)]
}

function nthDays({ nth }: Extract<CalendarRule, { nth: unknown }>): string {
  return `BYDAY=${nth.map(({ n, weekday }) => `${n}${name(weekday)}`)}`
}

function ourDates(rule: CalendarRule | AfterRule, start: CalendarDate, count = dates): string[] {
  const always = { until: null, times: null, season: null, when_away: 'KEEP', away: [] } as const
  const found = listDates({ rule, start, ...always })
  return Array.from({ length: count }, () => found.next().value ?? 'never')
}

test('an implementation of RFC 5545 finds the same dates for random rules', () => {
  const property = fc.property(anyCalendarRule, anyDate, (rule, start) => {
    expect(ourDates(rule, start)).toEqual(expand(start, standardRules(rule, start)))
  })
  fc.assert(property, { seed: 20_261_126, numRuns: rules })
  reportCount('random calendar rules compared with RFC 5545', rules)
})

test('an implementation of RFC 5545 finds the same distances', () => {
  const property = fc.property(anyAfterRule, anyDate, (rule, start) => {
    const { weekdays, ...distance } = rule
    const days = weekdays === undefined ? '' : `;BYDAY=${weekdays.map(name)}`
    const [first = start] = expand(start, [`FREQ=DAILY${days}`], 1) as CalendarDate[]
    // The second date of the calendar rule from the day on which it was done is one distance later.
    const calendar = { ...distance, mode: 'CALENDAR' } as const
    const [, later = first] = expand(first, standardRules(calendar, first), 2) as CalendarDate[]
    expect(ourDates(rule, start, 2)).toEqual([first, ...expand(later, [`FREQ=DAILY${days}`], 1)])
  })
  fc.assert(property, { seed: 20_261_126, numRuns: rules / 5 })
  reportCount('random distances compared with RFC 5545', rules / 5)
})
