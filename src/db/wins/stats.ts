import { sql } from 'kysely'
import { dueDates, recentDates, type WinStats, winStats } from '../../domain/streak.ts'
import { addDays, type CalendarDate } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import type { Db } from '../schema.ts'
import { readAtOneMoment } from '../transaction.ts'
import { findRest } from './rest.ts'
import { findStreaks, selectWonDates } from './streaks.ts'

/**
 * Finds the statistics of the wins until today, because a member further east may have won a date
 * that has not begun here. The database adds up: reading the dates of ten years would be slower.
 *
 * @param began the date on which the household began
 */
export function findWinStats(db: Db, today: CalendarDate, began: CalendarDate): Promise<WinStats> {
  return readAtOneMoment(db, (from) => readWinStats(from, today, began))
}

/** Who did it, else who picked it. */
const creditedUser = sql<UserId>`coalesce(
  daily_wins.completed_by_user_id, daily_wins.selected_by_user_id
)`

async function readWinStats(db: Db, today: CalendarDate, began: CalendarDate): Promise<WinStats> {
  const users = await selectWonDates(db, today)
    .clearSelect()
    .leftJoin('users', (join) => join.on('users.id', '=', creditedUser))
    .select(({ fn }) => ['users.name as user', fn.countAll<number>().as('wins')])
    .select(({ fn }) => fn.min('daily_wins.date').as('first'))
    .groupBy('users.name')
    .execute()
  const [first] = users.map((each) => each.first).sort()
  const dates = recentDates(today, began, first)
  const recent = await selectWonDates(db, today)
    .where('date', '>', addDays(today, -dates))
    .execute()
  const by_user = users.map(({ user, wins }) => ({ user, wins }))
  const won = recent.map(({ date }) => date)
  const rest = await findRest(db, today)
  const due = dueDates(dates, won, rest, today)
  const streaks = await findStreaks(db, rest, today)
  return winStats({ streaks, first, by_user, last30: { won: won.length, dates, due } }, today)
}
