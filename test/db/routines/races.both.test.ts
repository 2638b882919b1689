import { expect, test } from 'vitest'
import { repairDerived } from '../../../src/db/check/repair.ts'
import type { Db } from '../../../src/db/schema.ts'
import type { UserId } from '../../../src/domain/user.ts'
import { addMember } from '../../support/database/database.ts'
import { gaveUp, racingHousehold } from '../../support/household/racing.ts'
import { addRoutineRow } from '../../support/household/routines.ts'
import { isLongRun } from '../../support/long.ts'
import { race } from '../../support/program/processes.ts'

const count = isLongRun ? 50 : 9

/** A household whose only routine comes every day, and what reads it afterwards. */
async function household() {
  const { db, place } = await racingHousehold()
  await addRoutineRow(db, { rule: 'day', start_date: '2026-11-22' }, { date: '2026-11-22' })
  return { db, place }
}

async function stateOf(db: Db) {
  return {
    times: await db
      .selectFrom('occurrences')
      .select(['number', 'outcome', 'task_id'])
      .orderBy('number')
      .execute(),
    tasks: await db
      .selectFrom('tasks')
      .select(['id', 'status', 'occurrence_number', 'occurrence_date'])
      .orderBy('id')
      .execute(),
  }
}

test(`F070 ${count} people who do the live task at once do it once`, async () => {
  const { db, place } = await household()
  const answers = (await race('tick', place, count)).map(String)
  const told = answers.filter((answer) => !gaveUp.test(answer))
  expect({ answers: new Set(told), ...(await stateOf(db)) }).toEqual({
    answers: new Set(['DONE, 2026-11-22']),
    times: [{ number: 1, outcome: 'DONE', task_id: 1 }],
    tasks: [
      { id: 1, status: 'DONE', occurrence_number: 1, occurrence_date: '2026-11-22' },
      { id: 2, status: 'BACKLOG', occurrence_number: 2, occurrence_date: '2026-11-23' },
    ],
  })
}, 120_000)

test(`F070 ${count} people who do the live task of a rota at once use one turn`, async () => {
  const { db, place } = await household()
  for (const name of ['Alex', 'Sam']) await addMember(db, name)
  const places = [1, 2].map((id) => ({ routine_id: 1, user_id: id, position: id }))
  await db
    .insertInto('routine_members')
    .values(places as never)
    .execute()
  await db.updateTable('routines').set({ turns: 'ROTATE' }).execute()
  await db
    .updateTable('tasks')
    .set({ owner_user_id: 1 as UserId })
    .execute()
  await race('tick', place, count)
  const tasks = await db.selectFrom('tasks').select('owner_user_id').orderBy('id').execute()
  expect(tasks.map(({ owner_user_id }) => owner_user_id)).toEqual([1, 2])
}, 120_000)

test(`F070 ${count} people who do, skip and edit at once leave one live task`, async () => {
  const { db, place } = await household()
  const answers = (await race('meddle', place, count)).map(String)
  const { times, tasks } = await stateOf(db)
  const skipped = answers.filter((answer) => answer.startsWith('skipped')).length
  const sensible = [
    gaveUp,
    /^DONE, 2026-11-22$/,
    /^skipped to 2026-1[12]-\d\d$/,
    /^edited$/,
    /^Someone else just skipped “Bins( \d+)?”\.$/,
    /^“Bins( \d+)?” is done and cannot be skipped\.$/,
  ]
  expect({
    others: answers.filter((answer) => !sensible.some((pattern) => pattern.test(answer))),
    outcomes: times.map(({ number, outcome }) => [number, outcome]),
    tasks: tasks.map(({ id, status, occurrence_number }) => [id, status, occurrence_number]),
    mended: [...(await repairDerived(db))],
  }).toEqual({
    others: [],
    outcomes: [
      ...Array.from({ length: skipped }, (_, index) => [index + 1, 'SKIPPED']),
      [skipped + 1, 'DONE'],
    ],
    tasks: [
      [1, 'DONE', skipped + 1],
      [2, 'BACKLOG', skipped + 2],
    ],
    mended: [],
  })
}, 120_000)
