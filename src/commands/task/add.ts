import type { Context } from '../../command.ts'
import { defineCommand } from '../../command.ts'
import { addTask, requireActiveOwner, requireOwned } from '../../db/tasks/changes.ts'
import { type NewTask, parseTitle, type Task } from '../../domain/task.ts'
import { usageError } from '../../errors.ts'
import { taskFields, taskJson } from '../../json.ts'
import { success } from '../../views/answer.ts'
import { taskFacts } from '../../views/task.ts'
import { onlyGiven, parsedOperand } from '../shared/options.ts'
import { askEssentials, type Essentials } from './shared/essential-questions.ts'
import { findReferences, parseTaskOptions, type References } from './shared/task-options.ts'

type Input = { readonly fields: Omit<NewTask, 'uuid'>; readonly references: References }

export default defineCommand<Input, Task>({
  fields: taskFields,
  async input(args, context) {
    const title = parsedOperand(args, 0, parseTitle)
    const { fields, references } = parseTaskOptions(args, context.today)
    const given = { ...onlyGiven({ title }), ...fields }
    if (context.interactive) await requireAddable(given, references, context)
    return { fields: { ...given, ...(await complete(given, context)) }, references }
  },
  async run({ fields, references }, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    // A private task needs an owner: without --owner, it is the person who adds it.
    const own = fields.private && viewer !== null ? { owner_user_id: viewer } : {}
    const found = await findReferences(db, viewer, references)
    return addTask(
      await context.writer(),
      { ...fields, ...own, ...found, uuid: context.newUuid() },
      context.instant,
    )
  },
  human(task, style) {
    const added = success(`Added #${task.id}: ${task.title}`, style)
    return `${added}\n  ${style.paint.dim(taskFacts(task, style))}`
  },
  json: taskJson,
})

/** Refuses what could not be added, before anything is asked. */
async function requireAddable(
  given: Partial<NewTask>,
  references: References,
  context: Context,
): Promise<void> {
  const db = await context.db()
  const viewer = await context.actor.viewer()
  const { owner_user_id = null } = await findReferences(db, viewer, references)
  await requireActiveOwner(db, owner_user_id)
  requireOwned({ ...given, owner_user_id: owner_user_id ?? viewer })
}

const essentials = {
  title: 'title',
  domain: '--domain',
  effort: '--effort',
  definition_of_done: '--definition-of-done',
} as const satisfies Record<keyof Essentials, string>

async function complete(given: Partial<Essentials>, context: Context): Promise<Essentials> {
  if (context.interactive) return askEssentials(await context.ask(), given)
  const { title, domain, effort, definition_of_done } = given
  if (title && domain && effort && definition_of_done) {
    return { title, domain, effort, definition_of_done }
  }
  const missing = Object.entries(essentials).filter(([key]) => !(key in given))
  const words = missing.map(([, word]) => word).join(', ')
  throw usageError(`Missing: ${words}.`, { lead: 'See', command: 'task add --help' })
}
