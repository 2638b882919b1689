import ICAL from 'ical.js'
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
  // Each of several calendars in a file has the same zones.
  const all = new Map(sources.map((source) => [source.id, source]))
  const own = new Map([...all].slice(0, mostZones))
  const known = new Map<string, Offset | undefined>()
  return (zone, time) => {
    if (!known.has(zone)) known.set(zone, offsetOf(own.get(zone)) ?? findOffset(zone))
    const offset = known.get(zone)
    return offset && time - offset(time)
  }
}

/** The most zones of a file that have rules of their own. */
const mostZones = 20

/** The most parts of a zone, and the most dates of a part; real ones have some dozens. */
const mostChanges = 300

/** How many years all rules of a zone have together. Those of Windows begin in 1601. */
const mostYears = 4500

/** Up to which year rules are followed. Later, the clocks change as they did 28 years before. */
const lastYear = 2100

/**
 * What the library is given of a zone. It would follow a rule that is not yearly for millions of
 * changes.
 */
const shapes: Readonly<Record<string, RegExp>> = {
  TZOFFSETFROM: /^[+-]\d{4}(\d\d)?$/,
  TZOFFSETTO: /^[+-]\d{4}(\d\d)?$/,
  DTSTART: /^\d{8}T\d{6}$/,
  RDATE: /^\d{8}T\d{6}Z?$/,
  RRULE:
    /^FREQ=YEARLY(;(BYMONTH=\d+|BYDAY=[+-]?\d?[A-Z]{2}|BYMONTHDAY=[\d,]+|UNTIL=\w+|WKST=\w+))*$/,
}

/** A part of a zone: clocks change again and again. */
type Part = {
  /** As the library has it. */
  readonly component: unknown
  /** The year of its first change. */
  readonly first: number
  readonly repeats: boolean
}

function offsetOf(source: ZoneSource | undefined): Offset | undefined {
  if (source === undefined || source.parts.length > mostChanges) return undefined
  const parts = source.parts.map(readPart).filter((part) => part !== undefined)
  const years = parts.map(({ first, repeats }) => (repeats ? lastYear - first : 0))
  const sum = years.reduce((total, each) => total + each, 0)
  if (parts.length === 0 || parts.length < source.parts.length || sum > mostYears) return undefined
  const zone = new ICAL.Timezone(
    new ICAL.Component(['vtimezone', [], parts.map(({ component }) => component)]),
  )
  const first = Math.min(...parts.map((part) => part.first))
  const at = (time: WallTime) => zone.utcOffset(toTime(time, first)) * 1000
  // The library follows the rules once, if it is asked for the last year first.
  return unlessBroken(() => at(wallTime(lastYear, 12, 31, 0))) === undefined ? undefined : at
}

function readPart(part: ReadonlyMap<string, Line>): Part | undefined {
  const value = (name: string) => part.get(name)?.value.trim().toUpperCase() ?? ''
  const dates = value('RDATE') === '' ? [] : [value('DTSTART'), ...value('RDATE').split(',')]
  const lines = ['TZOFFSETFROM', 'TZOFFSETTO', 'DTSTART', ...(part.has('RRULE') ? ['RRULE'] : [])]
    .map((name) => [name, value(name)] as const)
    // The library reads only one date of a line, and then not that of DTSTART.
    .concat(dates.map((date) => ['RDATE', date]))
  const isPlain = lines.every(([name, text]) => shapes[name]?.test(text))
  // One day of each week would be fifty a year.
  const isYearly = !/BYDAY=[A-Z]/.test(value('RRULE')) || value('RRULE').includes('BYMONTHDAY')
  if (!isPlain || !isYearly || dates.length > mostChanges) return undefined
  const properties = unlessBroken(() => {
    return lines.map(([name, text]) =>
      ICAL.parse.property(`${name}:${text}`, ICAL.design.icalendar),
    )
  })
  if (properties === undefined) return undefined
  const first = Number(value('DTSTART').slice(0, 4))
  return { component: ['standard', properties, []], first, repeats: part.has('RRULE') }
}

/** Runs the library. @returns undefined if it throws, as it does for impossible rules */
function unlessBroken<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** A time as the library has it, in a year in which the zone has changes. */
function toTime(time: WallTime, first: number): ICAL.Time {
  const date = new Date(time)
  const written = date.getUTCFullYear()
  // The days of the week come back after 28 years.
  const late = Math.max(0, Math.ceil((written - lastYear) / 28))
  const early = Math.max(0, Math.ceil((first + 1 - written) / 28))
  return ICAL.Time.fromData({
    year: written + (early - late) * 28,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    isDate: false,
  })
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
