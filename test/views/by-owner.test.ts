import { expect, test } from 'vitest'
import { fitted, ownerLines, ownersLine } from '../../src/views/by-owner.ts'
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
  task(1, 'A title that is longer than thirty columns', '2026-11-20'),
]

test.each([
  [
    Infinity,
    false,
    [
      'Member 1: Windows, since Sun 15 Nov · Letters, since Wed 31 Dec 2025 · A title that is longer than thirty columns, since Friday',
      'Member 2: Bins, since Monday · Dishes',
      'Unassigned: Oven, since yesterday',
    ],
  ],
  [
    60,
    true,
    [
      'Member 1: Windows, since Sun 15 Nov · and 2 more',
      'Member 2: Bins, since Monday · Dishes',
      'Unassigned: Oven, since yesterday',
    ],
  ],
  [
    36,
    true,
    [
      'Member 1: Windows, sin… · and 2 more',
      'Member 2: Bins, since… · and 1 more',
      'Unassigned: Oven, since yesterday',
    ],
  ],
])('in %d columns, what is due is listed for each owner', (room, isCut, lines) => {
  expect(ownerLines(tasks, room, styleFor(80))).toEqual({ lines, isCut })
})

test.each([
  [80, 'Member 1: Windows · Letters · Member 2: Bins · Unassigned: Oven'],
  [40, 'Member 1: Windows · Letters · and 2 more'],
])('in %i columns, the owners stand on one line', (room, line) => {
  const some = [tasks[2], tasks[4], tasks[1], tasks[0]].filter((each) => each !== undefined)
  expect(ownersLine(some, room)).toEqual(line)
})
