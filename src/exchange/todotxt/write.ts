import { isLive } from '../../domain/live-task.ts'
import type { Routine } from '../../domain/routine/routine.ts'
import type { Priority, RoutineId, Task } from '../../domain/task.ts'
import type { Surroundings, WriteTasks } from '../writing.ts'
import { writeText } from './marks.ts'
import { repetitionOf } from './repetition.ts'

/**
 * Writes a line for each task, as `read.ts` reads it. Descriptions, owners and whatever else the
 * format has no place for are left out.
 */
export const writeTodotxt: WriteTasks = async function* (tasks, surroundings) {
  for await (const batch of tasks) {
    yield batch.map((task) => `${lineOf(task, surroundings)}\n`).join('')
  }
}

const letters = { URGENT: 'A', HIGH: 'B', MEDIUM: 'C', LOW: 'D' } as const satisfies Record<
  Priority,
  string
>

/** The line of a task, without its end. */
export function lineOf(
  task: Task,
  { routines, dayOf }: Pick<Surroundings, 'routines' | 'dayOf'>,
): string {
  const text = writeText(task.title, task.category)
  const created = dayOf(new Date(task.created_at))
  const marks = [...marksOf(task), ...given(repeats(task, routines))]
  const letter = letters[task.priority]
  // What is done and has no priority has the usual one.
  const kept = given(letter === 'C' ? undefined : letter, 'pri:')
  if (task.status === 'DONE') {
    const completed = task.completed_on ?? dayOf(new Date(task.completed_at ?? task.updated_at))
    return ['x', completed, created, text, ...marks, ...kept].join(' ')
  }
  if (task.status === 'ABANDONED') {
    // Its only date would be that of completion.
    return ['x', text, ...marks, ...kept, 'status:abandoned'].join(' ')
  }
  const priority = given(letter === 'D' ? undefined : `(${letter})`)
  const status = given(task.status === 'BACKLOG' ? undefined : task.status.toLowerCase(), 'status:')
  return [...priority, created, text, ...marks, ...status].join(' ')
}

function marksOf({ due_date, starts_on }: Task): readonly string[] {
  return [...given(due_date, 'due:'), ...given(starts_on, 't:')]
}

function repeats(task: Task, routines: ReadonlyMap<RoutineId, Routine>): string | undefined {
  const routine = task.routine_id === null ? undefined : routines.get(task.routine_id)
  return routine && isLive(task) ? repetitionOf(task, routine) : undefined
}

/** A word with its key, or none. */
function given(value: string | null | undefined, key = ''): readonly string[] {
  return value === null || value === undefined ? [] : [`${key}${value}`]
}
