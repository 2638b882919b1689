import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Style } from '../../src/terminal/paint.ts'
import { movedTasks, taskDetails, taskLine, taskTable } from '../../src/views/task.ts'
import { userDetails, userTable } from '../../src/views/user.ts'
import { taskValue, userValue } from '../support/household/values.ts'
import { colored, styleFor } from '../support/program/styles.ts'

const tap = taskValue()
const task = taskValue

const tasks = [
  tap,
  task({
    id: 12,
    title: 'Descale the kettle in the kitchen and the one upstairs, both with vinegar',
    effort: 'COMPLEX',
    status: 'ACTIVE',
    owner: null,
  }),
  task({
    id: 103,
    title: '漢字の練習 👩‍👩‍👧 Cafe\u0301',
    domain: 'OTHER',
    status: 'DONE',
    owner: '李さん',
  }),
  task({ id: 4, title: '漢'.repeat(40), status: 'BLOCKED' }),
  task({ id: 5, title: '🇩🇪 Steuer 👍🏽', domain: 'BILLS', status: 'PAUSED' }),
  task({ id: 6, title: 'one\ntwo', status: 'ABANDONED' }),
]

const alex = userValue()

describe('a list of tasks', () => {
  test.each([
    [
      60,
      [
        ' id  task                 priority  due  owner   status',
        '  1  Fix the tap          medium    –    Alex    ○ backlog',
        ' 12  Descale the kettle…  medium    –    –       ● active',
        '103  漢字の練習 👩‍👩‍👧 Cafe\u0301   medium    –    李さん  ✓ done',
        '  4  漢漢漢漢漢漢漢漢漢…  medium    –    Alex    ■ blocked',
        '  5  🇩🇪 Steuer 👍🏽         medium    –    Alex    ◐ paused',
        '  6  one two              medium    –    Alex    ✗ abandoned',
      ],
    ],
    [
      80,
      [
        ' id  task                                     priority  due  owner   status',
        '  1  Fix the tap                              medium    –    Alex    ○ backlog',
        ' 12  Descale the kettle in the kitchen and…   medium    –    –       ● active',
        '103  漢字の練習 👩‍👩‍👧 Cafe\u0301                       medium    –    李さん  ✓ done',
        '  4  漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢…  medium    –    Alex    ■ blocked',
        '  5  🇩🇪 Steuer 👍🏽                             medium    –    Alex    ◐ paused',
        '  6  one two                                  medium    –    Alex    ✗ abandoned',
      ],
    ],
    [
      120,
      [
        ' id  task                                                 domain   effort   priority  due  owner   category  status',
        '  1  Fix the tap                                          repairs  small    medium    –    Alex    –         ○ backlog',
        ' 12  Descale the kettle in the kitchen and the one upst…  repairs  complex  medium    –    –       –         ● active',
        '103  漢字の練習 👩‍👩‍👧 Cafe\u0301                                   other    small    medium    –    李さん  –         ✓ done',
        '  4  漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢…  repairs  small    medium    –    Alex    –         ■ blocked',
        '  5  🇩🇪 Steuer 👍🏽                                         bills    small    medium    –    Alex    –         ◐ paused',
        '  6  one two                                              repairs  small    medium    –    Alex    –         ✗ abandoned',
      ],
    ],
    [
      undefined,
      [
        ' id  task                                                                              domain   effort   priority  due  owner   category  status',
        '  1  Fix the tap                                                                       repairs  small    medium    –    Alex    –         ○ backlog',
        ' 12  Descale the kettle in the kitchen and the one upstairs, both with vinegar         repairs  complex  medium    –    –       –         ● active',
        '103  漢字の練習 👩‍👩‍👧 Cafe\u0301                                                                other    small    medium    –    李さん  –         ✓ done',
        `  4  ${'漢'.repeat(40)}  repairs  small    medium    –    Alex    –         ■ blocked`,
        '  5  🇩🇪 Steuer 👍🏽                                                                      bills    small    medium    –    Alex    –         ◐ paused',
        '  6  one two                                                                           repairs  small    medium    –    Alex    –         ✗ abandoned',
      ],
    ],
  ])('fits %j columns (F100, F101)', (columns, lines) => {
    expect(taskTable(tasks, styleFor(columns)).split('\n')).toEqual(lines)
  })

  test.each([
    [
      60,
      [
        'id  task            priority  due  owner           status',
        ' 1  Sort the boxe…  medium    –    Maximiliane-A…  ○ backlog',
      ],
    ],
    [40, ['id  task         owner         status', ' 1  Sort the b…  Maximiliane…  ○ backlog']],
  ])(
    'shortens a long name in %i columns, and drops priority and due date below 60 (F101)',
    (columns, lines) => {
      const long = task({
        title: 'Sort the boxes in the attic by year',
        owner: 'Maximiliane-Alexandra von und zu Hohenstein',
      })
      expect(taskTable([long], styleFor(columns)).split('\n')).toEqual(lines)
    },
  )

  test('shows from when hidden tasks are shown, each on one line also at 60 columns', () => {
    const tasks = [taskValue({ starts_on: '2026-12-14', due_date: '2026-12-15', routine_id: 1 })]
    expect(taskTable(tasks, styleFor(60)).split('\n')).toEqual([
      'id  task           starts      owner  status',
      ' 1  Fix the tap ↻  2026-12-14  Alex   ○ backlog',
    ])
  })

  test('is colored by status, with closed tasks dimmed', () => {
    const list = taskTable(
      [task({ status: 'ACTIVE' }), task({ id: 2, status: 'DONE' })],
      styleFor(60, colored),
    )
    expect(list.split('\n').slice(1)).toEqual([
      ' \x1b[2m1\x1b[22m  Fix the tap  \x1b[2mmedium\x1b[22m    \x1b[2m–\x1b[22m    Alex   \x1b[36m●\x1b[39m active',
      ' \x1b[2m2\x1b[22m  \x1b[2mFix the tap\x1b[22m  \x1b[2mmedium\x1b[22m    \x1b[2m–\x1b[22m    Alex   \x1b[32m✓\x1b[39m done',
    ])
  })
})

test.each([60, 80, 120, undefined])(
  'shows the same in color and without at %j columns',
  (columns) => {
    const render = (style: Style) => [
      taskTable(tasks, style),
      taskDetails(tap, style),
      userTable([alex], style),
      userDetails(alex, { tasks: 1, routines: 0 }, style),
      movedTasks([tap], style),
    ]
    expect(render(styleFor(columns, colored)).map(stripVTControlCharacters)).toEqual(
      render(styleFor(columns)),
    )
  },
)

describe('a task', () => {
  test('is shown with all its fields, wrapped at the terminal’s width', () => {
    const blocked = task({
      status: 'BLOCKED',
      status_note: 'The plumber said Tuesday, then Wednesday, then next week.',
      definition_of_done: 'No drop in an hour\nNo stain below',
      materials_needed: `${'漢'.repeat(20)} ${'漢'.repeat(10)}`,
      owner: null,
    })
    expect(taskDetails(blocked, styleFor(60)).split('\n')).toEqual([
      'Fix the tap  #1',
      '',
      'Status      ■ blocked',
      'Note        The plumber said Tuesday, then Wednesday, then',
      '            next week.',
      'Done means  No drop in an hour',
      '            No stain below',
      `Materials   ${'漢'.repeat(20)}`,
      `            ${'漢'.repeat(10)}`,
      'Domain      repairs',
      'Effort      small',
      'Owner       Unassigned',
      'Priority    medium',
      'Added       2026-11-20',
      'UUID        00000000-0000-4000-8000-000000000001',
    ])
  })

  test('is shown with the date it was done', () => {
    const done = task({ status: 'DONE', completed_at: '2026-11-22T12:00:00.000Z' })
    expect(taskDetails(done, styleFor()).split('\n')).toEqual([
      'Fix the tap  #1',
      '',
      'Status      ✓ done',
      'Done means  No drop in an hour',
      'Domain      repairs',
      'Effort      small',
      'Owner       Alex',
      'Priority    medium',
      'Added       2026-11-20',
      'Done        2026-11-22',
      'UUID        00000000-0000-4000-8000-000000000001',
    ])
  })

  test('is shown unwrapped in a pipe (F101)', () => {
    const words = 'word '.repeat(60).trim()
    const long = task({ title: words, definition_of_done: words, materials_needed: words })
    expect(taskDetails(long, styleFor()).split('\n').slice(0, 5)).toEqual([
      `${words}  #1`,
      '',
      'Status      ○ backlog',
      `Done means  ${words}`,
      `Materials   ${words}`,
    ])
  })

  test('is shown with dates in the household’s time zone (F110)', () => {
    const done = task({
      status: 'DONE',
      created_at: '2026-11-21T02:30:00.000Z',
      completed_at: '2026-11-23T04:59:00.000Z',
    })
    const style = { ...styleFor(80), zone: 'America/New_York' }
    expect(taskDetails(done, style).split('\n').slice(-3, -1)).toEqual([
      'Added       2026-11-20',
      'Done        2026-11-22',
    ])
  })

  test('is reported after a move in wrapped lines, with the note on one line', () => {
    const paused = task({ status: 'PAUSED', status_note: 'It rains\nand rains and rains' })
    expect(movedTasks([paused], styleFor(40)).split('\n')).toEqual([
      '◐ Fix the tap is paused: It rains and',
      'rains and rains',
    ])
  })

  test.each([
    ['Alex', '#1 · repairs · small · Alex'],
    [null, '#1 · repairs · small · unassigned'],
  ])('of %j is described in a line', (owner, line) => {
    expect(taskLine(task({ owner }), styleFor())).toEqual(line)
  })

  test.each([
    ['BACKLOG', null, '○ Fix the tap is in the backlog.'],
    ['BACKLOG', 'in spring', '○ Fix the tap is in the backlog: in spring'],
    ['ACTIVE', null, '● Fix the tap is active.'],
    ['PAUSED', 'rain', '◐ Fix the tap is paused: rain'],
    ['BLOCKED', 'no parts', '■ Fix the tap is blocked: no parts'],
    ['DONE', null, '✓ Fix the tap is done.'],
    ['ABANDONED', 'a new tap', '✗ Fix the tap is abandoned: a new tap'],
  ])('is reported after it became %s with the note %j', (status, status_note, line) => {
    expect(movedTasks([task({ status, status_note })], styleFor(80))).toEqual(line)
  })

  test('is listed after a move of several tasks', () => {
    expect(movedTasks([tap, task({ id: 2, status: 'DONE' })], styleFor(60)).split('\n')).toEqual([
      'id  task         priority  due  owner  status',
      ' 1  Fix the tap  medium    –    Alex   ○ backlog',
      ' 2  Fix the tap  medium    –    Alex   ✓ done',
    ])
  })
})

test('shows the date a member was added in the household’s time zone (F110)', () => {
  const late = userValue({ created_at: '2026-11-21T02:30:00.000Z' })
  const style = { ...styleFor(80), zone: 'America/New_York' }
  expect(userDetails(late, { tasks: 1, routines: 0 }, style).split('\n').at(-1)).toEqual(
    'Added     2026-11-20',
  )
})

test('lists members with their status', () => {
  const jose = userValue({ id: 12, name: 'José 漢字', role: 'cook', active: false })
  expect(userTable([alex, jose], styleFor(60)).split('\n')).toEqual([
    'id  name       role  status',
    ' 1  Alex       –     active',
    '12  José 漢字  cook  inactive',
  ])
})

test.each([
  [
    alex,
    { tasks: 1, routines: 0 },
    ['Role      –', 'Password  no', 'Status    active', 'Owns      1 task'],
  ],
  [
    userValue({ email: 'alex@example.org', has_password: true }),
    { tasks: 0, routines: 0 },
    [
      'Role      –',
      'Email     alex@example.org',
      'Password  yes',
      'Status    active',
      'Owns      0 tasks',
    ],
  ],
  [
    userValue({ role: 'cook', active: false }),
    { tasks: 3, routines: 2 },
    ['Role      cook', 'Password  no', 'Status    inactive', 'Owns      3 tasks and 2 routines'],
  ],
])('shows a member', (user, owned, facts) => {
  expect(userDetails(user, owned, styleFor(80)).split('\n')).toEqual([
    'Alex  #1',
    '',
    ...facts,
    'Added     2026-11-20',
  ])
})
