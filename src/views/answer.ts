import type { Hint } from '../errors.ts'
import type { Style } from '../terminal/paint.ts'
import { plural } from '../terminal/words.ts'

/** "✓ Added #2: Fix the chair" */
export function success(sentence: string, { paint }: Style): string {
  return `${paint.green('✓')} ${sentence}`
}

/** All tasks of a household. A list shows fewer if some are private to other members. */
export function allTasks(count: number): string {
  return `${plural(count, 'task')} (including private ones)`
}

/** An answer, and below it what to type next. */
export function withHints(answer: string, hints: readonly Hint[], { paint, hint }: Style): string {
  return [answer, ...hints.map((each) => paint.dim(hint(each)))].join('\n')
}
