import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../src/domain/time.ts'
import {
  noWinError,
  requireOpen,
  requireOpenWinMove,
  requirePickable,
  winMoveHint,
} from '../../src/domain/win.ts'
import { taskValue, today, winValue } from '../support/household/values.ts'

const tap = taskValue({ id: 3 })
const win = winValue({ task: tap })

const open = { date: today, status: 'ACTIVE', title: 'Fix the tap' } as const

describe('a pick', () => {
  test.each(['BACKLOG', 'ACTIVE', 'PAUSED'] as const)('takes a task that is %s', (status) => {
    expect(requirePickable({ ...tap, status })).toEqual(undefined)
  })

  test.each([
    ['BLOCKED', 'blocked', 'start'],
    ['DONE', 'done', 'reopen'],
    ['ABANDONED', 'abandoned', 'reopen'],
  ] as const)('refuses a task that is %s', (status, word, verb) => {
    expect(() => requirePickable({ ...tap, status })).toThrow(
      expect.objectContaining({
        code: 'refused',
        message: `“Fix the tap” is ${word} and cannot be a Daily Win.`,
        hint: { lead: 'First', command: `task ${verb} 3` },
      }),
    )
  })
})

describe('the task of an unfinished win', () => {
  test.each([
    ['ACTIVE', undefined],
    ['DONE', undefined],
    ['PAUSED', 'rain'],
    ['BLOCKED', 'rain'],
  ] as const)('may become %s with the note %j', (to, note) => {
    expect(requireOpenWinMove(open, to, note)).toEqual(undefined)
  })

  test.each(['PAUSED', 'BLOCKED'] as const)('may stay %s without a new note', (status) => {
    expect(requireOpenWinMove({ ...open, status }, status, undefined)).toEqual(undefined)
  })

  test.each([
    ['BACKLOG', 'go back to the backlog'],
    ['ABANDONED', 'be abandoned'],
  ] as const)('may not become %s', (to, move) => {
    expect(() => requireOpenWinMove(open, to, 'rain')).toThrow(
      expect.objectContaining({
        code: 'refused',
        message: `“Fix the tap” is the Daily Win of 2026-11-22 and cannot ${move}.`,
        hint: {
          lead: 'To drop the pick first',
          command: 'win drop --date 2026-11-22 --note "why"',
        },
      }),
    )
  })

  test.each([
    ['ACTIVE', 'PAUSED', 'paused'],
    ['ACTIVE', 'BLOCKED', 'blocked'],
    ['PAUSED', 'BLOCKED', 'blocked'],
    ['BLOCKED', 'PAUSED', 'paused'],
  ] as const)('may not go from %s to %s without a note', (status, to, word) => {
    expect(() => requireOpenWinMove({ ...open, status }, to, undefined)).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: `“Fix the tap” is the Daily Win of 2026-11-22: say why it is ${word}.`,
        hint: { lead: 'Add --note "why".' },
      }),
    )
  })
})

test.each(['ACTIVE', 'PAUSED', 'BLOCKED'] as const)(
  'lets a win that is %s be changed',
  (status) => {
    expect(requireOpen({ ...win, status })).toEqual(undefined)
  },
)

test('refuses to change a finished win', () => {
  expect(() => requireOpen({ ...win, status: 'DONE' })).toThrow(
    expect.objectContaining({
      code: 'refused',
      message: 'The Daily Win of 2026-11-22, “Fix the tap”, is already done.',
      hint: { lead: 'A finished win stays in the history.' },
    }),
  )
})

test('names the open win that may be meant instead of a finished one', () => {
  const done = { ...win, status: 'DONE' } as const
  const open = [winValue({ date: '2026-11-21' as CalendarDate, status: 'PAUSED' })]
  expect(() => requireOpen(done, open, { to: 'BLOCKED', note: 'rain' })).toThrow(
    expect.objectContaining({
      code: 'refused',
      message:
        'The Daily Win of 2026-11-22, “Fix the tap”, is already done, but “Fix the tap” (the win of 2026-11-21) is still open.',
      hint: {
        lead: 'To mark “Fix the tap” as blocked',
        command: 'win block --date 2026-11-21 --note rain',
      },
    }),
  )
})

test.each([
  [{ to: 'DONE' }, 'To finish it', 'win done --date 2026-11-22'],
  [{ to: 'ACTIVE' }, 'To resume it', 'win resume --date 2026-11-22'],
  [{ to: 'PAUSED' }, 'To pause it', 'win pause --date 2026-11-22 --note "why"'],
  [
    { to: 'BLOCKED', note: 'rain' },
    'To mark it as blocked',
    'win block --date 2026-11-22 --note rain',
  ],
  [
    { to: 'BACKLOG', note: 'It’s late; $HOME' },
    'To drop that pick',
    "win drop --date 2026-11-22 --note 'It’s late; $HOME'",
  ],
] as const)('the hint for the move %j can be pasted', (move, lead, command) => {
  expect(winMoveHint(today, move)).toEqual({ lead, command })
})

describe('a date without a win', () => {
  const on = (date: string, status: 'ACTIVE' | 'PAUSED' | 'BLOCKED', title: string) =>
    winValue({ date: date as CalendarDate, status, task: taskValue({ title }) })
  const tapOpen = on('2026-11-21', 'ACTIVE', 'Fix the tap')
  const cellar = on('2026-11-20', 'PAUSED', 'Sort the cellar')
  const roof = on('2026-11-19', 'BLOCKED', 'Mend the roof')
  const shed = on('2026-11-18', 'BLOCKED', 'Paint the shed')

  test.each([
    [
      'one open win',
      { to: 'DONE' },
      [tapOpen],
      '“Fix the tap” (the win of 2026-11-21) is still open.',
      'To finish it: win done --date 2026-11-21',
    ],
    [
      'three of many open wins',
      { to: 'DONE' },
      [tapOpen, cellar, roof, shed],
      '“Fix the tap” (the win of 2026-11-21), “Sort the cellar” (the win of 2026-11-20) and “Mend the roof” (the win of 2026-11-19) are still open.',
      'To finish “Fix the tap”: win done --date 2026-11-21',
    ],
    [
      'first the win that can be resumed',
      { to: 'ACTIVE' },
      [tapOpen, cellar],
      '“Sort the cellar” (the win of 2026-11-20) and “Fix the tap” (the win of 2026-11-21) are still open.',
      'To resume “Sort the cellar”: win resume --date 2026-11-20',
    ],
    [
      'one of two open wins to drop',
      { to: 'BACKLOG', note: 'late' },
      [cellar, roof],
      '“Sort the cellar” (the win of 2026-11-20) and “Mend the roof” (the win of 2026-11-19) are still open.',
      'To drop “Sort the cellar”: win drop --date 2026-11-20 --note late',
    ],
    [
      'one of two open wins to mark as blocked',
      { to: 'BLOCKED' },
      [cellar, tapOpen],
      '“Sort the cellar” (the win of 2026-11-20) and “Fix the tap” (the win of 2026-11-21) are still open.',
      'To mark “Sort the cellar” as blocked: win block --date 2026-11-20 --note "why"',
    ],
    [
      'a win that is active, which is finished rather than resumed',
      { to: 'ACTIVE' },
      [tapOpen],
      '“Fix the tap” (the win of 2026-11-21) is still open.',
      'To finish it: win done --date 2026-11-21',
    ],
  ] as const)('names %s', (_, move, open, rest, hint) => {
    const error = noWinError(today, open, move)
    expect([error.code, error.message, `${error.hint?.lead}: ${error.hint?.command}`]).toEqual([
      'not_found',
      `2026-11-22 has no win, but ${rest}`,
      hint,
    ])
  })
})
