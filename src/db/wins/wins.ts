import { type SelectQueryBuilder, sql } from 'kysely'
import { currentStreak } from '../../domain/streak.ts'
import type { Task, TaskId } from '../../domain/task.ts'
import { efforts, priorities } from '../../domain/task.ts'
import { fold } from '../../domain/text.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Win } from '../../domain/win.ts'
import { notFoundError } from '../../errors.ts'
import { inBatches } from '../batches.ts'
import { dayNumber } from '../dialect.ts'
import type { Db, Schema } from '../schema.ts'
import { narrow } from '../tasks/search.ts'
import { contains, isStill, rank, selectTasks, selectWinTasks } from '../tasks/tasks.ts'

type WinRow = Omit<Win, 'task'>
type WinQuery = SelectQueryBuilder<Schema, 'daily_wins', WinRow>

/** Where every query for wins starts. */
function selectWins(db: Db): WinQuery {
  return db
    .selectFrom('daily_wins')
    .select((eb) => [
      'daily_wins.id',
      'daily_wins.date',
      'daily_wins.task_id',
      'daily_wins.status',
      'daily_wins.note',
      'daily_wins.selected_by_user_id',
      eb
        .selectFrom('users')
        .select('users.name')
        .whereRef('users.id', '=', 'daily_wins.selected_by_user_id')
        .as('selected_by'),
      'daily_wins.completed_at',
      'daily_wins.created_at',
      'daily_wins.updated_at',
    ])
}

/** The Daily Win of a date, if one was picked. */
export async function findWin(db: Db, date: CalendarDate): Promise<Win | undefined> {
  return one(db, selectWins(db).where('date', '=', date))
}

/** @throws MomentumError `not_found` when no win was picked for that date */
export async function getWin(db: Db, date: CalendarDate): Promise<Win> {
  const win = await findWin(db, date)
  if (win) return win
  throw notFoundError(`There is no Daily Win on ${date}.`, {
    lead: 'Pick one',
    command: `win pick --date ${date}`,
  })
}

/** The latest win before a date that is still active. A paused or blocked one has its reason already. */
export async function findLeftOver(db: Db, before: CalendarDate): Promise<Win | undefined> {
  // Written out, because the index of active wins needs just these words.
  const isActive = sql<boolean>`status = 'ACTIVE'`
  const query = selectWins(db).where(isActive).where('date', '<', before)
  return one(db, query.orderBy('date', 'desc').limit(1))
}

/** Every win, the latest first. */
export async function listWins(db: Db): Promise<Win[]> {
  return withTasks(db, await selectWins(db).orderBy('date', 'desc').execute())
}

/** The streak that ends on this day or the one before, and the longest until then. */
export async function findStreaks(
  db: Db,
  today: CalendarDate,
): Promise<{ readonly current: number; readonly longest: number }> {
  return { current: await findCurrentStreak(db, today), longest: await findLongest(db, today) }
}

/** Reads back as far as the streak goes, and little further. */
async function findCurrentStreak(db: Db, today: CalendarDate): Promise<number> {
  for (let count = 64; ; count *= 4) {
    const rows = await selectWonDates(db, today).orderBy('date', 'desc').limit(count).execute()
    const dates = rows.map(({ date }) => date).toReversed()
    const streak = currentStreak(dates, today)
    if (streak < count) return streak
  }
}

/** Dates in a row are as far from their places in the list. */
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
function selectWonDates(db: Db, until: CalendarDate) {
  return db
    .selectFrom('daily_wins')
    .select('date')
    .where(sql<boolean>`status = 'DONE'`)
    .where('date', '<=', until)
}

/** The won dates, ascending, and who picked each win. */
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

/**
 * Tasks that can become a Daily Win, the most sensible first: what is due, what is pressing, what takes
 * little, what is old.
 */
export async function listCandidates(
  db: Db,
  filter: {
    readonly search?: string | undefined
    readonly except?: TaskId | undefined
    readonly limit: number
  },
): Promise<Task[]> {
  const { search, except, limit } = filter
  const key = search === undefined ? undefined : fold(search)
  const ids = key === undefined ? undefined : await narrow(db, key)
  // A private task cannot be picked, not even by its owner: this is the list that anybody sees.
  return (
    selectTasks(db, null)
      .where(sql<boolean>`${isStill} and tasks.status <> 'BLOCKED' and tasks.private = false`)
      .where((eb) => eb.and(key === undefined ? [] : [contains(key, ids)]))
      .where((eb) => eb.and(except === undefined ? [] : [eb('tasks.id', '<>', except)]))
      // As the index has them.
      .orderBy(sql`(due_date is null)`)
      .orderBy('tasks.due_date')
      .orderBy(rank('priority', priorities), 'desc')
      .orderBy(rank('effort', efforts))
      .orderBy('tasks.id')
      .limit(limit)
      .execute()
  )
}

async function one(db: Db, query: WinQuery): Promise<Win | undefined> {
  const [win] = await withTasks(db, await query.execute())
  return win
}

async function withTasks(db: Db, rows: readonly WinRow[]): Promise<Win[]> {
  const ids = [...new Set(rows.map((row) => row.task_id))]
  const tasks = await inBatches(ids, (batch) => selectWinTasks(db, batch).execute())
  const byId = new Map(tasks.map((task) => [task.id, task]))
  // Every win refers to a task, and none of these is hidden.
  return rows.map((row) => ({ ...row, task: byId.get(row.task_id) as Task }))
}
