import { describe, expect, test } from 'vitest'
import {
  type Contributor,
  type Load,
  loadOf,
  type Period,
  percentages,
  pointsOf,
  presentDays,
  tasksOf,
} from '../../src/domain/load.ts'
import type { CalendarDate } from '../../src/domain/time.ts'
import { randomFrom } from '../support/faults/random.ts'

const day = (date: string) => date as CalendarDate
const period = (from: string, until: string): Period => ({ from: day(from), until: day(until) })

const october = period('2026-10-01', '2026-10-28')

/** A member who joined long ago and has never been away. */
function member(user: string, changes: Partial<Contributor> = {}): Contributor {
  return { user, done: {}, since: day('2020-01-01'), away: [], ...changes }
}

describe('the load of a household', () => {
  type Row = [
    says: string,
    members: Contributor[],
    unknown: Contributor['done'],
    total: Pick<Load, 'points' | 'by_nobody'>,
    each: (string | number | null)[][],
  ]
  test.each<Row>([
    [
      'weighs a repair more than four bin runs',
      [member('Alex', { done: { MEDIUM: 1 } }), member('Sam', { done: { TINY: 4 } })],
      {},
      { points: 20, by_nobody: 0 },
      [
        ['Alex', 1, 16, 28, 80, 50],
        ['Sam', 4, 4, 28, 20, 50],
      ],
    ],
    [
      'expects half as much of a member who is away for half of the time',
      [
        member('Alex', { done: { MEDIUM: 1 } }),
        member('Sam', { done: { SMALL: 2 }, away: [period('2026-10-15', '2026-10-28')] }),
      ],
      {},
      { points: 24, by_nobody: 0 },
      [
        ['Alex', 1, 16, 28, 67, 67],
        ['Sam', 2, 8, 14, 33, 33],
      ],
    ],
    [
      'counts only the part of an absence that is in the period, and shares nothing of nothing',
      [member('Alex', { away: [period('2026-09-20', '2026-10-07')] }), member('Sam')],
      {},
      { points: 0, by_nobody: 0 },
      [
        ['Alex', 0, 0, 21, null, 43],
        ['Sam', 0, 0, 28, null, 57],
      ],
    ],
    [
      'counts the days of a new member from the day on which they joined',
      [
        member('Alex', { done: { SMALL: 1 } }),
        member('Kim', { done: { SMALL: 1 }, since: day('2026-10-22') }),
      ],
      {},
      { points: 8, by_nobody: 0 },
      [
        ['Alex', 1, 4, 28, 50, 80],
        ['Kim', 1, 4, 7, 50, 20],
      ],
    ],
    [
      'shares out what members did, and keeps apart what nobody is known to have done',
      ['Alex', 'Kim', 'Sam'].map((name) => member(name, { done: { SMALL: 1 } })),
      { SMALL: 1 },
      { points: 16, by_nobody: 4 },
      [
        ['Alex', 1, 4, 28, 34, 34],
        ['Kim', 1, 4, 28, 33, 33],
        ['Sam', 1, 4, 28, 33, 33],
      ],
    ],
    [
      'of a household without members is nobody’s',
      [],
      { COMPLEX: 1 },
      { points: 64, by_nobody: 64 },
      [],
    ],
    [
      'has no fair shares if nobody was there',
      [member('Alex', { done: { TINY: 1 }, away: [october] })],
      {},
      { points: 1, by_nobody: 0 },
      [['Alex', 1, 1, 0, 100, null]],
    ],
  ])('%s', (_, members, unknown, total, each) => {
    expect(loadOf(october, members, unknown)).toEqual({
      ...october,
      ...total,
      members: each.map(([user, tasks, points, present_days, share, fair_share]) => {
        return { user, tasks, points, present_days, share, fair_share }
      }),
    })
  })
})

test('counts tasks and points of all efforts', () => {
  const tally = { TINY: 3, SMALL: 2, MEDIUM: 1, COMPLEX: 2 }
  expect([tasksOf(tally), pointsOf(tally)]).toEqual([8, 155])
  expect([tasksOf({}), pointsOf({})]).toEqual([0, 0])
})

describe('the days on which a member was there', () => {
  test.each<[says: string, changes: Partial<Contributor>, days: number]>([
    ['are all without an absence', {}, 28],
    ['are none before they joined', { since: day('2026-10-29') }, 0],
    ['begin with the day on which they joined', { since: day('2026-10-28') }, 1],
    ['end with the last day of an inactive member', { lastSeen: day('2026-10-03') }, 3],
    ['do not go beyond the period', { lastSeen: day('2026-11-03') }, 28],
    ['are none if a member left before', { lastSeen: day('2026-09-03') }, 0],
    ['do not include a single day away', { away: [period('2026-10-02', '2026-10-02')] }, 27],
    [
      'count overlapping absences once, in any order',
      {
        away: [
          period('2026-10-12', '2026-10-14'),
          period('2026-10-10', '2026-10-20'),
          period('2026-10-20', '2026-10-21'),
          period('2026-10-01', '2026-10-01'),
        ],
      },
      15,
    ],
    [
      'ignore absences outside the period',
      { away: [period('2026-09-01', '2026-09-30'), period('2026-10-29', '2026-11-30')] },
      28,
    ],
    [
      'ignore an absence before they joined',
      { since: day('2026-10-10'), away: [period('2026-10-01', '2026-10-11')] },
      17,
    ],
  ])('%s', (_, changes, days) => {
    expect(presentDays(member('Kim', changes), october)).toEqual(days)
  })

  test('are the days that are in no absence, for random absences', () => {
    const random = randomFrom(7)
    const days = Array.from({ length: 40 }, (_, index) => {
      return day(new Date(Date.UTC(2026, 8, 25 + index)).toISOString().slice(0, 10))
    })
    for (let round = 0; round < 500; round += 1) {
      const away = Array.from({ length: random(5) }, () => {
        const from = random(40)
        const until = Math.min(39, from + random(9))
        return period(days[from] ?? '', days[until] ?? '')
      })
      const since = days[random(40)] ?? october.from
      const there = days.filter(
        (date) =>
          date >= october.from &&
          date <= october.until &&
          date >= since &&
          !away.some(({ from, until }) => from <= date && date <= until),
      )
      expect([round, presentDays({ since, away }, october)]).toEqual([round, there.length])
    }
  })
})

describe('percentages', () => {
  test.each<[amounts: number[], percents: number[]]>([
    [[], []],
    [[0, 0], []],
    [[5], [100]],
    [
      [1, 1, 1],
      [34, 33, 33],
    ],
    [
      [1, 2],
      [33, 67],
    ],
    [
      [0, 1, 0],
      [0, 100, 0],
    ],
    [
      [1, 1, 1, 1, 1, 1],
      [17, 17, 17, 17, 16, 16],
    ],
    [
      [999, 1],
      [100, 0],
    ],
    [
      [1, 199, 199, 1],
      [0, 50, 50, 0],
    ],
  ])('of %j are %j', (amounts, percents) => {
    expect(percentages(amounts)).toEqual(percents)
  })

  test('add up to 100 and are less than 1 from the exact ones, for random amounts', () => {
    const random = randomFrom(11)
    for (let round = 0; round < 2_000; round += 1) {
      const amounts = Array.from({ length: 1 + random(12) }, () => random(round + 2))
      const total = amounts.reduce((all, amount) => all + amount, 0)
      const percents = percentages(amounts)
      const isNear = (percent: number, place: number) =>
        Math.abs(percent - ((amounts[place] ?? 0) * 100) / total) < 1
      expect([percents.reduce((all, percent) => all + percent, 0), percents.every(isNear)]).toEqual(
        [total === 0 ? 0 : 100, true],
      )
    }
  })
})
