import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Rest } from '../../src/domain/rest.ts'
import type { WinStats, Worth } from '../../src/domain/streak.ts'
import type { CalendarDate } from '../../src/domain/time.ts'
import type { WinStatus } from '../../src/domain/win.ts'
import type { Style } from '../../src/terminal/paint.ts'
import { calendar } from '../../src/views/calendar.ts'
import { lostDayText, statsPage, winName, winPage, winTable } from '../../src/views/win.ts'
import { taskValue, today, winValue } from '../support/household/values.ts'
import { colored, styleFor } from '../support/program/styles.ts'

const win = winValue()

const wins = [
  win,
  winValue({
    date: '2026-11-21',
    status: 'PAUSED',
    note: 'It took the whole day and two trips to the shop for parts',
    task: taskValue({ title: 'Sort the cellar shelf by shelf, from the left to the right' }),
  }),
  winValue({
    date: '2026-11-20',
    status: 'BLOCKED',
    note: 'rain',
    selected_by: null,
    task: taskValue({ title: '漢字の練習 👩‍👩‍👧 Cafe\u0301' }),
  }),
]

describe('a list of wins', () => {
  test.each([
    [
      60,
      [
        'date        status     task                        picked by',
        '2026-11-22  ● active   Fix the tap                 Alex',
        '2026-11-21  ◐ paused   Sort the cellar shelf by…   Alex',
        '2026-11-20  ■ blocked  漢字の練習 👩‍👩‍👧 Cafe\u0301          –',
      ],
    ],
    [
      120,
      [
        'date        status     task                                        picked by  note',
        '2026-11-22  ● active   Fix the tap                                 Alex',
        '2026-11-21  ◐ paused   Sort the cellar shelf by shelf, from the…   Alex       It took the whole day and two trips to th…',
        '2026-11-20  ■ blocked  漢字の練習 👩‍👩‍👧 Cafe\u0301                          –          rain',
      ],
    ],
    [
      undefined,
      [
        'date        status     task                                                        picked by  note',
        '2026-11-22  ● active   Fix the tap                                                 Alex',
        '2026-11-21  ◐ paused   Sort the cellar shelf by shelf, from the left to the right  Alex       It took the whole day and two trips to the shop for parts',
        '2026-11-20  ■ blocked  漢字の練習 👩‍👩‍👧 Cafe\u0301                                          –          rain',
      ],
    ],
  ])('fits %j columns (F100, F101)', (columns, lines) => {
    expect(winTable(wins, styleFor(columns)).split('\n')).toEqual(lines)
  })
})

test('a won day does not show the note of a pause', () => {
  expect(winTable([winValue({ status: 'DONE', note: 'rain' })], styleFor(120)).split('\n')).toEqual(
    ['date        status  task         picked by  note', '2026-11-22  ✓ done  Fix the tap  Alex'],
  )
})

test('shortens a long name in a narrow list of wins (F101)', () => {
  const long = winValue({ selected_by: 'Maximiliane-Alexandra von und zu Hohenstein' })
  expect(winTable([long], styleFor(50)).split('\n')).toEqual([
    'date        status    task         picked by',
    '2026-11-22  ● active  Fix the tap  Maximiliane-Al…',
  ])
})

describe('a win', () => {
  test('is shown with its task and the definition of done', () => {
    expect(winPage(win, styleFor(80)).split('\n')).toEqual([
      'Daily Win of 2026-11-22 (today), picked by Alex',
      '',
      '  Fix the tap  ● active',
      '  #1 · repairs · small · Alex',
      '  Done means: No drop in an hour',
    ])
  })

  test.each([
    ['PAUSED', '  Fix the tap  ◐ paused'],
    ['BLOCKED', '  Fix the tap  ■ blocked'],
  ] as const)('that is %s says why, wrapped at the terminal’s width', (status, line) => {
    const note = 'It rained all day long, and there is no umbrella in the whole house.'
    const aside = winValue({ date: '2026-11-19', status, note, selected_by: null })
    expect(winPage(aside, styleFor(60)).split('\n')).toEqual([
      'Daily Win of 2026-11-19 (3 days ago)',
      '',
      line,
      '  #1 · repairs · small · Alex',
      '  Why: It rained all day long, and there is no umbrella in',
      '  the whole house.',
      '  Done means: No drop in an hour',
    ])
  })

  test.each([
    ['Sam', ', picked by Alex, done by Sam'],
    ['Alex', ', picked by Alex'],
    [null, ', picked by Alex'],
  ])('done by %s says so if somebody else picked it', (completed_by, by) => {
    const done = winValue({ status: 'DONE', completed_by })
    expect(winPage(done, styleFor(80)).split('\n')[0]).toEqual(
      `Daily Win of 2026-11-22 (today)${by}`,
    )
  })

  test('of long ago is named by its date alone', () => {
    expect(winPage(winValue({ date: '2026-01-02' }), styleFor(80)).split('\n')[0]).toEqual(
      'Daily Win of 2026-01-02, picked by Alex',
    )
  })
})

test.each([
  ['2026-11-22', 'today’s win'],
  ['2026-11-21', 'yesterday’s win'],
  ['2026-11-20', 'Friday’s win'],
  ['2026-11-16', 'Monday’s win'],
  ['2026-11-15', 'the win of 2026-11-15'],
  ['2026-11-23', 'the win of 2026-11-23'],
])('names the win of %s: %s', (date, name) => {
  expect(winName(date as CalendarDate, today)).toEqual(name)
})

test.each<[Partial<Worth>, string]>([
  [
    { without: 0, with: 4 },
    'That breaks the streak: with a win on 2026-11-21, it would be 4 days.',
  ],
  [
    { without: 1, with: 2 },
    'That breaks the streak: with a win on 2026-11-21, it would be 2 days.',
  ],
  [{ without: 0, with: 1 }, 'With a win on 2026-11-21, the streak would be 1 day.'],
  [{ without: 2, with: 2 }, 'The streak does not change.'],
  [
    { without: 3, with: 4, isRestDay: true },
    '2026-11-21 is a rest day, so the streak goes on; with a win, it would be 4 days.',
  ],
  [
    { without: 0, with: 1, isRestDay: true },
    'With a win on 2026-11-21, the streak would be 1 day.',
  ],
  [{ without: 2, with: 2, isRestDay: true }, 'The streak does not change.'],
])('says what it does to the streak that a day is not won: %j', (worth, sentence) => {
  const { without = 0, with: more = 0, isRestDay = false } = worth
  const date = '2026-11-21' as CalendarDate
  expect(lostDayText(date, { without, with: more, isRestDay })).toEqual(sentence)
})

const stats: WinStats = {
  current_streak: 2,
  longest_streak: 5,
  wins: 12,
  days: 20,
  share_30: 0.4,
  last30: { won: 12, dates: 30, due: 30 },
  by_user: [
    { user: 'Alexandra', wins: 8 },
    { user: '李さん', wins: 3 },
    { user: null, wins: 1 },
  ],
  rest_days: 0,
  share_30_of_due: 0.4,
}

describe('the statistics of a household', () => {
  test.each([
    [60, 15, 6, 2],
    [80, 27, 10, 3],
    [120, 27, 10, 3],
    [undefined, 27, 10, 3],
  ])('fit %j columns (F100, F101)', (columns, most, fewer, least) => {
    expect(statsPage({ stats, open: undefined }, styleFor(columns)).split('\n')).toEqual([
      'Streak          ▲ 2 days in a row',
      'Longest streak  5 days',
      'Days won        12 of 20',
      `Last 30 days    ${'█'.repeat(12)}${'░'.repeat(18)} 12 of 30`,
      '',
      'member        wins  share',
      `Alexandra        8    67%  ${'█'.repeat(most)}`,
      `李さん           3    25%  ${'█'.repeat(fewer)}`,
      `not recorded     1     8%  ${'█'.repeat(least)}`,
    ])
  })

  test.each([
    [{ won: 1, dates: 1, due: 1 }, `${'█'.repeat(30)} 1 of 1`],
    [{ won: 1, dates: 4, due: 4 }, `${'█'.repeat(8)}${'░'.repeat(22)} 1 of 4`],
    [{ won: 0, dates: 30, due: 30 }, `${'░'.repeat(30)} 0 of 30`],
  ])('show %j of the last 30 days as a share of a whole bar', (last30, bar) => {
    expect(
      statsPage({ stats: { ...stats, last30 }, open: undefined }, styleFor(80)).split('\n')[3],
    ).toEqual(`Last 30 days    ${bar}`)
  })

  test.each([
    [80, 40],
    [60, 22],
  ])('show a member who did every win with a whole bar of %j columns', (columns, width) => {
    const alone = { ...stats, by_user: [{ user: 'Alex', wins: 12 }] }
    expect(
      statsPage({ stats: alone, open: undefined }, styleFor(columns)).split('\n').at(-1),
    ).toEqual(`Alex      12   100%  ${'█'.repeat(width)}`)
  })

  test.each([54, 80])('name rest days in %j columns', (columns) => {
    const last30 = { won: 12, dates: 30, due: 26 }
    const rested = { ...stats, rest_days: 1, last30, share_30_of_due: 0.462 }
    const width = Math.min(30, columns - 26)
    const full = Math.round(0.4 * width)
    expect(
      statsPage({ stats: rested, open: undefined }, styleFor(columns)).split('\n').slice(0, 6),
    ).toEqual([
      'Streak          ▲ 2 days in a row, 1 rest day between',
      'Longest streak  5 days',
      'Days won        12 of 20',
      `Last 30 days    ${'█'.repeat(full)}${'░'.repeat(width - full)} 12 of 30`,
      '                12 of 26 without rest days',
      '',
    ])
  })

  test('say that a streak was broken', () => {
    expect(
      statsPage({ stats: { ...stats, current_streak: 0 }, open: undefined }, styleFor(80)).split(
        '\n',
      )[0],
    ).toEqual('Streak          no current streak')
  })

  test('say how to begin before the first win', () => {
    expect(
      statsPage({ stats: { ...stats, wins: 0, by_user: [] }, open: undefined }, styleFor(80)),
    ).toEqual(
      'No Daily Win has been finished yet.\nPick one: momentum win pick\nThen finish it: momentum win done',
    )
  })
})

const days = new Map([
  ['2026-11-02', 'DONE'],
  ['2026-11-18', 'DONE'],
  ['2026-11-20', 'BLOCKED'],
  ['2026-11-21', 'PAUSED'],
  ['2026-11-22', 'ACTIVE'],
] as [CalendarDate, WinStatus][])

const rest: Rest = [
  {
    from_date: '2026-11-12' as CalendarDate,
    until_date: '2026-11-14' as CalendarDate,
    weekday: null,
  },
  { from_date: '2026-10-26' as CalendarDate, until_date: null, weekday: 'SUN' },
]

describe('the calendar', () => {
  test('has a column per week and a row per weekday, as many weeks as fit', () => {
    const dots = (count: number) => '· '.repeat(count)
    expect(calendar(days, [], styleFor(60)).split('\n')).toEqual([
      '         Jun     Jul     Aug       Sep     Oct     Nov',
      `Mon  ${dots(24)}■ · ·`,
      `     ${dots(26)}·`,
      `Wed  ${dots(26)}■`,
      `     ${dots(26)}·`,
      `Fri  ${dots(26)}□`,
      `     ${dots(26)}□`,
      `Sun  ${dots(26)}□`,
      '',
      '     ■ won   □ picked, not won   · no pick',
    ])
  })

  test.each([
    [10, 4],
    [60, 27],
    [80, 37],
    [120, 53],
    [undefined, 37],
  ])('of %j columns holds %i weeks', (columns, weeks) => {
    expect(calendar(new Map(), [], styleFor(columns)).split('\n')[1]).toEqual(
      `Mon  ${'· '.repeat(weeks).trimEnd()}`,
    )
  })

  test('draws rest days that have no win, and explains their sign', () => {
    expect(calendar(days, rest, styleFor(13)).split('\n').slice(1, 8)).toEqual([
      'Mon  · ■ · ·',
      '     · · · ·',
      'Wed  · · · ■',
      '     · · – ·',
      'Fri  · · – □',
      '     · · – □',
      'Sun  – – – □',
    ])
    // A rest day without a pick is marked like any other, also if it is today.
    const open = calendar(new Map(), rest, styleFor(80)).split('\n')
    expect([open[7]?.at(-1), open.at(-1)]).toEqual([
      '–',
      '     ■ won   □ picked, not won   · no pick   – rest day',
    ])
  })

  test('never separates a sign from what it means', () => {
    const past = [{ ...rest[1], until_date: '2026-11-20' as CalendarDate }] as Rest
    const lines = (columns: number) =>
      calendar(new Map(), past, styleFor(columns)).split('\n').slice(9)
    expect([lines(60), lines(30)]).toEqual([
      ['     ■ won   □ picked, not won   · no pick   – rest day', '     ▫ today'],
      ['     ■ won   □ picked, not won', '     · no pick   – rest day', '     ▫ today'],
    ])
  })

  test('marks today while it has no win, and leaves future dates blank', () => {
    const open = calendar(new Map(), [], styleFor(60)).split('\n')
    expect([open[7]?.at(-1), open.at(-1)]).toEqual([
      '▫',
      '     ■ won   □ picked, not won   · no pick   ▫ today',
    ])
    const wednesday = { ...styleFor(13), today: '2026-11-18' as CalendarDate }
    expect(calendar(new Map(), [], wednesday).split('\n').slice(1, 8)).toEqual([
      'Mon  · · · ·',
      '     · · · ·',
      'Wed  · · · ▫',
      '     · · ·',
      'Fri  · · ·',
      '     · · ·',
      'Sun  · · ·',
    ])
  })
})

test.each([60, 80, 120, undefined])(
  'shows the same in color and without at %j columns',
  (columns) => {
    const render = (style: Style) => [
      winTable(wins, style),
      winPage(win, style),
      statsPage({ stats, open: undefined }, style),
      calendar(days, rest, style),
    ]
    expect(render(styleFor(columns, colored)).map(stripVTControlCharacters)).toEqual(
      render(styleFor(columns)),
    )
  },
)
