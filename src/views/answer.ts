import { enumerate } from '../domain/enumerate.ts'
import type { Hint } from '../errors.ts'
import type { Style } from '../terminal/paint.ts'
import { plural } from '../terminal/words.ts'

/** "✓ Added #2: Fix the chair" */
export function success(sentence: string, { paint }: Style): string {
  return `${paint.green('✓')} ${sentence}`
}

/** How many rows of each kind there are; the tasks in words. */
type HouseholdRows = {
  readonly users: number
  readonly tasks: string
  readonly routines: number
  readonly daily_wins: number
}

/** All tasks of a household. A list shows fewer if some are private to other members. */
export function allTasks(count: number): string {
  return `${plural(count, 'task')} (including private ones)`
}

/** "2 members, 3 tasks, 1 routine and 4 wins"; a household without routines has none here. */
export function householdRows({ users, tasks, routines, daily_wins }: HouseholdRows): string {
  const words = [
    plural(users, 'member'),
    tasks,
    ...(routines === 0 ? [] : [plural(routines, 'routine')]),
    plural(daily_wins, 'win'),
  ]
  return enumerate(words, 'and')
}

/** An answer, and below it what to type next. */
export function withHints(answer: string, hints: readonly Hint[], { paint, hint }: Style): string {
  return [answer, ...hints.map((each) => paint.dim(hint(each)))].join('\n')
}
