import type { Task, TaskStatus } from '../../domain/task.ts'
import { isTitleOnly, type TaskNames, type TaskReference } from '../../domain/task-reference.ts'
import { fold } from '../../domain/text.ts'
import type { Viewer } from '../../domain/user.ts'
import { MomentumError } from '../../errors.ts'
import type { Db } from '../schema.ts'
import { findTask, getTask, unknownTaskError } from './references.ts'

/** The tasks that words name, each once. */
export type NamedTasks = {
  readonly tasks: readonly Task[]
  /** Whether the words are one reference: one word, or one title without quotes. */
  readonly isOne: boolean
  /** Whether words of one title may have been taken for parts of several. */
  readonly isDoubtful: boolean
}

/**
 * Gets the tasks that words name. Words that are not all numbers or UUIDs are tried as one title
 * first.
 *
 * @param preferred as in {@link getTask}
 * @throws MomentumError `not_found`, `ambiguous`
 */
export async function getNamedTasks(
  db: Db,
  viewer: Viewer,
  { each, whole, isList }: TaskNames,
  preferred: readonly TaskStatus[],
): Promise<NamedTasks> {
  const titled = whole && (await findTask(db, viewer, whole, preferred))
  if (titled) return { tasks: [titled], isOne: true, isDoubtful: false }
  const found = await getEach(db, viewer, each, preferred).catch((error: unknown) => {
    // Words without any number are probably one title with a mistake in it.
    if (whole && each.every(isTitleOnly) && isNotFound(error)) throw unknownTaskError(whole)
    throw error
  })
  const tasks = [...new Map(found.map((task) => [task.id, task])).values()]
  const isSure = found.every((task, index) => isExact(each[index], task))
  return { tasks, isOne: !isList && each.length === 1, isDoubtful: tasks.length > 1 && !isSure }
}

async function getEach(
  db: Db,
  viewer: Viewer,
  each: readonly TaskReference[],
  preferred: readonly TaskStatus[],
): Promise<Task[]> {
  const tasks: Task[] = []
  for (const reference of each) tasks.push(await getTask(db, viewer, reference, preferred))
  return tasks
}

function isNotFound(error: unknown): boolean {
  return (
    error instanceof MomentumError && (error.code === 'not_found' || error.code === 'ambiguous')
  )
}

/** Whether a word is the task's number, its UUID, or its whole title of several words in quotes. */
function isExact(reference: TaskReference | undefined, { id, uuid, title }: Task): boolean {
  if (!reference) return false
  if (reference.id === id) return true
  if (reference.uuid !== undefined && uuid.startsWith(reference.uuid)) return true
  const { part = '' } = reference
  return /\s/.test(part) && fold(part) === fold(title)
}
