import { shortDate } from '../../domain/date-names.ts'
import { enumerate } from '../../domain/enumerate.ts'
import type { Period } from '../../domain/load.ts'
import {
  type CalendarDate,
  dateFromParts,
  daysBetween,
  months,
  startOfWeek,
  weekday,
} from '../../domain/time.ts'
import type { MarkedDay, WinMark, WinYear } from '../../domain/win-year.ts'
import { counted, grouped } from '../words.ts'
import { Frame } from './frame.tsx'

const width = 736
/** The distance from one day to the next, and the size of a day. */
const [pitch, size] = [13, 11]
/** Where the weeks begin: right of the names of weekdays, below those of months. */
const [left, top] = [30, 18]
const yearHeight = top + 7 * pitch + 4
const legendHeight = 26

type HeatMapProps = {
  readonly years: readonly WinYear[]
  /** The household's first day: no day before it is without a win. */
  readonly began: CalendarDate
  /** The days of the report, under which there is a line. */
  readonly period: Period
  readonly isAlone?: boolean
}

/**
 * The days of years in columns of weeks, from Monday to Sunday. Each kind has a shape of its own.
 */
export function HeatMap({ years, began, period, isAlone = false }: HeatMapProps) {
  // With several years, each has its number above it.
  const heading = years.length > 1 ? 22 : 0
  const each = yearHeight + heading + (heading && 6)
  const height = years.length * each + legendHeight
  return (
    <Frame
      id="wins"
      title={`Daily Wins of ${enumerate(
        years.map(({ year }) => String(year)),
        'and',
      )}`}
      description={years.map((year) => `${year.year}: ${winSentence(year, began)}`).join(' ')}
      width={width}
      height={height}
      isAlone={isAlone}
    >
      {years.map((year, place) => (
        <g key={year.year} transform={`translate(0 ${place * each + heading})`}>
          {heading > 0 && (
            <text class="strong" x={left} y="-6">
              {year.year}
            </text>
          )}
          <YearOfDays year={year} began={began} period={period} />
        </g>
      ))}
      <Legend y={height - 8} />
    </Frame>
  )
}

type YearProps = {
  readonly year: WinYear
  readonly began: CalendarDate
  readonly period: Period
}

function YearOfDays({ year: { year, days }, began, period }: YearProps) {
  const first = dateFromParts(year, 1, 1)
  const start = startOfWeek(first)
  return (
    <g transform={`translate(${left} ${top})`}>
      {['Mon', 'Wed', 'Fri', 'Sun'].map((name, place) => (
        <text key={name} class="quiet small" x="-6" y={place * 2 * pitch + 9} text-anchor="end">
          {name}
        </text>
      ))}
      {days.map((day) => (
        <DayMark key={day.date} date={day.date} sign={signOf(day, began)} start={start} />
      ))}
      {months.map((name, place) => {
        const begins = dateFromParts(year, place + 1, 1)
        return (
          <g key={name}>
            <text class="quiet small" x={pitch * placeOf(begins, start)[0]} y="-6">
              {name.slice(0, 3)}
            </text>
            {place > 0 && <path class="faint" d={boundary(begins, start)} />}
          </g>
        )
      })}
      <path class="mark" d={underline(period, year, start)} />
    </g>
  )
}

/** The line under the weeks of a year that a period touches. */
function underline(period: Period, year: number, start: CalendarDate): string {
  const [first, last] = [dateFromParts(year, 1, 1), dateFromParts(year, 12, 31)]
  const from = placeOf(period.from > first ? period.from : first, start)[0] * pitch
  const until = placeOf(period.until < last ? period.until : last, start)[0] * pitch + size
  return `M${from} ${7 * pitch + 2}H${until}`
}

/** The line between a month and the one before. */
function boundary(begins: CalendarDate, start: CalendarDate): string {
  const [column, row] = placeOf(begins, start)
  const x = column * pitch - 1
  const below = `V${7 * pitch - 1}`
  return row === 0 ? `M${x} -1${below}` : `M${x + pitch} -1V${row * pitch - 1}H${x}${below}`
}

/** The week and the day of the week, from 0 on. */
function placeOf(date: CalendarDate, start: CalendarDate): readonly [week: number, day: number] {
  return [Math.floor(daysBetween(start, date) / 7), (weekday(date) + 6) % 7]
}

/** What a day looks like; undefined for one that does not count. */
function signOf({ date, mark }: MarkedDay, began: CalendarDate): WinMark | undefined {
  return mark === null || (mark === 'NONE' && date < began) ? undefined : mark
}

type DayMarkProps = {
  readonly date: CalendarDate
  readonly sign: WinMark | undefined
  readonly start: CalendarDate
}

function DayMark({ date, sign, start }: DayMarkProps) {
  const [column, row] = placeOf(date, start)
  return (
    <g transform={`translate(${column * pitch} ${row * pitch})`}>
      {sign && <title>{`${shortDate(date, date)}: ${names[sign]}`}</title>}
      <Sign sign={sign} />
    </g>
  )
}

const names = {
  WON: 'won',
  PICKED: 'picked, not won',
  REST: 'rest day',
  NONE: 'no pick',
  OPEN: 'today, not won yet',
} as const satisfies Record<WinMark, string>

function Sign({ sign }: { readonly sign: WinMark | undefined }) {
  switch (sign) {
    case 'WON':
      return <rect class="green" width={size} height={size} rx="2" />
    case 'PICKED':
      return (
        <>
          <rect class="rule" x="0.5" y="0.5" width={size - 1} height={size - 1} rx="2" />
          <rect class="quiet" x="4" y="4" width="3" height="3" />
        </>
      )
    case 'REST':
      return <rect class="quiet" x="2" y="4.5" width="7" height="2" />
    case 'NONE':
      return <rect class="edge" x="0.5" y="0.5" width={size - 1} height={size - 1} rx="2" />
    case 'OPEN':
      return <rect class="mark" x="1" y="1" width={size - 2} height={size - 2} rx="2" />
    case undefined:
      return <rect class="line" x="4.5" y="4.5" width="2" height="2" />
    default:
      return sign satisfies never
  }
}

/** The signs that are explained, and how wide each explanation is. */
const legend = [
  { sign: 'WON', room: 64 },
  { sign: 'PICKED', room: 120 },
  { sign: 'REST', room: 84 },
  { sign: 'NONE', room: 72 },
] as const

function Legend({ y }: { readonly y: number }) {
  let next = 0
  return (
    <g transform={`translate(${left} ${y})`}>
      {legend.map(({ sign, room }) => {
        const x = next
        next += room
        return (
          <g key={sign} transform={`translate(${x} 0)`}>
            <g transform="translate(0 -10)">
              <Sign sign={sign} />
            </g>
            <text class="small" x="17">
              {names[sign]}
            </text>
          </g>
        )
      })}
      <path class="mark" d={`M${next} -4h11`} />
      <text class="small" x={next + 17}>
        the weeks of this report
      </text>
    </g>
  )
}

/** "61 days won, 3 picked and not won, 4 rest days, 30 without a pick." */
export function winSentence({ days }: Pick<WinYear, 'days'>, began: CalendarDate): string {
  const count = countSigns(days, began)
  const others = [
    ...(count.PICKED > 0 ? [`${grouped(count.PICKED)} picked and not won`] : []),
    ...(count.REST > 0 ? [counted(count.REST, 'rest day')] : []),
    ...(count.NONE > 0 ? [`${grouped(count.NONE)} without a pick`] : []),
  ]
  return `${[`${counted(count.WON, 'day')} won`, ...others].join(', ')}.`
}

/** How many days have each sign; those that do not count have none. */
export function countSigns(
  days: readonly MarkedDay[],
  began: CalendarDate,
): Readonly<Record<WinMark, number>> {
  const count = { WON: 0, PICKED: 0, REST: 0, NONE: 0, OPEN: 0 }
  for (const day of days) {
    const sign = signOf(day, began)
    if (sign !== undefined) count[sign] += 1
  }
  return count
}
