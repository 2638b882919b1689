import { months } from '../../domain/time.ts'
import type { ZoneSource } from './components.ts'
import type { Line } from './lines.ts'

/** The time on a clock on the wall, in milliseconds as if it were UTC. */
export type WallTime = number

/** How far clocks are ahead of UTC when they show a time, in milliseconds. */
type Offset = (time: WallTime) => number

/**
 * Returns a function that finds the moment at which the clocks of a zone show a time. The file's
 * own rules go first, then what the computer knows of the zone's name.
 *
 * @returns undefined for a zone that is unknown
 */
export function openZones(
  sources: readonly ZoneSource[],
): (zone: string, time: WallTime) => number | undefined {
  const own = new Map(sources.map((source) => [source.id, source]))
  const known = new Map<string, Offset | undefined>()
  return (zone, time) => {
    if (!known.has(zone)) known.set(zone, offsetOf(own.get(zone)) ?? findOffset(zone))
    const offset = known.get(zone)
    return offset && time - offset(time)
  }
}

/** The most changes that a zone lists; real ones have some dozens. */
const mostChanges = 300

/** A part of a zone's rules: clocks change to its offset again and again. */
type Change = {
  readonly from: number
  readonly to: number
  /** When the clocks change, by the clock before: the latest time that is not after another one. */
  readonly latest: (time: WallTime) => WallTime | undefined
}

function offsetOf(source: ZoneSource | undefined): Offset | undefined {
  if (source === undefined || source.parts.length > mostChanges) return undefined
  const changes = source.parts.map(readChange)
  if (changes.length === 0 || changes.includes(undefined)) return undefined
  const all = changes.filter((change) => change !== undefined)
  return (time) => {
    let offset = all[0]?.from ?? 0
    let latest = -Infinity
    for (const change of all) {
      const at = change.latest(time)
      if (at === undefined || at < latest) continue
      latest = at
      offset = change.to
    }
    return offset
  }
}

function readChange(part: ReadonlyMap<string, Line>): Change | undefined {
  const [from, to] = [part.get('TZOFFSETFROM'), part.get('TZOFFSETTO')].map(readOffset)
  const start = readWallTime(part.get('DTSTART')?.value ?? '')
  if (from === undefined || to === undefined || start === undefined) return undefined
  const rule = readYearly(part.get('RRULE'), start, from)
  if (rule === undefined) return undefined
  const dates = (part.get('RDATE')?.value ?? '').split(',').flatMap((text) => {
    return readWallTime(text) ?? []
  })
  if (dates.length > mostChanges) return undefined
  const single = [start, ...dates]
  return {
    from,
    to,
    latest(time) {
      const times = [...single, ...rule(time)].filter((each) => each <= time)
      return times.length === 0 ? undefined : Math.max(...times)
    },
  }
}

/** `-0500`, `+013015` */
function readOffset(line: Line | undefined): number | undefined {
  const parts = /^\s*([+-])(\d\d):?(\d\d):?(\d\d)?\s*$/.exec(line?.value ?? '')
  if (parts === null) return undefined
  const [, sign, hours, minutes, seconds = 0] = parts
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  return (sign === '-' ? -size : size) * 1000
}

/** `19701025T030000` */
function readWallTime(text: string): WallTime | undefined {
  const parts = /^\s*(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/.exec(text)
  if (parts === null) return undefined
  const [year = 0, month = 0, day = 0, ...time] = parts.slice(1).map(Number)
  return wallTime(year, month, day, timeOfDay(time))
}

function timeOfDay([hours = 0, minutes = 0, seconds = 0]: readonly number[]): number {
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

/** Unlike `Date.UTC`, takes the years before 100 as they are. */
export function wallTime(
  year: number,
  month: number,
  day: number,
  sinceMidnight: number,
): WallTime {
  return new Date(0).setUTCFullYear(year, month - 1, day) + sinceMidnight
}

/** Finds the changes of a yearly rule that may be the latest at a time. */
type Yearly = (time: WallTime) => readonly WallTime[]

/** @returns undefined for a rule that no time zone has */
function readYearly(line: Line | undefined, start: WallTime, from: number): Yearly | undefined {
  if (line === undefined) return () => []
  const parts = new Map(
    line.value
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=') as [string, string]),
  )
  if (parts.get('FREQ') !== 'YEARLY') return undefined
  const first = new Date(start)
  const month = Number(parts.get('BYMONTH') ?? first.getUTCMonth() + 1)
  const day = readDay(parts, first.getUTCDate())
  const end = parts.get('UNTIL')
  const until = end === undefined ? Infinity : (readWallTime(end) ?? Infinity) + from
  if (!(month >= 1 && month <= months.length) || day === undefined) return undefined
  const sinceMidnight = start - wallTime(...datePartsOf(first), 0)
  return (time) => {
    const last = new Date(Math.min(time, until)).getUTCFullYear()
    return [last, last - 1]
      .map((year) => wallTime(year, month, day(year, month), sinceMidnight))
      .filter((each) => each >= start && each <= until)
  }
}

function datePartsOf(date: Date): [year: number, month: number, day: number] {
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
}

const weekdayNames = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** The day of the month on which a yearly rule falls: `BYDAY=-1SU`, `BYMONTHDAY=8,9,10;BYDAY=SU`. */
function readDay(
  parts: ReadonlyMap<string, string>,
  standard: number,
): ((year: number, month: number) => number) | undefined {
  const days = parts.get('BYMONTHDAY')?.split(',').map(Number)
  const byDay = parts.get('BYDAY')
  if (byDay === undefined) return () => days?.[0] ?? standard
  const [, number = '', name = ''] = /^([+-]?\d?)([A-Z]{2})$/.exec(byDay) ?? []
  const weekday = weekdayNames.indexOf(name)
  const nth = Number(number)
  if (weekday < 0 || (nth === 0 && days === undefined)) return undefined
  return (year, month) => {
    const lastDay = new Date(wallTime(year, month + 1, 0, 0)).getUTCDate()
    const among = (days ?? Array.from({ length: lastDay }, (_, index) => index + 1)).filter(
      (day) => new Date(wallTime(year, month, day, 0)).getUTCDay() === weekday,
    )
    return among.at(nth > 0 ? nth - 1 : nth) ?? standard
  }
}

/** Finds a zone that the computer knows, such as `Europe/Berlin` or `/vendor/Europe/Berlin`. */
function findOffset(zone: string): Offset | undefined {
  const parts = zone.split('/').filter((part) => part !== '')
  const format = [parts, parts.slice(-3), parts.slice(-2), parts.slice(-1)]
    .map((each) => openFormat(each.join('/')))
    .find((each) => each !== undefined)
  if (format === undefined) return undefined
  const at = (moment: number) => shownAt(format, moment) - moment
  // The offset at the moment itself, of which the time is known only with an offset.
  return (time) => at(time - at(time))
}

function openFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
  } catch {
    return undefined
  }
}

function shownAt(format: Intl.DateTimeFormat, moment: number): WallTime {
  const parts = format.formatToParts(moment)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const time = timeOfDay([part('hour'), part('minute'), part('second')])
  return wallTime(part('year'), part('month'), part('day'), time)
}
