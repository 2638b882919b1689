import { expect, test } from 'vitest'
import { listChanges } from '../../../src/db/history/changes.ts'
import { listReversals } from '../../../src/db/history/reversals.ts'
import { reverseCommands } from '../../../src/db/history/undo.ts'
import { editRoutine } from '../../../src/db/routines/edit.ts'
import type { Db } from '../../../src/db/schema.ts'
import { editTask } from '../../../src/db/tasks/changes.ts'
import { editDoneTask } from '../../../src/db/tasks/credit.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import { write } from '../../../src/db/transaction.ts'
import { type Direction, summarize } from '../../../src/domain/journal.ts'
import type { RoutineId, TaskId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import type { Viewer } from '../../../src/domain/user.ts'
import { conflictError } from '../../../src/errors.ts'
import { reversalTable, reversedLines } from '../../../src/views/journal.ts'
import { addMember, addTaskWithStatus, at, newDatabase } from '../../support/database/database.ts'
import { runStatement } from '../../support/database/statements.ts'
import { addRoutineRow } from '../../support/household/routines.ts'
import { completion, writer } from '../../support/household/values.ts'
import { styleFor } from '../../support/program/styles.ts'

/** The open task of each test’s routine, and the one that follows it. */
const live = 1 as TaskId
const next = 2 as TaskId

async function household(routine: object = {}) {
  const db = await newDatabase()
  const [sam, alex] = [await addMember(db, 'Sam'), await addMember(db, 'Alex')]
  await addRoutineRow(db, routine)
  const as = ({ id, name }: typeof sam, command: string) => ({
    db,
    author: { ...writer(db).author, command, made_by_user_id: id, made_by: name },
  })
  const done = (task: TaskId, by = sam, on = '2026-11-24') =>
    moveTask(
      as(by, 'task done'),
      by.id,
      task,
      { to: 'DONE', completion: { ...completion, on, by: by.id } as never },
      at(5),
    )
  return { db, sam, alex, as, done }
}

async function reverse(db: Db, viewer: Viewer, direction: Direction = 'undo', count = 1) {
  const rules = { count, accept: () => {}, mayChange: () => true }
  const author = { ...writer(db).author, made_by_user_id: viewer, made_by: viewer && 'x' }
  const reversals = await reverseCommands({ db, author }, viewer, direction, rules)
  return reversedLines(reversals, direction, styleFor())
}

/** Every row of tasks and routines, but for the times of their last change. */
async function stateOf(db: Db) {
  const state = {
    routines: await db.selectFrom('routines').selectAll().orderBy('id').execute(),
    occurrences: await db.selectFrom('occurrences').selectAll().orderBy('id').execute(),
    tasks: await db.selectFrom('tasks').selectAll().orderBy('id').execute(),
    wins: await db.selectFrom('daily_wins').selectAll().orderBy('id').execute(),
    counts: await db
      .selectFrom('task_counts')
      .selectAll()
      .where('tasks', '>', 0)
      .orderBy('status')
      .execute(),
  }
  return JSON.parse(JSON.stringify(state), (key, value) => (key === 'updated_at' ? 0 : value))
}

test('a done task and the one that follows are one command to undo and to redo', async () => {
  const { db, sam, alex, done } = await household()
  const before = await stateOf(db)
  await done(live)
  const after = await stateOf(db)
  // Others work on something else meanwhile.
  const other = await addTaskWithStatus(db, 'ACTIVE', 50)
  const lines = [await reverse(db, sam.id)]
  await db.deleteFrom('tasks').where('id', '=', other.id).execute()
  const undone = await stateOf(db)
  await moveTask(
    writer(db),
    alex.id,
    (await addTaskWithStatus(db, 'ACTIVE', 51)).id,
    { to: 'PAUSED' },
    at(9),
  )
  lines.push(await reverse(db, sam.id, 'redo'))
  await db.deleteFrom('tasks').where('title', '=', 'Task 51').execute()
  const redone = await stateOf(db)
  lines.push(await reverse(db, sam.id))
  expect({ lines, undone, redone, again: await stateOf(db) }).toEqual({
    lines: [
      '↶ Undid task done: “Bins”, status done → backlog, and 2 more changes (by Sam)',
      '↷ Redid task done: “Bins”, status backlog → done, and 2 more changes (by Sam)',
      '↶ Undid task done: “Bins”, status done → backlog, and 2 more changes (by Sam)',
    ],
    undone: before,
    redone: after,
    again: before,
  })
})

test('the last time of a routine and its end are one command to undo', async () => {
  const { db, sam, done } = await household({ times: 2 })
  await done(live)
  const before = await stateOf(db)
  await done(next, sam, '2026-12-01')
  const after = await stateOf(db)
  await reverse(db, sam.id)
  const undone = await stateOf(db)
  await reverse(db, sam.id, 'redo')
  expect([undone, await stateOf(db)]).toEqual([before, after])
})

test('a correction that continues a routine is redone', async () => {
  const { db, sam, as, done } = await household({
    ...{ mode: 'AFTER', rule: '10 days', until_date: '2026-12-03' },
  })
  await done(live)
  const before = await stateOf(db)
  const credit = { completed_on: '2026-11-23' as CalendarDate }
  const edit = { fields: {}, credit, newUuid: () => crypto.randomUUID() }
  await editDoneTask(as(sam, 'task edit'), sam.id, live, edit, at(6))
  const after = await stateOf(db)
  await reverse(db, sam.id)
  const undone = await stateOf(db)
  await reverse(db, sam.id, 'redo')
  expect([before.tasks.length, after.tasks.length]).toEqual([1, 2])
  expect([undone, await stateOf(db)]).toEqual([before, after])
})

test('a changed routine and the done task before it are undone and redone one by one', async () => {
  const { db, sam, as, done } = await household()
  const before = await stateOf(db)
  await done(live)
  const reader = { viewer: sam.id, today: '2026-11-24' as CalendarDate }
  const changes = { title: 'Bins and glass' }
  await editRoutine(as(sam, 'routine edit'), reader, 1 as RoutineId, changes, at(6))
  const after = await stateOf(db)
  for (let count = 0; count < 2; count += 1) await reverse(db, sam.id)
  const undone = await stateOf(db)
  for (let count = 0; count < 2; count += 1) await reverse(db, sam.id, 'redo')
  expect([undone, await stateOf(db)]).toEqual([before, after])
})

test('a reopened task and the deleted next one are one command to undo', async () => {
  const { db, sam, as, done } = await household()
  await done(live)
  const before = await stateOf(db)
  await moveTask(as(sam, 'task reopen'), sam.id, live, { to: 'BACKLOG' }, at(6))
  const line = await reverse(db, sam.id)
  expect([line, await stateOf(db)]).toEqual([
    '↶ Undid task reopen: “Bins”, status backlog → done, and 2 more changes (by Sam)',
    before,
  ])
})

test('after somebody touched the next one, done is not undone, and nothing is changed', async () => {
  const { db, sam, alex, as, done } = await household()
  await done(live)
  await editTask(as(alex, 'task edit'), alex.id, next, { title: 'Bins and glass' }, at(6))
  const before = await stateOf(db)
  await expect(reverse(db, sam.id)).rejects.toEqual(
    conflictError(
      '“Bins and glass” was changed later by Alex (task edit: title “Bins” → “Bins and glass”), so nothing was done.',
      { lead: 'See', command: 'task history 2' },
    ),
  )
  expect(await stateOf(db)).toEqual(before)
  await reverse(db, alex.id)
  await reverse(db, sam.id)
  expect((await stateOf(db)).tasks).toHaveLength(1)
})

test('after somebody did the next one, done is not undone', async () => {
  const { db, sam, alex, done } = await household()
  await done(live)
  await done(next, alex, '2026-12-01')
  await expect(reverse(db, sam.id)).rejects.toEqual(
    conflictError(
      '“Bins of 2026-12-01” was changed later by Alex (task done: done), so nothing was done.',
      { lead: 'See', command: 'undo --list' },
    ),
  )
})

test.each<[string, string, { title?: string; [column: string]: unknown }]>([
  ['a rule', 'refused', { rule: 'week on thu' }],
  ['a title', 'refused', { title: 'Rubbish' }],
  ['a pause', 'refused', { status: 'PAUSED' }],
  // As after the removal of the owner: the live task stays as it is.
  ['an owner', 'done', { owner_user_id: null, turns: 'NONE' }],
])(
  'an undo of a change of %s, from which the next task was made, is %s',
  async (_, outcome, change) => {
    const { db, sam, alex, as, done } = await household({ owner_user_id: 1, turns: 'FIXED' })
    await write(as(alex, 'routine edit'), async (tx) => {
      await tx
        .updateTable('routines')
        .set({ ...change, updated_at: at(3) } as never)
        .execute()
    })
    await done(live, sam)
    const answer = reverse(db, alex.id)
    if (outcome === 'done') return expect(await answer).toContain('Undid routine edit')
    await expect(answer).rejects.toEqual(
      conflictError(
        `“${change.title ?? 'Bins'}” was changed later by Sam (task done: added), so nothing was done.`,
        { lead: 'See', command: 'task history 2' },
      ),
    )
  },
)

test('the times of a deleted routine keep its name in the history, and come back with it', async () => {
  const { db, sam, done } = await household()
  await done(live)
  const before = await stateOf(db)
  await runStatement(db, "delete from tasks where status <> 'DONE'")
  await runStatement(db, 'delete from routines')
  const changes = await listChanges(db, sam.id, { table: 'occurrences' })
  expect(changes.map(({ subject, operation }) => ({ subject, operation }))).toEqual([
    { subject: 'Bins of 2026-11-24', operation: 'DELETE' },
    { subject: 'Bins of 2026-11-24', operation: 'INSERT' },
  ])
  expect(before.occurrences).toHaveLength(1)
})

test('a list to undo names routines and their times', async () => {
  const { db, sam, as, done } = await household()
  await done(live)
  await write(as(sam, 'routine edit'), async (tx) => {
    const changes = { rule: 'week on thu', until_date: '2027-01-01', lead_days: 2 } as never
    await tx.updateTable('routines').set(changes).execute()
  })
  await write(as(sam, 'task skip'), async (tx) => {
    await tx
      .updateTable('tasks')
      .set({
        occurrence_number: 3,
        occurrence_date: '2026-12-08',
        due_date: '2026-12-08',
        starts_on: '2026-12-07',
      } as never)
      .where('id', '=', next)
      .execute()
    await tx
      .insertInto('occurrences')
      .values({
        ...{ routine_id: 1, number: 2, date: '2026-12-01', outcome: 'SKIPPED' },
        ...{ effort: 'TINY', task_id: next, created_at: at(8) },
      } as never)
      .execute()
  })
  const list = reversalTable(
    { reversals: await listReversals(db, sam.id, 'undo', { limit: 9 }), more: false },
    'undo',
    styleFor(200),
  )
  const history = await listChanges(db, sam.id, { table: 'tasks', row: next })
  expect([list.split('\n'), history.map(summarize), await reverse(db, sam.id)]).toEqual([
    [
      'n  when         who  command       what',
      '3  today 12:00  Sam  task done     “Bins”, status backlog → done, and 2 more changes',
      '2  today 12:00  Sam  routine edit  “Bins”, lead days 1 → 2, rule “week on tue” → “week on thu”, until none → 2027-01-01',
      '1  today 12:00  Sam  task skip     “Bins of 2026-12-01” skipped, and 1 more change',
    ],
    ['due date 2026-12-01 → 2026-12-08', 'added'],
    '↶ Undid task skip: “Bins of 2026-12-01” is open again, and 1 more change (by Sam)',
  ])
})
