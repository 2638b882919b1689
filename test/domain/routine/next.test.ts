import { describe, expect, test } from 'vitest'
import {
  findDoneRefusal,
  nextAfterAbsence,
  nextAfterChange,
  nextAfterDone,
  nextAfterLast,
  nextAfterResume,
  nextAfterReturn,
  nextAfterSkip,
  nextWhenKept,
  opensOn,
  type Progress,
} from '../../../src/domain/routine/next.ts'
import { firstDate } from '../../../src/domain/routine/schedule.ts'
import { parseSeason } from '../../../src/domain/routine/season.ts'
import { addDays, type CalendarDate } from '../../../src/domain/time.ts'
import { type Limits, schedule } from '../../support/domain/schedule.ts'

const day = (date: string) => date as CalendarDate
const octoberAway = { from: day('2026-10-10'), until: day('2026-10-25') }
const summer = parseSeason('apr-oct')
const winter = parseSeason('nov-mar')

const planned = (date: string, progress: Partial<Progress> = {}): Progress => ({
  planned: day(date),
  previous: null,
  latest: null,
  done_count: 0,
  ...progress,
})

type DoneCase = [
  trap: string,
  rule: string,
  start: string,
  planned: string,
  on: string,
  next: string | undefined,
  more?: Limits & Partial<Progress>,
]

describe('done', () => {
  test.each<DoneCase>([
    [
      'one tick catches up with four days',
      'every day',
      '2026-10-05',
      '2026-10-05',
      '2026-10-08',
      '2026-10-09',
    ],
    [
      'early, it is not due again',
      'every week on mon',
      '2026-10-05',
      '2026-10-12',
      '2026-10-10',
      '2026-10-19',
    ],
    [
      'late, it is not due in the past',
      'every week on mon',
      '2026-09-14',
      '2026-09-14',
      '2026-09-30',
      '2026-10-05',
    ],
    [
      'late on a day of the rule covers both',
      'every week on mon',
      '2026-10-05',
      '2026-10-05',
      '2026-10-12',
      '2026-10-19',
    ],
    [
      'recorded late, it may be overdue at once',
      'every week on mon',
      '2026-10-05',
      '2026-10-05',
      '2026-10-05',
      '2026-10-12',
    ],
    [
      'two weekdays in one week',
      'every 2 weeks on mon,thu',
      '2026-01-05',
      '2026-01-05',
      '2026-01-05',
      '2026-01-08',
    ],
    [
      'every other week counts from the start',
      'every 2 weeks on mon,thu',
      '2026-01-05',
      '2026-01-08',
      '2026-01-08',
      '2026-01-19',
    ],
    [
      'early in the week between',
      'every 2 weeks on mon,thu',
      '2026-01-05',
      '2026-01-19',
      '2026-01-17',
      '2026-01-22',
    ],
    [
      'the 31st becomes the last day of February',
      'every month',
      '2026-01-31',
      '2026-01-31',
      '2026-01-31',
      '2026-02-28',
    ],
    [
      'and does not stay on the 28th',
      'every month',
      '2026-01-31',
      '2026-02-28',
      '2026-02-28',
      '2026-03-31',
    ],
    [
      'the 30th does not leave February out',
      'every month on 30',
      '2026-01-30',
      '2026-01-30',
      '2026-01-30',
      '2026-02-28',
    ],
    [
      'the 30th is not the last day of a month',
      'every month on 30',
      '2026-01-30',
      '2026-11-30',
      '2026-11-30',
      '2026-12-30',
    ],
    [
      'the last day of a short month is none of the next',
      'every month on last day',
      '2026-04-30',
      '2026-04-30',
      '2026-04-30',
      '2026-05-31',
    ],
    [
      'a day early, in the month before',
      'every month on 1',
      '2026-10-01',
      '2026-11-01',
      '2026-10-31',
      '2026-12-01',
    ],
    [
      'early, it does not fall back on itself',
      'every month on 15',
      '2026-01-15',
      '2026-01-15',
      '2026-01-13',
      '2026-02-15',
    ],
    [
      'two days of a long month are one of a short',
      'every month on 30,31',
      '2026-01-30',
      '2026-01-31',
      '2026-01-31',
      '2026-02-28',
    ],
    [
      'half a year from the 31st',
      'every 6 months',
      '2021-08-31',
      '2021-08-31',
      '2021-08-31',
      '2022-02-28',
    ],
    [
      '29 February comes in common years, too',
      'every year on 29 feb',
      '2024-02-29',
      '2024-02-29',
      '2024-02-29',
      '2025-02-28',
    ],
    [
      'and comes back to the 29th',
      'every year on 29 feb',
      '2024-02-29',
      '2027-02-28',
      '2027-02-28',
      '2028-02-29',
    ],
    [
      'a year counts from the date, not from the tick',
      'every year on 1 jan',
      '2026-01-01',
      '2026-01-01',
      '2026-02-08',
      '2027-01-01',
    ],
    [
      'whose due date was moved leaves the others',
      'every week on mon',
      '2026-10-05',
      '2026-10-12',
      '2026-10-15',
      '2026-10-19',
    ],
    [
      'a day that has no midnight somewhere',
      'every day',
      '2026-09-01',
      '2026-09-05',
      '2026-09-05',
      '2026-09-06',
    ],
    [
      'a distance counts from that day',
      'after 10 days',
      '2026-10-05',
      '2026-10-05',
      '2026-10-08',
      '2026-10-18',
    ],
    [
      'a distance of a month',
      'after 1 month',
      '2025-08-29',
      '2025-08-29',
      '2025-09-10',
      '2025-10-10',
    ],
    [
      'a month stops at the end of a shorter one',
      'after 1 month',
      '2026-01-31',
      '2026-01-31',
      '2026-01-31',
      '2026-02-28',
    ],
    [
      'a year from 29 February',
      'after 1 year',
      '2024-02-29',
      '2024-02-29',
      '2024-02-29',
      '2025-02-28',
    ],
    [
      'a weekday comes never sooner than asked',
      'after 4 weeks on sun',
      '2022-04-10',
      '2022-04-10',
      '2022-04-19',
      '2022-05-22',
    ],
    [
      'a distance may be over when it is recorded',
      'after 7 days',
      '2026-10-03',
      '2026-10-03',
      '2026-10-03',
      '2026-10-10',
    ],
    [
      'out of order, the latest day counts',
      'after 7 days',
      '2026-10-03',
      '2026-10-12',
      '2026-10-03',
      '2026-10-17',
      { latest: day('2026-10-10') },
    ],
    [
      'a calendar counts from the planned date, not from the latest',
      'every week on mon',
      '2026-10-05',
      '2026-10-12',
      '2026-10-12',
      '2026-10-19',
      { latest: day('2026-10-11') },
    ],
    [
      'late in the evening somewhere',
      'after 2 days',
      '2025-08-06',
      '2025-08-06',
      '2025-08-06',
      '2025-08-08',
    ],
    [
      'the last of a season',
      'every week on sat',
      '2026-04-04',
      '2026-10-31',
      '2026-10-31',
      '2027-04-03',
      { season: summer },
    ],
    [
      'a distance out of the season moves to its first day',
      'after 7 days',
      '2025-11-01',
      '2026-03-28',
      '2026-03-28',
      '2026-11-01',
      { season: winter },
    ],
    [
      'a distance that stays in a season over New Year',
      'after 7 days',
      '2025-11-01',
      '2025-12-28',
      '2025-12-28',
      '2026-01-04',
      { season: winter },
    ],
    [
      'then to the first weekday of the season',
      'after 1 week on sat',
      '2026-04-04',
      '2026-10-31',
      '2026-10-31',
      '2027-04-03',
      { season: summer },
    ],
    [
      'the last before the end',
      'every week on mon',
      '2026-10-05',
      '2026-10-19',
      '2026-10-19',
      undefined,
      { until: day('2026-10-20') },
    ],
    [
      'the one on the last day',
      'every week on mon',
      '2026-10-05',
      '2026-10-12',
      '2026-10-12',
      '2026-10-19',
      { until: day('2026-10-19') },
    ],
    [
      'the third of three',
      'every month on 1',
      '2026-10-01',
      '2026-12-01',
      '2026-12-01',
      undefined,
      { times: 3, done_count: 2 },
    ],
    [
      'the second of three',
      'every month on 1',
      '2026-10-01',
      '2026-12-01',
      '2026-12-01',
      '2027-01-01',
      { times: 3, done_count: 1 },
    ],
    [
      'the only one',
      'after 3 days',
      '2026-10-01',
      '2026-10-01',
      '2026-10-01',
      undefined,
      { times: 1 },
    ],
    [
      'while everybody is away, no date exists',
      'every week on mon',
      '2026-10-05',
      '2026-10-05',
      '2026-10-05',
      '2026-10-26',
      { away: [octoberAway] },
    ],
    [
      'unless it is kept',
      'every week on mon',
      '2026-10-05',
      '2026-10-05',
      '2026-10-05',
      '2026-10-12',
      { away: [octoberAway], when_away: 'KEEP' },
    ],
    [
      'a distance moves to the day after an absence',
      'after 10 days',
      '2026-10-05',
      '2026-10-05',
      '2026-10-05',
      '2026-10-26',
      { away: [octoberAway] },
    ],
    [
      'absences that overlap',
      'after 10 days',
      '2026-10-05',
      '2026-10-05',
      '2026-10-05',
      '2026-11-02',
      { away: [{ from: day('2026-10-20'), until: day('2026-11-01') }, octoberAway] },
    ],
    [
      'an absence at the end of a season',
      'after 1 week',
      '2026-10-05',
      '2026-10-20',
      '2026-10-20',
      '2027-04-01',
      { season: summer, away: [{ from: day('2026-10-24'), until: day('2026-11-08') }] },
    ],
    ['the last year there is', 'every year', '9998-06-30', '9999-06-30', '9999-06-30', undefined],
    [
      'the last distance there is',
      'after 10 years',
      '9990-06-30',
      '9990-06-30',
      '9990-06-30',
      undefined,
    ],
  ])('%s: “%s” from %s, planned for %s, done on %s', (_, rule, start, date, on, next, more) => {
    const progress = planned(date, more)
    expect(nextAfterDone(schedule(rule, start, more), progress, day(on))).toEqual(next)
  })
})

type SkipCase = [
  trap: string,
  rule: string,
  planned: string,
  today: string,
  next: string | undefined,
  limits?: Limits,
]

describe('skipped or missed', () => {
  test.each<SkipCase>([
    ['what is to come', 'every week on mon', '2026-10-12', '2026-10-09', '2026-10-19'],
    ['what is late', 'every week on mon', '2026-09-14', '2026-09-30', '2026-10-05'],
    [
      'what is late, and today is a date of its own',
      'every week on mon',
      '2026-09-14',
      '2026-09-28',
      '2026-09-28',
    ],
    [
      'a distance counts on from the planned date',
      'after 10 days',
      '2026-10-05',
      '2026-10-07',
      '2026-10-15',
    ],
    [
      'as often as it takes to reach today',
      'after 10 days',
      '2026-10-05',
      '2026-10-26',
      '2026-11-04',
    ],
    ['a distance that ends today', 'after 10 days', '2026-10-05', '2026-10-25', '2026-10-25'],
    ['months from the 31st', 'after 1 month', '2026-01-31', '2026-03-15', '2026-03-31'],
    ['a distance with a weekday', 'after 2 weeks on sat', '2026-10-03', '2026-10-05', '2026-10-17'],
    [
      'a distance that is over, but its weekday is still to come',
      'after 10 days on sun',
      '2026-10-04',
      '2026-10-16',
      '2026-10-18',
    ],
    ['and its weekday is today', 'after 10 days on sun', '2026-10-04', '2026-10-18', '2026-10-18'],
    ['and its weekday is over', 'after 10 days on sun', '2026-10-04', '2026-10-19', '2026-10-25'],
    [
      'a distance that ended out of season',
      'after 6 months',
      '2026-03-28',
      '2026-10-15',
      '2026-11-01',
      { season: winter },
    ],
    [
      'a distance that ended while everybody was away',
      'after 10 days',
      '2026-10-05',
      '2026-10-20',
      '2026-10-26',
      { away: [octoberAway] },
    ],
    [
      'a distance of which only a day before today is in time',
      'after 10 days',
      '2026-10-05',
      '2026-10-20',
      undefined,
      { until: day('2026-10-18') },
    ],
  ])('%s: “%s”, planned for %s, on %s', (_, rule, date, today, next, limits = {}) => {
    const limited = schedule(rule, '2026-01-05', limits)
    expect(nextAfterSkip(limited, planned(date), day(today))).toEqual(next)
  })

  test('the last before the end ends the routine, but times do not count', () => {
    const weekly = (more: Limits) => schedule('every week on mon', '2026-10-05', more)
    const skip = (more: Limits) =>
      nextAfterSkip(weekly(more), planned('2026-10-05'), day('2026-10-05'))
    expect([skip({ until: day('2026-10-11') }), skip({ times: 1 })]).toEqual([
      undefined,
      '2026-10-12',
    ])
  })
})

describe('resumed', () => {
  test.each([
    [
      'nothing in between is caught up with',
      'every week on mon',
      '2026-10-05',
      '2026-10-20',
      '2026-10-26',
    ],
    ['on a date of its own', 'every week on mon', '2026-10-05', '2026-10-19', '2026-10-19'],
    [
      'what was done early does not come again',
      'every week on mon',
      '2026-10-26',
      '2026-10-17',
      '2026-10-26',
    ],
    [
      'a distance that is over is due at once',
      'after 10 days',
      '2026-10-05',
      '2026-10-20',
      '2026-10-20',
    ],
    ['on its next weekday', 'after 10 days on sun', '2026-10-04', '2026-10-20', '2026-10-25'],
    [
      'a distance that is not over goes on',
      'after 10 days',
      '2026-10-25',
      '2026-10-20',
      '2026-10-25',
    ],
  ])('%s: “%s”, planned for %s, on %s', (_, rule, date, today, next) => {
    expect(nextAfterResume(schedule(rule, '2026-01-05'), planned(date), day(today))).toEqual(next)
  })
})

describe('never paused, the live task has the date after the last time', () => {
  const last = (date: string, on_date: string | null) => ({
    date: day(date),
    on_date: on_date as CalendarDate | null,
  })
  test.each([
    [
      'of a calendar that was done',
      'every week on mon',
      last('2026-10-12', '2026-10-13'),
      '2026-10-19',
    ],
    ['done early', 'every week on mon', last('2026-10-12', '2026-10-10'), '2026-10-19'],
    ['that was skipped', 'every week on mon', last('2026-10-12', null), '2026-10-19'],
    [
      'of a distance that was done',
      'after 10 days',
      last('2026-10-12', '2026-10-14'),
      '2026-10-24',
    ],
    ['of a distance that was skipped', 'after 10 days', last('2026-10-12', null), '2026-10-22'],
    ['the first one, if there is none', 'every week on mon', undefined, '2026-10-05'],
  ])('%s', (_, rule, time, next) => {
    const progress = { latest: time?.on_date ?? null, done_count: time?.on_date ? 1 : 0 }
    expect(nextAfterLast(schedule(rule, '2026-10-05'), time, progress)).toEqual(next)
  })
})

describe('everybody’s absence', () => {
  const away = { away: [octoberAway] }
  test.each<[why: string, rule: string, date: string, next: string | undefined, more: Limits]>([
    ['moves a date to the next one', 'every week on mon', '2026-10-12', '2026-10-26', away],
    ['moves a distance to the day after', 'after 3 days', '2026-10-12', '2026-10-26', away],
    [
      'leaves other dates, even those of an older rule',
      'every week on mon',
      '2026-10-27',
      '2026-10-27',
      away,
    ],
    [
      'leaves what is kept',
      'every week on mon',
      '2026-10-12',
      '2026-10-12',
      { ...away, when_away: 'KEEP' },
    ],
    [
      'may end a routine',
      'every week on mon',
      '2026-10-12',
      undefined,
      { ...away, until: day('2026-10-20') },
    ],
  ])('%s: “%s”, planned for %s', (_, rule, date, next, more) => {
    expect(nextAfterAbsence(schedule(rule, '2026-01-05', more), planned(date))).toEqual(next)
  })
})

describe('when everybody’s absence is deleted', () => {
  const time = (date: string, on_date: string | null) => ({
    date: day(date),
    on_date: on_date as CalendarDate | null,
  })
  type Return = {
    last?: ReturnType<typeof time>
    pausedUntil?: string
    progress?: Partial<Progress>
    more?: Limits
  }
  test.each<[why: string, rule: string, date: string, next: string, more?: Return]>([
    ['a date that it moved comes back', 'every week on mon', '2026-10-26', '2026-10-12'],
    [
      'a date of a distance comes back',
      'after 10 days',
      '2026-10-26',
      '2026-10-15',
      {
        last: time('2026-10-04', '2026-10-05'),
        progress: { previous: day('2026-10-04'), latest: day('2026-10-05'), done_count: 1 },
      },
    ],
    ['a first date comes back', 'after 3 days', '2026-10-26', '2026-10-20', { more: {} }],
    ['a date before it stays', 'every week on mon', '2026-10-05', '2026-10-05'],
    ['a date that was moved further stays', 'every week on mon', '2026-11-02', '2026-11-02'],
    [
      'no date comes back that was done meanwhile',
      'every week on mon',
      '2026-10-26',
      '2026-10-19',
      { progress: { previous: day('2026-10-12') } },
    ],
    [
      'no date comes back before the day on which it was done last',
      'every week on mon',
      '2026-10-26',
      '2026-10-26',
      { progress: { previous: day('2026-10-12'), latest: day('2026-10-20') } },
    ],
    [
      'no date comes back from a pause',
      'every week on mon',
      '2026-10-26',
      '2026-10-19',
      { pausedUntil: '2026-10-14' },
    ],
    [
      'no date of a distance comes back from a pause',
      'after 3 days',
      '2026-10-26',
      '2026-10-22',
      { pausedUntil: '2026-10-22' },
    ],
    [
      'another absence goes on',
      'every week on mon',
      '2026-10-26',
      '2026-10-19',
      { more: { away: [{ from: day('2026-10-01'), until: day('2026-10-12') }] } },
    ],
    [
      'a routine without another date keeps its own',
      'every week on mon',
      '2026-10-26',
      '2026-10-26',
      { more: { until: day('2026-10-11') } },
    ],
  ])(
    '%s: “%s”, planned for %s',
    (_, rule, date, next, { last, pausedUntil, progress, more } = {}) => {
      const start = rule.startsWith('after') && last === undefined ? '2026-10-20' : '2026-01-05'
      const standing = {
        progress: planned(date, progress),
        last,
        pausedUntil: (pausedUntil ?? null) as CalendarDate | null,
      }
      expect(nextAfterReturn(schedule(rule, start, more), octoberAway, standing)).toBe(next)
    },
  )
})

test.each<[what: string, date: string, next: string, progress?: Partial<Progress>]>([
  ['the first date while everybody was away', '2026-11-16', '2026-10-12'],
  ['none, if the absences did not move it', '2026-11-23', '2026-11-23'],
  ['none, if it was done meanwhile', '2026-11-16', '2026-11-09', { previous: day('2026-11-02') }],
])('once a routine keeps those days, what comes back is %s', (_, date, next, progress) => {
  // Two absences in a row, and one that has nothing to do with it.
  const away = [
    { from: day('2026-10-26'), until: day('2026-11-10') },
    { from: day('2026-03-01'), until: day('2026-03-31') },
    octoberAway,
  ]
  const kept = schedule('every week on mon', '2026-01-05', { away, when_away: 'KEEP' })
  const standing = { progress: planned(date, progress), last: undefined, pausedUntil: null }
  expect(nextWhenKept(kept, standing)).toBe(next)
})

describe('a changed rule', () => {
  test.each<
    [why: string, rule: string, previous: string | null, latest: string | null, next: string]
  >([
    ['begins today', 'every day', null, null, '2026-10-06'],
    [
      'begins at its first date from today',
      'every week on mon',
      '2026-09-28',
      '2026-09-28',
      '2026-10-12',
    ],
    ['does not ask again today', 'every day', '2026-10-06', '2026-10-06', '2026-10-07'],
    [
      'does not ask again for what was done early',
      'every day',
      '2026-10-12',
      '2026-10-06',
      '2026-10-13',
    ],
    ['counts from the latest day', 'after 10 days', '2026-10-01', '2026-10-02', '2026-10-12'],
    [
      'counts from the latest day, but not into the past',
      'after 10 days',
      '2026-09-01',
      '2026-09-02',
      '2026-10-06',
    ],
    ['counts from today if it was never done', 'after 10 days', null, null, '2026-10-06'],
  ])('%s: “%s”', (_, rule, previous, latest, next) => {
    const progress = { previous: previous as CalendarDate, latest: latest as CalendarDate }
    expect(nextAfterChange(schedule(rule, '2026-10-06'), progress)).toEqual(next)
  })
})

describe('the live task opens', () => {
  test.each([
    ['after the planned date of one done early', '2026-10-12', '2026-10-10', '2026-10-13'],
    ['after the day of one done late', '2026-10-12', '2026-10-14', '2026-10-15'],
    ['after a skipped one', '2026-10-12', null, '2026-10-13'],
    ['at once, as the first one', null, null, undefined],
  ])('%s', (_, previous, latest, opens) => {
    const progress = { previous: previous as CalendarDate, latest: latest as CalendarDate }
    expect(opensOn(progress)).toEqual(opens)
  })

  const today = day('2026-10-14')
  test.each([
    ['the day before', '2026-10-12', false, { because: 'TOO_EARLY', opens: '2026-10-13' }],
    ['the day before, as somebody says', '2026-10-12', true, undefined],
    ['on that day', '2026-10-13', false, undefined],
    ['tomorrow', '2026-10-15', false, { because: 'IN_FUTURE' }],
    ['tomorrow, whatever somebody says', '2026-10-15', true, { because: 'IN_FUTURE' }],
  ])('and can be done or not: %s', (_, on, early, refusal) => {
    const progress = { previous: day('2026-10-12'), latest: day('2026-10-10') }
    expect(findDoneRefusal(progress, { on: day(on), today, early })).toEqual(refusal)
  })
})

test('rule 1: the first date is that of the rule, in the week of the start at the earliest', () => {
  const first = (rule: string, start: string, more?: Limits) =>
    firstDate(schedule(rule, start, more))
  expect([
    first('every 2 weeks on tue,sun', '2026-01-07'),
    first('every 2 weeks on tue', '2026-01-07'),
    first('every 3 months on 15', '2026-01-20'),
    first('every year on 3 oct', '2026-10-04'),
    first('after 10 days', '2026-10-05'),
    first('after 10 days on sat', '2026-10-05'),
    first('after 10 days', '2026-11-05', { season: summer }),
  ]).toEqual([
    '2026-01-11',
    '2026-01-20',
    '2026-04-15',
    '2027-10-03',
    '2026-10-05',
    '2026-10-10',
    '2027-04-01',
  ])
})

test('two ticks on one day need a word from the second person', () => {
  const weekly = schedule('every week on mon', '2026-10-05')
  const on = day('2026-10-10')
  const first = planned('2026-10-12', { previous: day('2026-10-05'), latest: day('2026-10-05') })
  const next = nextAfterDone(weekly, first, on)
  const second = { previous: first.planned, latest: on }
  const told = { on: addDays(on, 1), today: addDays(on, 1), early: false }
  expect([next, findDoneRefusal(first, { on, today: on, early: false })]).toEqual([
    '2026-10-19',
    undefined,
  ])
  expect(findDoneRefusal(second, told)).toEqual({ because: 'TOO_EARLY', opens: '2026-10-13' })
})
