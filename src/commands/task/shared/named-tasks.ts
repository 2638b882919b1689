import type { Args, Context } from '../../../command.ts'
import { getNamedTasks, type NamedTasks } from '../../../db/tasks/names.ts'
import { enumerate } from '../../../domain/enumerate.ts'
import type { Task, TaskStatus } from '../../../domain/task.ts'
import { parsePipedNames, parseTaskNames, type TaskNames } from '../../../domain/task-reference.ts'
import {
  ambiguousError,
  type Hint,
  MomentumError,
  notFoundError,
  usageError,
} from '../../../errors.ts'
import { taskJson } from '../../../json/task.ts'
import { option } from '../../shared/options.ts'

/** How a command reads the names of tasks. */
export type Naming = {
  /** The statuses of the tasks that are meant if a name matches several. */
  readonly preferred: readonly TaskStatus[]
  /** Returns the command with numbers instead of names. */
  readonly command: (ids: string) => string
  /** What was typed, if text without quotes may have been taken for names. */
  readonly args?: Args
}

/** Tasks that were changed, and whether one reference named them. */
export type ChangedTasks = { readonly tasks: readonly Task[]; readonly isOne: boolean }

/** A program that names several tasks gets a list, even if they are the same task. */
export function changedJson({ tasks, isOne }: ChangedTasks): unknown {
  return isOne ? tasks.map(taskJson)[0] : tasks.map(taskJson)
}

/**
 * Reads the words that name tasks; `-` stands for those that are piped in, one in each line.
 *
 * @throws MomentumError `usage`
 */
export async function readTaskNames(
  words: readonly string[],
  context: Context,
): Promise<TaskNames> {
  if (!words.includes('-')) return parseTaskNames(words)
  if (words.length > 1) throw usageError('Name tasks, or read their numbers with “-”, not both.')
  // Each line names a task by itself.
  const { each } = parseTaskNames(parsePipedNames(await readNames(context)))
  return { each, whole: undefined, isList: true }
}

async function readNames(context: Context): Promise<string> {
  const bytes = await context.readInput(1, {
    lead: 'Pipe in numbers, such as those of',
    command: 'task list --overdue --quiet',
  })
  return Buffer.from(bytes).toString('utf8')
}

/**
 * Asks whether words without quotes name several tasks, if they may be meant as one title.
 *
 * @returns the names; after a yes, the numbers of the tasks
 * @throws MomentumError `cancelled` after a no; `not_found`, `ambiguous`
 */
export async function askWhetherSeveral(
  names: TaskNames,
  naming: Naming,
  context: Context,
): Promise<TaskNames> {
  if (!context.interactive || !names.whole) return names
  const confirm = context.consent()
  const { tasks, isDoubtful } = await findNamed(names, naming, context)
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
  naming: Naming,
  context: Context,
): Promise<NamedTasks> {
  const named = await findNamed(names, naming, context)
  if (!named.isDoubtful) return named
  const title = names.each.map(({ text }) => text).join(' ')
  const hint: Hint = {
    lead: 'If you mean these tasks',
    command: naming.command(named.tasks.map(({ id }) => id).join(' ')),
  }
  throw ambiguousError(
    `No task title contains “${names.whole?.text ?? title}”, but its words match ${inWords(named.tasks)}.`,
    hint,
  )
}

async function findNamed(
  names: TaskNames,
  { preferred, args }: Naming,
  context: Context,
): Promise<NamedTasks> {
  const viewer = await context.actor.viewer()
  const find = async () => getNamedTasks(await context.db(), viewer, names, preferred)
  return args ? explainText(args, find) : find()
}

/** Options whose value is often typed without the quotes that it needs. */
const textOptions = [
  'title',
  'note',
  'definitionOfDone',
  'description',
  'materials',
  'owner',
  'category',
  'due',
] as const

/**
 * Suggests quotes around the text of an option, if its other words may have been taken for tasks.
 */
export async function explainText<Found>(args: Args, find: () => Promise<Found>): Promise<Found> {
  try {
    return await find()
  } catch (error) {
    const name = textOptions.find((each) => /^\S+$/.test(option(args, each) ?? ''))
    const isUnknown = error instanceof MomentumError && error.code === 'not_found'
    if (name === undefined || args.operands.length < 2 || !isUnknown) throw error
    const flag = name === 'definitionOfDone' ? 'definition-of-done' : name
    throw notFoundError(
      error.message,
      `Put text of several words in quotes: --${flag} "${option(args, name)} …"`,
    )
  }
}

/** `3 “Fix the tap” and 5 “Pay the rent”` */
function inWords(tasks: readonly Task[]): string {
  return enumerate(
    tasks.map(({ id, title }) => `${id} “${title}”`),
    'and',
  )
}
