import { toDay } from '../../domain/routine/day.ts'
import { parseRule } from '../../domain/routine/parse.ts'
import { ruleDayFrom } from '../../domain/routine/recurrence.ts'
import { unlessRefused } from '../../domain/routine/refusals.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import type { Task } from '../../domain/task.ts'
import { recurrenceOfRule } from './recurrence.ts'

/**
 * Whether a routine and its open task have nothing that gets lost on the way to a file and back.
 */
export function isReadBack(task: Task, { status, times, season_from }: Routine): boolean {
  const isPlain = task.status === 'BACKLOG' || task.status === 'ACTIVE'
  return isPlain && times === null && season_from === null && status === 'ACTIVE'
}

/**
 * How the open task of a routine repeats in Taskwarrior; undefined if it would repeat otherwise
 * there, or if it has a state that Taskwarrior gives to no time of a recurring task.
 */
export function recurrenceOf(task: Task, routine: Routine): string | undefined {
  const { mode, start_date } = routine
  const { occurrence_date: date } = task
  if (date === null || !isReadBack(task, routine)) return undefined
  const rule = unlessRefused(() => parseRule(routine.rule, mode))
  if (rule === undefined) return undefined
  const day = toDay(date)
  // An absence of everybody may have moved it.
  const isOnRule = rule.mode === 'AFTER' || ruleDayFrom(rule, toDay(start_date), day) === day
  return isOnRule ? recurrenceOfRule(rule, date) : undefined
}
