import { describe, expect, test } from 'vitest'
import { burndownOf, openIn, weeksUntil } from '../../src/domain/burndown.ts'
import type { CalendarDate } from '../../src/domain/time.ts'

const day = (date: string) => date as CalendarDate

test.each([
  ['a Monday', '2026-11-16', [['2026-11-16', '2026-11-16']]],
  ['a Sunday', '2026-11-22', [['2026-11-16', '2026-11-22']]],
  [
    'New Year',
    '2027-01-01',
    [
      ['2026-12-21', '2026-12-27'],
      ['2026-12-28', '2027-01-01'],
    ],
  ],
])('weeks begin on Monday, and the last one ends today: %s', (_, today, weeks) => {
  expect(weeksUntil(day(today), weeks.length).map(({ from, until }) => [from, until])).toEqual(
    weeks,
  )
})

describe('a burndown', () => {
  const weeks = weeksUntil(day('2026-11-18'), 3)
  const empty = { backlog: 0, active: 0, paused: 0, blocked: 0, done: 0 }

  test('is zero in every week if nothing ever happened', () => {
    expect(burndownOf(weeks, [], [])).toEqual(weeks.map((week) => ({ ...week, ...empty })))
  })

  test('adds up what happened, in any order, and leaves out what is finished', () => {
    const moves = [
      { week: 2, was: 'ACTIVE', became: 'ABANDONED', tasks: 1 },
      { week: 1, was: 'BACKLOG', became: 'ACTIVE', tasks: 3 },
      { week: 0, was: null, became: 'BACKLOG', tasks: 5 },
      { week: 2, was: 'BACKLOG', became: 'BLOCKED', tasks: 1 },
      { week: 1, was: null, became: 'PAUSED', tasks: 2 },
      { week: 2, was: 'ACTIVE', became: 'DONE', tasks: 2 },
      { week: 2, was: 'PAUSED', became: null, tasks: 1 },
    ] as const
    const burndown = burndownOf(weeks, moves, [{ week: 2, tasks: 2 }])
    expect(burndown).toEqual([
      { from: day('2026-11-02'), until: day('2026-11-08'), ...empty, backlog: 5 },
      {
        from: day('2026-11-09'),
        until: day('2026-11-15'),
        ...empty,
        backlog: 2,
        active: 3,
        paused: 2,
      },
      {
        from: day('2026-11-16'),
        until: day('2026-11-18'),
        ...empty,
        backlog: 1,
        paused: 1,
        blocked: 1,
        done: 2,
      },
    ])
    expect(burndown.map(openIn)).toEqual([5, 7, 3])
  })
})
