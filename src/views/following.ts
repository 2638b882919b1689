import type { Following, Next } from '../db/routines/following.ts'
import type { StoredTurn } from '../domain/routine/turn-reason.ts'
import type { Task } from '../domain/task.ts'
import { paragraph } from '../terminal/layout.ts'
import type { Style } from '../terminal/paint.ts'
import { shortDate } from '../terminal/words.ts'
import { success } from './answer.ts'
import { taskTable } from './task.ts'

/** The next time of a routine, and whose turn it is in words. */
type ToldNext = Omit<Next, keyof StoredTurn> & { readonly turn: string | undefined }

/** What followed when a task was done. */
export type ToldFollowing = Omit<Following, 'next'> & { readonly next: ToldNext | null }

/** "Next on Tue 1 Dec.", with whose turn it is, "The next one is paused.", or that it has ended. */
function nextText(next: ToldNext | null, { today }: Style): string {
  if (next === null) return 'The routine has ended.'
  if (next.status === 'PAUSED') return 'The next one is paused.'
  const turn = next.turn === undefined ? '' : `; ${next.turn}`
  return `Next on ${shortDate(next.date, today)}${turn}.`
}

/** "Next on Tue 1 Dec." below a task, and "Bins: next on Tue 1 Dec." for each of several. */
export function followingText(
  tasks: readonly Task[],
  following: readonly ToldFollowing[],
  style: Style,
): string[] {
  const lines = following.map(({ task, next }) => {
    const text = nextText(next, style)
    if (tasks.length === 1) return text
    const title = tasks.find(({ id }) => id === task)?.title
    return `${title}: ${text.slice(0, 1).toLowerCase()}${text.slice(1)}`
  })
  return lines.map((line) => paragraph(line, 2, style.columns))
}

/** "✓ Bins is skipped." and when it comes next; a list for several tasks. */
export function skippedTasks(
  tasks: readonly Task[],
  { outcome, turn }: { readonly outcome: 'SKIPPED' | 'MISSED'; readonly turn: string | undefined },
  style: Style,
): string {
  const [task, ...others] = tasks
  if (!task || others.length > 0) return taskTable(tasks, style)
  const { title, status, next_task_id, occurrence_date: date } = task
  const what = outcome === 'MISSED' ? 'is recorded as missed' : 'is skipped'
  const sentence = paragraph(success(`${title} ${what}.`, style), 0, style.columns)
  const next = next_task_id === null || date === null ? null : { status, date, turn }
  return `${sentence}\n${paragraph(nextText(next, style), 2, style.columns)}`
}
