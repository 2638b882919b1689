import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type LastTime,
  nextAfterAbsence,
  nextAfterDone,
  nextAfterResume,
  nextAfterReturn,
  nextAfterSkip,
} from '../../../src/domain/routine/next.ts'
import { parseRule } from '../../../src/domain/routine/parse.ts'
import { ruleText } from '../../../src/domain/routine/say.ts'
import { firstDate, listDates, type Schedule } from '../../../src/domain/routine/schedule.ts'
import { addDays, type CalendarDate } from '../../../src/domain/time.ts'
import {
  anyAfterRule,
  anyCalendarRule,
  anyDate,
  anySchedule,
} from '../../support/domain/random-rules.ts'
import { isLongRun } from '../../support/long.ts'

const runs = { seed: 20_261_126, numRuns: isLongRun ? 2000 : 300 }

/** The first dates of a schedule, at most as many. */
function datesOf(schedule: Schedule, count: number): CalendarDate[] {
  const found = listDates(schedule)
  const dates = Array.from({ length: count }, () => found.next().value)
  return dates.filter((date) => date !== undefined)
}

/** Whether a date lies within all limits of a schedule but its number of times. */
function isAllowed(date: CalendarDate, { until, season, when_away, away }: Schedule): boolean {
  const day = date.slice(5)
  const isBefore = until === null || date <= until
  const isAway = away.some((span) => span.from <= date && date <= span.until)
  if (!isBefore || (isAway && when_away === 'SKIP')) return false
  if (season === null) return true
  const { from, to } = season
  return from <= to ? from <= day && day <= to : day >= from || day <= to
}

test('every rule is read back as it is written', () => {
  const property = fc.property(fc.oneof(anyCalendarRule, anyAfterRule), (rule) => {
    const text = ruleText(rule)
    expect([parseRule(text, rule.mode), text.length <= 120]).toEqual([rule, true])
  })
  fc.assert(property, runs)
})

test('dates ascend from the start, within all limits, and none of a calendar is lost', () => {
  const property = fc.property(anySchedule, (schedule) => {
    const dates = datesOf(schedule, 6)
    const most = schedule.times ?? 6
    expect({
      ascending: [...new Set(dates)].sort(),
      beginning: dates.every((date) => date >= schedule.start),
      allowed: dates.every((date) => isAllowed(date, schedule)),
      times: dates.length <= most,
    }).toEqual({ ascending: dates, beginning: true, allowed: true, times: true })
    if (schedule.rule.mode === 'AFTER') return
    const all = datesOf({ ...schedule, until: null, season: null, when_away: 'KEEP' }, 40)
    const expected = all.filter((date) => isAllowed(date, schedule)).slice(0, most)
    const last = all.at(-1) ?? schedule.start
    const found = dates.filter((date) => date <= last)
    expect(found).toEqual(expected.slice(0, found.length))
    expect(found.length).toEqual(Math.min(expected.length, dates.length))
  })
  fc.assert(property, runs)
})

const anyDays = fc.array(fc.integer({ min: -40, max: 400 }), { minLength: 1, maxLength: 5 })

test('what follows comes after the planned date and the day, and in time to be told', () => {
  const property = fc.property(anySchedule, anyDate, anyDays, (schedule, planned, days) => {
    const progress = { planned, previous: null, latest: null, done_count: 0 }
    const on = addDays(planned, days[0] ?? 0)
    const later = on > planned ? on : planned
    const endless = { ...schedule, until: null, times: null }
    const never = '9999-99-99'
    const done = nextAfterDone(endless, progress, on) ?? never
    const skipped = nextAfterSkip(endless, progress, on) ?? never
    const resumed = nextAfterResume(endless, progress, on) ?? never
    const absent = nextAfterAbsence(endless, progress) ?? never
    expect({
      done: done > on && (endless.rule.mode === 'AFTER' || done > planned),
      skipped: skipped > planned && skipped >= on,
      resumed: resumed >= later,
      absent: absent >= planned,
    }).toEqual({ done: true, skipped: true, resumed: true, absent: true })
  })
  fc.assert(property, runs)
})

test('told in any order, the same distance follows', () => {
  const property = fc.property(anySchedule, anyAfterRule, anyDays, (schedule, rule, days) => {
    const endless = { ...schedule, rule, times: null }
    const tell = (told: readonly CalendarDate[]) => {
      let [planned, latest]: (CalendarDate | undefined)[] = [schedule.start]
      for (const on of told) {
        const progress = { previous: null, latest: latest ?? null, done_count: 0 }
        const live = { ...progress, planned: planned ?? schedule.start }
        planned = nextAfterDone(endless, live, on)
        latest = latest === undefined || on > latest ? on : latest
      }
      return planned
    }
    const told = days.map((count) => addDays(schedule.start, count))
    expect(tell(told.toSorted())).toEqual(tell(told))
  })
  fc.assert(property, runs)
})

test('an absence of everybody that is deleted again leaves no trace', () => {
  const property = fc.property(anySchedule, anyDays, anyDays, (schedule, days, absent) => {
    const endless = { ...schedule, until: null, times: null }
    // Done on these days, one after the other.
    let last: LastTime | undefined
    let latest = null as CalendarDate | null
    let date = firstDate(endless)
    for (const count of days) {
      const on = addDays(schedule.start, count)
      const progress = { planned: date ?? schedule.start, previous: last?.date ?? null, latest }
      date = nextAfterDone(endless, { ...progress, done_count: 0 }, on)
      last = { date: progress.planned, on_date: on }
      latest = latest === null || on > latest ? on : latest
    }
    const progress = { planned: date ?? schedule.start, previous: last?.date ?? null, latest }
    const standing = { ...progress, done_count: days.length }
    const from = addDays(standing.planned, -Math.abs(absent[0] ?? 0))
    const absence = { from, until: addDays(from, Math.abs(absent[1] ?? 30)) }
    const during = { ...endless, away: [...endless.away, absence] }
    const moved = nextAfterAbsence(during, standing) ?? standing.planned
    const before = { progress: { ...standing, planned: moved }, last, pausedUntil: null }
    expect(nextAfterReturn(endless, absence, before)).toBe(standing.planned)
  })
  fc.assert(property, { ...runs, numRuns: runs.numRuns / 3 })
})
