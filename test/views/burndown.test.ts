import { describe, expect, test } from 'vitest'
import { type Burndown, weeksUntil } from '../../src/domain/burndown.ts'
import { stringWidth } from '../../src/terminal/layout.ts'
import { burndownPage } from '../../src/views/burndown.ts'
import { ruler, scaleTo } from '../../src/views/scale.ts'
import { today } from '../support/household/values.ts'
import { colored, plain, styleFor } from '../support/program/styles.ts'

type Counts = readonly [
  active: number,
  paused: number,
  blocked: number,
  backlog: number,
  done: number,
]

/** Weeks until today with these numbers. */
function burndownWith(...weeks: readonly Counts[]): Burndown {
  return weeksUntil(today, weeks.length).map((week, place) => {
    const [active = 0, paused = 0, blocked = 0, backlog = 0, done = 0] = weeks[place] ?? []
    return { ...week, backlog, active, paused, blocked, done }
  })
}

const lively = burndownWith([2, 0, 1, 14, 0], [4, 1, 2, 8, 3], [3, 1, 2, 9, 1], [3, 1, 1, 7, 5])

function linesOf(burndown: Burndown, columns?: number, paint = plain): string[] {
  return burndownPage(burndown, styleFor(columns, paint)).split('\n')
}

describe('a burndown at a terminal', () => {
  test('has a bar for each week, with a part for each status', () => {
    expect(linesOf(lively, 60)).toEqual([
      'Open tasks at the end of each week',
      '12 tasks are open, 5 fewer than on Sun 1 Nov. In these 4',
      'weeks, 9 tasks were done.',
      '',
      'week of  done  open',
      '26 Oct      0    17  ████▒▒░░░░░░░░░░░░░░░░░░░░░░░░░░░░',
      '2 Nov       3    15  ████████▓▓▒▒▒▒░░░░░░░░░░░░░░░░',
      '9 Nov       1    15  ██████▓▓▒▒▒▒░░░░░░░░░░░░░░░░░░',
      'now         5    12  ██████▓▓▒▒░░░░░░░░░░░░░░',
      '                     ├─────────┼─────────┼─────────┼───',
      '                     0         5         10        15',
      '',
      'Now:  █ 3 active  ▓ 1 paused  ▒ 1 blocked',
      '░ 7 in the backlog',
    ])
  })

  test('has the numbers of each status where there is room', () => {
    expect(linesOf(lively, 120)).toEqual([
      'Open tasks at the end of each week',
      '12 tasks are open, 5 fewer than on Sun 1 Nov. In these 4 weeks, 9 tasks were done.',
      '',
      'week of  done  active  paused  blocked  backlog  open',
      '26 Oct      0       2       0        1       14    17  ██████▒▒▒░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░',
      '2 Nov       3       4       1        2        8    15  ████████████▓▓▓▒▒▒▒▒▒░░░░░░░░░░░░░░░░░░░░░░░░',
      '9 Nov       1       3       1        2        9    15  █████████▓▓▓▒▒▒▒▒▒░░░░░░░░░░░░░░░░░░░░░░░░░░░',
      'now         5       3       1        1        7    12  █████████▓▓▓▒▒▒░░░░░░░░░░░░░░░░░░░░░',
      '                                                       ├─────┼─────┼─────┼─────┼─────┼─────┼─────┼─────┼──',
      '                                                       0     2     4     6     8     10    12    14    16',
      '',
      'Now:  █ 3 active  ▓ 1 paused  ▒ 1 blocked  ░ 7 in the backlog',
    ])
  })

  test('is as wide in a pipe as at 80 columns', () => {
    expect(linesOf(lively).slice(2)).toEqual(linesOf(lively, 80).slice(3))
  })

  test('says everything without color', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are what it takes away
    const bare = linesOf(lively, 80, colored).map((line) => line.replaceAll(/\x1b\[\d*m/g, ''))
    expect(bare).toEqual(linesOf(lively, 80))
  })

  test.each<[string, Burndown, string[]]>([
    [
      'nothing',
      burndownWith([0, 0, 0, 0, 0]),
      ['No task was open or done in this week.', 'Add one: momentum task add'],
    ],
    [
      'nothing',
      burndownWith([0, 0, 0, 0, 0], [0, 0, 0, 0, 0]),
      ['No task was open or done in these 2 weeks.', 'Add one: momentum task add'],
    ],
  ])('of %s', (_, burndown, lines) => {
    expect(linesOf(burndown, 80)).toEqual(lines)
  })

  test.each<[string, Burndown, string]>([
    ['one week', burndownWith([0, 0, 0, 1, 1]), '1 task is open. This week, 1 task was done.'],
    [
      'what is done',
      burndownWith([0, 0, 0, 2, 0], [0, 0, 0, 0, 2]),
      'No task is open, 2 fewer than on Sun 15 Nov. In these 2 weeks, 2 tasks were done.',
    ],
    [
      'as many',
      burndownWith([0, 0, 1, 2, 0], [0, 0, 0, 3, 0]),
      '3 tasks are open, as many as on Sun 15 Nov. In these 2 weeks, no task was done.',
    ],
    [
      'more',
      burndownWith([0, 0, 0, 2, 0], [0, 0, 0, 3, 0]),
      '3 tasks are open, 1 more than on Sun 15 Nov. In these 2 weeks, no task was done.',
    ],
  ])('sums up %s', (_, burndown, sentence) => {
    expect(linesOf(burndown, 100)[1]).toEqual(sentence)
  })

  test('shows weeks without open tasks if something was done', () => {
    expect(linesOf(burndownWith([0, 0, 0, 0, 3], [0, 0, 0, 0, 0]), 80)).toEqual([
      'Open tasks at the end of each week',
      'No task is open, as on Sun 15 Nov. In these 2 weeks, 3 tasks were done.',
      '',
      'week of  done  open',
      '9 Nov       3     0',
      'now         0     0',
    ])
  })

  test('shows a part for each status that has tasks, however many others have', () => {
    expect(linesOf(burndownWith([1, 1, 1, 9997, 0]), 40)[5]).toEqual(
      'now         0  10000  █▓▒░░░░░░░░░░',
    )
  })

  test('names the year of earlier weeks, and fits whatever the numbers are', () => {
    const many = burndownWith(
      ...Array.from({ length: 60 }, (_, place) => [1, 1, 1, 1_000_000 - 9999 * place, 7] as const),
    )
    const lines = linesOf(many, 60)
    expect([lines[4], lines[5], lines[15], lines[16]]).toEqual([
      'week of      done     open',
      '29 Sep 2025     7  1000003  █▓▒░░░░░░░░░░░░░░░░░░░░░░',
      '8 Dec 2025      7   900013  █▓▒░░░░░░░░░░░░░░░░░░░░',
      '15 Dec 2025     7   890014  █▓▒░░░░░░░░░░░░░░░░░░░',
    ])
    for (const columns of [30, 60, 80, 120]) {
      expect(
        Math.max(...linesOf(many, columns).map((line) => stringWidth(line))),
      ).toBeLessThanOrEqual(columns)
    }
  })
})

test.each([
  [1, 40, ['├───', '0']],
  [3, 40, ['├───────┼───', '0       2']],
  [17, 40, ['├─────────┼─────────┼─────────┼───', '0         5         10        15']],
  [
    48,
    60,
    [
      '├─────────┼─────────┼─────────┼─────────┼───────',
      '0         10        20        30        40',
    ],
  ],
  [100, 30, ['├─────────────┼────────────┼', '0             50           100']],
  [
    12_345,
    50,
    [
      '├──────┼───────┼──────┼──────┼──────┼───────┼',
      '0      2000    4000   6000   8000   10000   12000',
    ],
  ],
])('a scale to %i in %i columns', (most, room, lines) => {
  expect(ruler(scaleTo(most, room))).toEqual(lines)
})
