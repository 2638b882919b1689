import type { Absence } from '../../domain/absence.ts'
import { isRestDay } from '../../domain/rest.ts'
import type { Task, TaskId, TaskStatus } from '../../domain/task.ts'
import { addDays, type CalendarDate } from '../../domain/time.ts'
import { type BySection, bySection, withoutRepeats } from '../../domain/today-sections.ts'
import type { Viewer } from '../../domain/user.ts'
import type { Win } from '../../domain/win.ts'
import { listAbsencesOn } from '../absences/absences.ts'
import type { Db } from '../schema.ts'
import { countByStatus } from '../tasks/lists.ts'
import { findRest } from '../wins/rest.ts'
import { findStreaks } from '../wins/streaks.ts'
import { findWin, listLeftOver } from '../wins/wins.ts'
import { isEmpty } from './set-up.ts'
import { findTodayLists, isWhole, readTasks, type TodayLists } from './today-lists.ts'

/**
 * The data of today's page. A list has its first {@link pageRows} tasks, and others may have too.
 */
export type TodayPage = {
  readonly date: CalendarDate
  readonly win: Win | null
  /** The latest earlier win that is still open. */
  readonly left_over: Win | null
  readonly current_streak: number
  readonly longest_streak: number
  /** Whether the household owes no win on this date: it rests, or everybody is away. */
  readonly rest_day: boolean
  /** Those of who acts that are due today or overdue, or in progress. */
  readonly yours: readonly Task[]
  /** Open tasks that are due today or overdue, the earliest first. */
  readonly due: readonly Task[]
  /** Active tasks, and then those that are paused alone, without their routine. */
  readonly in_progress: readonly Task[]
  readonly blocked: readonly Task[]
  /** Open tasks without an owner. */
  readonly unowned: readonly Task[]
  /** Open tasks that are due tomorrow. */
  readonly tomorrow: readonly Task[]
  /** Open tasks that are due on the three days after today. */
  readonly soon: readonly Task[]
  /** Who is away today. */
  readonly away: readonly Absence[]
  readonly counts: Readonly<Record<TaskStatus, number>>
  /** What a person sees of the lists, in which no task is twice. */
  readonly sections: BySection<SectionTasks>
  /** Whether there are neither members nor tasks. */
  readonly empty: boolean
}

/** The tasks of a section of the page. */
export type SectionTasks = {
  /** The first of them. */
  readonly tasks: readonly Task[]
  /** How many there are, as far as they were looked for. */
  readonly found: number
  /** Whether all of them were found. */
  readonly isAll: boolean
}

/** How many tasks a list on today's page holds at the most. */
export const pageRows = 20

export async function getTodayPage(db: Db, viewer: Viewer, date: CalendarDate): Promise<TodayPage> {
  const rest = await findRest(db, date)
  const streaks = await findStreaks(db, rest, date)
  const counts = await countByStatus(db, viewer, date)
  const hasTasks = Object.values(counts).some((count) => count > 0)
  const win = (await findWin(db, date)) ?? null
  const left_over = (await listLeftOver(db, date, 1))[0] ?? null
  const shown = [win, left_over].flatMap((named) => (named === null ? [] : [named.task_id]))
  return {
    date,
    win,
    left_over,
    current_streak: streaks.current.days,
    longest_streak: streaks.longest,
    rest_day: isRestDay(rest, date),
    ...(await readLists(db, viewer, date, shown)),
    away: await listAbsencesOn(db, date),
    counts,
    // There may be private or hidden tasks, which are not counted.
    empty: !hasTasks && (await isEmpty(db)),
  }
}

async function readLists(db: Db, viewer: Viewer, date: CalendarDate, shown: readonly TaskId[]) {
  const found = await findTodayLists(db, viewer, date)
  const lists = bySection((name) => [...new Set(partsOf[name].flatMap((part) => found[part]))])
  const unrepeated = withoutRepeats(lists, shown)
  const wanted = bySection((name) => unrepeated[name].slice(0, mostRead[name]))
  const first = (ids: readonly TaskId[]) => ids.slice(0, pageRows)
  const read = await readTasks(db, viewer, [
    ...Object.values(lists).flatMap(first),
    ...Object.values(wanted).flat(),
  ])
  const tomorrow = addDays(date, 1)
  const soon = read(first(lists.soon))
  return {
    yours: read(first(lists.yours)),
    due: read(first(lists.due)),
    in_progress: read(first(lists.in_progress)),
    blocked: read(first(lists.blocked)),
    unowned: read(first(lists.unowned)),
    // Tasks that are due tomorrow are the first that are due soon.
    tomorrow: soon.filter(({ due_date }) => due_date === tomorrow),
    soon,
    sections: bySection((name) => ({
      tasks: read(wanted[name]),
      found: unrepeated[name].length,
      isAll: partsOf[name].every((part) => isWhole(part, found)),
    })),
  }
}

/** The lists of which each section consists. */
const partsOf = {
  yours: ['own_due', 'own_active', 'own_paused'],
  due: ['due'],
  in_progress: ['active', 'paused'],
  blocked: ['blocked'],
  unowned: ['unowned'],
  soon: ['soon'],
} as const satisfies BySection<readonly (keyof TodayLists)[]>

/** How many tasks are read for a section grouped by owner or day: more than the page shows. */
const mostGrouped = 30

/** How many tasks are read for each section. */
const mostRead = {
  yours: pageRows,
  due: mostGrouped,
  in_progress: pageRows,
  blocked: pageRows,
  unowned: pageRows,
  soon: mostGrouped,
} as const satisfies BySection<number>
