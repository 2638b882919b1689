import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { TodayPage } from '../../src/db/household/today.ts'
import type { WinStatus } from '../../src/domain/win.ts'
import { stringWidth } from '../../src/terminal/layout.ts'
import type { Style } from '../../src/terminal/paint.ts'
import { todayPage } from '../../src/views/today.ts'
import { absenceValue, taskValue, today, winValue } from '../support/household/values.ts'
import { colored, styleFor } from '../support/program/styles.ts'

const task = (changes: object = {}) => taskValue({ status: 'ACTIVE', ...changes })

const win = (status: WinStatus, changes: object = {}) =>
  winValue({ task: task({ status }), status, ...changes })

const quiet: TodayPage = {
  date: today,
  win: null,
  left_over: null,
  current_streak: 0,
  longest_streak: 0,
  rest_day: false,
  due: [],
  more_due: [],
  tomorrow: [],
  blocked: [],
  unowned: [],
  away: [],
  counts: { BACKLOG: 2, ACTIVE: 0, PAUSED: 0, BLOCKED: 0, DONE: 0, ABANDONED: 0 },
  empty: false,
}

const busy: TodayPage = {
  ...quiet,
  win: win('ACTIVE'),
  left_over: win('ACTIVE', { date: '2026-11-20', task: task({ title: 'Sort the cellar' }) }),
  current_streak: 3,
  longest_streak: 9,
  blocked: [
    task({ id: 7, title: '漢字'.repeat(14), status_note: null }),
    task({
      id: 12,
      title: 'Roof',
      status_note: 'The roofer\nwants to see it in dry weather first',
    }),
  ],
  unowned: [3, 4, 5, 6, 8, 109].map((id) => task({ id, title: `Errand ${id}`, owner: null })),
  counts: { BACKLOG: 3, ACTIVE: 1, PAUSED: 1, BLOCKED: 2, DONE: 4, ABANDONED: 1 },
}

const errands = [3, 4, 5, 6, 8].map((id) => `  ${id}  Errand ${id} – small`)

/** A screen has few rows for them, and a pipe any number. */
const unowned = (count: number) => [
  '',
  'Unassigned',
  ...errands.slice(0, count),
  '     … more: momentum task list --owner none',
  '',
]

const winAndLeftOver = [
  '',
  'Did you finish “Sort the cellar” (Friday’s win)?',
  '  → momentum win done --date 2026-11-20',
  '',
  'Daily Win',
  '  Fix the tap  ● active',
  '  #1 · repairs · small · Alex',
  '  Done means: No drop in an hour',
  '',
  'Blocked',
]

/** One task of each of forty members. */
const many = Array.from({ length: 40 }, (_, id) =>
  task({ id, due_date: '2026-11-20', owner_user_id: id, owner: `Member ${id}` }),
)

describe('today’s page', () => {
  test.each([
    [
      60,
      2,
      'Sunday 22 November 2026        ▲ 3 days in a row · longest 9',
      `   7  ${'漢字'.repeat(13)}…`,
      '  12  Roof – The roofer wants to see it in dry weather first',
      '3 backlog · 1 active · 1 paused · 2 blocked · 4 done ·',
      '1 abandoned',
    ],
    [
      80,
      3,
      'Sunday 22 November 2026                            ▲ 3 days in a row · longest 9',
      `   7  ${'漢字'.repeat(14)}`,
      '  12  Roof – The roofer wants to see it in dry weather first',
      '3 backlog · 1 active · 1 paused · 2 blocked · 4 done · 1 abandoned',
    ],
    [
      120,
      3,
      `Sunday 22 November 2026${' '.repeat(48)}▲ 3 days in a row · longest 9`,
      `   7  ${'漢字'.repeat(14)}`,
      '  12  Roof – The roofer wants to see it in dry weather first',
      '3 backlog · 1 active · 1 paused · 2 blocked · 4 done · 1 abandoned',
    ],
    [
      undefined,
      5,
      'Sunday 22 November 2026  ▲ 3 days in a row · longest 9',
      `   7  ${'漢字'.repeat(14)}`,
      '  12  Roof – The roofer wants to see it in dry weather first',
      '3 backlog · 1 active · 1 paused · 2 blocked · 4 done · 1 abandoned',
    ],
  ])('fits %j columns (F100, F101)', (columns, rows, heading, seventh, twelfth, ...counts) => {
    expect(todayPage(busy, styleFor(columns)).split('\n')).toEqual([
      heading,
      ...winAndLeftOver,
      seventh,
      twelfth,
      ...unowned(rows),
      ...counts,
      '',
      '  → momentum win done  when it is done',
    ])
  })

  test('suggests a pick before there is one, and leaves out empty lists', () => {
    expect(todayPage(quiet, styleFor(60)).split('\n')).toEqual([
      'Sunday 22 November 2026                        no streak yet',
      '',
      'Daily Win',
      '  Nothing is picked for today yet.',
      '',
      '2 backlog',
      '',
      '  → momentum win pick  picks the task to finish today',
    ])
  })

  test.each([
    [0, 60, ['  Today is a rest day.']],
    [3, 60, ['  Today is a rest day. The streak goes on without a win.']],
    [3, 40, ['  Today is a rest day. The streak goes', '  on without a win.']],
  ])('owes no win on a rest day, with a streak of %i at %i columns', (days, columns, lines) => {
    const rested = { ...quiet, rest_day: true, current_streak: days, longest_streak: days }
    const page = todayPage(rested, styleFor(columns)).split('\n')
    const start = page.indexOf('Daily Win') + 1
    const next =
      columns === 40
        ? ['  → momentum win pick', '    picks a task to finish all the same']
        : ['  → momentum win pick  picks a task to finish all the same']
    expect(page.slice(start)).toEqual([...lines, '', '2 backlog', '', ...next])
    expect(todayPage({ ...rested, win: win('ACTIVE') }, styleFor(columns))).toEqual(
      todayPage({ ...rested, rest_day: false, win: win('ACTIVE') }, styleFor(columns)),
    )
  })

  test('tells an empty household what to type', () => {
    expect(todayPage({ ...quiet, empty: true }, styleFor(60)).split('\n')).toEqual([
      'Sunday 22 November 2026                        no streak yet',
      '',
      'Your household is empty. Add people and a first task:',
      '',
      '  → momentum user add Alex',
      '  → momentum task add  asks what needs doing',
      '  → momentum win pick  picks the task to finish today',
    ])
  })

  test.each([
    ['ACTIVE', '  → momentum win done  when it is done'],
    ['DONE', '  → momentum win history  shows the days you won'],
    ['PAUSED', '  → momentum win resume  when you can continue'],
    ['BLOCKED', '  → momentum win resume  when you can continue'],
  ] as const)('says what to type next for a win that is %s', (status, line) => {
    expect(
      todayPage({ ...quiet, win: win(status) }, styleFor(60))
        .split('\n')
        .at(-1),
    ).toEqual(line)
  })

  test.each([
    ['ACTIVE', null, ''],
    ['PAUSED', 'Rain', ' It is paused: Rain'],
    ['BLOCKED', 'Rain', ' It is blocked: Rain'],
  ] as const)('asks about an earlier win that is %s', (status, note, why) => {
    const left_over = win(status, { date: '2026-11-21', note })
    expect(
      todayPage({ ...quiet, left_over }, styleFor(90))
        .split('\n')
        .slice(2, 4),
    ).toEqual([
      `Did you finish “Fix the tap” (yesterday’s win)?${why}`,
      '  → momentum win done --date 2026-11-21',
    ])
  })

  test('says what is due by owner, and what comes tomorrow', () => {
    const due = [
      task({ id: 1, title: 'Rent', owner_user_id: 2, owner: 'Sam', due_date: '2026-11-02' }),
      task({ id: 2, title: 'Bins', owner_user_id: 2, owner: 'Sam', due_date: '2026-11-20' }),
      task({ id: 3, title: 'Dishes', due_date: '2026-11-21' }),
      task({ id: 4, title: 'Plants', owner_user_id: null, owner: null, due_date: '2026-11-22' }),
      task({ id: 5, title: 'Paper', owner_user_id: 2, owner: 'Sam', due_date: '2026-11-22' }),
    ]
    const tomorrow = [
      task({ id: 6, title: 'Glass', owner_user_id: 2, owner: 'Sam' }),
      task({ id: 7, title: 'Filter' }),
      task({ id: 8, title: 'Oven' }),
    ]
    const page = { ...quiet, due, unowned: [task({ id: 4 }), task({ id: 9 })], tomorrow }
    expect(todayPage(page, styleFor(80)).split('\n').slice(5, -2)).toEqual([
      'Due',
      '  Alex: Dishes, since yesterday',
      '  Sam: Rent, since Mon 2 Nov · Bins, since Friday · Paper',
      '  Unassigned: Plants',
      '',
      'Unassigned',
      '  9  Fix the tap – small',
      '',
      'Tomorrow: Alex: Filter · Oven · Sam: Glass',
      '2 backlog',
    ])
  })

  test.each([
    [80, 'Away: Everybody until tomorrow · Sam until Wed 25 Nov · Kim until today'],
    [60, 'Away: Everybody until tomorrow · and 2 more'],
  ])('says who is away, on one line of %d columns', (columns, line) => {
    const away = [
      absenceValue({ user_id: null, user: null, until_date: '2026-11-23' }),
      absenceValue(),
      absenceValue({ user_id: 3, user: 'Kim', until_date: today }),
    ]
    const tomorrow = [task({ title: 'Oven' })]
    expect([
      todayPage({ ...quiet, away, tomorrow }, styleFor(columns))
        .split('\n')
        .slice(5, -2),
      // A page that would be too long has the same line.
      todayPage({ ...busy, due: many, away }, styleFor(columns)).includes(`\n${line}\n`),
    ]).toEqual([[line, 'Tomorrow: Alex: Oven', '2 backlog'], true])
  })

  test('cuts a long title before the day since which it is overdue', () => {
    const title = 'Water the plants in the whole house, the balcony and the attic'
    const due = [task({ title, due_date: '2026-11-21' })]
    expect(
      todayPage({ ...quiet, due }, styleFor(60))
        .split('\n')
        .slice(5, -4),
    ).toEqual(['Due', '  Alex: Water the plants in the whole hous…, since yesterday'])
  })

  test.each([
    ['', {}],
    [', also after a win that was left over', { left_over: busy.left_over }],
  ])('of a household of eight with forty tasks fits a screen of 24 lines%s', (_, more) => {
    const names = ['Alex', 'Sam', 'Kim', 'Zoë', 'Björn', 'Maximiliane', '李さん', 'Tom']
    const owned = (id: number) => ({ owner_user_id: (id % 8) + 1, owner: names[id % 8] })
    const all = Array.from({ length: 40 }, (__, id) =>
      task({ id, title: `Straße ${id} kehren`, due_date: '2026-11-20', ...owned(id) }),
    )
    const page: TodayPage = {
      ...busy,
      left_over: null,
      due: all.slice(0, 20),
      more_due: all.slice(20),
      tomorrow: all,
      ...more,
    }
    const lines = todayPage(page, styleFor(80)).split('\n')
    expect(lines.length).toBeLessThanOrEqual(23)
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(80)
    const rows = (start: number, end?: number) =>
      lines.slice(lines.indexOf('Due')).slice(start, end)
    expect([rows(1, 3), rows(-6)]).toEqual([
      [
        '  Alex: Straße 0 kehren, since Friday · and 4 more',
        '  Sam: Straße 1 kehren, since Friday · and 4 more',
      ],
      [
        '',
        'Blocked: 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 · Roof',
        'Unassigned: Errand 109',
        'Tomorrow: Alex: Straße 0 kehren · Straße 8 kehren · and 38 more',
        '',
        '  → momentum win done  when it is done',
      ],
    ])
  })

  test('lists more of what is due by a date that stays the same after midnight', () => {
    const titled = (id: number) => ({ title: `Errand ${id}`, due_date: '2026-11-22' })
    const due = [1, 2, 3, 4, 5, 6].map((id) => task({ id, ...titled(id) }))
    expect(todayPage({ ...quiet, due }, styleFor(60))).toContain(
      '… more: momentum task list --due-before 2026-11-23',
    )
  })

  test.each([
    [5, []],
    [6, ['     … more: momentum task list --owner none']],
  ])('of %d tasks shows five, and how to list more only if there are more', (count, more) => {
    const unowned = Array.from({ length: count }, (_, index) => task({ id: index + 1 }))
    expect(
      todayPage({ ...quiet, unowned }, styleFor(60))
        .split('\n')
        .slice(5, -4),
    ).toEqual([
      'Unassigned',
      ...[1, 2, 3, 4, 5].map((id) => `  ${id}  Fix the tap – small`),
      ...more,
    ])
  })

  test('says how to list more', () => {
    const blocked = [1, 2, 3, 4, 5, 6].map((id) => task({ id, status_note: null }))
    expect(
      todayPage({ ...quiet, blocked }, styleFor(60))
        .split('\n')
        .slice(5, 12),
    ).toEqual([
      'Blocked',
      ...[1, 2, 3, 4, 5].map((id) => `  ${id}  Fix the tap`),
      '     … more: momentum task list --status blocked',
    ])
  })

  test.each([
    [0, 0, 'no streak yet'],
    [0, 4, 'no current streak · longest 4'],
    [4, 4, '▲ 4 days in a row'],
  ])(
    'shows a current streak of %i beside a longest streak of %i',
    (current_streak, longest_streak, text) => {
      const page = { ...quiet, current_streak, longest_streak }
      expect(todayPage(page, styleFor()).split('\n')[0]).toEqual(`Sunday 22 November 2026  ${text}`)
    },
  )

  test('shows the longest streak only when it is longer', () => {
    const page = { ...quiet, current_streak: 1, longest_streak: 1 }
    expect(todayPage(page, styleFor()).split('\n')[0]).toEqual(
      'Sunday 22 November 2026  ▲ 1 day in a row',
    )
  })
})

test.each([60, 80, 120, undefined])(
  'shows the same in color and without at %j columns',
  (columns) => {
    const render = (style: Style) => [todayPage(busy, style), todayPage(quiet, style)]
    expect(render(styleFor(columns, colored)).map(stripVTControlCharacters)).toEqual(
      render(styleFor(columns)),
    )
  },
)
