import type { Task, TaskStatus } from '../domain/task.ts'
import { openStatuses } from '../domain/task.ts'
import type { CalendarDate } from '../domain/time.ts'
import { currentStreak, longestStreak, type Win } from '../domain/win.ts'
import { isEmpty } from './household.ts'
import type { Db } from './schema.ts'
import { countByStatus, listTasks } from './tasks.ts'
import { findLeftOver, findWin, listWonDates } from './wins.ts'

/** What a household wants to know when it looks in. */
export type TodayPage = {
  readonly date: CalendarDate
  readonly win: Win | null
  /** An earlier win of which nobody said what became of it. */
  readonly left_over: Win | null
  readonly current_streak: number
  readonly longest_streak: number
  /** The first {@link pageRows} tasks that are blocked. */
  readonly blocked: readonly Task[]
  /** The first {@link pageRows} open tasks that are nobody's. */
  readonly unowned: readonly Task[]
  readonly counts: Readonly<Record<TaskStatus, number>>
  /** Whether nobody has written anything yet. */
  readonly empty: boolean
}

/** How many tasks a list on today's page holds at the most. */
export const pageRows = 20

export async function getTodayPage(db: Db, date: CalendarDate): Promise<TodayPage> {
  const won = (await listWonDates(db)).map((win) => win.date).filter((day) => day <= date)
  return {
    date,
    win: (await findWin(db, date)) ?? null,
    left_over: (await findLeftOver(db, date)) ?? null,
    current_streak: currentStreak(won, date),
    longest_streak: longestStreak(won),
    blocked: await listTasks(db, { statuses: ['BLOCKED'] }, { limit: pageRows }),
    unowned: await listTasks(db, { statuses: openStatuses, owner: null }, { limit: pageRows }),
    counts: await countByStatus(db),
    empty: await isEmpty(db),
  }
}
