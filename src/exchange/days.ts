import { type CalendarDate, type Instant, toInstant } from '../domain/time.ts'
import type { Reading } from './records.ts'

/** A day as ISO 8601 writes it, `2026-12-01`; undefined for another text or no existing day. */
export function isoDay(text: string): CalendarDate | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (parts === null) return undefined
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  const isDay = date.getUTCDate() === day && date.getUTCMonth() === month - 1
  // It has the form of a date, and exists. The first century is beyond Date.UTC.
  return isDay && date.getUTCFullYear() === year ? (text as CalendarDate) : undefined
}

/** Hours after midnight in UTC. Whenever the days of a household begin, one is on the same day. */
const hours = [12, 0, 20, 30] as const

/**
 * Returns a function that finds a moment of a day of the household, always the same one, whatever
 * the time is now. It may be later today.
 */
export function momentsOf({ dayOf }: Pick<Reading, 'dayOf'>): (day: CalendarDate) => Instant {
  // Files name the same days again and again, and time zones are slow.
  const known = new Map<CalendarDate, Instant>()
  const find = (day: CalendarDate): Instant => {
    const times = hours.map((hour) => new Date(Date.parse(day) + hour * 3_600_000))
    return toInstant(times.find((each) => dayOf(each) === day) ?? (times[0] as Date))
  }
  return (day) => {
    const moment = known.get(day) ?? find(day)
    known.set(day, moment)
    return moment
  }
}
