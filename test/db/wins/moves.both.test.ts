import { expect, test } from 'vitest'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { getTask } from '../../../src/db/tasks/references.ts'
import { dropWin, moveWin } from '../../../src/db/wins/moves.ts'
import { getWin } from '../../../src/db/wins/wins.ts'
import { openStatuses } from '../../../src/domain/task-status.ts'
import { MomentumError } from '../../../src/errors.ts'
import { addTaskWithStatus, at, day, newDatabase } from '../../support/database/database.ts'
import { pick, summarize } from '../../support/database/wins.ts'
import { moveTo, toDone, today, writer } from '../../support/household/values.ts'

/** “Task 1” is the win of 22 November, picked at two seconds past noon. */
async function picked() {
  const db = await newDatabase()
  const win = await pick(db, await addTaskWithStatus(db, 'BACKLOG'), at(2))
  return { db, win, id: win.task_id }
}

const dropFirst = (move: string) =>
  new MomentumError('refused', `“Task 1” is the Daily Win of 2026-11-22 and cannot ${move}.`, {
    lead: 'To drop the pick first',
    command: 'win drop --date 2026-11-22 --note "why"',
  })
const doneAlready = new MomentumError(
  'refused',
  'The Daily Win of 2026-11-22, “Task 1”, is already done.',
  'A finished win stays in the history.',
)

test('a win and its task are done at the same time', async () => {
  const { db, win } = await picked()
  const done = await moveWin(writer(db), day(0), toDone, at(3))
  const changes = { status: 'DONE', completed_at: at(3), updated_at: at(3) }
  expect([done, await getWin(db, day(0))]).toEqual([
    { ...win, ...changes, task: { ...win.task, ...changes, completed_on: today } },
    done,
  ])
})

test('a win that is done twice does not change', async () => {
  const { db } = await picked()
  const done = await moveWin(writer(db), day(0), toDone, at(3))
  expect(await moveWin(writer(db), day(0), toDone, at(4))).toEqual(done)
})

test('finishing a task finishes its win', async () => {
  const { db, id } = await picked()
  await moveTask(writer(db), null, id, toDone, at(3))
  expect(await summarize(db)).toEqual({
    wins: [['2026-11-22', 'Task 1', 'DONE', null, at(3)]],
    tasks: [['Task 1', 'DONE', null, at(3)]],
  })
})

test.each(['PAUSED', 'BLOCKED'] as const)('a win and its task are %s together', async (to) => {
  const [byWin, byTask] = [await picked(), await picked()]
  await moveWin(writer(byWin.db), day(0), { to, note: 'too cold' }, at(3))
  await moveTask(writer(byTask.db), null, byTask.id, { to, note: 'too cold' }, at(3))
  const expected = {
    wins: [['2026-11-22', 'Task 1', to, 'too cold', null]],
    tasks: [['Task 1', to, 'too cold', null]],
  }
  expect([await summarize(byWin.db), await summarize(byTask.db)]).toEqual([expected, expected])
})

test.each(['PAUSED', 'BLOCKED'] as const)('a win is not %s without a note', async (to) => {
  const { db, id } = await picked()
  const before = await summarize(db)
  const noteMissing = new MomentumError(
    'usage',
    `“Task 1” is the Daily Win of 2026-11-22: say why it is ${to.toLowerCase()}.`,
    'Add --note "why".',
  )
  await expect(moveWin(writer(db), day(0), { to }, at(3))).rejects.toEqual(noteMissing)
  await expect(moveTask(writer(db), null, id, moveTo(to), at(3))).rejects.toEqual(noteMissing)
  expect(await summarize(db)).toEqual(before)
})

test('pausing a paused win changes the note only when one is given', async () => {
  const { db } = await picked()
  await moveWin(writer(db), day(0), { to: 'PAUSED', note: 'too cold' }, at(3))
  const second = await moveWin(writer(db), day(0), { to: 'PAUSED', note: 'too wet' }, at(4))
  const third = await moveWin(writer(db), day(0), { to: 'PAUSED' }, at(5))
  expect([second.note, second.task.status_note, third]).toEqual(['too wet', 'too wet', second])
})

test.each(['PAUSED', 'BLOCKED'] as const)('a %s win resumes with its task', async (from) => {
  const [byWin, byTask] = [await picked(), await picked()]
  for (const { db } of [byWin, byTask]) {
    await moveWin(writer(db), day(0), { to: from, note: 'too cold' }, at(3))
  }
  await moveWin(writer(byWin.db), day(0), { to: 'ACTIVE' }, at(4))
  await moveTask(writer(byTask.db), null, byTask.id, { to: 'ACTIVE' }, at(4))
  const expected = {
    wins: [['2026-11-22', 'Task 1', 'ACTIVE', 'too cold', null]],
    tasks: [['Task 1', 'ACTIVE', null, null]],
  }
  expect([await summarize(byWin.db), await summarize(byTask.db)]).toEqual([expected, expected])
})

test('resuming an active win changes nothing', async () => {
  const { db, win } = await picked()
  expect(await moveWin(writer(db), day(0), { to: 'ACTIVE' }, at(3))).toEqual(win)
})

test.each(['PAUSED', 'BLOCKED'] as const)(
  'a %s win can be done, and the won day does not keep the note',
  async (to) => {
    const [byWin, byTask] = [await picked(), await picked()]
    for (const { db } of [byWin, byTask]) {
      await moveWin(writer(db), day(0), { to, note: 'no key' }, at(3))
    }
    await moveWin(writer(byWin.db), day(0), toDone, at(4))
    await moveTask(writer(byTask.db), null, byTask.id, toDone, at(4))
    const expected = {
      wins: [['2026-11-22', 'Task 1', 'DONE', null, at(4)]],
      tasks: [['Task 1', 'DONE', null, at(4)]],
    }
    expect([await summarize(byWin.db), await summarize(byTask.db)]).toEqual([expected, expected])
  },
)

test.each(['PAUSED', 'BLOCKED'] as const)(
  'a win that was %s and resumed loses its note when it is done',
  async (to) => {
    const { db } = await picked()
    await moveWin(writer(db), day(0), { to, note: 'no key' }, at(3))
    await moveWin(writer(db), day(0), { to: 'ACTIVE' }, at(4))
    const done = await moveWin(writer(db), day(0), toDone, at(5))
    expect([done.status, done.note]).toEqual(['DONE', null])
  },
)

test.each(['ACTIVE', 'PAUSED', 'BLOCKED'] as const)(
  'a finished win cannot become %s',
  async (to) => {
    const { db } = await picked()
    await moveWin(writer(db), day(0), toDone, at(3))
    const before = await summarize(db)
    await expect(moveWin(writer(db), day(0), { to, note: 'why' }, at(4))).rejects.toEqual(
      doneAlready,
    )
    expect(await summarize(db)).toEqual(before)
  },
)

test.each([
  ['BACKLOG', 'go back to the backlog'],
  ['ABANDONED', 'be abandoned'],
] as const)('an open win’s task cannot become %s', async (to, move) => {
  const { db, id } = await picked()
  const before = await summarize(db)
  await expect(moveTask(writer(db), null, id, moveTo(to, 'why'), at(3))).rejects.toEqual(
    dropFirst(move),
  )
  await moveWin(writer(db), day(0), { to: 'PAUSED', note: 'why' }, at(4))
  await expect(moveTask(writer(db), null, id, moveTo(to), at(5))).rejects.toEqual(dropFirst(move))
  await moveWin(writer(db), day(0), { to: 'ACTIVE' }, at(6))
  expect((await summarize(db)).tasks).toEqual(before.tasks)
})

test('reopening a task keeps its finished win in the history', async () => {
  const { db, id } = await picked()
  await moveWin(writer(db), day(0), toDone, at(3))
  const won = await getWin(db, day(0))
  await moveTask(writer(db), null, id, { to: 'ACTIVE' }, at(4))
  const { task, ...win } = await getWin(db, day(0))
  expect([{ ...win, task: won.task }, task.status, task.completed_at]).toEqual([
    won,
    'ACTIVE',
    null,
  ])
})

test.each(['ACTIVE', 'PAUSED', 'BLOCKED'] as const)('a %s win is dropped', async (from) => {
  const { db, win } = await picked()
  const before = await moveWin(writer(db), day(0), { to: from, note: 'too cold' }, at(3))
  const dropped = await dropWin(writer(db), day(0), 'it rains', at(4))
  const task = { ...win.task, status: 'BACKLOG', status_note: 'it rains', updated_at: at(4) }
  expect([dropped, await summarize(db)]).toEqual([
    { ...before, task },
    { wins: [], tasks: [['Task 1', 'BACKLOG', 'it rains', null]] },
  ])
})

test('a finished win cannot be dropped', async () => {
  const { db } = await picked()
  await moveWin(writer(db), day(0), toDone, at(3))
  const before = await summarize(db)
  await expect(dropWin(writer(db), day(0), 'why', at(4))).rejects.toEqual(doneAlready)
  expect(await summarize(db)).toEqual(before)
})

test('a date without a win has nothing to move or drop, and another open win is named', async () => {
  const { db, id } = await picked()
  const message = '2026-11-23 has no win, but “Task 1” (the win of 2026-11-22) is still open.'
  const none = (lead: string, command: string) =>
    new MomentumError('not_found', message, { lead, command })
  await expect(moveWin(writer(db), day(1), toDone, at(3))).rejects.toEqual(
    none('To finish it', 'win done --date 2026-11-22'),
  )
  await expect(dropWin(writer(db), day(1), 'why', at(3))).rejects.toEqual(
    none('To drop that pick', 'win drop --date 2026-11-22 --note why'),
  )
  expect((await getTask(db, null, { text: '1', id }, openStatuses)).status).toEqual('ACTIVE')
})

test('a date without a win has nothing to move or drop: one can be picked', async () => {
  const { db } = await picked()
  await moveWin(writer(db), day(0), toDone, at(3))
  await expect(moveWin(writer(db), day(1), toDone, at(4))).rejects.toEqual(
    new MomentumError('not_found', '2026-11-23 has no win.', {
      lead: 'Pick one',
      command: 'win pick --date 2026-11-23',
    }),
  )
})
