import { describe, expect, test } from 'vitest'
import { listDates, requireFirstDate, scheduleOf } from '../../../src/domain/routine/schedule.ts'
import { parseSeason } from '../../../src/domain/routine/season.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { type Limits, schedule } from '../../support/domain/schedule.ts'

const day = (date: string) => date as CalendarDate

/** The first dates of a schedule, at most as many. */
function datesOf(rule: string, start: string, count: number, limits?: Limits): CalendarDate[] {
  const dates: CalendarDate[] = []
  for (const date of listDates(schedule(rule, start, limits))) {
    dates.push(date)
    if (dates.length === count) break
  }
  return dates
}

describe('the dates of a routine', () => {
  test.each<[rule: string, start: string, limits: Limits, dates: string[]]>([
    [
      'every month on 30,31',
      '2026-01-05',
      {},
      ['2026-01-30', '2026-01-31', '2026-02-28', '2026-03-30'],
    ],
    [
      'every month on first mon,last fri',
      '2026-10-03',
      {},
      ['2026-10-05', '2026-10-30', '2026-11-02', '2026-11-27'],
    ],
    [
      'every month on fourth wed',
      '2026-01-01',
      {},
      ['2026-01-28', '2026-02-25', '2026-03-25', '2026-04-22'],
    ],
    ['every 2 years on last sun of feb', '2026-03-01', {}, ['2028-02-27', '2030-02-24']],
    ['every 5 months', '2026-08-31', {}, ['2026-08-31', '2027-01-31', '2027-06-30']],
    ['every weekday', '2026-12-31', {}, ['2026-12-31', '2027-01-01', '2027-01-04']],
    ['every 2 days', '2028-02-28', {}, ['2028-02-28', '2028-03-01', '2028-03-03']],
    ['every week on sun', '1999-12-30', { times: 2 }, ['2000-01-02', '2000-01-09']],
    ['every week on sun', '2026-10-05', { until: day('2026-10-18') }, ['2026-10-11', '2026-10-18']],
    [
      'every month',
      '2026-01-31',
      { season: parseSeason('feb-mar') },
      ['2026-02-28', '2026-03-31', '2027-02-28'],
    ],
    [
      'after 40 days',
      '2026-10-05',
      { season: parseSeason('nov-mar') },
      ['2026-11-01', '2026-12-11', '2027-01-20'],
    ],
    ['after 1 month', '2026-01-31', {}, ['2026-01-31', '2026-02-28', '2026-03-28']],
    ['every day', '9999-12-30', {}, ['9999-12-30', '9999-12-31']],
    ['every day', '0001-01-01', {}, ['0001-01-01', '0001-01-02']],
    [
      'every year',
      '0004-02-29',
      {},
      ['0004-02-29', '0005-02-28', '0006-02-28', '0007-02-28', '0008-02-29'],
    ],
    ['every week on mon', '0001-01-01', {}, ['0001-01-01', '0001-01-08']],
  ])('“%s” from %s, %j', (rule, start, limits, dates) => {
    const found = datesOf(rule, start, limits.times || limits.until ? 99 : dates.length, limits)
    expect(found).toEqual(dates)
  })

  test('go on from a date, after those that were done before', () => {
    const monthly = schedule('every month on 1', '2026-10-01', { times: 5 })
    expect([...listDates(monthly, day('2026-12-01'), 2)]).toEqual([
      '2026-12-01',
      '2027-01-01',
      '2027-02-01',
    ])
  })

  test('follow from what is stored', () => {
    const stored = {
      mode: 'CALENDAR',
      rule: '2 weeks on mon,thu',
      start_date: day('2026-10-05'),
      until_date: day('2027-10-05'),
      times: 4,
      season_from: parseSeason('apr-oct').from,
      season_to: parseSeason('apr-oct').to,
      when_away: 'KEEP',
    } as const
    const away = [{ from: day('2026-10-05'), until: day('2026-10-06') }]
    const limits = {
      until: day('2027-10-05'),
      times: 4,
      season: { from: stored.season_from, to: stored.season_to },
      when_away: 'KEEP',
      away,
    } as const
    const rule = 'every 2 weeks on mon,thu'
    const without = { season_from: null, season_to: null, until_date: null, times: null }
    expect([scheduleOf(stored, away), scheduleOf({ ...stored, ...without })]).toEqual([
      schedule(rule, '2026-10-05', limits),
      schedule(rule, '2026-10-05', { when_away: 'KEEP' }),
    ])
  })
})

describe('a routine that never comes is refused', () => {
  const usage = (message: string, lead?: string) =>
    expect.objectContaining({
      code: 'usage',
      message,
      hint: lead === undefined ? undefined : { lead },
    })
  const later = 'Choose a later --until, or leave it out.'

  test.each<[rule: string, start: string, limits: Limits, message: string, hint?: string]>([
    [
      'every day',
      '2026-10-05',
      { until: day('2026-10-04') },
      'The last day, 2026-10-04, is before the start, 2026-10-05.',
      later,
    ],
    [
      'every week on sun',
      '2026-10-05',
      { until: day('2026-10-10') },
      'The first date of “week on sun”, 2026-10-11, is after its last day, 2026-10-10.',
      later,
    ],
    [
      'after 3 days',
      '2026-11-05',
      { until: day('2027-03-31'), season: parseSeason('apr-oct') },
      'The first date of “3 days”, 2027-04-01, is after its last day, 2027-03-31.',
      later,
    ],
    [
      'every year on 3 oct',
      '2026-10-05',
      { season: parseSeason('apr-may') },
      '“year on 3 oct” has no date in the season apr-may.',
      'Change the season or the rule.',
    ],
    [
      'every 3 months on 1',
      '2026-01-01',
      { season: parseSeason('2 jan-31 mar'), until: day('2026-12-31') },
      '“3 months on 1” has no date in the season 2 jan-31 mar.',
      'Change the season or the rule.',
    ],
    [
      'every 120 months on 31',
      '2026-01-01',
      { season: parseSeason('feb-dec') },
      '“120 months on 31” has no date in the season feb-dec.',
      'Change the season or the rule.',
    ],
    ['every year on 1 jan', '9999-01-02', {}, '“year on 1 jan” has no date before the year 10000.'],
  ])('“%s” from %s, %j', (rule, start, limits, message, hint) => {
    expect(() => requireFirstDate(schedule(rule, start, limits))).toThrow(usage(message, hint))
  })

  test('unless it comes once, however late', () => {
    const rare = { season: parseSeason('29 feb-29 feb') }
    expect([
      requireFirstDate(schedule('every day', '2026-10-05', rare)),
      requireFirstDate(schedule('every year on last sun of feb', '2026-10-05', rare)),
      requireFirstDate(schedule('every day', '2026-10-05', { until: day('2026-10-05') })),
    ]).toEqual(['2028-02-29', '2032-02-29', '2026-10-05'])
  })

  test('after every season until the year 9999 was tried', () => {
    const seldom = schedule('every 3 days', '0001-01-02', {
      season: parseSeason('29 feb-29 feb'),
    })
    const never = schedule('every year on 28 feb', '0001-01-01', seldom)
    expect([[...listDates(seldom)].length > 0, [...listDates(never)]]).toEqual([true, []])
  })
})
