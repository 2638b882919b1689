import {
  type CalendarDate,
  calendarDate,
  daysBetween,
  type Instant,
  minutesOfDay,
} from '../domain/time.ts'
import type { Style } from './paint.ts'

export {
  capitalized,
  dayAndMonth,
  longDate,
  shortDate,
  weekdayName,
} from '../domain/date-names.ts'

/** "1 task", "12 tasks" */
export function plural(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`
}

/** "today", "yesterday", "5 days ago"; a date more than 14 days away is not changed. */
export function relativeDate(date: CalendarDate, today: CalendarDate): string {
  const away = daysBetween(today, date)
  if (away === 0) return 'today'
  if (away === 1) return 'tomorrow'
  if (away === -1) return 'yesterday'
  if (Math.abs(away) > 14) return date
  return away > 0 ? `in ${away} days` : `${-away} days ago`
}

/** The time since an instant, in whole hours, days, weeks or years: "now", "3 h", "5 d", "8 w". */
export function age(since: Instant, now: Date): string {
  const hours = Math.max(0, (now.getTime() - new Date(since).getTime()) / 3_600_000)
  if (hours < 1) return 'now'
  if (hours < 24) return `${Math.floor(hours)} h`
  if (hours < 24 * 14) return `${Math.floor(hours / 24)} d`
  if (hours < 24 * 365) return `${Math.floor(hours / 24 / 7)} w`
  return `${Math.floor(hours / 24 / 365)} y`
}

/** "12 kB", "3.4 MB", "1.2 GB" */
export function size(bytes: number): string {
  if (bytes <= 999_000) return `${Math.ceil(bytes / 1000)} kB`
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`
}

/** The time of day so many minutes after midnight, `HH:MM`. */
export function clockText(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60]
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** The household's time of day at an instant, `HH:MM`. */
export function timeOf(instant: Instant, { zone }: Style): string {
  return clockText(minutesOfDay(new Date(instant), zone))
}

/** The household's date at an instant. */
export function dayOf(instant: Instant, style: Style): CalendarDate {
  return calendarDate(new Date(instant), style)
}
