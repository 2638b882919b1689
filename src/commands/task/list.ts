import type { Context } from '../../command.ts'
import { type Args, defineCommand, flag, option } from '../../command.ts'
import { getCategory } from '../../db/categories.ts'
import { streamTasks } from '../../db/tasks/stream.ts'
import {
  countTasks,
  listTasks,
  type Page,
  type Sort,
  sortKeys,
  type TaskFilter,
} from '../../db/tasks/tasks.ts'
import { getUser } from '../../db/users/users.ts'
import type { CategoryReference } from '../../domain/category.ts'
import { parseChoice, parseChoices } from '../../domain/choice.ts'
import { parseCount } from '../../domain/count.ts'
import {
  domains,
  efforts,
  openStatuses,
  priorities,
  type Task,
  taskStatuses,
} from '../../domain/task.ts'
import { parseText } from '../../domain/text.ts'
import { type CalendarDate, parseDate } from '../../domain/time.ts'
import type { UserId, UserReference } from '../../domain/user.ts'
import { usageError } from '../../errors.ts'
import { taskFields, taskJson } from '../../json.ts'
import { plural } from '../../terminal/words.ts'
import { taskTable } from '../../views/task.ts'
import { parseCategory, parseOwner } from './shared/fields.ts'

type Input = {
  readonly filter: Omit<TaskFilter, 'owner' | 'category'>
  readonly owner: UserReference | 'me' | null | undefined
  readonly category: CategoryReference | null | undefined
  readonly sort: readonly Sort[]
  readonly page: Page
}

type Output =
  | {
      readonly tasks: readonly Task[]
      /** How many there are beyond the ones listed, up to {@link mostCounted}. */
      readonly more: number
    }
  /** A program gets as many as there are, some at a time. */
  | { readonly stream: AsyncIterable<readonly Task[]> }

/** Who has so many more has too many to care how many. */
const mostCounted = 200

export default defineCommand<Input, Output>({
  fields: taskFields,
  input(args, context) {
    const limit = count(args, 'limit', 1) ?? context.pageSize
    if (flag(args, 'mine') && option(args, 'owner') !== undefined) {
      throw usageError('Only one of --mine and --owner can be meant.')
    }
    return {
      filter: parseFilter(args, context),
      owner: flag(args, 'mine') ? 'me' : parseOwner(args),
      category: parseCategory(args),
      sort: parseSort(option(args, 'sort')),
      page: { limit, offset: count(args, 'offset', 0) },
    }
  },
  async run({ filter, owner, category, sort, page }, context) {
    const db = await context.db()
    const viewer = await context.viewer()
    const full = {
      ...filter,
      owner: await findOwner(owner, context),
      category: category && (await getCategory(db, viewer, category)).id,
    }
    if (context.pageSize === undefined) {
      return { stream: streamTasks(db, viewer, full, { sort, ...page }) }
    }
    const tasks = await listTasks(db, viewer, full, { sort, ...page })
    const isFull = page.limit !== undefined && tasks.length === page.limit
    const seen = (page.offset ?? 0) + tasks.length
    const most = seen + mostCounted + 1
    return { tasks, more: isFull ? (await countTasks(db, viewer, full, most)) - seen : 0 }
  },
  human(output, style) {
    const { tasks, more } = 'tasks' in output ? output : { tasks: [], more: 0 }
    const { paint } = style
    if (tasks.length === 0) {
      return `No task fits.\n${paint.dim('See all: momentum task list --all. Add one: momentum task add')}`
    }
    const count =
      more > mostCounted ? `more than ${mostCounted} more tasks` : plural(more, 'more task')
    const rest = more > 0 ? [paint.dim(`and ${count}: --limit shows more`)] : []
    return [taskTable(tasks, style), ...rest].join('\n')
  },
  json: (output) => ('tasks' in output ? output.tasks.map(taskJson) : inJson(output.stream)),
})

async function* inJson(stream: AsyncIterable<readonly Task[]>) {
  for await (const tasks of stream) yield tasks.map(taskJson)
}

function parseFilter(args: Args, context: Context): Input['filter'] {
  const status = option(args, 'status')
  const domain = option(args, 'domain')
  const effort = option(args, 'effort')
  const priority = option(args, 'priority')
  const search = option(args, 'search')
  return {
    statuses:
      status === undefined
        ? flag(args, 'all')
          ? undefined
          : openStatuses
        : parseChoices('status', status, taskStatuses),
    domains: domain === undefined ? undefined : parseChoices('domain', domain, domains),
    efforts: effort === undefined ? undefined : parseChoices('effort', effort, efforts),
    priorities: priority === undefined ? undefined : parseChoices('priority', priority, priorities),
    dueBefore: parseDueBefore(args, context),
    search: search === undefined ? undefined : parseText('text to search for', search, 200),
  }
}

/** Overdue is due before today. */
function parseDueBefore(args: Args, context: Context): CalendarDate | undefined {
  const before = option(args, 'dueBefore')
  const overdue = flag(args, 'overdue')
  if (before === undefined) return overdue ? context.today() : undefined
  if (!overdue) return parseDate(before, context.today())
  throw usageError('Only one of --overdue and --due-before can be meant.')
}

function parseSort(text: string | undefined): readonly Sort[] {
  if (text === undefined) return []
  const asked = text.split(',').map((word) => {
    const [key = '', direction = 'asc', ...rest] = word.split(':')
    if (rest.length > 0) {
      throw usageError(`“${word}” is no way to sort.`, 'Write it as field or field:desc.')
    }
    return {
      key: parseChoice('field to sort by', key, sortKeys),
      descending: parseChoice('direction', direction, ['asc', 'desc']) === 'desc',
    }
  })
  // Said twice, the first one has decided.
  return asked.filter(({ key }, index) => asked.findIndex((each) => each.key === key) === index)
}

function count(args: Args, name: string, least: number): number | undefined {
  const text = option(args, name)
  return text === undefined ? undefined : parseCount(`--${name}`, text, least)
}

async function findOwner(
  owner: Input['owner'],
  context: Context,
): Promise<UserId | null | undefined> {
  if (owner === undefined || owner === null) return owner
  if (owner !== 'me') return (await getUser(await context.db(), owner)).id
  const user = await context.user()
  if (user) return user.id
  throw usageError('--mine needs to know who you are.', {
    lead: 'Add --as <user>, or log in once',
    command: 'login <user>',
    forActor: false,
  })
}
