import type { Args } from '../../../command.ts'
import { getCategory } from '../../../db/categories.ts'
import type { Db } from '../../../db/schema.ts'
import { getUser } from '../../../db/users/users.ts'
import { type CategoryReference, parseCategoryReference } from '../../../domain/category.ts'
import { parseChoice } from '../../../domain/choice.ts'
import { parseDate } from '../../../domain/date.ts'
import {
  domains,
  efforts,
  parseDefinitionOfDone,
  parseDescription,
  parseMaterials,
  priorities,
  type TaskDraft,
} from '../../../domain/task.ts'
import type { CalendarDate } from '../../../domain/time.ts'
import { parseUserReference, type UserReference, type Viewer } from '../../../domain/user.ts'
import { onlyGiven, orNone, parsed } from '../../shared/options.ts'

/** The values of the options of `add` and `edit`; what was not given is left out. */
export type TaskOptions = {
  readonly fields: Partial<Omit<TaskDraft, 'title' | 'owner_user_id' | 'category_id'>>
  readonly references: References
}

/** The owner and the category that were named: null for none, undefined where not given. */
export type References = {
  readonly owner: UserReference | null | undefined
  readonly category: CategoryReference | null | undefined
}

export function parseTaskOptions(args: Args, today: CalendarDate): TaskOptions {
  const { private: isPrivate } = args.options
  const fields = onlyGiven({
    description: parsed(args, 'description', orNone(parseDescription)),
    domain: parsed(args, 'domain', (text) => parseChoice('domain', text, domains)),
    effort: parsed(args, 'effort', (text) => parseChoice('effort', text, efforts)),
    definition_of_done: parsed(args, 'definitionOfDone', parseDefinitionOfDone),
    materials_needed: parsed(args, 'materials', orNone(parseMaterials)),
    priority: parsed(args, 'priority', (text) => parseChoice('priority', text, priorities)),
    due_date: parsed(
      args,
      'due',
      orNone((text) => parseDate(text, today)),
    ),
    starts_on: parsed(
      args,
      'starts',
      orNone((text) => parseDate(text, today)),
    ),
    private: typeof isPrivate === 'boolean' ? isPrivate : undefined,
  })
  return { fields, references: { owner: parseOwner(args), category: parseCategory(args) } }
}

/** The user named by `--owner`, null for none, undefined where it was not given. */
export function parseOwner(args: Args): UserReference | null | undefined {
  return parsed(args, 'owner', orNone(parseUserReference))
}

/** The category named by `--category`, null for none, undefined where it was not given. */
export function parseCategory(args: Args): CategoryReference | null | undefined {
  return parsed(args, 'category', orNone(parseCategoryReference))
}

/**
 * The columns that the references stand for.
 *
 * @throws MomentumError `not_found`, `ambiguous`
 */
export async function findReferences(
  db: Db,
  viewer: Viewer,
  { owner, category }: References,
): Promise<Partial<Pick<TaskDraft, 'owner_user_id' | 'category_id'>>> {
  return onlyGiven({
    owner_user_id: owner && (await getUser(db, owner)).id,
    category_id: category && (await getCategory(db, viewer, category)).id,
  })
}
