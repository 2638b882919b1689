import { expect, test } from 'vitest'
import { editRoutine } from '../../../src/db/routines/edit.ts'
import { listRoutines } from '../../../src/db/routines/routines.ts'
import type { Db } from '../../../src/db/schema.ts'
import { listUsers } from '../../../src/db/users/users.ts'
import { readTurnReason } from '../../../src/domain/routine/turn-reason.ts'
import type { RoutineId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { addMember, at } from '../../support/database/database.ts'
import { gaveUp, racingHousehold } from '../../support/household/racing.ts'
import { addRoutineRow } from '../../support/household/routines.ts'
import { writer } from '../../support/household/values.ts'
import { isLongRun } from '../../support/long.ts'
import { race } from '../../support/program/processes.ts'

const count = isLongRun ? 20 : 2
const reader = { viewer: null, today: '2026-11-22' as CalendarDate }

/** So many members, who take turns at something every day. */
async function rota(members: number) {
  const { db, place } = await racingHousehold()
  const users = []
  for (let id = 1; id <= members; id += 1) users.push(await addMember(db, `Member ${id}`))
  await addRoutineRow(db, { rule: 'day', start_date: '2026-11-22' }, { date: '2026-11-22' })
  const change = { turns: 'ROTATE', among: users.map(({ id }) => id) } as const
  await editRoutine(writer(db), reader, 1 as RoutineId, change, at(0))
  return { db, place }
}

/** How often each answer was given, without those who gave up. */
function counts(answers: readonly unknown[]) {
  const told = answers.map(String).filter((answer) => !gaveUp.test(answer))
  return Object.fromEntries(
    [...Map.groupBy(told, (answer) => answer)].map(([answer, all]) => [answer, all.length]),
  )
}

/** The members of the only rota, and whose turn its open task is. */
async function turnOf(db: Db) {
  const [routine] = await listRoutines(db, reader, { all: false })
  const [task] = await db
    .selectFrom('tasks')
    .leftJoin('users', 'users.id', 'tasks.owner_user_id')
    .select(['users.name', 'tasks.turn_reason'])
    .where('tasks.status', '=', 'BACKLOG')
    .execute()
  const reason = readTurnReason({ turn_reason: task?.turn_reason ?? null, turn_names: null })
  return { turns: routine?.turns, members: routine?.members, owner: task?.name, reason }
}

test(`of ${count} absences of a member that overlap, one is added`, async () => {
  const { db, place } = await rota(2)
  const { away, ...refused } = counts(await race('leave', place, count))
  const absences = await db.selectFrom('absences').select('user_id').execute()
  const overlap = /^Member 1 is already away from \S+ to \S+ \(absence 1\)/
  expect([away, absences, Object.keys(refused)]).toEqual([
    1,
    [{ user_id: 1 }],
    Object.keys(refused).filter((answer) => overlap.test(answer)),
  ])
}, 120_000)

test(`of ${count} rotas for one routine, the last one stands whole`, async () => {
  const { db, place } = await rota(3)
  const orders = ['Member 1,Member 2,Member 3', 'Member 3,Member 2,Member 1']
  const answers = counts(await race('reorder', place, count))
  const { turns, members, owner, reason } = await turnOf(db)
  expect([
    Object.keys(answers).filter((answer) => !orders.includes(answer)),
    [members?.join(), reason?.mode, reason?.user, reason?.others.length],
  ]).toEqual([[], [orders[turns === 'ROTATE' ? 0 : 1], turns, owner, 2]])
}, 120_000)

test(`no turn is that of a member whom one of ${count} deactivates while it is done`, async () => {
  const { db, place } = await rota(count)
  await race('deactivate', place, count)
  const { members, owner, reason } = await turnOf(db)
  const active = (await listUsers(db, { all: false })).map(({ name }) => name)
  const times = await db.selectFrom('occurrences').select(['number', 'outcome']).execute()
  expect([members?.toSorted(), active.includes(owner ?? ''), reason?.user, times]).toEqual([
    active.toSorted(),
    true,
    owner,
    [{ number: 1, outcome: 'DONE' }],
  ])
}, 120_000)

test(`of ${count} who set the same rest days, one does`, async () => {
  const { db, place } = await racingHousehold()
  const { rest, ...refused } = counts(await race('rest', place, count))
  const days = await db.selectFrom('rest_days').select('from_date').execute()
  expect([rest, days, Object.keys(refused).length]).toEqual([1, [{ from_date: '2026-12-24' }], 1])
}, 120_000)
