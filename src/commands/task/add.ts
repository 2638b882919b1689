import type { AnyCommand, Args, Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { addTask } from '../../db/tasks/changes.ts'
import { type NewTask, parseTitle, type Task, taskFields } from '../../domain/task.ts'
import { usageError } from '../../errors.ts'
import { routineFields } from '../../json/routine.ts'
import { taskJson } from '../../json/task.ts'
import { success } from '../../views/answer.ts'
import { taskFacts } from '../../views/task.ts'
import { onlyGiven, parsedOperand } from '../shared/options.ts'
import { type Essentials, isComplete } from './shared/essential-questions.ts'
import { findOwnReferences, requireAddable } from './shared/new-task.ts'
import { parseTaskOptions, type References } from './shared/task-options.ts'

type NewFields = { readonly fields: Omit<NewTask, 'uuid'>; readonly references: References }

/** What the command for routines makes of a task that repeats; most tasks do not need it. */
type Repeated = { readonly command: AnyCommand; readonly value: unknown }

export default defineCommand<NewFields | Repeated, Task | Repeated>({
  fields: (args) => (isRepeated(args) ? routineFields : taskFields),
  async input(args, context) {
    if (isRepeated(args)) return readRepeated(args, context)
    const title = parsedOperand(args, 0, parseTitle)
    const { fields, references } = parseTaskOptions(args, context.today)
    const given = { ...onlyGiven({ title }), ...fields }
    if (!context.interactive) return { fields: requireComplete(given), references }
    await requireAddable(given, references, context)
    if (isComplete(given)) return { fields: given, references }
    const { askForNewTask } = await import('./shared/new-task-questions.ts')
    const asked = await askForNewTask(given, references, context)
    return { fields: { ...given, ...asked.fields }, references: asked.references }
  },
  async run(input, context) {
    if ('command' in input) {
      const { command, value } = input
      return { command, value: await command.run(value, context) }
    }
    const { fields, references } = input
    const found = await findOwnReferences(fields, references, context)
    return addTask(
      await context.writer(),
      { ...fields, ...found, uuid: context.newUuid() },
      context.instant,
    )
  },
  human(added, style) {
    if ('command' in added) return added.command.human(added.value, style)
    const line = success(`Added #${added.id}: ${added.title}`, style)
    return `${line}\n  ${style.paint.dim(taskFacts(added, style))}`
  },
  json: (added) => ('command' in added ? added.command.json(added.value) : taskJson(added)),
})

function isRepeated({ options }: Args): boolean {
  return options.every !== undefined || options.after !== undefined
}

/** @throws MomentumError `usage` for a date that only a single task has */
async function readRepeated(args: Args, context: Context): Promise<Repeated> {
  const { due, starts } = args.options
  if (due !== undefined || starts !== undefined) {
    throw usageError(
      `${due === undefined ? '--starts' : '--due'} is for a task that does not repeat.`,
      {
        lead: 'To say when a routine begins',
        command: 'routine add --help',
      },
    )
  }
  const { default: command } = await import('../routine/add.ts')
  return { command, value: await command.input(args, context) }
}

const essentials = {
  title: 'title',
  domain: '--domain',
  effort: '--effort',
  definition_of_done: '--definition-of-done',
} as const satisfies Record<keyof Essentials, string>

function requireComplete<Given extends Partial<Essentials>>(given: Given): Given & Essentials {
  if (isComplete(given)) return given
  const missing = Object.entries(essentials).filter(([key]) => !(key in given))
  const words = missing.map(([, word]) => word).join(', ')
  throw usageError(`Missing: ${words}.`, { lead: 'See', command: 'task add --help' })
}
