import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { TodayPage } from '../../src/db/household/today.ts'
import type { Task } from '../../src/domain/task.ts'
import { bySection } from '../../src/domain/today-sections.ts'
import type { WinStatus } from '../../src/domain/win.ts'
import { stringWidth } from '../../src/terminal/layout.ts'
import type { Style } from '../../src/terminal/paint.ts'
import { todayPage } from '../../src/views/today.ts'
import { absenceValue, taskValue, today, winValue } from '../support/household/values.ts'
import { colored, styleFor } from '../support/program/styles.ts'

const task = (changes: object = {}) => taskValue({ status: 'BACKLOG', ...changes })

const win = (status: WinStatus, changes: object = {}) =>
  winValue({ task: task({ status }), status, ...changes })

/** The sections of a page that have these tasks, all of which were found. */
function sections(lists: Partial<Record<keyof TodayPage['sections'], readonly Task[]>>) {
  return bySection((name) => {
    const tasks = lists[name] ?? []
    return { tasks, found: tasks.length, isAll: true }
  })
}

const quiet: TodayPage = {
  date: today,
  win: null,
  left_over: null,
  current_streak: 0,
  longest_streak: 0,
  rest_day: false,
  yours: [],
  due: [],
  in_progress: [],
  blocked: [],
  unowned: [],
  tomorrow: [],
  soon: [],
  away: [],
  counts: { BACKLOG: 2, ACTIVE: 0, PAUSED: 0, BLOCKED: 0, DONE: 0, ABANDONED: 0 },
  sections: sections({}),
  empty: false,
}

const sam = { owner_user_id: 2, owner: 'Sam' }
const nobodys = { owner_user_id: null, owner: null }

const errands = Array.from({ length: 40 }, (_, index) =>
  task({ ...nobodys, id: 60 + index, title: `Errand ${60 + index}` }),
)

/** A household of eight, in which Alex looks. */
const busy: TodayPage = {
  ...quiet,
  win: win('ACTIVE'),
  left_over: win('ACTIVE', { date: '2026-11-20', task: task({ title: 'Sort the cellar' }) }),
  current_streak: 3,
  longest_streak: 9,
  away: [absenceValue()],
  counts: { BACKLOG: 80, ACTIVE: 2, PAUSED: 1, BLOCKED: 3, DONE: 4, ABANDONED: 1 },
  sections: {
    ...sections({
      yours: [
        task({ id: 9, title: 'Pay the rent', due_date: '2026-11-20', priority: 'URGENT' }),
        task({ id: 107, title: 'Bins', due_date: today }),
        task({ id: 8, title: 'Paint the fence', status: 'ACTIVE' }),
        ...['Iron', 'Mow', 'Sew', 'Dust'].map((title, index) => task({ id: 10 + index, title })),
      ],
      due: ['Sam', 'Kim', 'Zoë', 'Björn', 'Maximiliane', '李さん', 'Tom'].flatMap((owner, index) =>
        [1, 2, 3, 4, 5].map((number) =>
          task({
            ...{ id: 20 + number, owner_user_id: index + 2, owner },
            ...{ title: `Straße ${number} kehren`, due_date: number < 3 ? '2026-11-20' : today },
          }),
        ),
      ),
      in_progress: [
        task({ id: 50, title: 'Cook', status: 'ACTIVE', ...sam }),
        task({ id: 51, title: 'Wallpaper', status: 'PAUSED', status_note: 'no paste', ...nobodys }),
      ],
      blocked: [
        task({ id: 7, title: '漢字'.repeat(14), status: 'BLOCKED' }),
        task({
          ...{ id: 12, title: 'Roof', status: 'BLOCKED', ...nobodys },
          status_note: 'The roofer\nwants to see it in dry weather first',
        }),
        task({ id: 13, title: 'Attic', status: 'BLOCKED' }),
      ],
      soon: [
        task({ id: 30, title: 'Glass', due_date: '2026-11-23', ...sam }),
        task({ id: 31, title: 'Oven', due_date: '2026-11-25' }),
      ],
    }),
    unowned: { tasks: errands.slice(0, 20), found: 40, isAll: true },
  },
}

describe('today’s page', () => {
  test('of a busy household fits a screen of 24 lines and 80 columns', () => {
    expect(todayPage(busy, styleFor(80)).split('\n')).toEqual([
      'Sunday 22 November 2026                            ▲ 3 days in a row · longest 9',
      '',
      '! Did you finish “Sort the cellar” (Friday’s win)?',
      '  → momentum win done --date 2026-11-20',
      '',
      'Daily Win    Fix the tap  ● active  #1 · Alex',
      '             Done means: No drop in an hour',
      'Yours        !   9  Pay the rent – since Friday · urgent',
      '             … and 6 more: momentum task list --mine',
      'Due          ! Sam: Straße 1 kehren, since Friday · and 4 more',
      '             ! Kim: Straße 1 kehren, since Friday · and 4 more',
      '             … and 25 more: momentum task list --due ..today',
      'In progress  ● 50  Cook – Sam',
      '             ◐ 51  Wallpaper – paused: no paste',
      'Blocked      ■  7  漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字… – Alex',
      '             … and 2 more: momentum task list --status blocked',
      'Unassigned   ○ 60  Errand 60 – small',
      '             … and 39 more: momentum task list --owner none',
      'Next 3 days  tomorrow    Sam: Glass',
      '             Wed 25 Nov  Alex: Oven',
      'Away         Sam until Wed 25 Nov',
      '',
      '  → momentum win done  when it is done',
    ])
  })

  test.each([60, 80, 100, 120])('of a busy household is no wider than %d columns', (columns) => {
    const lines = todayPage(busy, styleFor(columns)).split('\n')
    expect(lines.length).toBeLessThanOrEqual(23)
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns)
  })

  test('has blank lines between its parts if there is room for them', () => {
    const { yours, in_progress, soon } = busy.sections
    const some = { ...quiet, sections: { ...quiet.sections, yours, in_progress, soon } }
    expect(todayPage(some, styleFor(80)).split('\n')).toEqual([
      'Sunday 22 November 2026                                            no streak yet',
      '',
      'Daily Win    Nothing is picked for today yet.',
      '',
      'Yours        !   9  Pay the rent – since Friday · urgent',
      '             ○ 107  Bins – today',
      '             ●   8  Paint the fence – active',
      '             ○  10  Iron',
      '             ○  11  Mow',
      '             … and 2 more: momentum task list --mine',
      '',
      'In progress  ● 50  Cook – Sam',
      '             ◐ 51  Wallpaper – paused: no paste',
      '',
      'Next 3 days  tomorrow    Sam: Glass',
      '             Wed 25 Nov  Alex: Oven',
      '',
      'All tasks    2 backlog',
      '',
      '  → momentum win pick  picks the task to finish today',
    ])
  })

  test('of a calm household takes eight lines', () => {
    const calm = {
      ...quiet,
      win: win('ACTIVE'),
      sections: sections({
        yours: busy.sections.yours.tasks.slice(0, 1),
        soon: busy.sections.soon.tasks.slice(0, 1),
      }),
    }
    expect(todayPage(calm, styleFor(80)).split('\n').slice(2)).toEqual([
      'Daily Win    Fix the tap  ● active  #1 · Alex',
      '             Done means: No drop in an hour',
      'Yours        ! 9  Pay the rent – since Friday · urgent',
      'Next 3 days  tomorrow  Sam: Glass',
      '',
      '  → momentum win done  when it is done',
    ])
  })

  test('has as many blank lines as its length leaves room for', () => {
    const looks = Array.from({ length: 14 }, (_, count) => {
      const tasks = errands.slice(0, count)
      const lists = { unowned: tasks.slice(0, 6), in_progress: tasks.slice(6) }
      const page = { ...quiet, win: win('ACTIVE'), sections: sections(lists) }
      const lines = todayPage(page, styleFor(80)).split('\n')
      return `${lines.length}, ${lines.filter((line) => line === '').length} blank`
    })
    expect(looks).toEqual([
      ...['7, 2 blank', '7, 2 blank', '8, 2 blank', '10, 3 blank', '11, 3 blank', '12, 3 blank'],
      ...['15, 4 blank', '17, 5 blank', '18, 5 blank', '19, 5 blank', '20, 5 blank'],
      ...['21, 5 blank', '22, 5 blank', '22, 5 blank'],
    ])
  })

  test('has its titles above its parts on a narrow terminal', () => {
    const page = { ...quiet, win: win('ACTIVE'), sections: busy.sections }
    expect(todayPage(page, styleFor(30)).split('\n').slice(0, 10)).toEqual([
      'Sunday 22 November 2026',
      'no streak yet',
      '',
      'Daily Win',
      '  Fix the tap  ● active  #1 ·',
      '  Alex',
      '  Done means: No drop in an',
      '  hour',
      'Yours',
      '  !   9  Pay the rent – since…',
    ])
  })

  test.each([
    ['Due today', [today, today]],
    ['Overdue', ['2026-11-21', '2026-11-02']],
    ['Due', ['2026-11-21', today]],
  ])('says “%s” of what is due on %j', (title, dates) => {
    const due = dates.map((due_date) => task({ due_date }))
    const page = todayPage({ ...quiet, sections: sections({ due }) }, styleFor(80))
    expect(page.split('\n').some((line) => line.startsWith(`${title}  `))).toBe(true)
  })

  test.each([
    [
      'active',
      { win: win('ACTIVE') },
      ['Done means: No drop in an hour', '✓ Nothing else needs doing today.'],
    ],
    [
      'done',
      { win: win('DONE'), counts: { ...quiet.counts, BACKLOG: 0 } },
      ['✓ Nothing else needs doing today. Enjoy the day!'],
    ],
    ['not picked', {}, ['✓ Nothing is due today.']],
    [
      'not picked, and nothing is open',
      { counts: { ...quiet.counts, BACKLOG: 0, DONE: 2 } },
      ['✓ Nothing is left to do. Enjoy the day!'],
    ],
    [
      'not picked, and something comes soon',
      { sections: sections({ soon: [task({ due_date: '2026-11-23' })] }) },
      ['✓ Nothing is due today.'],
    ],
    ['not picked, and something is blocked', { sections: sections({ blocked: [task()] }) }, []],
    ['not picked, and an earlier one is open', { left_over: win('ACTIVE') }, []],
  ])('says that nothing else is to do if the win is %s', (_, changes, lines) => {
    const page = todayPage({ ...quiet, ...changes }, styleFor(80)).split('\n')
    const start = page.findIndex((line) => line.startsWith('Daily Win')) + 1
    const end = page.findIndex((line, index) => index >= start && !line.startsWith('   '))
    expect(page.slice(start, end)).toEqual(lines.map((line) => `             ${line}`))
  })

  test.each([
    [{ found: 100, isAll: false }, '… and over 95 more: momentum task list --owner none'],
    [{ found: 7, isAll: true }, '… and 2 more: momentum task list --owner none'],
  ])('of %j in a section says how to list the others', (found, line) => {
    const unowned = { tasks: errands.slice(0, Math.min(20, found.found)), ...found }
    const page = { ...quiet, sections: { ...quiet.sections, unowned } }
    expect(todayPage(page, styleFor(80)).split('\n').at(-3)).toEqual(`             ${line}`)
  })

  test('shows all of six, because a line for the sixth is needed anyway', () => {
    const page = { ...quiet, sections: sections({ unowned: errands.slice(0, 6) }) }
    expect(todayPage(page, styleFor(80)).split('\n').slice(4, -2)).toEqual([
      'Unassigned   ○ 60  Errand 60 – small',
      ...[61, 62, 63, 64, 65].map((id) => `             ○ ${id}  Errand ${id} – small`),
    ])
  })

  test.each([
    [0, 60, ['Today is a rest day.']],
    [3, 60, ['Today is a rest day. The streak goes on without']],
    [3, 100, ['Today is a rest day. The streak goes on without a win.']],
  ])('owes no win on a rest day, with a streak of %i at %i columns', (days, columns, lines) => {
    const rested = { ...quiet, rest_day: true, current_streak: days, longest_streak: days }
    const page = todayPage(rested, styleFor(columns)).split('\n')
    expect(page[2]).toEqual(`Daily Win    ${lines[0]}`)
    expect(page.at(-1)).toEqual('  → momentum win pick  picks a task to finish all the same')
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
      `! Did you finish “Fix the tap” (yesterday’s win)?${why}`,
      '  → momentum win done --date 2026-11-21',
    ])
  })

  test('says why the win is paused', () => {
    const page = { ...quiet, win: win('PAUSED', { note: 'Rain' }) }
    expect(todayPage(page, styleFor(80)).split('\n').slice(2, 5)).toEqual([
      'Daily Win    Fix the tap  ◐ paused  #1 · Alex',
      '             Why: Rain',
      '             Done means: No drop in an hour',
    ])
  })

  test.each([
    [80, 'Away         Everybody until tomorrow · Sam until Wed 25 Nov · Kim until today'],
    [60, 'Away         Everybody until tomorrow · and 2 more'],
  ])('says who is away, on one line of %d columns', (columns, line) => {
    const away = [
      absenceValue({ user_id: null, user: null, until_date: '2026-11-23' }),
      absenceValue(),
      absenceValue({ user_id: 3, user: 'Kim', until_date: today }),
    ]
    expect([
      todayPage({ ...quiet, away }, styleFor(columns)).includes(`\n${line}\n`),
      // A page that would be too long has the same line.
      todayPage({ ...busy, away }, styleFor(columns)).includes(`\n${line}\n`),
    ]).toEqual([true, true])
  })

  test.each([
    [0, 0, 'no streak yet'],
    [0, 4, 'no current streak · longest 4'],
    [1, 1, '▲ 1 day in a row'],
    [4, 4, '▲ 4 days in a row'],
  ])(
    'shows a current streak of %i beside a longest streak of %i',
    (current_streak, longest_streak, text) => {
      const page = { ...quiet, current_streak, longest_streak }
      expect(todayPage(page, styleFor()).split('\n')[0]).toEqual(`Sunday 22 November 2026  ${text}`)
    },
  )
})

test.each([30, 60, 80, 120, undefined])(
  'shows the same in color and without at %j columns',
  (columns) => {
    const render = (style: Style) => [todayPage(busy, style), todayPage(quiet, style)]
    expect(render(styleFor(columns, colored)).map(stripVTControlCharacters)).toEqual(
      render(styleFor(columns)),
    )
  },
)
