import type { Context } from '../../command.ts'
import { type Args, defineCommand } from '../../command.ts'
import type { Tx } from '../../db/schema.ts'
import { editTask } from '../../db/tasks/changes.ts'
import { changeEach } from '../../db/tasks/each.ts'
import { getTask, getTaskById } from '../../db/tasks/references.ts'
import { getUser } from '../../db/users/users.ts'
import { requireSameTexts } from '../../domain/edited-texts.ts'
import {
  type Credit,
  parseTitle,
  type Task,
  type TaskDraft,
  type TaskId,
  taskFields,
} from '../../domain/task.ts'
import type { TaskNames, TaskReference } from '../../domain/task-reference.ts'
import { finishedStatuses, openStatuses } from '../../domain/task-status.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { parseUserReference, type UserReference } from '../../domain/user.ts'
import { usageError } from '../../errors.ts'
import { taskDetails, taskTable } from '../../views/task.ts'
import { parseCompletedOn } from '../shared/completion.ts'
import {
  flag,
  isEmpty,
  noChangesError,
  onlyGiven,
  orNone,
  parsed,
  typedOptions,
} from '../shared/options.ts'
import { askForChanges } from './shared/edit-questions.ts'
import {
  type EditedTask,
  editTexts,
  keptOnError,
  requireEditorCanOpen,
} from './shared/edited-task.ts'
import {
  askWhetherSeveral,
  type ChangedTasks,
  changedJson,
  getTasksToMove,
  type Naming,
  readTaskNames,
} from './shared/named-tasks.ts'
import { findReferences, parseTaskOptions, type References } from './shared/task-options.ts'

type Input = {
  readonly names: TaskNames
  readonly naming: Naming
  readonly fields: Partial<TaskDraft>
  readonly references: References
  readonly credit: TypedCredit
  /** The task whose texts were edited in an editor. */
  readonly edited?: EditedTask
}

/** Who did it, and when: what was not typed is left out. */
type TypedCredit = {
  readonly on?: CalendarDate
  /** null for not recorded. */
  readonly by?: UserReference | null
}

export default defineCommand<Input, ChangedTasks>({
  fields: taskFields,
  async input(args, context) {
    const { fields, references } = parseChanges(args, context)
    const credit = onlyGiven({
      on: parseCompletedOn(args, 'completedOn', context.today),
      by: parsed(args, 'completedBy', orNone(parseUserReference)),
    })
    const naming = {
      preferred: isEmpty(credit) ? openStatuses : finishedStatuses,
      command: (ids: string) => `task edit ${ids}${typedOptions(args)}`,
      args,
    }
    if (flag(args, 'editor')) requireEditorCanOpen(args, context)
    const names = await readTaskNames(args.operands, context)
    if (flag(args, 'editor')) {
      const told = await askWhetherSeveral(names, naming, context)
      return editInEditor({ names: told, naming, fields, references, credit }, context)
    }
    if (hasChanges(fields, references) || !isEmpty(credit)) {
      const told = await askWhetherSeveral(names, naming, context)
      return { names: told, naming, fields, references, credit }
    }
    const reference = names.whole ?? names.each[0]
    const isSeveral = names.whole === undefined && names.each.length > 1
    if (!context.interactive || reference === undefined || isSeveral) {
      throw noChangesError({
        lead: 'Name a field, such as --effort small',
        command: 'task edit --help',
      })
    }
    const { id, changes } = await ask(reference, context)
    const each = [{ text: String(id), id }]
    return { names: { each, whole: undefined }, naming, fields: changes, references, credit: {} }
  },
  async run(input, context) {
    const { edited } = input
    if (edited === undefined) return change(input, context)
    const changed = await keptOnError(edited.file, context, () => change(input, context))
    edited.file.discard()
    return changed
  },
  human: ({ tasks }, style) =>
    tasks.length > 1
      ? taskTable(tasks, style)
      : tasks.map((task) => taskDetails(task, style)).join(),
  json: changedJson,
})

async function change(input: Input, context: Context): Promise<ChangedTasks> {
  const { names, naming, fields, references, credit, edited } = input
  const db = await context.db()
  const viewer = await context.actor.viewer()
  const named = await getTasksToMove(names, naming, context)
  requireOwnTitle(named.tasks, fields)
  const changes = { ...fields, ...(await findReferences(db, viewer, references)) }
  const edit = await findEdit(changes, credit, context)
  if (edit === undefined) {
    if (edited) context.notice('Nothing was changed.')
    return named
  }
  const editSame = async (tx: Tx, id: TaskId) => {
    if (edited) requireSameTexts(edited.before, await getTaskById(tx, viewer, id), edited.changes)
    return edit(tx, id)
  }
  return { ...named, tasks: await changeEach(await context.writer(), named.tasks, editSame) }
}

/** Lets a person edit the texts of the task, once everything else that was typed is valid. */
async function editInEditor(input: Input, context: Context): Promise<Input> {
  const { names, naming, fields, references } = input
  const { tasks } = await getTasksToMove(names, naming, context)
  await findReferences(await context.db(), await context.actor.viewer(), references)
  const edited = await editTexts(tasks, context)
  const each = [{ text: String(edited.before.id), id: edited.before.id }]
  const fieldsToChange = { ...fields, ...edited.changes }
  return { ...input, names: { each, whole: undefined }, fields: fieldsToChange, edited }
}

/** Several tasks with the same title are probably a title without quotes. */
function requireOwnTitle({ length }: readonly Task[], { title }: Partial<TaskDraft>): void {
  if (length < 2 || title === undefined) return
  throw usageError(
    `--title changes one task, but ${length} are named.`,
    'Put a title of several words in quotes: --title "Fix the tap"',
  )
}

/** How one task is changed; undefined if nothing is to change. */
async function findEdit(fields: Partial<TaskDraft>, typed: TypedCredit, context: Context) {
  const { newUuid, instant } = context
  const viewer = await context.actor.viewer()
  if (!isEmpty(typed)) {
    const { editDoneTask } = await import('../../db/tasks/credit.ts')
    const edit = { fields, credit: await findCredit(typed, context), newUuid }
    return (tx: Tx, id: TaskId) => editDoneTask(tx, viewer, id, edit, instant)
  }
  if (isEmpty(fields)) return undefined
  return (tx: Tx, id: TaskId) => editTask(tx, viewer, id, fields, instant)
}

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
