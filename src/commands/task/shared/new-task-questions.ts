import type { Context } from '../../../command.ts'
import { getUser, listUsers } from '../../../db/users/users.ts'
import { parseDate } from '../../../domain/date.ts'
import {
  parseDefinitionOfDone,
  parseTitle,
  type TaskDraft,
  unsaidFields,
  withUnsaid,
} from '../../../domain/task.ts'
import { isNone } from '../../../domain/text.ts'
import type { User } from '../../../domain/user.ts'
import type { Prompts } from '../../../terminal/prompt.ts'
import { relativeDate } from '../../../terminal/words.ts'
import { domainChoices, type Essentials, effortChoices, isComplete } from './essential-questions.ts'
import type { References } from './task-options.ts'

/** What options say of a task that is added, and what is asked about it. */
type Given = Partial<Essentials & Pick<TaskDraft, 'due_date' | 'private'>>

/** The answers, of which those that were not given are undefined. */
type NewTask = Essentials & Partial<Pick<TaskDraft, 'due_date' | 'reviewed'>>

/**
 * Asks for the title of a new task, and shows what else it would be: Enter takes that, and any
 * other key asks for it.
 *
 * @param references the owner, who is asked for as well unless options name one
 */
export async function askForNewTask(
  given: Given,
  references: References,
  context: Context,
): Promise<{ readonly fields: NewTask; readonly references: References }> {
  const prompts = await context.ask()
  const title =
    given.title ?? (await prompts.text({ message: 'What needs doing?', parse: parseTitle }))
  const titled = { ...given, title }
  if (isComplete(titled)) return { fields: titled, references }
  const db = await context.db()
  const owner = references.owner && (await getUser(db, references.owner)).name
  const message = proposal(titled, owner ?? undefined, context)
  const help = 'Enter adds the task; anything else changes what it is.'
  if (await prompts.accept({ message, help })) return { fields: withUnsaid(titled), references }
  const isOwned = references.owner !== undefined || given.private
  const users = isOwned ? [] : await listUsers(db, { all: false })
  const chosen = await askForOwner(users, prompts)
  return {
    fields: await askForRest(titled, prompts, context),
    references: chosen === undefined ? references : { ...references, owner: chosen },
  }
}

type Titled = Given & Pick<Essentials, 'title'>

/** "Other · small · unassigned · no due date · done as the title says" */
function proposal(given: Titled, owner: string | undefined, { today }: Context): string {
  const { domain, effort, definition_of_done } = { ...unsaidFields, ...given }
  const due = given.due_date ? `due ${relativeDate(given.due_date, today)}` : 'no due date'
  const isDefault = given.definition_of_done === undefined
  const nobody = given.private ? 'private' : 'unassigned'
  const facts = [
    domainChoices.find(({ value }) => value === domain)?.name ?? domain,
    effort.toLowerCase(),
    owner ?? nobody,
    due,
    isDefault ? 'done as the title says' : `done means: ${definition_of_done}`,
  ]
  return facts.join(' · ')
}

/** @returns undefined if there is nobody to choose, null for nobody */
async function askForOwner(users: readonly User[], prompts: Prompts) {
  if (users.length === 0) return undefined
  const id = await prompts.choose({
    message: 'Owner:',
    choices: [
      ...users.map((user) => ({ value: user.id, name: user.name })),
      { value: null, name: 'Unassigned' },
    ],
    initial: null,
  })
  return id === null ? null : { id }
}

async function askForRest(given: Titled, prompts: Prompts, { today }: Context): Promise<NewTask> {
  const parseDue = (text: string) => (isNone(text) ? undefined : parseDate(text, today))
  const due =
    given.due_date === undefined
      ? await prompts.optionalText({ message: 'Due: (Enter for no date)', parse: parseDue })
      : given.due_date
  const domain =
    given.domain ??
    (await prompts.choose({
      message: 'Domain:',
      choices: domainChoices,
      initial: unsaidFields.domain,
    }))
  const effort =
    given.effort ??
    (await prompts.choose({
      message: 'Effort:',
      choices: effortChoices,
      initial: unsaidFields.effort,
    }))
  const done =
    given.definition_of_done ??
    (await prompts.optionalText({
      message: 'Done means: (Enter for as the title says)',
      parse: parseDefinitionOfDone,
    }))
  const { title } = given
  return withUnsaid({
    title,
    domain,
    effort,
    ...(due === undefined ? {} : { due_date: due }),
    ...(done === undefined ? {} : { definition_of_done: done }),
  })
}
