import { expect, test } from 'vitest'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { listTasks } from '../../../src/db/tasks/lists.ts'
import { assignTask, moveTask, moveTasks } from '../../../src/db/tasks/moves.ts'
import { editUser } from '../../../src/db/users/users.ts'
import type { TaskId, TaskStatus } from '../../../src/domain/task.ts'
import { MomentumError } from '../../../src/errors.ts'
import { addMember, addTaskWithStatus, at, newDatabase } from '../../support/database/database.ts'
import { draft, moveTo, toDone, today, writer } from '../../support/household/values.ts'

const allowed: readonly (readonly [TaskStatus, TaskStatus])[] = [
  ['BACKLOG', 'ACTIVE'],
  ['BACKLOG', 'PAUSED'],
  ['BACKLOG', 'BLOCKED'],
  ['BACKLOG', 'DONE'],
  ['BACKLOG', 'ABANDONED'],
  ['ACTIVE', 'BACKLOG'],
  ['ACTIVE', 'PAUSED'],
  ['ACTIVE', 'BLOCKED'],
  ['ACTIVE', 'DONE'],
  ['ACTIVE', 'ABANDONED'],
  ['PAUSED', 'BACKLOG'],
  ['PAUSED', 'ACTIVE'],
  ['PAUSED', 'BLOCKED'],
  ['PAUSED', 'DONE'],
  ['PAUSED', 'ABANDONED'],
  ['BLOCKED', 'BACKLOG'],
  ['BLOCKED', 'ACTIVE'],
  ['BLOCKED', 'PAUSED'],
  ['BLOCKED', 'DONE'],
  ['BLOCKED', 'ABANDONED'],
  ['DONE', 'BACKLOG'],
  ['DONE', 'ACTIVE'],
  ['ABANDONED', 'BACKLOG'],
]

const completed = {
  BACKLOG: null,
  ACTIVE: null,
  PAUSED: null,
  BLOCKED: null,
  DONE: at(2),
  ABANDONED: null,
}

test.each(allowed)('a task goes from %s to %s', async (from, to) => {
  const db = await newDatabase()
  const task = await addTaskWithStatus(db, from)
  const moved = await moveTask(writer(db), null, task.id, moveTo(to), at(2))
  expect([moved, await listTasks(db, null, {})]).toEqual([
    {
      ...task,
      status: to,
      completed_at: completed[to],
      completed_on: to === 'DONE' ? today : null,
      updated_at: at(2),
    },
    [moved],
  ])
})

const refused: readonly (readonly [TaskStatus, TaskStatus, string, string])[] = [
  ['DONE', 'PAUSED', '“Task 1” is done and cannot become paused.', 'start'],
  ['DONE', 'BLOCKED', '“Task 1” is done and cannot become blocked.', 'start'],
  ['DONE', 'ABANDONED', '“Task 1” is done and cannot become abandoned.', 'start'],
  ['ABANDONED', 'ACTIVE', '“Task 1” is abandoned and cannot become active.', 'reopen'],
  ['ABANDONED', 'PAUSED', '“Task 1” is abandoned and cannot become paused.', 'reopen'],
  ['ABANDONED', 'BLOCKED', '“Task 1” is abandoned and cannot become blocked.', 'reopen'],
  ['ABANDONED', 'DONE', '“Task 1” is abandoned and cannot become done.', 'reopen'],
]

test.each(refused)('a task does not go from %s to %s', async (from, to, message, verb) => {
  const db = await newDatabase()
  const task = await addTaskWithStatus(db, from)
  await expect(moveTask(writer(db), null, task.id, moveTo(to, 'why'), at(2))).rejects.toEqual(
    new MomentumError('refused', message, { lead: 'First', command: `task ${verb} 1` }),
  )
  expect(await listTasks(db, null, {})).toEqual([task])
})

const statuses = ['BACKLOG', 'ACTIVE', 'PAUSED', 'BLOCKED', 'DONE', 'ABANDONED'] as const

test.each(statuses)('staying %s changes nothing', async (status) => {
  const db = await newDatabase()
  const task = await addTaskWithStatus(db, status)
  const stayed = await moveTask(writer(db), null, task.id, moveTo(status), at(2))
  expect([stayed, await listTasks(db, null, {})]).toEqual([task, [task]])
})

test.each(['BACKLOG', 'PAUSED', 'BLOCKED', 'ABANDONED'] as const)(
  'a note says why a task is %s, and a later one replaces it',
  async (to) => {
    const db = await newDatabase()
    const task = await addTaskWithStatus(db, 'ACTIVE')
    const first = await moveTask(writer(db), null, task.id, { to, note: 'too cold' }, at(2))
    const second = await moveTask(writer(db), null, task.id, { to, note: 'too wet' }, at(3))
    const third = await moveTask(writer(db), null, task.id, moveTo(to), at(4))
    expect([first, second, third]).toEqual([
      { ...task, status: to, status_note: 'too cold', updated_at: at(2) },
      { ...task, status: to, status_note: 'too wet', updated_at: at(3) },
      second,
    ])
  },
)

test.each(['ACTIVE', 'DONE'] as const)(
  'staying %s changes nothing, even with a note',
  async (to) => {
    const db = await newDatabase()
    const task = await addTaskWithStatus(db, to)
    const stayed = await moveTask(writer(db), null, task.id, moveTo(to, 'why'), at(2))
    expect([stayed, await listTasks(db, null, {})]).toEqual([task, [task]])
  },
)

test.each(['PAUSED', 'BLOCKED'] as const)(
  'the note of a %s task is cleared when it is started or done',
  async (to) => {
    const db = await newDatabase()
    const task = await addTaskWithStatus(db, 'BACKLOG')
    await moveTask(writer(db), null, task.id, { to, note: 'too cold' }, at(2))
    const started = await moveTask(writer(db), null, task.id, { to: 'ACTIVE' }, at(3))
    await moveTask(writer(db), null, task.id, { to, note: 'too wet' }, at(4))
    const done = await moveTask(writer(db), null, task.id, toDone, at(5))
    expect([started.status_note, done.status_note]).toEqual([null, null])
  },
)

test('an active task needs no note', async () => {
  const db = await newDatabase()
  const task = await addTaskWithStatus(db, 'PAUSED')
  const started = await moveTask(
    writer(db),
    null,
    task.id,
    { to: 'ACTIVE', note: 'at last' },
    at(2),
  )
  expect(started).toEqual({ ...task, status: 'ACTIVE', updated_at: at(2) })
})

test('moves several tasks in their order', async () => {
  const db = await newDatabase()
  for (const number of [1, 2, 3]) await addTask(writer(db), draft(number), at(0))
  const ids = [3, 1] as TaskId[]
  const moved = await moveTasks(writer(db), null, ids, toDone, at(1))
  const all = await listTasks(db, null, {})
  expect([
    moved.map(({ task: { id, status } }) => [id, status]),
    all.map(({ id, status, completed_at }) => [id, status, completed_at]),
  ]).toEqual([
    [
      [3, 'DONE'],
      [1, 'DONE'],
    ],
    [
      [1, 'DONE', at(1)],
      [2, 'BACKLOG', null],
      [3, 'DONE', at(1)],
    ],
  ])
})

test('moves none of several tasks when one of them is refused', async () => {
  const db = await newDatabase()
  const first = await addTaskWithStatus(db, 'ACTIVE', 1)
  const second = await addTaskWithStatus(db, 'ABANDONED', 2)
  await expect(moveTasks(writer(db), null, [first.id, second.id], toDone, at(2))).rejects.toEqual(
    new MomentumError('refused', '“Task 2” is abandoned and cannot become done.', {
      lead: 'First',
      command: 'task reopen 2',
    }),
  )
  expect(await listTasks(db, null, {})).toEqual([first, second])
})

test('does not give a task to somebody who is inactive', async () => {
  const db = await newDatabase()
  const task = await addTask(writer(db), draft(1), at(0))
  const alex = await addMember(db, 'Alex')
  await editUser(writer(db), alex, { active: false }, at(1))
  await expect(assignTask(writer(db), null, task.id, alex.id, at(2))).rejects.toEqual(
    new MomentumError('refused', 'Alex is inactive and cannot be assigned a task.', {
      lead: 'First',
      command: 'user activate Alex',
    }),
  )
  expect(await listTasks(db, null, {})).toEqual([task])
})
