import { type Args, option } from '../../../command.ts'
import { getCategory } from '../../../db/categories.ts'
import type { Db } from '../../../db/schema.ts'
import { getUser } from '../../../db/users/users.ts'
import { type CategoryReference, parseCategoryReference } from '../../../domain/category.ts'
import { parseChoice } from '../../../domain/choice.ts'
import {
  domains,
  efforts,
  parseDefinitionOfDone,
  parseDescription,
  parseMaterials,
  priorities,
  type TaskDraft,
} from '../../../domain/task.ts'
import { isNone } from '../../../domain/text.ts'
import { type CalendarDate, parseDate } from '../../../domain/time.ts'
import { parseUserReference, type UserReference, type Viewer } from '../../../domain/user.ts'

/** What the options of `add` and `edit` say; a field that was not named is not there. */
export type TaskOptions = {
  readonly fields: Partial<Omit<TaskDraft, 'title' | 'owner_user_id' | 'category_id'>>
  readonly references: References
}

/** The owner and the category as they were named: null for none, undefined where they were not. */
export type References = {
  readonly owner: UserReference | null | undefined
  readonly category: CategoryReference | null | undefined
}

export function parseTaskOptions(args: Args, today: () => CalendarDate): TaskOptions {
  const { private: isPrivate } = args.options
  const fields = {
    ...parsed(args, 'description', (text) => ({ description: orNull(text, parseDescription) })),
    ...parsed(args, 'domain', (text) => ({ domain: parseChoice('domain', text, domains) })),
    ...parsed(args, 'effort', (text) => ({ effort: parseChoice('effort', text, efforts) })),
    ...parsed(args, 'definitionOfDone', (text) => ({
      definition_of_done: parseDefinitionOfDone(text),
    })),
    ...parsed(args, 'materials', (text) => ({ materials_needed: orNull(text, parseMaterials) })),
    ...parsed(args, 'priority', (text) => ({
      priority: parseChoice('priority', text, priorities),
    })),
    ...parsed(args, 'due', (text) => ({
      due_date: orNull(text, (date) => parseDate(date, today())),
    })),
    ...(typeof isPrivate === 'boolean' ? { private: isPrivate } : {}),
  }
  return { fields, references: { owner: parseOwner(args), category: parseCategory(args) } }
}

/** The user named by `--owner`, null for none, undefined where it was not given. */
export function parseOwner(args: Args): UserReference | null | undefined {
  const text = option(args, 'owner')
  return text === undefined ? undefined : orNull(text, parseUserReference)
}

/** The category named by `--category`, null for none, undefined where it was not given. */
export function parseCategory(args: Args): CategoryReference | null | undefined {
  const text = option(args, 'category')
  return text === undefined ? undefined : orNull(text, parseCategoryReference)
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
  const user = owner && (await getUser(db, owner))
  const group = category && (await getCategory(db, viewer, category))
  return {
    ...(user === undefined ? {} : { owner_user_id: user?.id ?? null }),
    ...(group === undefined ? {} : { category_id: group?.id ?? null }),
  }
}

function orNull<Value>(text: string, parse: (text: string) => Value): Value | null {
  return isNone(text) ? null : parse(text)
}

function parsed<Fields>(args: Args, name: string, parse: (text: string) => Fields) {
  const text = option(args, name)
  return text === undefined ? {} : parse(text)
}
