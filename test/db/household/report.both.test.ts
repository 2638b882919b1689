import { describe, expect, test } from 'vitest'
import { findReport, type ReportQuestion } from '../../../src/db/household/report.ts'
import type { Db } from '../../../src/db/schema.ts'
import { lastWeeks } from '../../../src/domain/report-period.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { addMember, addTaskWithStatus, newDatabase } from '../../support/database/database.ts'
import { addBins, doTask } from '../../support/database/routines.ts'
import { today } from '../../support/household/values.ts'

function report(db: Db, changes: Partial<ReportQuestion> = {}) {
  const period = { from: '2026-11-16' as CalendarDate, until: today }
  const days = { zone: 'UTC' }
  return findReport(db, { today, days, period, member: undefined, viewer: null, ...changes })
}

describe('a report', () => {
  test('has the routines of which a time was planned for its days', async () => {
    const db = await newDatabase()
    await addMember(db, 'Alex')
    await addBins(db, { title: 'Early', start_date: '2026-11-17', rule: 'day' })
    await addBins(db, { title: 'Before', start_date: '2026-11-01', rule: 'month' })
    await addBins(db, { title: 'Later' })
    await doTask(db, 1, '2026-11-20')
    await doTask(db, 2, '2026-11-20')
    const { routines } = await report(db)
    expect(
      routines.map(({ title, late, median_days_late }) => [title, late, median_days_late]),
    ).toEqual([['Early', 1, 3]])
  })

  test('finds the day on which an earlier version finished a task', async () => {
    const db = await newDatabase()
    await addTaskWithStatus(db, 'DONE', 1)
    await addTaskWithStatus(db, 'DONE', 2)
    await addTaskWithStatus(db, 'ACTIVE', 3)
    await db
      .updateTable('tasks')
      .set({ completed_on: null })
      .where('id', '=', 1 as never)
      .execute()
    const { done, done_count } = await report(db)
    expect({ done: done.map(({ id, on }) => [id, on]), done_count }).toEqual({
      done: [
        [2, today],
        [1, today],
      ],
      done_count: 2,
    })
  })

  test('of ten years has as many weeks and years', async () => {
    const db = await newDatabase()
    const { burndown, years } = await report(db, { period: lastWeeks(522, today) })
    expect([burndown.length, years.map(({ year }) => year)]).toEqual([
      522,
      [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026],
    ])
  })
})
