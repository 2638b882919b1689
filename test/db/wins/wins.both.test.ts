import { expect, test } from 'vitest'
import { openBatchInsert } from '../../../src/db/batches.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { findOpenWin } from '../../../src/db/tasks/open-win.ts'
import { listCandidates } from '../../../src/db/wins/candidates.ts'
import { moveWin } from '../../../src/db/wins/moves.ts'
import { findCurrentStreak, findStreaks, findWonDates } from '../../../src/db/wins/streaks.ts'
import {
  findWin,
  getWin,
  listLeftOver,
  listWinDays,
  listWins,
  streamWins,
} from '../../../src/db/wins/wins.ts'
import type { TaskId } from '../../../src/domain/task.ts'
import type { Win } from '../../../src/domain/win.ts'
import { MomentumError } from '../../../src/errors.ts'
import {
  addMember,
  addTaskWithStatus,
  at,
  day,
  newDatabase,
} from '../../support/database/database.ts'
import { pick } from '../../support/database/wins.ts'
import { draft, toDone, writer } from '../../support/household/values.ts'

test('finds the win of a date, if it has one', async () => {
  const db = await newDatabase()
  const win = await pick(db, await addTaskWithStatus(db, 'BACKLOG'), at(2))
  expect([
    await getWin(db, day(0)),
    await findWin(db, day(0)),
    await findWin(db, day(1)),
    await findOpenWin(db, win.task_id),
  ]).toEqual([win, win, undefined, { id: win.id, date: day(0), status: 'ACTIVE', note: null }])
})

test('suggests a pick for a date without a win', async () => {
  const db = await newDatabase()
  await expect(getWin(db, day(0))).rejects.toEqual(
    new MomentumError('not_found', '2026-11-22 has no win.', {
      lead: 'Pick one',
      command: 'win pick --date 2026-11-22',
    }),
  )
})

test('a task with a finished win has no open one', async () => {
  const db = await newDatabase()
  const win = await pick(db, await addTaskWithStatus(db, 'BACKLOG'), at(2))
  await moveWin(writer(db), day(0), toDone, at(3))
  expect(await findOpenWin(db, win.task_id)).toEqual(undefined)
})

/** Wins of four days: done, active, paused, and active today. */
async function fourDays() {
  const db = await newDatabase()
  const sam = await addMember(db, 'Sam')
  for (const [index, picker] of [sam, undefined, sam, undefined].entries()) {
    const task = await addTask(writer(db), draft(index + 1), at(0))
    await pick(db, task, at(1), { date: day(index - 3), picker: picker?.id })
  }
  await moveWin(writer(db), day(-3), toDone, at(2))
  await moveWin(writer(db), day(-1), { to: 'PAUSED', note: 'too cold' }, at(2))
  return db
}

test('lists every win with its task, latest first', async () => {
  const wins = await listWins(await fourDays())
  expect(wins.map((win) => [win.date, win.status, win.task.title, win.selected_by])).toEqual([
    ['2026-11-22', 'ACTIVE', 'Task 4', null],
    ['2026-11-21', 'PAUSED', 'Task 3', 'Sam'],
    ['2026-11-20', 'ACTIVE', 'Task 2', null],
    ['2026-11-19', 'DONE', 'Task 1', 'Sam'],
  ])
})

test('lists the latest wins alone, and the days of some weeks', async () => {
  const db = await fourDays()
  const latest = await listWins(db, 2)
  const days = await listWinDays(db, { from: day(-2), until: day(0) })
  expect([latest, days.toSorted((a, b) => (a.date < b.date ? -1 : 1))]).toEqual([
    (await listWins(db)).slice(0, 2),
    [
      { date: day(-2), status: 'ACTIVE' },
      { date: day(-1), status: 'PAUSED' },
      { date: day(0), status: 'ACTIVE' },
    ],
  ])
})

test('lists no wins of an empty household', async () => {
  expect(await listWins(await newDatabase())).toEqual([])
})

test.each([0, 25, 60])(
  'reads %d wins in parts of at most 25, as they are listed',
  async (count) => {
    const db = await newDatabase()
    const sam = await addMember(db, 'Sam')
    const tasks = [
      await addTask(writer(db), draft(1), at(0)),
      await addTask(writer(db), draft(2), at(0)),
    ]
    const wins = Array.from({ length: count }, (_, index) => ({
      date: day(-index),
      task_id: tasks[index % 2]?.id,
      status: 'DONE',
      completed_at: at(1),
      selected_by_user_id: index % 3 === 0 ? sam.id : null,
      created_at: at(1),
      updated_at: at(1),
    }))
    await openBatchInsert(db, 'daily_wins')(wins)
    const parts: (readonly Win[])[] = []
    for await (const part of streamWins(db)) parts.push(part)
    const sizes = { 0: [], 25: [25], 60: [25, 25, 10] }[count]
    expect([parts.flat(), parts.map(({ length }) => length)]).toEqual([await listWins(db), sizes])
  },
)

test('the open wins of earlier dates are left over, the latest first', async () => {
  const db = await fourDays()
  const dates = [day(2), day(1), day(0), day(-1), day(-2)]
  const found = await Promise.all(dates.map((date) => listLeftOver(db, date, 2)))
  expect(found.map((wins) => wins.map(({ date, status }) => [date, status]))).toEqual([
    [
      ['2026-11-22', 'ACTIVE'],
      ['2026-11-21', 'PAUSED'],
    ],
    [
      ['2026-11-22', 'ACTIVE'],
      ['2026-11-21', 'PAUSED'],
    ],
    [
      ['2026-11-21', 'PAUSED'],
      ['2026-11-20', 'ACTIVE'],
    ],
    [['2026-11-20', 'ACTIVE']],
    [],
  ])
})

test('finds the won dates that follow each other, in order', async () => {
  const db = await fourDays()
  await moveWin(writer(db), day(0), toDone, at(3))
  await moveWin(writer(db), day(-2), toDone, at(3))
  expect([await findWonDates(db, day(0)), await findWonDates(db, day(-3))]).toEqual([
    [
      { from: '2026-11-19', until: '2026-11-20' },
      { from: '2026-11-22', until: '2026-11-22' },
    ],
    [{ from: '2026-11-19', until: '2026-11-19' }],
  ])
})

/** The current and the longest streak after this number of won days in a row. */
async function streaksOf(days: number) {
  const db = await newDatabase()
  const { id: task_id } = await addTask(writer(db), draft(1), at(0))
  const won = { task_id, status: 'DONE', completed_at: at(0), created_at: at(0) } as const
  const row = (index: number) => ({ ...won, date: day(-index), updated_at: at(0) })
  await openBatchInsert(db, 'daily_wins')(Array.from({ length: days }, (_, index) => row(index)))
  return [await findStreaks(db, [], day(0)), await findCurrentStreak(db, day(0))]
}

test.each([0, 63, 64, 65, 256, 300])('a streak of %i days is counted to its end', async (days) => {
  const current = { days, rest_days: 0 }
  expect(await streaksOf(days)).toEqual([{ current, longest: days }, current])
})

test('candidates start with little effort, then age', async () => {
  const db = await newDatabase()
  const efforts = ['COMPLEX', 'TINY', 'MEDIUM', 'TINY', 'SMALL', 'TINY', 'TINY', 'TINY'] as const
  for (const [index, effort] of efforts.entries()) {
    await addTask(writer(db), draft(index + 1, { effort }), at(0))
  }
  await moveTask(writer(db), null, 4 as TaskId, { to: 'PAUSED' }, at(1))
  await moveTask(writer(db), null, 5 as TaskId, { to: 'ACTIVE' }, at(1))
  await moveTask(writer(db), null, 6 as TaskId, { to: 'BLOCKED' }, at(1))
  await moveTask(writer(db), null, 7 as TaskId, toDone, at(1))
  await moveTask(writer(db), null, 8 as TaskId, { to: 'ABANDONED' }, at(1))
  const ids = async (limit: number) =>
    (await listCandidates(db, { shownOn: day(0), limit })).map(({ id }) => id)
  expect([await ids(10), await ids(2)]).toEqual([
    [2, 4, 5, 3, 1],
    [2, 4],
  ])
})

test('candidates are searched like tasks', async () => {
  const db = await newDatabase()
  await addTask(writer(db), draft(1, { title: 'Straße fegen' }), at(0))
  await addTask(writer(db), draft(2, { materials_needed: '50% vinegar' }), at(0))
  const ids = async (search: string) =>
    (await listCandidates(db, { shownOn: day(0), search, limit: 10 })).map(({ id }) => id)
  expect([await ids('STRASSE'), await ids('50%'), await ids('%'), await ids('_')]).toEqual([
    [1],
    [2],
    [2],
    [],
  ])
})

test('candidates start with due dates, then priority, effort and age', async () => {
  const db = await newDatabase()
  const wanted = [
    { effort: 'TINY' },
    { due_date: day(2), priority: 'LOW' },
    { due_date: day(1), priority: 'LOW', effort: 'COMPLEX' },
    { due_date: day(2), priority: 'HIGH', effort: 'MEDIUM' },
    { priority: 'URGENT', effort: 'COMPLEX' },
    { effort: 'TINY' },
    { due_date: day(2), priority: 'HIGH' },
    { priority: 'LOW', effort: 'TINY' },
  ] as const
  for (const [index, changes] of wanted.entries()) {
    await addTask(writer(db), draft(index + 1, changes), at(0))
  }
  expect((await listCandidates(db, { shownOn: day(0), limit: 10 })).map(({ id }) => id)).toEqual([
    3, 7, 4, 2, 5, 1, 6, 8,
  ])
})
