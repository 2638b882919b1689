import { type SelectQueryBuilder, sql } from 'kysely'
import type { Task } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Win } from '../../domain/win.ts'
import { notFoundError } from '../../errors.ts'
import { inBatches } from '../batches.ts'
import type { Db, Schema } from '../schema.ts'
import { selectWinTasks } from '../tasks/tasks.ts'

type WinRow = Omit<Win, 'task'>
type WinQuery = SelectQueryBuilder<Schema, 'daily_wins', WinRow>

/** Every query for wins starts here. */
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

/** Finds the Daily Win of a date. */
export async function findWin(db: Db, date: CalendarDate): Promise<Win | undefined> {
  return findOne(db, selectWins(db).where('date', '=', date))
}

/** @throws MomentumError `not_found` for a date without a win */
export async function getWin(db: Db, date: CalendarDate): Promise<Win> {
  const win = await findWin(db, date)
  if (win) return win
  throw notFoundError(`${date} has no win.`, {
    lead: 'Pick one',
    command: `win pick --date ${date}`,
  })
}

/** Finds the latest active win before a date. Paused and blocked wins already have a reason. */
export async function findLeftOver(db: Db, before: CalendarDate): Promise<Win | undefined> {
  // Written out, because the index of active wins needs just these words.
  const isActive = sql<boolean>`status = 'ACTIVE'`
  const query = selectWins(db).where(isActive).where('date', '<', before)
  return findOne(db, query.orderBy('date', 'desc').limit(1))
}

/** Lists every win, latest first. */
export async function listWins(db: Db): Promise<Win[]> {
  return withTasks(db, await selectWins(db).orderBy('date', 'desc').execute())
}

async function findOne(db: Db, query: WinQuery): Promise<Win | undefined> {
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
