import type { Context } from '../../../command.ts'
import { listCategories } from '../../../db/categories.ts'
import type { Db } from '../../../db/schema.ts'
import { listUsers } from '../../../db/users/users.ts'
import { parseDate } from '../../../domain/date.ts'
import {
  parseDefinitionOfDone,
  parseDescription,
  parseMaterials,
  parseTitle,
  priorities,
  type Task,
  type TaskDraft,
} from '../../../domain/task.ts'
import { isNone } from '../../../domain/text.ts'
import { usageError } from '../../../errors.ts'
import type { Prompts } from '../../../terminal/prompt.ts'
import { capitalized } from '../../../terminal/words.ts'
import { orNone } from '../../shared/options.ts'
import { domainChoices, effortChoices } from './essential-questions.ts'

/** Asks field by field; Enter keeps the value, and `none` clears an optional one. */
export async function askForChanges(
  db: Db,
  task: Task,
  prompts: Prompts,
  context: Context,
): Promise<Partial<TaskDraft>> {
  const optional = async <Value extends string>(
    message: string,
    initial: Value | null,
    parse: (text: string) => Value,
  ) => {
    const question = {
      message,
      initial: initial ?? undefined,
      parse: unlessKept(initial, orNone(parse)),
    }
    return (await prompts.optionalText(question)) ?? null
  }
  const required = (message: string, what: string, initial: string, parse: ParseText) => {
    const question = { message, initial, parse: unlessKept(initial, unlessNone(what, parse)) }
    return prompts.text(question)
  }
  context.notice('Press Enter to keep a value; type none to clear it.')

  const answers: Omit<TaskDraft, 'private'> = {
    title: await required('Title:', 'title', task.title, parseTitle),
    domain: await prompts.choose({
      message: 'Domain:',
      choices: domainChoices,
      initial: task.domain,
    }),
    effort: await prompts.choose({
      message: 'Effort:',
      choices: effortChoices,
      initial: task.effort,
    }),
    definition_of_done: await required(
      'Done means:',
      'definition of done',
      task.definition_of_done,
      parseDefinitionOfDone,
    ),
    description: await optional('Description:', task.description, parseDescription),
    materials_needed: await optional('Materials:', task.materials_needed, parseMaterials),
    owner_user_id: await askForOwner(db, task, prompts),
    category_id: await askForCategory(db, task, prompts),
    priority: await prompts.choose({
      message: 'Priority:',
      choices: priorities.map((value) => ({ value, name: capitalized(value.toLowerCase()) })),
      initial: task.priority,
    }),
    due_date: await optional('Due (a date, friday, +3d):', task.due_date, (text) =>
      parseDate(text, context.today),
    ),
    starts_on: await optional('Starts (a date, friday, +3d):', task.starts_on, (text) =>
      parseDate(text, context.today),
    ),
  }
  const isPrivate = await askForPrivacy(task, answers.owner_user_id, prompts)
  const changed = Object.entries({ ...answers, private: isPrivate }).filter(
    ([key, value]) => value !== task[key as keyof TaskDraft],
  )
  return Object.fromEntries(changed)
}

type ParseText = (text: string) => string

/** Refuses `none` as a new value: the questions promise that it clears one, and this one stays. */
function unlessNone(what: string, parse: ParseText): ParseText {
  return (text) => {
    if (isNone(text)) throw usageError(`A ${what} cannot be cleared.`)
    return parse(text)
  }
}

/** Leaves a text alone that was not edited, even one that only another program could save. */
function unlessKept<Kept, Value>(
  kept: Kept,
  parse: (text: string) => Value,
): (text: string) => Kept | Value {
  return (text) => (text === kept ? kept : parse(text))
}

/** A task without an owner cannot be private: nobody could see it. */
async function askForPrivacy(
  task: Task,
  owner: TaskDraft['owner_user_id'],
  prompts: Prompts,
): Promise<boolean> {
  if (owner === null) return false
  return prompts.confirm({ message: 'Private (visible only to its owner)?', initial: task.private })
}

async function askForOwner(db: Db, task: Task, prompts: Prompts) {
  const users = await listUsers(db, { all: true })
  const choices = users
    .filter(({ id, active }) => active || id === task.owner_user_id)
    .map(({ id, name }) => ({ value: id, name }))
  return prompts.choose({
    message: 'Owner:',
    choices: [...choices, { value: null, name: 'Unassigned' }],
    initial: task.owner_user_id,
  })
}

async function askForCategory(db: Db, task: Task, prompts: Prompts) {
  const categories = await listCategories(db)
  if (categories.length === 0) return task.category_id
  const choices = categories.map(({ id, name, user }) => ({
    value: id,
    name: user === null ? name : `${name} (${user})`,
  }))
  return prompts.choose({
    message: 'Category:',
    choices: [...choices, { value: null, name: 'None' }],
    initial: task.category_id,
  })
}
