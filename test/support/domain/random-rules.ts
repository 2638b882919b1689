import fc from 'fast-check'
import { toDate, toDay } from '../../../src/domain/routine/day.ts'
import {
  type AfterRule,
  type CalendarRule,
  longest,
  type Nth,
  units,
  weekdays,
} from '../../../src/domain/routine/rule.ts'
import type { Schedule } from '../../../src/domain/routine/schedule.ts'
import { lastDayOf, parseSeason } from '../../../src/domain/routine/season.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'

const dayOf = (date: string) => toDay(date as CalendarDate)

/** Dates of two centuries, often the last ones of a month. */
export const anyDate: fc.Arbitrary<CalendarDate> = fc
  .oneof(
    fc.integer({ min: dayOf('1950-01-01'), max: dayOf('2149-12-31') }),
    fc.integer({ min: 1950, max: 2149 }).map((year) => dayOf(`${year}-03-01`) - 1),
    fc.integer({ min: 1950, max: 2149 }).map((year) => dayOf(`${year}-02-01`) - 1),
  )
  .map(toDate)

/** Mostly short intervals, sometimes up to ten years. */
function intervalOf(unit: (typeof units)[number]): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: Math.min(13, longest[unit]) }) },
    fc.integer({ min: 1, max: longest[unit] }),
  )
}

const someWeekdays = fc.subarray([...weekdays], { minLength: 1 })
const someDays = fc
  .tuple(
    fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constantFrom(29, 30, 31)), {
      maxLength: 4,
    }),
    fc.boolean(),
  )
  .filter(([days, last]) => last || days.length > 0)
  .map(([days, last]) => [...days.sort((one, other) => one - other), ...(last ? [-1] : [])])

const everyNth: readonly Nth[] = ([1, 2, 3, 4, -1] as const).flatMap((n) =>
  weekdays.map((weekday) => ({ n, weekday })),
)
const someNth = fc.subarray([...everyNth], { minLength: 1, maxLength: 4 })

const anyDayOfYear = fc
  .integer({ min: 1, max: 12 })
  .chain((month) =>
    fc.record({ month: fc.constant(month), day: fc.integer({ min: 1, max: lastDayOf(month) }) }),
  )

function every<Days extends object>(unit: (typeof units)[number], days: fc.Arbitrary<Days>) {
  return fc
    .tuple(intervalOf(unit), days)
    .map(
      ([interval, days]) => ({ mode: 'CALENDAR', unit, interval, ...days }) as CalendarRule & Days,
    )
}

export const anyCalendarRule: fc.Arbitrary<CalendarRule> = fc.oneof(
  every('day', fc.constant({})),
  every('week', fc.constant({})),
  every('week', fc.record({ weekdays: someWeekdays })),
  every('month', fc.constant({})),
  every('month', fc.record({ days: someDays })),
  every('month', fc.record({ nth: someNth })),
  every('year', fc.constant({})),
  every('year', anyDayOfYear),
  every('year', fc.record({ month: fc.integer({ min: 1, max: 12 }), nth: someNth })),
)

export const anyAfterRule: fc.Arbitrary<AfterRule> = fc
  .constantFrom(...units)
  .chain((unit) => fc.tuple(fc.constant(unit), intervalOf(unit), fc.option(someWeekdays)))
  .map(([unit, interval, weekdays]) => {
    return { mode: 'AFTER', unit, interval, ...(weekdays === null ? {} : { weekdays }) }
  })

const anySeason = fc.tuple(anyDayOfYear, anyDayOfYear).map(([from, to]) => {
  const text = ({ month, day }: { month: number; day: number }) =>
    [month, day].map((part) => String(part).padStart(2, '0')).join('-')
  return parseSeason(`${text(from)}..${text(to)}`)
})

const anySpan = fc.tuple(anyDate, fc.integer({ min: 0, max: 60 })).map(([from, length]) => {
  return { from, until: toDate(toDay(from) + length) }
})

export const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  rule: fc.oneof(anyCalendarRule, anyAfterRule),
  start: anyDate,
  until: fc.option(anyDate, { freq: 2 }),
  times: fc.option(fc.integer({ min: 1, max: 5 })),
  season: fc.option(anySeason, { freq: 2 }),
  when_away: fc.constantFrom('SKIP', 'KEEP'),
  away: fc.array(anySpan, { maxLength: 4 }),
})
