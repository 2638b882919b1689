import { expect, test } from 'vitest'
import { findDigest } from '../../../src/db/household/digest.ts'
import { addTask } from '../../../src/db/tasks/changes.ts'
import { write } from '../../../src/db/transaction.ts'
import { digestText } from '../../../src/views/digest.ts'
import { addMember, at, newDatabase } from '../../support/database/database.ts'
import { addRoutineRow } from '../../support/household/routines.ts'
import { draft, fixedTurn, today, writer } from '../../support/household/values.ts'
import { styleFor } from '../../support/program/styles.ts'

const reader = { viewer: null, today }

test('has the first hundred tasks of a list, and says that there are more', async () => {
  const db = await newDatabase()
  await addMember(db, 'Alex')
  await write(writer(db), async (tx) => {
    for (let number = 101; number > 0; number -= 1) {
      const due_date = today.replace('2026', number === 1 ? '2024' : '2025') as typeof today
      await addTask(tx, draft(number, { title: `Errand ${number}`, due_date }), at(0))
    }
  })
  const digest = await findDigest(db, reader, undefined, today)
  const lines = digestText(digest, styleFor(undefined)).split('\n')
  expect([digest.lists.overdue.tasks.length, lines.slice(0, 4), lines[13]]).toEqual([
    100,
    [
      'Household: over 100 overdue, no Daily Win yet',
      '',
      'Overdue',
      '  #101 Errand 1 (unassigned, since Fri 22 Nov 2024)',
    ],
    '  … and over 90 more: momentum task list --overdue',
  ])
})

test('lists turns by date, those without one last', async () => {
  const db = await newDatabase()
  const sam = await addMember(db, 'Sam')
  const turn = { owner_user_id: sam.id, turn_reason: JSON.stringify(fixedTurn('Sam')) }
  const dates = ['2026-11-25', '2026-11-24', null, '2026-11-26', '2026-11-22'] as const
  for (const [index, due_date] of dates.entries()) {
    const id = await addRoutineRow(db, { title: `Routine ${index}` }, { number: index + 1 })
    await db
      .updateTable('tasks')
      .set({ ...turn, due_date: due_date as typeof today | null, starts_on: null })
      .where('id', '=', id)
      .execute()
  }
  const soon = '2026-11-24' as typeof today
  const { lists } = await findDigest(db, reader, sam, soon)
  const titles = Object.entries(lists).map(([name, { tasks }]) => [
    name,
    tasks.map(({ title }) => title),
  ])
  expect(Object.fromEntries(titles)).toEqual({
    overdue: [],
    due_today: ['Routine 4'],
    soon: ['Routine 1'],
    turns: ['Routine 0', 'Routine 3', 'Routine 2'],
  })
})
