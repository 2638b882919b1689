import { addDays, type CalendarDate, type Instant, weekday, weekdays } from './time.ts'
import type { UserId } from './user.ts'

/** Made by the database, or by `parseRestId`. A number is never reused. */
export type RestId = number & { readonly __brand: 'RestId' }

/** The weekdays of rest days, as they are stored, from Monday on. */
export const restWeekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const
export type RestWeekday = (typeof restWeekdays)[number]

/** Days on which the household owes no Daily Win. */
export type RestSpan = {
  readonly from_date: CalendarDate
  /** The last day; null until further notice. */
  readonly until_date: CalendarDate | null
  /** Only these days of the span; null for all of them. */
  readonly weekday: RestWeekday | null
}

/** Rest days as they were set. */
export type RestPeriod = RestSpan & {
  readonly id: RestId
  readonly note: string | null
  readonly set_by_user_id: UserId | null
  /** The name of the member who set it. */
  readonly set_by: string | null
  readonly created_at: Instant
  readonly updated_at: Instant
}

/** All rest days that matter, in any order. Spans may overlap. */
export type Rest = readonly RestSpan[]

export function isRestDay(rest: Rest, date: CalendarDate): boolean {
  return rest.some((span) => includesDate(span, date))
}

/** Whether each date from one to another, both included, is a rest day. */
export function areRestDays(rest: Rest, from: CalendarDate, until: CalendarDate): boolean {
  let date = from
  while (date <= until) {
    const day = date
    const span = rest.find((each) => includesDate(each, day))
    if (span === undefined) return false
    const last = span.weekday === null ? (span.until_date ?? until) : date
    if (last >= until) return true
    date = addDays(last, 1)
  }
  return true
}

/** Whether a date is one of the rest days of a span. */
export function includesDate(span: RestSpan, date: CalendarDate): boolean {
  if (date < span.from_date || (span.until_date !== null && date > span.until_date)) return false
  return span.weekday === null || span.weekday === weekdayOf(date)
}

function weekdayOf(date: CalendarDate): RestWeekday | undefined {
  return restWeekdays[(weekday(date) + 6) % 7]
}

/** "Sunday" */
export function restWeekdayName(weekday: RestWeekday): string {
  const name = weekdays.find((each) => each.startsWith(weekday.toLowerCase())) ?? weekday
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}
