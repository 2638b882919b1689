import { type Args, option } from '../../command.ts'
import { parseChoice } from '../../domain/choice.ts'
import { domains, efforts, parseDefinitionOfDone, parseMaterials } from '../../domain/task.ts'
import { isNone } from '../../domain/text.ts'
import { parseUserReference, type UserReference } from '../../domain/user.ts'

/** What the options of `add` and `edit` say; a field that was not named is not there. */
export function parseTaskOptions(args: Args) {
  return {
    ...parsed(args, 'domain', (text) => ({ domain: parseChoice('domain', text, domains) })),
    ...parsed(args, 'effort', (text) => ({ effort: parseChoice('effort', text, efforts) })),
    ...parsed(args, 'definitionOfDone', (text) => ({
      definition_of_done: parseDefinitionOfDone(text),
    })),
    ...parsed(args, 'materials', (text) => ({
      materials_needed: isNone(text) ? null : parseMaterials(text),
    })),
  }
}

/** The user named by `--owner`, null for none, undefined where it was not given. */
export function parseOwner(args: Args): UserReference | null | undefined {
  const text = option(args, 'owner')
  if (text === undefined) return undefined
  return isNone(text) ? null : parseUserReference(text)
}

function parsed<Fields>(args: Args, name: string, parse: (text: string) => Fields) {
  const text = option(args, name)
  return text === undefined ? {} : parse(text)
}
