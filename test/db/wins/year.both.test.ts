import { expect, test } from 'vitest'
import { openBatchInsert } from '../../../src/db/batches.ts'
import { findWinStats } from '../../../src/db/wins/stats.ts'
import { findWinYear } from '../../../src/db/wins/year.ts'
import { addDays, type CalendarDate } from '../../../src/domain/time.ts'
import { addTaskWithStatus, at, newDatabase } from '../../support/database/database.ts'
import { today } from '../../support/household/values.ts'

test('finds what became of each date of a year, as the statistics count it', async () => {
  const db = await newDatabase()
  const { id: task_id } = await addTaskWithStatus(db, 'DONE')
  const stamps = { created_at: at(0), updated_at: at(0) }
  // Two of each three dates since September of the year before, and one further east.
  const won = Array.from({ length: 450 }, (_, place) => addDays(today, 1 - place)).filter(
    (_, place) => place % 3 !== 2,
  )
  await openBatchInsert(
    db,
    'daily_wins',
  )(won.map((date) => ({ date, task_id, status: 'DONE', completed_at: at(0), ...stamps })))
  const picked = { date: '2026-11-18' as CalendarDate, task_id, status: 'BLOCKED', note: 'x' }
  await db
    .insertInto('daily_wins')
    .values({ ...picked, ...stamps, status: 'BLOCKED' })
    .execute()
  const rest = { from_date: addDays(today, -400), until_date: null, weekday: 'SUN', ...stamps }
  await db
    .insertInto('rest_days')
    .values({ ...rest, weekday: 'SUN' })
    .execute()
  const away = { from_date: '2026-03-02' as CalendarDate, until_date: '2026-03-08' as CalendarDate }
  await db
    .insertInto('absences')
    .values({ ...away, ...stamps })
    .execute()
  const years = await Promise.all([2024, 2025, 2026].map((year) => findWinYear(db, year, today)))
  const stats = await findWinStats(db, today, '2025-01-01' as CalendarDate)
  expect(years.map(({ days: _, ...totals }) => totals)).toEqual([
    { year: 2024, won: 0, picked: 0, rest_days: 0, longest_streak: 0 },
    { year: 2025, won: 82, picked: 0, rest_days: 3, longest_streak: 4 },
    { year: 2026, won: 217, picked: 1, rest_days: 18, longest_streak: 8 },
  ])
  expect(years.reduce((sum, year) => sum + year.won, 0)).toEqual(stats.wins)
  expect(Math.max(...years.map((year) => year.longest_streak))).toEqual(stats.longest_streak)
  const dates = ['2026-03-01', '2026-03-02', '2026-11-18', '2026-11-21', '2026-11-22', '2026-11-23']
  expect(years[2]?.days.filter(({ date }) => dates.includes(date)).map(({ mark }) => mark)).toEqual(
    ['WON', 'REST', 'PICKED', 'NONE', 'WON', null],
  )
})
