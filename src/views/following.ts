import type { Task } from '../domain/task.ts'
import type { CalendarDate } from '../domain/time.ts'
import { paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { shortDate } from '../terminal/words.ts'
import { success } from './answer.ts'
import { taskTable } from './task.ts'

/** "Next on Tue 1 Dec.", or "The routine has ended." */
export function nextText(date: CalendarDate | null, { today }: Style): string {
  return date === null ? 'The routine has ended.' : `Next on ${shortDate(date, today)}.`
}

/** "✓ Bins is skipped." and when it comes next; a list for several tasks. */
export function skippedTasks(
  tasks: readonly Task[],
  outcome: 'SKIPPED' | 'MISSED',
  style: Style,
): string {
  const [task, ...others] = tasks
  if (!task || others.length > 0) return taskTable(tasks, style)
  const { title, next_task_id, occurrence_date } = task
  const what = outcome === 'MISSED' ? 'is recorded as missed' : 'is skipped'
  const sentence = paragraph(success(`${title} ${what}.`, style), 0, style.columns)
  return `${sentence}\n  ${nextText(next_task_id === null ? null : occurrence_date, style)}`
}
