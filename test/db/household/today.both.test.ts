import { expect, test } from 'vitest'
import { getTodayPage, pageRows } from '../../../src/db/household/today.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { listPage } from '../../../src/db/tasks/lists.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { moveWin } from '../../../src/db/wins/moves.ts'
import type { TaskId, TaskStatus } from '../../../src/domain/task.ts'
import { openStatuses } from '../../../src/domain/task-status.ts'
import type { UserId } from '../../../src/domain/user.ts'
import {
  addMember,
  addTaskWithStatus,
  at,
  day,
  newDatabase,
} from '../../support/database/database.ts'
import { pick } from '../../support/database/wins.ts'
import { draft, moveTo, toDone, writer } from '../../support/household/values.ts'

const nothing = { BACKLOG: 0, ACTIVE: 0, PAUSED: 0, BLOCKED: 0, DONE: 0, ABANDONED: 0 }

const noTasks = { tasks: [], found: 0, isAll: true }
const noSections = {
  yours: noTasks,
  due: noTasks,
  in_progress: noTasks,
  blocked: noTasks,
  unowned: noTasks,
  soon: noTasks,
}

test('the page of an empty household says so', async () => {
  const db = await newDatabase()
  expect(await getTodayPage(db, null, day(0))).toEqual({
    date: '2026-11-22',
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
    counts: nothing,
    sections: noSections,
    empty: true,
  })
})

test('a household with a user alone is not empty', async () => {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  const { empty } = await getTodayPage(db, null, day(0))
  expect(empty).toEqual(false)
})

test('shows the win, what was left over, what is blocked and what is nobody’s', async () => {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  const left_over = await pick(db, await addTaskWithStatus(db, 'BACKLOG', 1), at(2), {
    date: day(-1),
  })
  const owned = await addTask(writer(db), draft(2, { owner_user_id: alex.id }), at(0))
  const win = await pick(db, owned, at(2), { picker: alex.id })
  const blocked = await addTaskWithStatus(db, 'BLOCKED', 3)
  await addTaskWithStatus(db, 'DONE', 4)
  await addTaskWithStatus(db, 'ABANDONED', 5)
  const paused = await addTaskWithStatus(db, 'PAUSED', 6)
  expect(await getTodayPage(db, null, day(0))).toEqual({
    date: '2026-11-22',
    win,
    left_over,
    current_streak: 0,
    longest_streak: 0,
    rest_day: false,
    yours: [],
    due: [],
    in_progress: [left_over.task, win.task, paused],
    blocked: [blocked],
    unowned: [left_over.task, blocked, paused],
    tomorrow: [],
    soon: [],
    away: [],
    counts: { ...nothing, ACTIVE: 2, PAUSED: 1, BLOCKED: 1, DONE: 1, ABANDONED: 1 },
    // The wins are on the page already.
    sections: {
      ...noSections,
      in_progress: { ...noTasks, tasks: [paused], found: 1 },
      blocked: { ...noTasks, tasks: [blocked], found: 1 },
    },
    empty: false,
  })
})

/** Won on 16, 17, 18, 20 and 21 November. */
async function won() {
  const db = await newDatabase()
  for (const back of [-6, -5, -4, -2, -1]) {
    await pick(db, await addTaskWithStatus(db, 'BACKLOG', 10 - back), at(2), { date: day(back) })
    await moveWin(writer(db), day(back), toDone, at(3))
  }
  return db
}

test('an open today does not break the streak, a missed day does', async () => {
  const db = await won()
  await pick(db, await addTaskWithStatus(db, 'BACKLOG', 1), at(2))
  const streaks = async (date: number) => {
    const { current_streak, longest_streak } = await getTodayPage(db, null, day(date))
    return [current_streak, longest_streak]
  }
  const open = await streaks(0)
  await moveWin(writer(db), day(0), toDone, at(4))
  expect([open, await streaks(0), await streaks(1), await streaks(2)]).toEqual([
    [2, 3],
    [3, 3],
    [3, 3],
    [0, 3],
  ])
})

test('the lists hold a page of tasks at the most', async () => {
  const db = await newDatabase()
  for (let number = 1; number <= pageRows + 1; number += 1) {
    const { id } = await addTask(writer(db), draft(number), at(0))
    await moveTask(writer(db), null, id, { to: 'BLOCKED' }, at(1))
  }
  const { blocked, unowned, counts } = await getTodayPage(db, null, day(0))
  expect([blocked.length, unowned.length, counts.BLOCKED]).toEqual([20, 20, 21])
})

const ids = (tasks: readonly { readonly id: TaskId }[]) => tasks.map(({ id }) => id)

test('fifty tasks of each list are counted, thirty shown by owner, and twenty in the answer', async () => {
  const db = await newDatabase()
  for (let number = 1; number <= 71; number += 1) {
    await addTask(writer(db), draft(number, { due_date: day(number <= 49 ? -1 : 1) }), at(0))
  }
  const page = await getTodayPage(db, null, day(0))
  await addTask(writer(db), draft(72, { due_date: day(0) }), at(0))
  for (let number = 73; number <= 95; number += 1) {
    await addTask(writer(db), draft(number, { due_date: day(-2) }), at(0))
  }
  const later = await getTodayPage(db, null, day(0))
  const ends = (list: readonly TaskId[]) => [list.at(0), list.at(-1), list.length]
  const { due, soon, unowned } = page.sections
  expect([
    ...[page.due, page.tomorrow, page.soon, later.due].map((list) => ends(ids(list))),
    ends(ids(due.tasks)),
    ends(ids(soon.tasks)),
    [due, soon, unowned, later.sections.due].map(({ found, isAll }) => [found, isAll]),
  ]).toEqual([
    [1, 20, 20],
    [50, 69, 20],
    [50, 69, 20],
    [73, 92, 20],
    [1, 30, 30],
    [50, 71, 22],
    [
      [49, true],
      [22, true],
      // All 71 were looked at: they are in the other sections.
      [0, true],
      [50, false],
    ],
  ])
})

test('each task is in one section, and in every list to which it belongs', async () => {
  const db = await newDatabase()
  const [alex, sam] = [await addMember(db, 'Alex'), await addMember(db, 'Sam')]
  const add = async (number: number, changes: Parameters<typeof draft>[1], to?: TaskStatus) => {
    const { id } = await addTask(writer(db), draft(number, changes), at(0))
    if (to) await moveTask(writer(db), alex.id, id, moveTo(to, 'Rain'), at(1))
  }
  const own = { owner_user_id: alex.id }
  await add(1, { ...own, due_date: day(0) })
  await add(2, { ...own, due_date: day(-3), private: true })
  await add(3, { ...own }, 'ACTIVE')
  await add(4, { ...own, due_date: day(-1) }, 'PAUSED')
  await add(5, { ...own }, 'BLOCKED')
  await add(6, { owner_user_id: sam.id, due_date: day(-1) }, 'ACTIVE')
  await add(7, {}, 'PAUSED')
  await add(8, { due_date: day(0) }, 'BLOCKED')
  await add(9, {}, 'BLOCKED')
  await add(10, { due_date: day(3) })
  await add(11, { ...own, due_date: day(3), starts_on: day(3) })
  await add(12, { ...own, due_date: day(2), starts_on: day(3) })
  await add(13, { ...own, due_date: day(4) })
  await add(14, { ...own })
  await add(15, {})
  const seen = async (viewer: UserId | null) => {
    const page = await getTodayPage(db, viewer, day(0))
    const { yours, due, in_progress, blocked, unowned, soon } = page
    const lists = { yours, due, in_progress, blocked, unowned, soon }
    return Object.entries(lists).map(([name, list]) => [
      name,
      ids(list),
      ids(page.sections[name as keyof typeof lists].tasks),
    ])
  }
  expect([await seen(alex.id), await seen(null)]).toEqual([
    [
      ['yours', [2, 4, 1, 3], [2, 4, 1, 3]],
      ['due', [2, 4, 6, 1, 8], [6, 8]],
      ['in_progress', [3, 6, 4, 7], [7]],
      ['blocked', [5, 8, 9], [5, 9]],
      ['unowned', [8, 10, 7, 9, 15], [15]],
      ['soon', [10, 11], [10, 11]],
    ],
    [
      ['yours', [], []],
      ['due', [4, 6, 1, 8], [4, 6, 1, 8]],
      ['in_progress', [3, 6, 4, 7], [3, 7]],
      ['blocked', [5, 8, 9], [5, 9]],
      ['unowned', [8, 10, 7, 9, 15], [15]],
      ['soon', [10, 11], [10, 11]],
    ],
  ])
})

test('those of nobody are in the order of a list: by due date, then by priority', async () => {
  const db = await newDatabase()
  const tasks = [
    {},
    { priority: 'URGENT' },
    { due_date: day(9) },
    { priority: 'HIGH' },
    { priority: 'LOW' },
    { due_date: day(9), priority: 'URGENT' },
    { due_date: day(8), priority: 'LOW' },
    { priority: 'URGENT' },
  ] as const
  for (const [index, task] of tasks.entries()) {
    await addTask(writer(db), draft(index + 1, task), at(0))
  }
  const { sections } = await getTodayPage(db, null, day(0))
  const { tasks: listed } = await listPage(
    db,
    null,
    { statuses: openStatuses },
    { limit: 20, most: 1 },
  )
  expect([ids(sections.unowned.tasks), ids(listed)]).toEqual([
    [7, 6, 3, 2, 8, 4, 1, 5],
    [7, 6, 3, 2, 8, 4, 1, 5],
  ])
})

test('a day that was won further east, where it is tomorrow, ends no streak (F111)', async () => {
  const db = await won()
  await pick(db, await addTaskWithStatus(db, 'BACKLOG', 1), at(2), { date: day(1) })
  await moveWin(writer(db), day(1), toDone, at(3))
  const { current_streak, longest_streak } = await getTodayPage(db, null, day(0))
  expect([current_streak, longest_streak]).toEqual([2, 3])
})

test('lists what is open and due today or overdue, the earliest first, and tomorrow', async () => {
  const db = await newDatabase()
  for (const [index, days] of [1, 0, -1, 0, -3, -2].entries()) {
    await addTask(writer(db), draft(index + 1, { due_date: day(days) }), at(0))
  }
  await addTask(writer(db), draft(7), at(0))
  await moveTask(writer(db), null, 5 as TaskId, toDone, at(1))
  await moveTask(writer(db), null, 6 as TaskId, { to: 'BLOCKED' }, at(1))
  // Shown tomorrow, when it is due; and due today, but not to be shown yet.
  await addTask(writer(db), draft(8, { due_date: day(1), starts_on: day(1) }), at(0))
  await addTask(writer(db), draft(9, { due_date: day(0), starts_on: day(1) }), at(0))
  const { due, tomorrow } = await getTodayPage(db, null, day(0))
  expect([due, tomorrow].map((list) => list.map(({ id }) => id))).toEqual([
    [6, 3, 2, 4],
    [1, 8],
  ])
})
