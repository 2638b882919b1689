import { expect, test } from 'vitest'
import { removeUser } from '../../../src/db/household/user-removal.ts'
import { addTask, removeTask } from '../../../src/db/tasks/changes.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { editUser } from '../../../src/db/users/users.ts'
import { moveWin } from '../../../src/db/wins/moves.ts'
import { MomentumError } from '../../../src/errors.ts'
import {
  addMember,
  addTaskWithStatus,
  at,
  day,
  newDatabase,
} from '../../support/database/database.ts'
import { newDatabaseWithPick, pick, summarize } from '../../support/database/wins.ts'
import { draft, toDone, today, writer } from '../../support/household/values.ts'

const pickable = [
  ['BACKLOG', at(2)],
  ['ACTIVE', at(1)],
  ['PAUSED', at(2)],
] as const

test.each(pickable)(
  'a pick makes a %s task active and records who picked it',
  async (status, updated_at) => {
    const db = await newDatabase()
    const sam = await addMember(db, 'Sam')
    const task = await addTaskWithStatus(db, status)
    const win = await pick(db, task, at(2), { picker: sam.id })
    expect(win).toEqual({
      id: 1,
      date: '2026-11-22',
      task_id: 1,
      task: { ...task, status: 'ACTIVE', updated_at },
      status: 'ACTIVE',
      note: null,
      selected_by_user_id: 1,
      selected_by: 'Sam',
      completed_at: null,
      completed_by_user_id: null,
      completed_by: null,
      created_at: at(2),
      updated_at: at(2),
    })
  },
)

test('a pick can be made without a known member', async () => {
  const db = await newDatabase()
  const win = await pick(db, await addTaskWithStatus(db, 'BACKLOG'), at(2))
  expect([win.selected_by_user_id, win.selected_by]).toEqual([null, null])
})

const unpickable = [
  ['BLOCKED', '“Task 1” is blocked and cannot be a Daily Win.', 'start'],
  ['DONE', '“Task 1” is done and cannot be a Daily Win.', 'reopen'],
  ['ABANDONED', '“Task 1” is abandoned and cannot be a Daily Win.', 'reopen'],
] as const

test.each(unpickable)('a %s task cannot be picked', async (status, message, verb) => {
  const db = await newDatabase()
  const task = await addTaskWithStatus(db, status)
  const before = await summarize(db)
  await expect(pick(db, task, at(2))).rejects.toEqual(
    new MomentumError('refused', message, { lead: 'First', command: `task ${verb} 1` }),
  )
  expect(await summarize(db)).toEqual(before)
})

test('an inactive member cannot pick', async () => {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  await editUser(writer(db), alex, { active: false }, at(1))
  await expect(
    pick(db, await addTaskWithStatus(db, 'BACKLOG'), at(2), { picker: alex.id }),
  ).rejects.toEqual(
    new MomentumError('refused', 'Alex is inactive and cannot pick a Daily Win.', {
      lead: 'First',
      command: 'user activate Alex',
    }),
  )
  expect((await summarize(db)).wins).toEqual([])
})

test('picking the same task again changes nothing', async () => {
  const db = await newDatabase()
  const task = await addTaskWithStatus(db, 'BACKLOG')
  const win = await pick(db, task, at(2))
  const { id } = await addMember(db, 'Sam')
  const again = await pick(db, win.task, at(3), { picker: id, note: 'x' })
  const done = await moveWin(writer(db), day(0), toDone, at(4))
  const after = await pick(db, done.task, at(5), { replace: true, note: 'x' })
  expect([again, after]).toEqual([win, done])
})

test('the hint of a refusal names the date of the win', async () => {
  const { db, first, second } = await newDatabaseWithPick()
  await pick(db, second, at(2), { date: day(-1) })
  await expect(pick(db, first, at(3), { date: day(-1) })).rejects.toEqual(
    new MomentumError('conflict', '2026-11-21 already has a Daily Win: “Task 2”.', {
      lead: 'To change your mind',
      command: 'win pick 1 --date 2026-11-21 --replace --note "why"',
    }),
  )
})

test('another task replaces the pick only when asked to', async () => {
  const { db, second } = await newDatabaseWithPick()
  const before = await summarize(db)
  await expect(pick(db, second, at(3), { note: 'why' })).rejects.toEqual(
    new MomentumError('conflict', '2026-11-22 already has a Daily Win: “Task 1”.', {
      lead: 'To change your mind',
      command: 'win pick 2 --date 2026-11-22 --replace --note "why"',
    }),
  )
  expect(await summarize(db)).toEqual(before)
})

test('an active win is replaced only with a note', async () => {
  const { db, second } = await newDatabaseWithPick()
  const before = await summarize(db)
  await expect(pick(db, second, at(3), { replace: true })).rejects.toEqual(
    new MomentumError('usage', '“Task 1” is active: say why you replace it.', {
      lead: 'Type',
      command: 'win pick 2 --date 2026-11-22 --replace --note "why"',
    }),
  )
  expect(await summarize(db)).toEqual(before)
})

test('the replaced task returns to the backlog with the note', async () => {
  const { db, second } = await newDatabaseWithPick()
  await pick(db, second, at(3), { replace: true, note: 'it rains' })
  expect(await summarize(db)).toEqual({
    wins: [['2026-11-22', 'Task 2', 'ACTIVE', null, null]],
    tasks: [
      ['Task 1', 'BACKLOG', 'it rains', null],
      ['Task 2', 'ACTIVE', null, null],
    ],
  })
})

test.each(['PAUSED', 'BLOCKED'] as const)('a %s win is replaced and keeps its note', async (to) => {
  const { db, second } = await newDatabaseWithPick()
  await moveWin(writer(db), day(0), { to, note: 'too cold' }, at(3))
  await pick(db, second, at(4), { replace: true })
  expect(await summarize(db)).toEqual({
    wins: [['2026-11-22', 'Task 2', 'ACTIVE', null, null]],
    tasks: [
      ['Task 1', 'BACKLOG', 'too cold', null],
      ['Task 2', 'ACTIVE', null, null],
    ],
  })
})

test('a finished win is never replaced', async () => {
  const { db, second } = await newDatabaseWithPick()
  await moveWin(writer(db), day(0), toDone, at(3))
  const before = await summarize(db)
  await expect(pick(db, second, at(4), { replace: true, note: 'why' })).rejects.toEqual(
    new MomentumError(
      'conflict',
      '2026-11-22 already has a finished Daily Win: “Task 1”.',
      'A finished win cannot be replaced.',
    ),
  )
  expect(await summarize(db)).toEqual(before)
})

test('a refused pick replaces nothing', async () => {
  const { db } = await newDatabaseWithPick()
  const blocked = await addTaskWithStatus(db, 'BLOCKED', 3)
  const before = await summarize(db)
  await expect(pick(db, blocked, at(4), { replace: true, note: 'why' })).rejects.toEqual(
    new MomentumError('refused', '“Task 3” is blocked and cannot be a Daily Win.', {
      lead: 'First',
      command: 'task start 3',
    }),
  )
  expect(await summarize(db)).toEqual(before)
})

test('a task can be picked in the second in which it was added', async () => {
  const db = await newDatabase()
  const win = await pick(db, await addTask(writer(db), draft(1), at(0)), at(0))
  expect([win.status, win.task.status]).toEqual(['ACTIVE', 'ACTIVE'])
})

test('a pick checks the present state of the task, not the one that was read', async () => {
  const db = await newDatabase()
  const stale = await addTaskWithStatus(db, 'BACKLOG')
  await moveTask(writer(db), null, stale.id, toDone, at(2))
  const before = await summarize(db)
  await expect(pick(db, stale, at(3))).rejects.toEqual(
    new MomentumError('refused', '“Task 1” is done and cannot be a Daily Win.', {
      lead: 'First',
      command: 'task reopen 1',
    }),
  )
  expect(await summarize(db)).toEqual(before)
})

test('a task that somebody deleted in the meantime cannot be picked', async () => {
  const db = await newDatabase()
  const gone = await addTaskWithStatus(db, 'BACKLOG')
  await removeTask(writer(db), null, gone.id)
  await expect(pick(db, gone, at(2))).rejects.toEqual(
    new MomentumError('not_found', 'There is no task with the number 1.', {
      lead: 'See',
      command: 'task list --all',
    }),
  )
  expect(await summarize(db)).toEqual({ wins: [], tasks: [] })
})

test('a member whom somebody deleted in the meantime cannot pick', async () => {
  const db = await newDatabase()
  const gone = await addMember(db, 'Alex')
  await removeUser(writer(db), { viewer: null, today }, gone, undefined, at(1))
  const task = await addTaskWithStatus(db, 'BACKLOG')
  await expect(pick(db, task, at(2), { picker: gone.id })).rejects.toEqual(
    new MomentumError('not_found', 'There is no member with the number 1.', {
      lead: 'See',
      command: 'user list --all',
      forActor: false,
    }),
  )
  expect((await summarize(db)).wins).toEqual([])
})
