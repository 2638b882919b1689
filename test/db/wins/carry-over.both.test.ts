import { expect, test } from 'vitest'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { getTask } from '../../../src/db/tasks/references.ts'
import { moveWin } from '../../../src/db/wins/moves.ts'
import { openStatuses } from '../../../src/domain/task-status.ts'
import { MomentumError } from '../../../src/errors.ts'
import { addMember, at, day } from '../../support/database/database.ts'
import { newDatabaseWithPick, pick, summarize } from '../../support/database/wins.ts'
import { toDone, writer } from '../../support/household/values.ts'

test('an open win of an earlier date moves to a new date with its note', async () => {
  const { db, first } = await newDatabaseWithPick()
  await moveWin(writer(db), day(0), { to: 'PAUSED', note: 'too cold' }, at(3))
  const paused = await getTask(db, null, { text: '1', id: first.id }, openStatuses)
  const win = await pick(db, paused, at(4), {
    date: day(1),
    picker: (await addMember(db, 'Sam')).id,
  })
  expect([win.selected_by, win.created_at, await summarize(db)]).toEqual([
    'Sam',
    at(4),
    {
      wins: [['2026-11-23', 'Task 1', 'ACTIVE', 'too cold', null]],
      tasks: [
        ['Task 1', 'ACTIVE', null, null],
        ['Task 2', 'BACKLOG', null, null],
      ],
    },
  ])
})

test('an open win of an earlier date can replace a later one', async () => {
  const { db, first, second } = await newDatabaseWithPick()
  await pick(db, second, at(3), { date: day(1) })
  const task = await getTask(db, null, { text: '1', id: first.id }, openStatuses)
  await pick(db, task, at(4), { date: day(1), replace: true, note: 'first things first' })
  expect(await summarize(db)).toEqual({
    wins: [['2026-11-23', 'Task 1', 'ACTIVE', null, null]],
    tasks: [
      ['Task 1', 'ACTIVE', null, null],
      ['Task 2', 'BACKLOG', 'first things first', null],
    ],
  })
})

test('an open win of a later date does not move to an earlier one', async () => {
  const { db, first } = await newDatabaseWithPick()
  const before = await summarize(db)
  const task = await getTask(db, null, { text: '1', id: first.id }, openStatuses)
  await expect(pick(db, task, at(3), { date: day(-1) })).rejects.toEqual(
    new MomentumError('refused', '“Task 1” is already the Daily Win of 2026-11-22.', {
      lead: 'To drop that pick first',
      command: 'win drop --date 2026-11-22 --note "why"',
    }),
  )
  expect(await summarize(db)).toEqual(before)
})

test('a task that was a win and was reopened can be a win again on another date', async () => {
  const { db, first } = await newDatabaseWithPick()
  await moveWin(writer(db), day(0), toDone, at(3))
  const task = await moveTask(writer(db), null, first.id, { to: 'BACKLOG' }, at(4))
  await pick(db, task, at(5), { date: day(1) })
  expect((await summarize(db)).wins).toEqual([
    ['2026-11-23', 'Task 1', 'ACTIVE', null, null],
    ['2026-11-22', 'Task 1', 'DONE', null, at(3)],
  ])
})
