import {
  domains,
  efforts,
  parseDefinitionOfDone,
  parseTitle,
  type TaskDraft,
} from '../../../domain/task.ts'
import type { Choice, Prompts } from '../../../terminal/prompt.ts'
import { capitalized } from '../../../terminal/words.ts'

/** What every task needs. */
export type Essentials = Pick<TaskDraft, 'title' | 'domain' | 'effort' | 'definition_of_done'>

const effortHints = {
  TINY: 'a few minutes',
  SMALL: 'up to half an hour',
  MEDIUM: 'an hour or two',
  COMPLEX: 'half a day or more',
} as const

/** Asks for the values that are missing. */
export async function askEssentials(
  prompts: Prompts,
  given: Partial<Essentials>,
): Promise<Essentials> {
  return {
    title: given.title ?? (await prompts.text({ message: 'What needs doing?', parse: parseTitle })),
    domain: given.domain ?? (await prompts.choose({ message: 'Domain:', choices: domainChoices })),
    effort: given.effort ?? (await prompts.choose({ message: 'Effort:', choices: effortChoices })),
    definition_of_done:
      given.definition_of_done ??
      (await prompts.text({ message: 'Done means:', parse: parseDefinitionOfDone })),
  }
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
