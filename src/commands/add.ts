import { type Args, type Context, defineCommand } from '../command.ts'
import { listCategories } from '../db/categories.ts'
import { addRoutine } from '../db/routines/changes.ts'
import { addTask } from '../db/tasks/changes.ts'
import { addNote } from '../db/tasks/notes.ts'
import { write } from '../db/transaction.ts'
import { listUsers } from '../db/users/users.ts'
import {
  findMarked,
  findRefusedRule,
  isRoutine,
  parseQuickAdd,
  type RefusedRule,
} from '../domain/quick-add.ts'
import type { NewRoutine } from '../domain/routine/draft.ts'
import type { Routine } from '../domain/routine/routine.ts'
import {
  domains,
  type NewTask,
  parseNote,
  type Task,
  type TaskId,
  taskFields,
  withUnsaid,
} from '../domain/task.ts'
import { usageError } from '../errors.ts'
import { routineFields, routineJson } from '../json/routine.ts'
import { taskJson } from '../json/task.ts'
import { quicklyAdded, quicklyAddedRoutine } from '../views/quick-add.ts'
import { parseRuleOptions } from './routine/shared/rule-options.ts'
import { onlyGiven, parsed } from './shared/options.ts'
import { findOwnReferences } from './task/shared/new-task.ts'
import { parseTaskOptions, type References } from './task/shared/task-options.ts'

type Fields = Omit<NewTask, 'uuid'> & Partial<Pick<NewRoutine, 'mode' | 'rule'>>

type Input = {
  readonly fields: Fields
  /** What was typed after `@` and `+`, which the household tells the meaning of. */
  readonly marked: { readonly owner?: string; readonly category?: string }
  /** The owner and the category of the options. */
  readonly references: References
  readonly note: string | undefined
  /** What was meant to repeat the task, perhaps. */
  readonly refused: RefusedRule | undefined
}

type Added = { readonly task: Task } | { readonly routine: Routine }

export default defineCommand<Input, Added>({
  fields: (args) => (repeats(args) ? routineFields : taskFields),
  async input(args, context) {
    const note = parsed(args, 'note', parseNote)
    const { fields: options, references } = parseTaskOptions(args, context.today)
    const { mode, rule } = parseRuleOptions(args, context.today)
    const text = await wordsOf(args, context)
    const { owner, category, ...words } = parseQuickAdd(text, context.today)
    const marked = onlyGiven({ owner, category })
    const typed = onlyGiven({ ...options, mode, rule })
    requireOnce(words, typed)
    requireOnce(marked, onlyGiven(references))
    const fields = withDefaults({ ...words, ...typed })
    const refused = fields.rule === undefined ? findRefusedRule(text, context.today) : undefined
    return { fields, marked, references, note, refused }
  },
  async run(input, context) {
    const { mode, rule, ...fields } = input.fields
    const { marked, references, note, refused } = input
    const meant = { ...references, ...(await findMarks(marked, context)) }
    const draft = { ...fields, ...(await findOwnReferences(fields, meant, context)) }
    const viewer = await context.actor.viewer()
    const { instant: now, today, newUuid } = context
    const added = await write(await context.writer(), async (tx): Promise<Added> => {
      const noteOn = async (id: TaskId | null) => {
        if (note !== undefined && id !== null) await addNote(tx, viewer, id, note, now)
      }
      if (mode === undefined || rule === undefined) {
        const task = await addTask(tx, { ...draft, uuid: newUuid() }, now)
        await noteOn(task.id)
        return { task }
      }
      const first = { today, uuid: newUuid() }
      const routine = await addRoutine(tx, { ...draft, mode, rule, uuid: newUuid() }, first, now)
      await noteOn(routine.next_task_id)
      return { routine }
    })
    if (refused) noticeRefusedRule(refused, context)
    return added
  },
  human: (added, style) =>
    'task' in added ? quicklyAdded(added.task, style) : quicklyAddedRoutine(added.routine, style),
  json: (added) => ('task' in added ? taskJson(added.task) : routineJson(added.routine)),
})

function noticeRefusedRule({ text, error }: RefusedRule, { notice }: Context): void {
  notice(`“${text}” is not a rule, so the task does not repeat. ${error.message}`, error.hint)
}

function repeats({ operands, options }: Args): boolean {
  const isTyped = options.every !== undefined || options.after !== undefined
  return isTyped || isRoutine(operands.join(' '))
}

/** The words that were typed, or the answer to the question. */
async function wordsOf({ operands }: Args, context: Context): Promise<string> {
  if (operands.length > 0) return operands.join(' ')
  if (!context.interactive) {
    throw usageError('Missing words: what needs doing?', { lead: 'See', command: 'add --help' })
  }
  const check = (text: string) => {
    parseQuickAdd(text, context.today)
    return text
  }
  return (await context.ask()).text({ message: 'What needs doing?', parse: check })
}

/** What the options and the words are called where both were typed. */
const bothNames: Readonly<Record<string, readonly [option: string, word: string]>> = {
  owner: ['--owner', '@'],
  category: ['--category', '+'],
  domain: ['--domain', '+'],
  priority: ['--priority', 'pri:'],
  effort: ['--effort', 'effort:'],
  due_date: ['--due', 'due:'],
  definition_of_done: ['--definition-of-done', '='],
  mode: ['--every or --after', 'every or after'],
}

/** @throws MomentumError `usage` if an option says again what the words say */
function requireOnce(words: object, options: object): void {
  const both = Object.keys(options).find((key) => key in words)
  if (both === undefined) return
  const [option, word] = bothNames[both] ?? [both, both]
  throw usageError(`Use ${word} in the words, or ${option}, not both.`)
}

/** @throws MomentumError `usage` for a task that repeats and has a date of its own */
function withDefaults(given: Partial<Fields> & Pick<Fields, 'title'>): Fields {
  const date = [given.due_date && 'due date', given.starts_on && 'start'].find(Boolean)
  if (given.rule !== undefined && date !== undefined) {
    throw usageError(`A task that repeats gets its dates from its rule, and so has no ${date}.`, {
      lead: 'To say when a routine begins',
      command: 'routine add --help',
    })
  }
  return withUnsaid(given)
}

/** Finds the member and the category that are named by marks. */
async function findMarks(
  { owner, category }: Input['marked'],
  context: Context,
): Promise<Partial<References>> {
  const db = await context.db()
  const users = owner === undefined ? [] : await listUsers(db, { all: false })
  const categories = category === undefined ? [] : await listCategories(db)
  return onlyGiven({
    owner: owner === undefined ? undefined : { id: findMarked(`@${owner}`, 'member', users).id },
    category:
      category === undefined
        ? undefined
        : { name: findMarked(`+${category}`, 'domain or category', categories, domains).name },
  })
}
