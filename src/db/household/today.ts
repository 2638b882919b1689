import type { Absence } from '../../domain/absence.ts'
import { isRestDay } from '../../domain/rest.ts'
import type { Task, TaskStatus } from '../../domain/task.ts'
import { isHidden, openStatuses } from '../../domain/task.ts'
import { addDays, type CalendarDate } from '../../domain/time.ts'
import type { Viewer } from '../../domain/user.ts'
import type { Win } from '../../domain/win.ts'
import { listAbsencesOn } from '../absences/absences.ts'
import type { Db } from '../schema.ts'
import { countByStatus, listTasks } from '../tasks/lists.ts'
import { findRest } from '../wins/rest.ts'
import { findStreaks } from '../wins/streaks.ts'
import { findWin, listLeftOver } from '../wins/wins.ts'
import { isEmpty } from './set-up.ts'

/** The data of today's page. */
export type TodayPage = {
  readonly date: CalendarDate
  readonly win: Win | null
  /** The latest earlier win that is still open. */
  readonly left_over: Win | null
  readonly current_streak: number
  readonly longest_streak: number
  /** Whether the household owes no win on this date: it rests, or everybody is away. */
  readonly rest_day: boolean
  /** The first {@link pageRows} open tasks that are due today or overdue, the earliest first. */
  readonly due: readonly Task[]
  /** Those that are due after these, as far as they were read. */
  readonly more_due: readonly Task[]
  /** The first {@link pageRows} open tasks that are due tomorrow, as far as they were read. */
  readonly tomorrow: readonly Task[]
  /** The first {@link pageRows} tasks that are blocked. */
  readonly blocked: readonly Task[]
  /** The first {@link pageRows} open tasks without an owner. */
  readonly unowned: readonly Task[]
  /** Who is away today. */
  readonly away: readonly Absence[]
  readonly counts: Readonly<Record<TaskStatus, number>>
  /** Whether there are neither members nor tasks. */
  readonly empty: boolean
}

/** How many tasks a list on today's page holds at the most. */
export const pageRows = 20

/** The most tasks that are read of those that are overdue, or due today or tomorrow. */
const mostDue = 100

export async function getTodayPage(db: Db, viewer: Viewer, date: CalendarDate): Promise<TodayPage> {
  const limit = pageRows
  const open = { statuses: openStatuses, shownOn: date }
  // A routine is paused so that nobody needs to think of it.
  const wanted = { ...open, withoutPausedRoutines: true } as const
  // Tasks that are hidden until tomorrow are listed under tomorrow.
  const soon = { ...wanted, shownOn: addDays(date, 1), dueBefore: addDays(date, 2) }
  const byDate = [{ key: 'due_date', descending: false }] as const
  const found = await listTasks(db, viewer, soon, { sort: byDate, limit: mostDue })
  const isTomorrow = ({ due_date }: Task) => due_date !== null && due_date > date
  const tomorrow = found.filter(isTomorrow)
  const due = found.filter((task) => !isTomorrow(task) && !isHidden(task, date))
  const rest = await findRest(db, date)
  const streaks = await findStreaks(db, rest, date)
  const counts = await countByStatus(db, viewer, date)
  const hasTasks = Object.values(counts).some((count) => count > 0)
  return {
    date,
    win: (await findWin(db, date)) ?? null,
    left_over: (await listLeftOver(db, date, 1))[0] ?? null,
    current_streak: streaks.current.days,
    longest_streak: streaks.longest,
    rest_day: isRestDay(rest, date),
    due: due.slice(0, limit),
    more_due: due.slice(limit),
    tomorrow: tomorrow.slice(0, limit),
    blocked: await listTasks(db, viewer, { ...open, statuses: ['BLOCKED'] }, { limit }),
    unowned: await listTasks(db, viewer, { ...wanted, owner: null }, { limit }),
    away: await listAbsencesOn(db, date),
    counts,
    // There may be private or hidden tasks, which are not counted.
    empty: !hasTasks && (await isEmpty(db)),
  }
}
