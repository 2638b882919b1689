import type { Context } from '../../../command.ts'
import { getNamedTasks, type NamedTasks } from '../../../db/tasks/names.ts'
import { enumerate } from '../../../domain/enumerate.ts'
import type { Task, TaskNames, TaskStatus } from '../../../domain/task.ts'
import { ambiguousError, type Hint } from '../../../errors.ts'

/** How a command reads the names of tasks. */
export type Naming = {
  /** The statuses of the tasks that are meant if a name matches several. */
  readonly preferred: readonly TaskStatus[]
  /** Returns the command with numbers instead of names. */
  readonly command: (ids: string) => string
}

/**
 * Asks whether words without quotes name several tasks, if they may be meant as one title.
 *
 * @returns the names; after a yes, the numbers of the tasks
 * @throws MomentumError `cancelled` after a no; `not_found`, `ambiguous`
 */
export async function askWhetherSeveral(
  names: TaskNames,
  { preferred }: Naming,
  context: Context,
): Promise<TaskNames> {
  if (!context.interactive || !names.whole) return names
  const confirm = context.consent()
  const viewer = await context.actor.viewer()
  const { tasks, isDoubtful } = await getNamedTasks(await context.db(), viewer, names, preferred)
  if (!isDoubtful) return names
  const message = `No task title contains “${names.whole.text}”. Do you mean ${inWords(tasks)}?`
  await confirm(message, 'Nothing changed.')
  return { each: tasks.map(({ id }) => ({ text: String(id), id })), whole: undefined }
}

/**
 * Gets the tasks that words name.
 *
 * @throws MomentumError `not_found`; `ambiguous`, also for words that are parts of several titles
 */
export async function getTasksToMove(
  names: TaskNames,
  { preferred, command }: Naming,
  context: Context,
): Promise<NamedTasks> {
  const viewer = await context.actor.viewer()
  const named = await getNamedTasks(await context.db(), viewer, names, preferred)
  if (!named.isDoubtful) return named
  const title = names.each.map(({ text }) => text).join(' ')
  const hint: Hint = {
    lead: 'If you mean these tasks',
    command: command(named.tasks.map(({ id }) => id).join(' ')),
  }
  throw ambiguousError(
    `No task title contains “${names.whole?.text ?? title}”, but its words match ${inWords(named.tasks)}.`,
    hint,
  )
}

/** `3 “Fix the tap” and 5 “Pay the rent”` */
function inWords(tasks: readonly Task[]): string {
  return enumerate(
    tasks.map(({ id, title }) => `${id} “${title}”`),
    'and',
  )
}
