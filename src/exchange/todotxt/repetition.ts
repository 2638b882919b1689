import { parseRule } from '../../domain/routine/parse.ts'
import { unlessRefused } from '../../domain/routine/refusals.ts'
import type { Routine, RoutineMode } from '../../domain/routine/routine.ts'
import type { Rule } from '../../domain/routine/rule.ts'
import { ruleText } from '../../domain/routine/say.ts'
import type { Task } from '../../domain/task.ts'
import { toParts } from '../../domain/time.ts'

/** How a line repeats: `rec:1w` counts from the day on which it was done, `rec:+1w` does not. */
export type Repetition = { readonly mode: RoutineMode; readonly rule: string }

const units = { d: 'day', w: 'week', m: 'month', y: 'year' } as const

/**
 * Reads what follows `rec:`, a number and d, b (business days), w, m or y.
 *
 * @returns undefined for what no rule says
 */
export function parseRepetition(text: string): Repetition | undefined {
  const [, plus, number, unit] = /^(\+?)(\d{1,4})([dbwmy])$/.exec(text) ?? []
  if (unit === undefined) return undefined
  const mode = plus === '+' ? 'CALENDAR' : 'AFTER'
  const typed =
    unit === 'b'
      ? businessDays(Number(number), mode)
      : `${number} ${units[unit as keyof typeof units]}`
  const rule = unlessRefused(() => ruleText(parseRule(typed, mode)))
  return rule === undefined ? undefined : { mode, rule }
}

/** One business day, or as many as are whole weeks. */
function businessDays(count: number, mode: RoutineMode): string {
  if (count === 1) return mode === 'CALENDAR' ? 'weekdays' : '1 day on mon-fri'
  return count % 5 === 0 ? `${count / 5} weeks` : ''
}

/** The `rec:` of a task of a routine; undefined if that cannot say when it repeats. */
export function repetitionOf(task: Task, routine: Routine): string | undefined {
  const { mode, until_date, times, season_from, status } = routine
  const isLimited = until_date !== null || times !== null || season_from !== null
  if (isLimited || status !== 'ACTIVE') return undefined
  const rule = unlessRefused(() => parseRule(routine.rule, mode))
  const length = rule && (rule.mode === 'AFTER' ? distanceOf(rule) : periodOf(rule, task))
  return length === undefined ? undefined : `rec:${mode === 'AFTER' ? '' : '+'}${length}`
}

function distanceOf(rule: Rule): string | undefined {
  if (!('weekdays' in rule)) return lengthOf(rule)
  return ruleText(rule) === '1 day on mon,tue,wed,thu,fri' ? '1b' : undefined
}

/** The period after which the rule comes to the same day again, counted from the due date. */
function periodOf(rule: Rule, { due_date, occurrence_date }: Task): string | undefined {
  // From a date that was moved, it would count on wrongly.
  if (due_date === null || due_date !== occurrence_date) return undefined
  if (ruleText(rule) === 'weekdays') return '1b'
  const names = 'weekdays' in rule ? rule.weekdays : 'days' in rule ? rule.days : []
  if (names.length > 1 || 'nth' in rule) return undefined
  // Not every month has the 29th to the 31st.
  const isSkipped = (rule.unit === 'month' || rule.unit === 'year') && toParts(due_date)[2] > 28
  return isSkipped ? undefined : lengthOf(rule)
}

function lengthOf({ interval, unit }: Rule): string {
  return `${interval}${unit[0]}`
}
