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
import { pick, summarize } from '../../support/database/wins.ts'
import { draft, writer } from '../../support/household/values.ts'

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
      created_at: at(2),
      updated_at: at(2),
    })
  },
)

test('a pick of nobody in particular is recorded as such', async () => {
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

test('a user who is not active cannot pick', async () => {
  const db = await newDatabase()
  const alex = await addMember(db, 'Alex')
  await editUser(writer(db), alex, { active: false }, at(1))
  await expect(
    pick(db, await addTaskWithStatus(db, 'BACKLOG'), at(2), { picker: alex.id }),
  ).rejects.toEqual(
    new MomentumError('refused', 'Alex is not active and cannot pick a Daily Win.', {
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
  const done = await moveWin(writer(db), day(0), { to: 'DONE' }, at(4))
  const after = await pick(db, done.task, at(5), { replace: true, note: 'x' })
  expect([again, after]).toEqual([win, done])
})

/** “Task 1” is the win of the day, “Task 2” is in the backlog. */
async function two() {
  const db = await newDatabase()
  const first = await addTaskWithStatus(db, 'BACKLOG', 1)
  const second = await addTaskWithStatus(db, 'BACKLOG', 2)
  await pick(db, first, at(2))
  return { db, first, second }
}

test('the hint of a refusal names the date that was meant', async () => {
  const { db, first, second } = await two()
  await pick(db, second, at(2), { date: day(-1) })
  await expect(pick(db, first, at(3), { date: day(-1) })).rejects.toEqual(
    new MomentumError('conflict', '2026-11-21 already has a Daily Win: “Task 2”.', {
      lead: 'To change your mind',
      command: 'win pick 1 --date 2026-11-21 --replace --note "why"',
    }),
  )
})

test('another task needs to be told to replace', async () => {
  const { db, second } = await two()
  const before = await summarize(db)
  await expect(pick(db, second, at(3), { note: 'why' })).rejects.toEqual(
    new MomentumError('conflict', '2026-11-22 already has a Daily Win: “Task 1”.', {
      lead: 'To change your mind',
      command: 'win pick 2 --date 2026-11-22 --replace --note "why"',
    }),
  )
  expect(await summarize(db)).toEqual(before)
})

test('an active win makes way only with a note', async () => {
  const { db, second } = await two()
  const before = await summarize(db)
  await expect(pick(db, second, at(3), { replace: true })).rejects.toEqual(
    new MomentumError('usage', 'Say why “Task 1” makes way.', {
      lead: 'Type',
      command: 'win pick 2 --date 2026-11-22 --replace --note "why"',
    }),
  )
  expect(await summarize(db)).toEqual(before)
})

test('the replaced task goes back to the backlog with the note', async () => {
  const { db, second } = await two()
  await pick(db, second, at(3), { replace: true, note: 'it rains' })
  expect(await summarize(db)).toEqual({
    wins: [['2026-11-22', 'Task 2', 'ACTIVE', null, null]],
    tasks: [
      ['Task 1', 'BACKLOG', 'it rains', null],
      ['Task 2', 'ACTIVE', null, null],
    ],
  })
})

test.each(['PAUSED', 'BLOCKED'] as const)('a %s win makes way with the note it has', async (to) => {
  const { db, second } = await two()
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

test('a win that is done is never replaced', async () => {
  const { db, second } = await two()
  await moveWin(writer(db), day(0), { to: 'DONE' }, at(3))
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

test('a pick that is refused replaces nothing', async () => {
  const { db } = await two()
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

test('a task that was added and picked in the same second is there', async () => {
  const db = await newDatabase()
  const win = await pick(db, await addTask(writer(db), draft(1), at(0)), at(0))
  expect([win.status, win.task.status]).toEqual(['ACTIVE', 'ACTIVE'])
})

test('a task is judged as it is now, not as it was when it was read', async () => {
  const db = await newDatabase()
  const stale = await addTaskWithStatus(db, 'BACKLOG')
  await moveTask(writer(db), null, stale.id, { to: 'DONE' }, at(2))
  const before = await summarize(db)
  await expect(pick(db, stale, at(3))).rejects.toEqual(
    new MomentumError('refused', '“Task 1” is done and cannot be a Daily Win.', {
      lead: 'First',
      command: 'task reopen 1',
    }),
  )
  expect(await summarize(db)).toEqual(before)
})

test('a task that was removed meanwhile cannot be picked', async () => {
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

test('a user who was removed meanwhile cannot pick', async () => {
  const db = await newDatabase()
  const gone = await addMember(db, 'Alex')
  await removeUser(writer(db), null, gone, undefined, at(1))
  const task = await addTaskWithStatus(db, 'BACKLOG')
  await expect(pick(db, task, at(2), { picker: gone.id })).rejects.toEqual(
    new MomentumError('not_found', 'There is no user with the number 1.', {
      lead: 'See',
      command: 'user list --all',
      forActor: false,
    }),
  )
  expect((await summarize(db)).wins).toEqual([])
})
