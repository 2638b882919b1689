import { describe, expect, test } from 'vitest'
import { hintText } from '../../src/errors.ts'
import { aboutLeft, assignHints, userDetails, userTable } from '../../src/views/user.ts'
import { routineValue, taskValue, userValue } from '../support/household/values.ts'
import { styleFor } from '../support/program/styles.ts'

test('members are listed with their roles', () => {
  const users = [userValue({ role: 'cook' }), userValue({ id: 12, name: 'Sam', active: false })]
  expect(userTable(users, styleFor(80)).split('\n')).toEqual([
    'id  name  role  status',
    ' 1  Alex  cook  active',
    '12  Sam   –     inactive',
  ])
})

test.each([
  [
    userValue(),
    { tasks: 1, routines: 0 },
    ['Role      –', 'Password  no', 'Status    active', 'Owns      1 task'],
  ],
  [
    userValue({ role: 'cook', email: 'alex@example.org', has_password: true, active: false }),
    { tasks: 0, routines: 1 },
    [
      'Role      cook',
      'Email     alex@example.org',
      'Password  yes',
      'Status    inactive',
      'Owns      0 tasks and 1 routine',
    ],
  ],
])('the details of a member: %#', (user, owned, lines) => {
  expect(userDetails(user, owned, styleFor(80)).split('\n')).toEqual([
    'Alex  #1',
    '',
    ...lines,
    'Added     2026-11-20',
  ])
})

const tasks = ['Mow', 'Cook', 'Wash'].map((title, index) => taskValue({ id: index + 1, title }))
const routines = ['Bins', 'Paper', 'Glass', 'Dishes'].map((title, index) =>
  routineValue({ id: index + 5, title }),
)

describe('what a member leaves', () => {
  test.each([
    [0, 0, []],
    [1, 0, ['  Sam owns 1 open task (1): #1 “Mow”']],
    [
      3,
      1,
      [
        '  Sam owns 3 open tasks (3): #1 “Mow”, #2 “Cook”, #3 “Wash”',
        '  Sam owns 1 routine (1): 5 “Bins”',
      ],
    ],
    [
      12,
      4,
      [
        '  Sam owns 12 open tasks (12): #1 “Mow”, #2 “Cook”, #3 “Wash” and 9 more',
        '  Sam owns 4 routines (4): 5 “Bins”, 6 “Paper”, 7 “Glass” and 1 more',
      ],
    ],
    [0, 2, ['  Sam owns 2 routines (2): 5 “Bins”, 6 “Paper”']],
  ])('is named: %d tasks and %d routines', (count, kinds, lines) => {
    const left = { count, first: tasks.slice(0, count), routines: routines.slice(0, kinds) }
    const about = (things: string, all: number) => `Sam owns ${things} (${all})`
    expect(aboutLeft(left, about)).toEqual(lines)
  })

  test.each([
    [0, 0, undefined, []],
    [1, 0, userValue({ name: 'Kim' }), ['To assign it: momentum task assign 1 Kim']],
    [
      1,
      1,
      undefined,
      [
        'To unassign it: momentum task assign 1 none',
        'To unassign the routine: momentum routine edit 5 --owner none',
      ],
    ],
    [
      2,
      2,
      userValue({ name: 'Kim' }),
      [
        'To assign the first one: momentum task assign 1 Kim',
        'To assign the first routine: momentum routine edit 5 --owner Kim',
      ],
    ],
  ])('can be given to others: %d tasks and %d routines', (count, kinds, taker, lines) => {
    const left = { count, first: tasks.slice(0, count), routines: routines.slice(0, kinds) }
    expect(assignHints(left, taker).map(hintText)).toEqual(lines)
  })
})
