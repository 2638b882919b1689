import { type CalendarDate, type Instant, toInstant } from '../../domain/time.ts'
import type { Reading } from '../records.ts'
import { type Line, parameter } from './lines.ts'
import { type openZones, wallTime } from './zones.ts'

/** A date or a time of a file. */
export type When = {
  /** The household's day; of a date, or a time without a zone, the day that is written. */
  readonly day: CalendarDate
  /** The moment; for a date, or a time without a zone, some moment of that day. */
  readonly moment: () => Date
  /** The same moment as a text. */
  readonly instant: () => Instant
  /** Whether it names a time of day other than the beginning of a day. */
  readonly hasHours: boolean
}

/** Reads the dates and times of a file. @returns undefined for what is none, or never existed */
export type ReadTime = (line: Line) => When | undefined

/** Milliseconds. */
const [hour, dayLength] = [3_600_000, 86_400_000]

/** Returns the function that reads the dates and times of a file with these zones. */
export function openTimes(
  findMoment: ReturnType<typeof openZones>,
  { dayOf }: Pick<Reading, 'dayOf'>,
): ReadTime {
  // Files name the same times again and again, and time zones are slow.
  const known = new Map<string, When | undefined>()
  const read = (value: string, zone: string | undefined): When | undefined => {
    const written = readWritten(value)
    if (written === undefined) return undefined
    const { time, isUtc, isDate } = written
    const moment = isUtc ? time : isDate || !zone ? undefined : findMoment(zone, time)
    if (moment === undefined) return floating(time, dayOf)
    const date = new Date(moment)
    return valid(dayOf(date), () => date, hasHours(written, moment, dayOf))
  }
  return (line) => {
    const zone = parameter(line, 'TZID')
    const key = `${zone ?? ''}:${line.value}`
    if (!known.has(key)) known.set(key, read(line.value.trim(), zone))
    return known.get(key)
  }
}

/** What is written, as if it were UTC. */
type Written = { readonly time: number; readonly isUtc: boolean; readonly isDate: boolean }

const pattern = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?(Z?))?$/i

function readWritten(value: string): Written | undefined {
  const parts = pattern.exec(value)
  if (parts === null) return undefined
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const date = wallTime(year, month, day, 0)
  const isDay = new Date(date).toISOString().slice(0, 10) === parts.slice(1, 4).join('-')
  if (year < 1 || !isDay || hours > 23 || minutes > 59 || seconds > 60) return undefined
  const time = date + hours * hour + minutes * 60_000 + seconds * 1000
  return { time, isUtc: parts[7] === 'Z' || parts[7] === 'z', isDate: parts[4] === undefined }
}

/** Whether a time is not the beginning of a day, neither as it is written nor in the household. */
function hasHours({ time, isUtc }: Written, moment: number, dayOf: Reading['dayOf']): boolean {
  if (!isUtc) return time % dayLength !== 0
  // Every zone is ahead of UTC by whole quarters of an hour.
  if (moment % (hour / 4) !== 0) return true
  return dayOf(new Date(moment)) === dayOf(new Date(moment - 1))
}

/** A time without a zone is on the day that is written, wherever that is. */
function floating(time: number, dayOf: Reading['dayOf']): When | undefined {
  const day = new Date(time).toISOString().slice(0, 10) as CalendarDate
  return valid(day, () => momentOn(day, time, dayOf), time % dayLength !== 0)
}

/** A moment of a day, near a time in UTC. */
function momentOn(day: CalendarDate, time: number, dayOf: Reading['dayOf']): Date {
  let moment = new Date(time)
  for (let hours = 0; hours < 26 && dayOf(moment) !== day; hours += 1) {
    moment = new Date(moment.getTime() + (dayOf(moment) > day ? -hour : hour))
  }
  return moment
}

/** In some zones, the first or the last day of all is in another year than can be written. */
function valid(day: CalendarDate, moment: When['moment'], hasHours: boolean): When | undefined {
  if (!/^(?!0000)\d{4}-/.test(day)) return undefined
  let instant: Instant | undefined
  const once = () => {
    instant ??= toInstant(moment())
    return instant
  }
  return { day, moment, instant: once, hasHours }
}

/** The moment of a time, at the latest now. */
export function instantOf(when: When, { now }: Reading): Instant {
  const instant = when.instant()
  return instant < now ? instant : now
}

/** The days of a DURATION, and whether it has hours; undefined for what is none. */
export function readDuration(
  value: string,
): { readonly milliseconds: number; readonly hasHours: boolean } | undefined {
  const parts =
    /^\+?P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/i.exec(
      value.trim(),
    )
  if (parts === null || parts.slice(1).every((part) => part === undefined)) return undefined
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0))
  const ofDays = (weeks * 7 + days) * dayLength
  const ofHours = hours * hour + minutes * 60_000 + seconds * 1000
  return { milliseconds: ofDays + ofHours, hasHours: ofHours > 0 }
}
