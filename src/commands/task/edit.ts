import type { Context } from '../../command.ts'
import { type Args, defineCommand } from '../../command.ts'
import { editTask } from '../../db/tasks/changes.ts'
import { getTask, getTaskById } from '../../db/tasks/references.ts'
import { getUser } from '../../db/users/users.ts'
import {
  type Credit,
  finishedStatuses,
  openStatuses,
  parseTaskReference,
  parseTitle,
  type Task,
  type TaskDraft,
  type TaskReference,
} from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { parseUserReference, type UserReference } from '../../domain/user.ts'
import { taskFields, taskJson } from '../../json.ts'
import { taskDetails } from '../../views/task.ts'
import { parseCompletedOn } from '../shared/completion.ts'
import { isEmpty, noChangesError, onlyGiven, orNone, parsed } from '../shared/options.ts'
import { askForChanges } from './shared/edit-questions.ts'
import { findReferences, parseTaskOptions, type References } from './shared/task-options.ts'

type Input = {
  readonly reference: TaskReference
  readonly fields: Partial<TaskDraft>
  readonly references: References
  readonly credit: TypedCredit
}

/** Who did it, and when: what was not typed is left out. */
type TypedCredit = {
  readonly on?: CalendarDate
  /** null for not recorded. */
  readonly by?: UserReference | null
}

export default defineCommand<Input, Task>({
  fields: taskFields,
  async input(args, context) {
    const [task = ''] = args.operands
    const reference = parseTaskReference(task)
    const { fields, references } = parseChanges(args, context)
    const credit = onlyGiven({
      on: parseCompletedOn(args, 'completedOn', context.today),
      by: parsed(args, 'completedBy', orNone(parseUserReference)),
    })
    if (hasChanges(fields, references) || !isEmpty(credit)) {
      return { reference, fields, references, credit }
    }
    if (!context.interactive) {
      throw noChangesError({
        lead: 'Name a field, such as --effort small',
        command: 'task edit --help',
      })
    }
    const { id, changes } = await ask(reference, context)
    return { reference: { text: String(id), id }, fields: changes, references, credit: {} }
  },
  async run({ reference, fields, references, credit }, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const preferred = isEmpty(credit) ? openStatuses : finishedStatuses
    const { id } = await getTask(db, viewer, reference, preferred)
    const changes = { ...fields, ...(await findReferences(db, viewer, references)) }
    if (!isEmpty(credit)) {
      const { editDoneTask } = await import('../../db/tasks/credit.ts')
      const { newUuid, instant } = context
      const edit = { fields: changes, credit: await findCredit(credit, context), newUuid }
      return editDoneTask(await context.writer(), viewer, id, edit, instant)
    }
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

async function findCredit({ on, by }: TypedCredit, context: Context): Promise<Credit> {
  return onlyGiven({
    completed_on: on,
    completed_by_user_id: by && (await getUser(await context.db(), by)).id,
  })
}

function hasChanges(fields: Partial<TaskDraft>, { owner, category }: References): boolean {
  return !isEmpty(fields) || owner !== undefined || category !== undefined
}

async function ask(reference: TaskReference, context: Context) {
  const db = await context.db()
  const task = await getTask(db, await context.actor.viewer(), reference, openStatuses)
  return { id: task.id, changes: await askForChanges(db, task, await context.ask(), context) }
}
