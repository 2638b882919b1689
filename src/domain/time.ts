import { usageError } from '../errors.ts'
import { suggestZone } from './zone.ts'

/** UTC, ISO 8601 with milliseconds and `Z`: `2026-11-22T18:30:00.000Z`. */
export type Instant = string & { readonly __brand: 'Instant' }

/** A date of the household, `YYYY-MM-DD`, without a time or a time zone. */
export type CalendarDate = string & { readonly __brand: 'CalendarDate' }

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** The weekday that a word of three letters or more begins, in lower case: 0 for Sunday. */
export function findWeekday(word: string): number | undefined {
  return placeOf(word, weekdays)
}

/** The month that a word of three letters or more begins, in lower case: 1 for January. */
export function findMonth(word: string): number | undefined {
  const place = placeOf(word, months)
  return place === undefined ? undefined : place + 1
}

function placeOf(word: string, names: readonly string[]): number | undefined {
  const place = names.findIndex((name) => name.toLowerCase().startsWith(word))
  return word.length < 3 || place < 0 ? undefined : place
}

/** Milliseconds. */
const dayLength = 86_400_000

/** The instant as a text. */
export function toInstant(time: Date): Instant {
  // Instants are branded here only.
  return time.toISOString() as Instant
}

/** An instant as JSON shows it; undefined for any other text. */
export function parseInstant(text: string): Instant | undefined {
  const time = Date.parse(/^\s*\d{4}-\d\d-\d\dT[\d:.]+Z\s*$/.test(text) ? text.trim() : '')
  return Number.isNaN(time) ? undefined : toInstant(new Date(time))
}

/** When the days of a household begin. */
export type Days = {
  /** An IANA time zone (`Europe/Berlin`); the system's by default. */
  readonly zone?: string | undefined
  /** Until so many minutes after midnight, by the clock on the wall, it is still the day before. */
  readonly dayStart?: number | undefined
}

/**
 * The household's date at an instant.
 *
 * @throws MomentumError `usage` for a time zone that does not exist
 */
export function calendarDate(time: Date, days?: Days): CalendarDate {
  return calendarOf(days)(time)
}

/**
 * Returns {@link calendarDate} for many instants of a household: to ask for its time zone takes
 * longer than to read the date there.
 *
 * @throws MomentumError `usage` for a time zone that does not exist
 */
export function calendarOf({ zone, dayStart = 0 }: Days = {}): (time: Date) => CalendarDate {
  const clock = wallClock(zone)
  return (time) => {
    const { year, month, day, minutes } = clock(time)
    return dateFromParts(year, month, minutes < dayStart ? day - 1 : day)
  }
}

/** What the calendar and the clock on the wall say. */
type WallTime = {
  readonly year: number
  readonly month: number
  readonly day: number
  /** Since midnight. */
  readonly minutes: number
}

function wallClock(zone: string | undefined): (time: Date) => WallTime {
  return zone === undefined ? systemTime : zonedClock(zone)
}

function systemTime(time: Date): WallTime {
  return {
    year: time.getFullYear(),
    month: time.getMonth() + 1,
    day: time.getDate(),
    minutes: time.getHours() * 60 + time.getMinutes(),
  }
}

function zonedClock(zone: string): (time: Date) => WallTime {
  const format = zonedFormat(zone)
  return (time) => {
    const parts = format.formatToParts(time)
    const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
    return {
      year: part('year'),
      month: part('month'),
      day: part('day'),
      minutes: part('hour') * 60 + part('minute'),
    }
  }
}

/** The first instant of a date, which is not midnight everywhere. */
export function startOfDay(date: CalendarDate, days?: Days): Instant {
  // A day begins at most a day before it does in UTC, or two days after. The interval is halved
  // until the two times meet.
  const near = Date.parse(date)
  const dateAt = calendarOf(days)
  let [before, after] = [near - dayLength, near + 2 * dayLength]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (dateAt(new Date(middle)) < date) before = middle
    else after = middle
  }
  return toInstant(new Date(after))
}

/**
 * The time of day at an instant, in minutes since midnight.
 *
 * @param zone an IANA time zone; the system's by default
 */
export function minutesOfDay(time: Date, zone?: string): number {
  return wallClock(zone)(time).minutes
}

/** By time zone: to make one takes as long as to read a hundred dates with it. */
const zonedFormats = new Map<string, Intl.DateTimeFormat>()

function zonedFormat(zone: string): Intl.DateTimeFormat {
  const format = zonedFormats.get(zone) ?? newZonedFormat(zone)
  zonedFormats.set(zone, format)
  return format
}

function newZonedFormat(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    })
  } catch (cause) {
    throw usageError(
      `There is no time zone “${zone}”.`,
      `Set MOMENTUM_TZ to a name like ${suggestZone(zone)}.`,
      { cause },
    )
  }
}

/** The date `days` days later; earlier when `days` is negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromTime(toTime(date) + days * dayLength)
}

/** The same day `count` months later, or the last day of a shorter month. */
export function addMonths(date: CalendarDate, count: number): CalendarDate {
  const [year, month, day] = toParts(date)
  const lastDay = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return fromTime(Date.UTC(year, month - 1 + count, Math.min(day, lastDay)))
}

/** Days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((toTime(to) - toTime(from)) / dayLength)
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(date: CalendarDate): number {
  return new Date(toTime(date)).getUTCDay()
}

/** The Monday of the week. */
export function startOfWeek(date: CalendarDate): CalendarDate {
  return addDays(date, -((weekday(date) + 6) % 7))
}

/** Every date of a year, of the years before 100, too, which `Date.UTC` takes for later ones. */
export function datesOfYear(year: number): readonly CalendarDate[] {
  const first = new Date(0).setUTCFullYear(year, 0, 1)
  const days = Math.round((new Date(0).setUTCFullYear(year + 1, 0, 1) - first) / dayLength)
  const dateAt = (time: number) => new Date(time).toISOString().slice(0, 10) as CalendarDate
  return Array.from({ length: days }, (_, day) => dateAt(first + day * dayLength))
}

/** `[2026, 11, 22]`: the month counts from 1. */
export function toParts(date: CalendarDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}

function toTime(date: CalendarDate): number {
  const [year, month, day] = toParts(date)
  return Date.UTC(year, month - 1, day)
}

function fromTime(time: number): CalendarDate {
  const date = new Date(time)
  return dateFromParts(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

/**
 * For questions whose answer is the same on every day. It is written out, because V8 reads the time
 * zone before it formats its first date, and the parser of words needs none.
 */
export const anyDay = '2026-01-01' as CalendarDate

/** The month counts from 1. Rolls over like `Date.UTC`: 30 February becomes a date in March. */
export function dateFromParts(year: number, month: number, day: number): CalendarDate {
  // Dates are branded here only.
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) as CalendarDate
}
