import { sql } from 'kysely'
import type { Rest } from '../../domain/rest.ts'
import {
  type Streak,
  type Streaks,
  streaksOf,
  type WonDates,
  wonDatesOf,
} from '../../domain/streak.ts'
import type { TaskId } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { dayNumber } from '../dialect.ts'
import type { Db } from '../schema.ts'
import { findRest } from './rest.ts'

/** Finds the streaks until today. @param rest the rest days until today */
export async function findStreaks(db: Db, rest: Rest, today: CalendarDate): Promise<Streaks> {
  return streaksOf(await findWonDates(db, today), rest, today)
}

/** Finds the current streak. Most streaks end within the latest dates, so these are read first. */
export async function findCurrentStreak(db: Db, today: CalendarDate): Promise<Streak> {
  const rest = await findRest(db, today)
  const latest = selectWonDates(db, today).orderBy('date', 'desc').limit(latestDates)
  const dates = (await latest.execute()).map(({ date }) => date).toReversed()
  const { current } = streaksOf(wonDatesOf(dates), rest, today)
  return current.days < latestDates ? current : (await findStreaks(db, rest, today)).current
}

/** How many won dates are read before all of them are. */
const latestDates = 64

/** Finds all won dates until a date, ascending. */
export async function findWonDates(db: Db, until: CalendarDate): Promise<WonDates[]> {
  // Among dates that follow each other, the difference between a date and its place is the same.
  const place = sql<number>`${dayNumber(db, 'date')} - row_number() over (order by date)`
  return db
    .selectFrom(selectWonDates(db, until).select(place.as('place')).as('won'))
    .select(({ fn }) => [
      fn.min<CalendarDate>('date').as('from'),
      fn.max<CalendarDate>('date').as('until'),
    ])
    .groupBy('place')
    .orderBy('from')
    .execute()
}

/** The status is written out, because the index of won dates needs just these words. */
export function selectWonDates(db: Db, until: CalendarDate) {
  return db
    .selectFrom('daily_wins')
    .select('date')
    .where(sql<boolean>`daily_wins.status = 'DONE'`)
    .where('date', '<=', until)
}

/** Lists the dates that a task won when it was last finished, ascending. */
export async function listDatesWonBy(db: Db, task: TaskId): Promise<CalendarDate[]> {
  const rows = await db
    .selectFrom('daily_wins')
    .innerJoin('tasks', (join) =>
      join
        .onRef('tasks.id', '=', 'daily_wins.task_id')
        .onRef('tasks.completed_at', '=', 'daily_wins.completed_at'),
    )
    .select('date')
    .where('daily_wins.task_id', '=', task)
    .orderBy('date')
    .execute()
  return rows.map(({ date }) => date)
}
