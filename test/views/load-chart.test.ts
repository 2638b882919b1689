import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type Load, loadOf, type Tally } from '../../src/domain/load.ts'
import type { CalendarDate } from '../../src/domain/time.ts'
import { stringWidth } from '../../src/terminal/layout.ts'
import { memberChart } from '../../src/views/load-chart.ts'
import { today } from '../support/household/values.ts'
import { colored, plain, styleFor } from '../support/program/styles.ts'

const period = { from: '2026-10-26' as CalendarDate, until: today }

/** Members who have been there for so many days, and what they did. */
function loadWith(
  ...members: readonly (readonly [name: string, days: number, done: Tally])[]
): Load {
  const contributors = members.map(([user, days, done]) => {
    const away = days < 28 ? [{ from: period.from, until: dayBefore(days) }] : []
    return { user, done, since: period.from, away }
  })
  return loadOf(period, contributors, { TINY: 2 })
}

function dayBefore(days: number): CalendarDate {
  return new Date(Date.UTC(2026, 10, 22 - days)).toISOString().slice(0, 10) as CalendarDate
}

const family = loadWith(
  ['Alex', 28, { MEDIUM: 3, TINY: 2 }],
  ['Sam', 28, { SMALL: 4 }],
  ['Kim', 28, {}],
  ['José', 7, { TINY: 9 }],
)

function linesOf(load: Load, columns?: number, paint = plain): string[] {
  return memberChart(load, styleFor(columns, paint)).split('\n')
}

describe('a chart of the load', () => {
  test('has a bar for each member who did something, with a mark at a fair share', () => {
    expect(linesOf(family, 60)).toEqual([
      'In the last 28 days, the household did 77 points of work:',
      'about 6.5 hours.',
      '',
      'member  share',
      'Alex      67%  ███████████|███████████  5 tasks, 4 hours',
      'Sam       21%  ███████    |             4 tasks, 1.5 hours',
      'José      12%  ██|█                     9 tasks, 45 minutes',
      '',
      '█ what each of you did',
      '| a fair share for the days on which you were there',
      '',
      'For 2 points, it is not recorded who did the work.',
    ])
  })

  test('has longer bars on a wide terminal', () => {
    expect(linesOf(family, 120).slice(2, 6)).toEqual([
      'member  share',
      'Alex      67%  ███████████████████████|██████████████████████████  5 tasks, 4 hours',
      'Sam       21%  ████████████████       |                            4 tasks, 1.5 hours',
      'José      12%  █████|███                                           9 tasks, 45 minutes',
    ])
  })

  test('is as wide in a pipe as at 80 columns', () => {
    expect(linesOf(family)).toEqual(linesOf(family, 80))
  })

  test('says everything without color', () => {
    const bare = stripVTControlCharacters(linesOf(family, 80, colored).join('\n'))
    expect(bare.split('\n')).toEqual(linesOf(family, 80))
  })

  test('does not sort members by what they did', () => {
    const names = (...tallies: readonly Tally[]) => {
      const members = tallies.map((done, place) => [`${'ABC'[place]}`, 28, done] as const)
      return linesOf(loadWith(...members), 80)
        .slice(3, 6)
        .map((line) => line[0])
    }
    expect(names({ TINY: 1 }, { COMPLEX: 1 }, { SMALL: 1 })).toEqual(['A', 'B', 'C'])
    expect(names({ COMPLEX: 1 }, { TINY: 1 }, { SMALL: 1 })).toEqual(['A', 'B', 'C'])
  })

  test('has no mark for who was there alone', () => {
    expect(linesOf(loadWith(['Alex', 28, { SMALL: 1 }]), 60)).toEqual([
      'In the last 28 days, the household did 6 points of work:',
      'about 30 minutes.',
      '',
      'member  share',
      'Alex     100%  ████████████████████████  1 task, 20 minutes',
      '',
      'For 2 points, it is not recorded who did the work.',
    ])
  })

  test('has no bars if it is not known who did it, or if nothing was done', () => {
    const nothing = { ...family, points: 0, by_nobody: 0, members: [] }
    expect([linesOf(loadWith(['Alex', 28, {}]), 80), linesOf(nothing, 80)]).toEqual([
      [
        'In the last 28 days, the household did 2 points of work: about 10 minutes.',
        '',
        'For 2 points, it is not recorded who did the work.',
      ],
      ['In the last 28 days, no task was done.'],
    ])
  })

  test('keeps bars in line after names in any script', () => {
    const load = loadWith(
      ['田中 さくら', 28, { SMALL: 2 }],
      ['👩‍👩‍👧 Ines', 28, { SMALL: 1 }],
      ['נועה', 28, { SMALL: 1 }],
      ['Alexandra-Josephine von Hohenzollern', 28, { SMALL: 1 }],
    )
    for (const columns of [60, 120]) {
      const lines = linesOf(load, columns).filter((line) => line.includes('%'))
      const places = lines.map((line) => stringWidth(line.slice(0, line.indexOf('█'))))
      expect(places).toEqual(Array.from({ length: 4 }, () => places[0]))
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns)
    }
  })
})
