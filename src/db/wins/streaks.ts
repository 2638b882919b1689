import { sql } from 'kysely'
import { currentStreak } from '../../domain/streak.ts'
import type { TaskId } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { inBatches } from '../batches.ts'
import { dayNumber } from '../dialect.ts'
import type { Db } from '../schema.ts'

/** Finds the current streak, as `currentStreak` defines it, and the longest one until today. */
export async function findStreaks(
  db: Db,
  today: CalendarDate,
): Promise<{ readonly current: number; readonly longest: number }> {
  return { current: await findCurrentStreak(db, today), longest: await findLongest(db, today) }
}

/** Reads more and more dates, latest first, until the streak ends. */
export async function findCurrentStreak(db: Db, today: CalendarDate): Promise<number> {
  for (let count = 64; ; count *= 4) {
    const rows = await selectWonDates(db, today).orderBy('date', 'desc').limit(count).execute()
    const dates = rows.map(({ date }) => date).toReversed()
    const streak = currentStreak(dates, today)
    if (streak < count) return streak
  }
}

/** Within a streak, the difference between a date and its place in the list stays the same. */
async function findLongest(db: Db, today: CalendarDate): Promise<number> {
  const place = sql<number>`${dayNumber(db, 'date')} - row_number() over (order by date)`
  const { longest } = await db
    .selectFrom(
      db
        .selectFrom(selectWonDates(db, today).select(place.as('streak')).as('won'))
        .select(({ fn }) => fn.countAll<number>().as('length'))
        .groupBy('streak')
        .as('streaks'),
    )
    .select(({ fn }) => fn.max('length').as('longest'))
    .executeTakeFirstOrThrow()
  return longest ?? 0
}

/** The status is written out, because the index of won dates needs just these words. */
export function selectWonDates(db: Db, until: CalendarDate) {
  return db
    .selectFrom('daily_wins')
    .select('date')
    .where(sql<boolean>`daily_wins.status = 'DONE'`)
    .where('date', '<=', until)
}

/** Lists the dates that these tasks won when they were last finished, ascending. */
export async function listDatesWonBy(db: Db, tasks: readonly TaskId[]): Promise<CalendarDate[]> {
  const rows = await inBatches(tasks, (batch) =>
    db
      .selectFrom('daily_wins')
      .innerJoin('tasks', (join) =>
        join
          .onRef('tasks.id', '=', 'daily_wins.task_id')
          .onRef('tasks.completed_at', '=', 'daily_wins.completed_at'),
      )
      .select('date')
      .where('daily_wins.task_id', 'in', batch)
      .execute(),
  )
  return rows.map(({ date }) => date).sort()
}

/** Lists the won dates, ascending, with the name of the member who picked each win. */
export async function listWonDates(
  db: Db,
): Promise<{ readonly date: CalendarDate; readonly user: string | null }[]> {
  return db
    .selectFrom('daily_wins')
    .leftJoin('users', 'users.id', 'daily_wins.selected_by_user_id')
    .select(['daily_wins.date', 'users.name as user'])
    .where('daily_wins.status', '=', 'DONE')
    .orderBy('daily_wins.date')
    .execute()
}
