import type { Context } from '../../../command.ts'
import {
  domains,
  efforts,
  parseDefinitionOfDone,
  parseTitle,
  type TaskDraft,
} from '../../../domain/task.ts'
import type { Choice } from '../../../terminal/prompt.ts'
import { capitalized } from '../../../terminal/words.ts'

/** What every task needs. */
export type Essentials = Pick<TaskDraft, 'title' | 'domain' | 'effort' | 'definition_of_done'>

const effortHints = {
  TINY: 'a few minutes',
  SMALL: 'up to half an hour',
  MEDIUM: 'an hour or two',
  COMPLEX: 'half a day or more',
} as const

/** Asks for the values that are missing. If none is, the questions are not even loaded. */
export async function askEssentials(
  ask: Context['ask'],
  given: Partial<Essentials>,
): Promise<Essentials> {
  if (isComplete(given)) return given
  const prompts = await ask()
  return {
    title: given.title ?? (await prompts.text({ message: 'What needs doing?', parse: parseTitle })),
    domain: given.domain ?? (await prompts.choose({ message: 'Domain:', choices: domainChoices })),
    effort: given.effort ?? (await prompts.choose({ message: 'Effort:', choices: effortChoices })),
    definition_of_done:
      given.definition_of_done ??
      (await prompts.text({ message: 'Done means:', parse: parseDefinitionOfDone })),
  }
}

/** Whether nothing that a task needs is missing. */
export function isComplete<Given extends Partial<Essentials>>(
  given: Given,
): given is Given & Essentials {
  const { title, domain, effort, definition_of_done } = given
  return [title, domain, effort, definition_of_done].every((value) => value !== undefined)
}

/** The domains to choose from. */
export const domainChoices = domains.map(
  (value): Choice<typeof value> => ({ value, name: capitalized(value.toLowerCase()) }),
)

/** The efforts to choose from, with how long they take. */
export const effortChoices = efforts.map(
  (value): Choice<typeof value> => ({
    value,
    name: `${capitalized(value.toLowerCase()).padEnd(7)}  ${effortHints[value]}`,
    short: capitalized(value.toLowerCase()),
  }),
)
