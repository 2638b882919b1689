import { listCategories } from '../../../db/categories.ts'
import type { Db } from '../../../db/schema.ts'
import { listUsers } from '../../../db/users/users.ts'
import {
  parseDefinitionOfDone,
  parseDescription,
  parseMaterials,
  parseTitle,
  priorities,
  type TaskDraft,
} from '../../../domain/task.ts'
import { isNone } from '../../../domain/text.ts'
import { usageError } from '../../../errors.ts'
import type { Prompts } from '../../../terminal/prompt.ts'
import { capitalized } from '../../../terminal/words.ts'
import { orNone } from '../../shared/options.ts'
import { domainChoices, effortChoices } from './essential-questions.ts'

/** What is asked about a task, and about a routine that adds tasks. */
type AskedFields = Omit<TaskDraft, 'due_date' | 'starts_on' | 'reviewed'>

/**
 * Asks field by field, all but whether it is private; Enter keeps the value.
 *
 * @param askOwner asks who owns it
 */
export async function askForFields(
  db: Db,
  kept: AskedFields,
  prompts: Prompts,
  askOwner: () => Promise<TaskDraft['owner_user_id']> = () => askForOwner(db, kept, prompts),
): Promise<Omit<AskedFields, 'private'>> {
  return {
    title: await askRequired(prompts, 'Title:', 'title', kept.title, parseTitle),
    domain: await prompts.choose({
      message: 'Domain:',
      choices: domainChoices,
      initial: kept.domain,
    }),
    effort: await prompts.choose({
      message: 'Effort:',
      choices: effortChoices,
      initial: kept.effort,
    }),
    definition_of_done: await askRequired(
      prompts,
      'Done means:',
      'definition of done',
      kept.definition_of_done,
      parseDefinitionOfDone,
    ),
    description: await askOptional(prompts, 'Description:', kept.description, parseDescription),
    materials_needed: await askOptional(
      prompts,
      'Materials:',
      kept.materials_needed,
      parseMaterials,
    ),
    owner_user_id: await askOwner(),
    category_id: await askForCategory(db, kept, prompts),
    priority: await prompts.choose({
      message: 'Priority:',
      choices: priorities.map((value) => ({ value, name: capitalized(value.toLowerCase()) })),
      initial: kept.priority,
    }),
  }
}

/** Without an owner, nothing can be private: nobody could see it. */
export async function askForPrivacy(
  kept: Pick<TaskDraft, 'private'>,
  owner: TaskDraft['owner_user_id'],
  prompts: Prompts,
): Promise<boolean> {
  if (owner === null) return false
  return prompts.confirm({ message: 'Private (visible only to its owner)?', initial: kept.private })
}

/** Asks for a text that `none` clears. */
export async function askOptional<Value extends string>(
  prompts: Prompts,
  message: string,
  kept: Value | null,
  parse: (text: string) => Value,
): Promise<Value | null> {
  const question = {
    message,
    initial: kept ?? undefined,
    parse: unlessKept(kept, orNone(parse)),
  }
  return (await prompts.optionalText(question)) ?? null
}

/** Asks for a text that cannot be cleared. @param what what it is called in the refusal */
export function askRequired<Value extends string>(
  prompts: Prompts,
  message: string,
  what: string,
  kept: Value,
  parse: (text: string) => Value,
): Promise<Value> {
  const question = { message, initial: kept, parse: unlessKept(kept, unlessNone(what, parse)) }
  return prompts.text(question)
}

/** Refuses `none` as a new value: the questions promise that it clears one, and this one stays. */
function unlessNone<Value>(what: string, parse: (text: string) => Value): (text: string) => Value {
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

/** The answers that differ from what was kept. */
export function changedOnly<Fields extends object>(
  answers: Fields,
  kept: Readonly<Record<keyof Fields, unknown>>,
): Partial<Fields> {
  const changed = Object.entries(answers).filter(
    ([key, value]) => value !== kept[key as keyof Fields],
  )
  // The keys and values are those of `answers`; Object.fromEntries forgets their types.
  return Object.fromEntries(changed) as Partial<Fields>
}

async function askForOwner(db: Db, { owner_user_id }: AskedFields, prompts: Prompts) {
  const users = await listUsers(db, { all: true })
  const choices = users
    .filter(({ id, active }) => active || id === owner_user_id)
    .map(({ id, name }) => ({ value: id, name }))
  return prompts.choose({
    message: 'Owner:',
    choices: [...choices, { value: null, name: 'Unassigned' }],
    initial: owner_user_id,
  })
}

async function askForCategory(db: Db, { category_id }: AskedFields, prompts: Prompts) {
  const categories = await listCategories(db)
  if (categories.length === 0) return category_id
  const choices = categories.map(({ id, name, user }) => ({
    value: id,
    name: user === null ? name : `${name} (${user})`,
  }))
  return prompts.choose({
    message: 'Category:',
    choices: [...choices, { value: null, name: 'None' }],
    initial: category_id,
  })
}
