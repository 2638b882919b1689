import { type CalendarDate, type Instant, toInstant } from '../../domain/time.ts'
import { usageError } from '../../errors.ts'
import { isoDay, momentsOf } from '../days.ts'
import { quote } from '../fields.ts'
import type { Reading } from '../records.ts'

/** A moment of a file, and the household's day. */
export type Moment = { readonly at: Instant; readonly day: CalendarDate }

/** @throws MomentumError `usage` for what is no moment; `key` names it in the sentence */
export type ReadMoment = (value: unknown, key: string) => Moment

/**
 * Returns the function that reads moments as Taskwarrior 2 and 3 write them, `20261125T090000Z`,
 * and as they may be imported there: seconds since 1970, ISO 8601 with a time zone, or a day.
 */
export function openMoments(reading: Reading): ReadMoment {
  const dayOf = rememberDays(reading.dayOf)
  const momentOf = momentsOf({ ...reading, dayOf })
  const known = new Map<unknown, Moment>()
  const find = (text: string): Moment | undefined => {
    const day = isoDay(text)
    if (day !== undefined && day >= '0002' && day < '9999') return { at: momentOf(day), day }
    const time = epochTime(text) ?? isoTime(text)
    return time === undefined ? undefined : new LateMoment(time, dayOf)
  }
  return (value, key) => {
    const text = typeof value === 'number' ? String(value) : value
    if (typeof text !== 'string') throw usageError(`“${key}” is not a moment.`)
    const moment = known.get(text) ?? find(text)
    if (moment === undefined) throw momentError(key, text)
    known.set(text, moment)
    return moment
  }
}

function momentError(key: string, text: string) {
  const isLocal = /^\d{4}-?\d\d-?\d\dT[\d:.]+$/.test(text)
  return usageError(
    isLocal
      ? `“${key}” has no time zone, such as the Z in 20261201T090000Z: ${quote(text)}.`
      : `“${key}” is not a moment, such as 20261201T090000Z: ${quote(text)}.`,
  )
}

/** The first day that Taskwarrior takes for one in every time zone, and the last. */
const [firstDay, lastDay] = ['1980-01-02', '9999-12-29'] as const

/** Whether Taskwarrior takes a day for one. */
export function isDayThere(day: CalendarDate): boolean {
  return day >= firstDay && day <= lastDay
}

/** A moment as Taskwarrior writes it, or the first that it takes for one. */
export function stampOf(moment: Instant): string {
  const text = moment < firstDay ? `${firstDay}T00:00:00` : moment.slice(0, 19)
  return `${text.replace(/[-:]/g, '')}Z`
}

/** A moment whose day is found when it is asked for, because time zones are slow. */
class LateMoment implements Moment {
  readonly at: Instant
  readonly #time: number
  readonly #dayOf: (moment: Date) => CalendarDate

  constructor(time: number, dayOf: (moment: Date) => CalendarDate) {
    this.at = toInstant(new Date(time))
    this.#time = time
    this.#dayOf = dayOf
  }

  get day(): CalendarDate {
    return this.#dayOf(new Date(this.#time))
  }
}

/** The earliest and the latest seconds since 1970 that Taskwarrior takes for a moment. */
const [firstSecond, lastSecond] = [315_532_800, 253_370_764_800]

function epochTime(text: string): number | undefined {
  const seconds = /^\d{9,12}(\.0+)?$/.test(text) ? Number(text) : 0
  return seconds >= firstSecond && seconds < lastSecond ? seconds * 1000 : undefined
}

const isoPattern =
  /^(\d{4})(-?)(\d\d)\2(\d\d)T(\d\d)(:?)(\d\d)\6(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)$/

/** In another time zone, the first and last days could be of a year that nobody can write. */
function isoTime(text: string): number | undefined {
  const parts = isoPattern.exec(text)
  if (parts === null) return undefined
  const [, year = '', , month, day, hour, , minute, second, zone = ''] = parts
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)]
  const date = isoDay(`${year}-${month}-${day}`)
  if (date === undefined || year < '0002' || year > '9998') return undefined
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  return Date.parse(date) + ((hours * 60 + minutes) * 60 + seconds) * 1000 - offsetOf(zone)
}

/** Milliseconds east of UTC. */
function offsetOf(zone: string): number {
  if (zone === 'Z') return 0
  const digits = zone.replace(':', '')
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3))
  return (digits.startsWith('-') ? -minutes : minutes) * 60_000
}

/** Milliseconds. */
const sixHours = 6 * 3_600_000

/** Remembers the days of stretches of six hours, unless a day begins in them. */
function rememberDays(dayOf: Reading['dayOf']): Reading['dayOf'] {
  const known = new Map<number, CalendarDate>()
  const remembered = (time: number) => {
    const day = known.get(time) ?? dayOf(new Date(time))
    known.set(time, day)
    return day
  }
  return (moment) => {
    const time = moment.getTime()
    const start = Math.floor(time / sixHours) * sixHours
    const first = remembered(start)
    return first === remembered(start + sixHours) ? first : remembered(time)
  }
}
