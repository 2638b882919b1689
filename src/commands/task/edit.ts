import type { Context } from '../../command.ts'
import { type Args, defineCommand } from '../../command.ts'
import { editTask } from '../../db/tasks/changes.ts'
import { getTask, getTaskById } from '../../db/tasks/references.ts'
import {
  openStatuses,
  parseTaskReference,
  parseTitle,
  type Task,
  type TaskDraft,
  type TaskReference,
} from '../../domain/task.ts'
import { taskFields, taskJson } from '../../json.ts'
import { taskDetails } from '../../views/task.ts'
import { isEmpty, noChangesError, onlyGiven, parsed } from '../shared/options.ts'
import { askForChanges } from './shared/edit-questions.ts'
import { findReferences, parseTaskOptions, type References } from './shared/task-options.ts'

type Input = {
  readonly reference: TaskReference
  readonly fields: Partial<TaskDraft>
  readonly references: References
}

export default defineCommand<Input, Task>({
  fields: taskFields,
  async input(args, context) {
    const [task = ''] = args.operands
    const reference = parseTaskReference(task)
    const { fields, references } = parseChanges(args, context)
    if (hasChanges(fields, references)) return { reference, fields, references }
    if (!context.interactive) {
      throw noChangesError({
        lead: 'Name a field, such as --effort small',
        command: 'task edit --help',
      })
    }
    const { id, changes } = await ask(reference, context)
    return { reference: { text: String(id), id }, fields: changes, references }
  },
  async run({ reference, fields, references }, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const { id } = await getTask(db, viewer, reference, openStatuses)
    const changes = { ...fields, ...(await findReferences(db, viewer, references)) }
    if (isEmpty(changes)) return getTaskById(db, viewer, id)
    return editTask(await context.writer(), viewer, id, changes, context.instant)
  },
  human: taskDetails,
  json: taskJson,
})

function parseChanges(args: Args, context: Context) {
  const title = parsed(args, 'title', parseTitle)
  const { fields, references } = parseTaskOptions(args, context.today)
  return { fields: { ...onlyGiven({ title }), ...fields }, references }
}

function hasChanges(fields: Partial<TaskDraft>, { owner, category }: References): boolean {
  return !isEmpty(fields) || owner !== undefined || category !== undefined
}

async function ask(reference: TaskReference, context: Context) {
  const db = await context.db()
  const task = await getTask(db, await context.actor.viewer(), reference, openStatuses)
  return { id: task.id, changes: await askForChanges(db, task, await context.ask(), context) }
}
