import { expect, test } from 'vitest'
import { dayLines, fitted, ownerLines } from '../../src/views/by-owner.ts'
import { taskValue } from '../support/household/values.ts'
import { styleFor } from '../support/program/styles.ts'

test.each([
  [20, ['Bins', 'Dishes'], 'Bins · Dishes'],
  [13, ['Bins', 'Dishes'], 'Bins · Dishes'],
  [15, ['Dishes', 'Windows'], 'D… · and 1 more'],
  [17, ['Bins', 'Dishes', 'Windows'], 'Bins · and 2 more'],
  [16, ['Bins', 'Dishes', 'Windows'], 'Bi… · and 2 more'],
  [26, ['Bins', 'Dishes', 'Windows', 'Oven'], 'Bins · Dishes · and 2 more'],
  [25, ['Bins', 'Dishes', 'Windows', 'Oven'], 'Bins · and 3 more'],
  [31, ['Bins', 'Oven', 'Rent', 'Iron the shirts'], 'Bins · Oven · Rent · and 1 more'],
  [30, ['Bins', 'Oven', 'Rent', 'Iron the shirts'], 'Bins · Oven · and 2 more'],
  [10, ['Clean the windows'], 'Clean the…'],
  [8, ['Clean', 'Paint'], '… · and 1 more'],
  [0, ['Clean'], '…'],
  [5, [], ''],
])('in %i columns, %j becomes “%s”', (room, items, text) => {
  expect(fitted(items, room)).toEqual(text)
})

const task = (owner_user_id: number | null, title: string, due_date: string | null = null) =>
  taskValue({ owner_user_id, owner: owner_user_id && `Member ${owner_user_id}`, title, due_date })

const tasks = [
  task(null, 'Oven', '2026-11-21'),
  task(2, 'Bins', '2026-11-16'),
  task(1, 'Windows', '2026-11-15'),
  task(2, 'Dishes', '2026-11-22'),
  task(1, 'Letters', '2025-12-31'),
  { ...task(3, 'Rent', '2026-11-22'), priority: 'URGENT', status: 'BLOCKED' } as const,
  task(1, 'A title that is longer than thirty columns', '2026-11-20'),
]

test.each([
  [
    Infinity,
    [],
    [
      'Member 1: Windows, since Sun 15 Nov · Letters, since Wed 31 Dec 2025 · A title that is longer than thirty columns, since Friday',
      'Member 2: Bins, since Monday · Dishes',
      'Member 3: Rent, urgent, blocked',
      'Unassigned: Oven, since yesterday',
    ],
  ],
  [
    60,
    ['Member 1'],
    [
      'Member 1: Windows, since Sun 15 Nov · and 2 more',
      'Member 2: Bins, since Monday · Dishes',
      'Member 3: Rent, urgent, blocked',
      'Unassigned: Oven, since yesterday',
    ],
  ],
  [
    36,
    ['Member 1', 'Member 2'],
    [
      'Member 1: Windows, sin… · and 2 more',
      'Member 2: Bins, since… · and 1 more',
      'Member 3: Rent, urgent, blocked',
      'Unassigned: Oven, since yesterday',
    ],
  ],
])('in %d columns, what is due is listed for each owner', (room, cut, texts) => {
  const lines = ownerLines(tasks, room, styleFor(80))
  expect([
    lines.map(({ text }) => text),
    lines.flatMap(({ isCut, tasks: [first] }) => (isCut ? [first?.owner] : [])),
    lines.flatMap((line) => line.tasks.map(({ title }) => title.split(' ')[0])),
  ]).toEqual([texts, cut, ['Windows', 'Letters', 'A', 'Bins', 'Dishes', 'Rent', 'Oven']])
})

test('a title is cut so that since when it is due has room, and how many more there are', () => {
  const long = 'Sort the boxes in the attic, and take what nobody needs to the shop'
  const overdue = [
    task(1, long, '2026-11-16'),
    task(2, long, '2026-11-16'),
    task(2, 'Dishes'),
    task(3, long),
  ]
  expect(ownerLines(overdue, 60, styleFor(80)).map(({ text }) => text)).toEqual([
    'Member 1: Sort the boxes in the attic, and ta…, since Monday',
    'Member 2: Sort the boxes in the…, since Monday · Dishes',
    'Member 3: Sort the boxes in the attic, and take what nobody…',
  ])
})

test.each([
  [
    80,
    [],
    ['tomorrow    Member 1: Glass · Paper · Member 2: Bins', 'Wed 25 Nov  Unassigned: Oven'],
  ],
  [40, ['Glass'], ['tomorrow    Member 1: Glass · and 2 more', 'Wed 25 Nov  Unassigned: Oven']],
])('in %i columns, what comes is listed for each day', (room, cut, texts) => {
  const soon = [
    task(1, 'Glass', '2026-11-23'),
    task(2, 'Bins', '2026-11-23'),
    task(1, 'Paper', '2026-11-23'),
    task(null, 'Oven', '2026-11-25'),
  ]
  const lines = dayLines(soon, room, styleFor(80))
  expect([
    lines.map(({ text }) => text),
    lines.flatMap(({ isCut, tasks: [first] }) => (isCut ? [first?.title] : [])),
    lines.map((line) => line.tasks.length),
  ]).toEqual([texts, cut, [3, 1]])
})
