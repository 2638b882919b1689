import type { Context } from '../../command.ts'
import { type Args, defineCommand } from '../../command.ts'
import { getCategory } from '../../db/categories.ts'
import type { TaskFilter } from '../../db/tasks/filter.ts'
import { countTasks, listPage, type Page } from '../../db/tasks/lists.ts'
import { type Sort, sortKeys } from '../../db/tasks/sort.ts'
import { streamTasks } from '../../db/tasks/stream.ts'
import { getUser } from '../../db/users/users.ts'
import type { CategoryReference } from '../../domain/category.ts'
import { parseChoice, parseChoices } from '../../domain/choice.ts'
import { parseDate } from '../../domain/date.ts'
import {
  domains,
  efforts,
  openStatuses,
  priorities,
  type Task,
  taskStatuses,
} from '../../domain/task.ts'
import { parseText } from '../../domain/text.ts'
import type { UserId, UserReference } from '../../domain/user.ts'
import { usageError } from '../../errors.ts'
import { taskFields, taskJson } from '../../json.ts'
import { type NoTasks, noTasksPage } from '../../views/no-tasks.ts'
import { taskTable } from '../../views/task.ts'
import { requireActor } from '../shared/actor.ts'
import { flag, parsed, parsedCount, requireAtMostOne } from '../shared/options.ts'
import { inParts } from '../shared/parts.ts'
import { parseCategory, parseOwner } from './shared/task-options.ts'

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
      /** How many there are beyond the ones listed, up to {@link maxCounted}. */
      readonly more: number
      /** Why there are none. */
      readonly none: NoTasks | undefined
    }
  /** A program gets every task, in parts. */
  | { readonly stream: AsyncIterable<readonly Task[]> }

/** From here on, a person needs no exact number. */
const maxCounted = 200

export default defineCommand<Input, Output>({
  fields: taskFields,
  // A long list is read in many parts.
  isLongWork: true,
  input(args, context) {
    const limit = parsedCount(args, 'limit', 1) ?? context.pageSize
    requireAtMostOne(args, 'mine', 'owner')
    requireAtMostOne(args, 'overdue', 'dueBefore')
    requireAtMostOne(args, 'upcoming', 'all')
    return {
      filter: parseFilter(args, context),
      owner: flag(args, 'mine') ? 'me' : parseOwner(args),
      category: parseCategory(args),
      sort: parsed(args, 'sort', parseSort) ?? (flag(args, 'upcoming') ? soonestFirst : []),
      page: { limit, offset: parsedCount(args, 'offset', 0) },
    }
  },
  async run({ filter, owner, category, sort, page }, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const full = {
      ...filter,
      owner: await findOwner(owner, context),
      category: category && (await getCategory(db, viewer, category)).id,
    }
    if (context.pageSize === undefined) {
      return { stream: streamTasks(db, viewer, full, { sort, ...page }) }
    }
    const most = maxCounted + 1
    const { tasks, more } = await listPage(db, viewer, full, { sort, ...page, most })
    const any = tasks.length > 0 || (await countTasks(db, viewer, {}, 1)) > 0
    return { tasks, more, none: tasks.length > 0 ? undefined : { any, ...reasons(full, page) } }
  },
  human(output, style) {
    // Only a program gets a stream.
    if ('stream' in output) return ''
    const { tasks, more, none } = output
    const { paint } = style
    if (none) return noTasksPage(none, style)
    const count = more > maxCounted ? `more than ${maxCounted}` : more
    const rest = more > 0 ? [paint.dim(`… and ${count} more (raise --limit)`)] : []
    return [taskTable(tasks, style), ...rest].join('\n')
  },
  json: (output) =>
    'tasks' in output ? output.tasks.map(taskJson) : inParts(output.stream, taskJson),
})

/** Which conditions no task met. */
function reasons(
  { statuses, dueBefore, shownOn: _, hiddenOn, ...others }: TaskFilter,
  page: Page,
): Omit<NoTasks, 'any'> {
  const isOwn = statuses !== undefined && statuses !== openStatuses
  return {
    offset: page.offset ?? 0,
    dueBefore,
    upcoming: hiddenOn !== undefined,
    all: statuses === undefined,
    narrowed: isOwn || Object.values(others).some((condition) => condition !== undefined),
  }
}

function parseFilter(args: Args, context: Context): Input['filter'] {
  const statuses = parsed(args, 'status', (text) => parseChoices('status', text, taskStatuses))
  const dueBefore = parsed(args, 'dueBefore', (text) => parseDate(text, context.today))
  return {
    statuses: statuses ?? (flag(args, 'all') ? undefined : openStatuses),
    domains: parsed(args, 'domain', (text) => parseChoices('domain', text, domains)),
    efforts: parsed(args, 'effort', (text) => parseChoices('effort', text, efforts)),
    priorities: parsed(args, 'priority', (text) => parseChoices('priority', text, priorities)),
    ...(flag(args, 'upcoming') ? { hiddenOn: context.today } : { shownOn: context.today }),
    unreviewed: flag(args, 'unreviewed') || undefined,
    dueBefore: flag(args, 'overdue') ? context.today : dueBefore,
    search: parsed(args, 'search', (text) => parseText('text to search for', text, 200)),
  }
}

/** Hidden tasks in the order in which they will be shown. */
const soonestFirst: readonly Sort[] = [
  { key: 'starts_on', descending: false },
  { key: 'due_date', descending: false },
]

function parseSort(text: string): readonly Sort[] {
  const asked = text.split(',').map((word) => {
    const [key = '', direction = 'asc', ...rest] = word.split(':')
    if (rest.length > 0) {
      throw usageError(`Can’t sort by “${word}”.`, 'Write it as field or field:desc.')
    }
    return {
      key: parseChoice('sort field', key, sortKeys),
      descending: parseChoice('sort direction', direction, ['asc', 'desc']) === 'desc',
    }
  })
  // Of a field that is named twice, the first one decides.
  return asked.filter(({ key }, index) => asked.findIndex((each) => each.key === key) === index)
}

async function findOwner(
  owner: Input['owner'],
  context: Context,
): Promise<UserId | null | undefined> {
  if (owner === undefined || owner === null) return owner
  if (owner !== 'me') return (await getUser(await context.db(), owner)).id
  return (await requireActor('--mine', context)).id
}
