import type { Burndown } from './burndown.ts'
import type { Load, Period } from './load.ts'
import type { Punctuality } from './routine/punctuality.ts'
import type { WinStats } from './streak.ts'
import type { RoutineId, TaskId } from './task.ts'
import type { CalendarDate } from './time.ts'
import type { WinYear } from './win-year.ts'

/** A routine, and how punctual it was in a period. */
export type PunctualRoutine = Punctuality & {
  readonly routine_id: RoutineId
  readonly title: string
  /** The rule in a sentence: `every 2 weeks on mon, thu`. */
  readonly says: string
}

/** A task that was done. */
export type DoneTask = {
  readonly id: TaskId
  readonly title: string
  /** The day on which it was done. */
  readonly on: CalendarDate
  /** Who did it, else whose it is; null if neither is known. */
  readonly by: string | null
}

/** What a household, or a member, did in a period: all that a report shows. */
export type Report = Period & {
  /** The household's day on which the report was made. */
  readonly made_on: CalendarDate
  /** The member whose report it is; null for the household. */
  readonly user: string | null
  /** Whether the member's private tasks are in it. */
  readonly isPrivate: boolean
  /** The day on which the household began: before it, no day is without a win. */
  readonly began: CalendarDate
  /** The years that the period touches. */
  readonly years: readonly WinYear[]
  /** Until the day on which the report was made. */
  readonly wins: WinStats
  /** Of the household, also in the report of a member. */
  readonly load: Load
  /** The weeks that the period touches. */
  readonly burndown: Burndown
  /** Those of which a time was planned for a day of the period. */
  readonly routines: readonly PunctualRoutine[]
  /** The latest tasks that were done, at most {@link mostDone}. */
  readonly done: readonly DoneTask[]
  /** How many tasks were done. */
  readonly done_count: number
}

/** How many tasks a report names. */
export const mostDone = 300
