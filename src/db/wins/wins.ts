import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { Period } from '../../domain/load.ts'
import type { Task, TaskId } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { noWinError, requireOpen, type Win, type WinMove } from '../../domain/win.ts'
import { blankFor, inBatches, reusable } from '../batches.ts'
import { limitCache } from '../dialect.ts'
import type { Db, Schema } from '../schema.ts'
import { isOpenWin } from '../tasks/open-win.ts'
import { selectWinTasks } from '../tasks/tasks.ts'

type WinRow = Omit<Win, 'task'>
type WinQuery = SelectQueryBuilder<Schema, 'daily_wins', WinRow>

/** The columns of a `Win` without its task, for `select` and `returning`. */
export function winColumns(eb: ExpressionBuilder<Schema, 'daily_wins'>) {
  const users = eb.selectFrom('users').select('users.name')
  return [
    'daily_wins.id',
    'daily_wins.date',
    'daily_wins.task_id',
    'daily_wins.status',
    'daily_wins.note',
    'daily_wins.selected_by_user_id',
    users.whereRef('users.id', '=', 'daily_wins.selected_by_user_id').as('selected_by'),
    'daily_wins.completed_at',
    'daily_wins.completed_by_user_id',
    users.whereRef('users.id', '=', 'daily_wins.completed_by_user_id').as('completed_by'),
    'daily_wins.created_at',
    'daily_wins.updated_at',
  ] as const
}

/** Every query for wins starts here. */
function selectWins(db: Db): WinQuery {
  return db.selectFrom('daily_wins').select(winColumns)
}

/** Finds the Daily Win of a date. */
export async function findWin(db: Db, date: CalendarDate): Promise<Win | undefined> {
  return findOne(db, selectWins(db).where('date', '=', date))
}

/**
 * Gets the Daily Win of a date.
 *
 * @param move what the win is wanted for; the error says how to do that with another open win
 * @throws MomentumError `not_found` for a date without a win
 */
export async function getWin(db: Db, date: CalendarDate, move?: WinMove): Promise<Win> {
  const win = await findWin(db, date)
  if (win) return win
  throw noWinError(date, await listOpenWins(db), move)
}

/**
 * Refuses to move a finished win.
 *
 * @throws MomentumError `refused`; the error says how to move another win that is open
 */
export async function requireOpenWin(db: Db, win: Win, move: WinMove): Promise<void> {
  requireOpen(win, win.status === 'DONE' ? await listOpenWins(db) : [], move)
}

/**
 * Lists the latest wins before a date that are still open: active, paused or blocked.
 *
 * @param limit how many at most
 */
export async function listLeftOver(db: Db, before: CalendarDate, limit: number): Promise<Win[]> {
  const open = await selectOpenWins(db)
  return withTasks(db, open.filter(({ date }) => date < before).slice(0, limit))
}

/** Lists every open win, latest first. */
async function listOpenWins(db: Db): Promise<Win[]> {
  return withTasks(db, await selectOpenWins(db))
}

/** The order by task makes SQLite use the index of open wins, of which there are few. */
async function selectOpenWins(db: Db): Promise<WinRow[]> {
  const rows = await selectWins(db).where(isOpenWin).orderBy('daily_wins.task_id').execute()
  return rows.toSorted((a, b) => (a.date < b.date ? 1 : -1))
}

/** Lists every win, or at most `limit`, latest first. */
export async function listWins(db: Db, limit?: number): Promise<Win[]> {
  const latest = selectWins(db).orderBy('date', 'desc')
  return withTasks(db, await (limit === undefined ? latest : latest.limit(limit)).execute())
}

/** Lists the wins from one date to another, the earliest first. */
export async function listWinsOf(db: Db, from: CalendarDate, until: CalendarDate): Promise<Win[]> {
  const within = selectWins(db).where('date', '>=', from).where('date', '<=', until)
  return withTasks(db, await within.orderBy('date').execute())
}

/** How many wins are read at once. The more values are in use, the more memory V8 takes. */
const winsAtOnce = 25

/**
 * Reads all of {@link listWins} in batches. Each batch is a query of its own, so that others can
 * write in between; later batches contain their changes.
 */
export async function* streamWins(db: Db): AsyncGenerator<readonly Win[]> {
  await limitCache(db)
  const page = selectWins(db).orderBy('date', 'desc').limit(winsAtOnce)
  const following = reusable(db, page.where('date', '<', blankFor<CalendarDate>()))
  const blanks = Array.from({ length: winsAtOnce }, () => blankFor<TaskId>())
  const findTasks = reusable(db, selectWinTasks(db, blanks))
  let rows = await page.execute()
  for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
    yield withTheirTasks(
      rows,
      await findTasks(...blanks.map((_, index) => rows[index]?.task_id ?? null)),
    )
    if (rows.length < winsAtOnce) return
    rows = await following(last.date)
  }
}

/** Lists the dates with a win in a period, each with the status of its win. */
export async function listWinDays(
  db: Db,
  { from, until }: Period,
): Promise<readonly Pick<Win, 'date' | 'status'>[]> {
  return db
    .selectFrom('daily_wins')
    .select(['date', 'status'])
    .where('date', '>=', from)
    .where('date', '<=', until)
    .execute()
}

async function findOne(db: Db, query: WinQuery): Promise<Win | undefined> {
  const [win] = await withTasks(db, await query.execute())
  return win
}

async function withTasks(db: Db, rows: readonly WinRow[]): Promise<Win[]> {
  const ids = [...new Set(rows.map((row) => row.task_id))]
  const tasks = await inBatches(ids, (batch) => selectWinTasks(db, batch).execute())
  return withTheirTasks(rows, tasks)
}

function withTheirTasks(rows: readonly WinRow[], tasks: readonly Task[]): Win[] {
  const byId = new Map(tasks.map((task) => [task.id, task]))
  // Every win refers to a task, and none of these is hidden.
  return rows.map((row) => ({ ...row, task: byId.get(row.task_id) as Task }))
}
