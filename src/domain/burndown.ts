import type { Period } from './load.ts'
import type { TaskStatus } from './task.ts'
import { isOpen } from './task-status.ts'
import { addDays, type CalendarDate, startOfWeek } from './time.ts'

/** How many tasks were open at the end of a week, by status, and how many were done in it. */
export type BurndownWeek = Period & {
  readonly backlog: number
  readonly active: number
  readonly paused: number
  readonly blocked: number
  readonly done: number
}

/** Weeks from Monday to Sunday, the earliest first; the last one ends today. */
export type Burndown = readonly BurndownWeek[]

/** Tasks that got another status in the same week. */
export type StatusMoves = {
  /** The place of the week; 0 stands for everything before the second week. */
  readonly week: number
  /** null before they were added. */
  readonly was: TaskStatus | null
  /** null once they were deleted. */
  readonly became: TaskStatus | null
  readonly tasks: number
}

/** Tasks that were done in the week at this place. */
export type DoneInWeek = { readonly week: number; readonly tasks: number }

/** This many weeks; the last one is the current week until today. */
export function weeksUntil(today: CalendarDate, count: number): readonly Period[] {
  const monday = startOfWeek(today)
  return Array.from({ length: count }, (_, place) => {
    const from = addDays(monday, 7 * (place - count + 1))
    return { from, until: from === monday ? today : addDays(from, 6) }
  })
}

/** How many tasks of a week of a burndown are open. */
export function openIn({ backlog, active, paused, blocked }: BurndownWeek): number {
  return backlog + active + paused + blocked
}

/**
 * Adds up what happened to tasks, from the day on which the first one was added.
 *
 * @param moves all that ever happened, in any order
 */
export function burndownOf(
  weeks: readonly Period[],
  moves: readonly StatusMoves[],
  done: readonly DoneInWeek[],
): Burndown {
  const open = { BACKLOG: 0, ACTIVE: 0, PAUSED: 0, BLOCKED: 0 }
  const add = (status: TaskStatus | null, tasks: number) => {
    if (status !== null && isOpen(status)) open[status as keyof typeof open] += tasks
  }
  return weeks.map(({ from, until }, place) => {
    for (const { was, became, tasks } of moves.filter(({ week }) => week === place)) {
      add(was, -tasks)
      add(became, tasks)
    }
    return {
      from,
      until,
      backlog: open.BACKLOG,
      active: open.ACTIVE,
      paused: open.PAUSED,
      blocked: open.BLOCKED,
      done: done.find(({ week }) => week === place)?.tasks ?? 0,
    }
  })
}
