import { defineCommand } from '../../command.ts'
import type { TaskFilter } from '../../db/tasks/filter.ts'
import { countTasks, listPage, type Page } from '../../db/tasks/lists.ts'
import { everydayKeys, type Sort, type SortKey, sortKeys } from '../../db/tasks/sort.ts'
import { streamTasks } from '../../db/tasks/stream.ts'
import { parseChoice } from '../../domain/choice.ts'
import { type Task, taskFields, taskStatuses } from '../../domain/task.ts'
import { openStatuses } from '../../domain/task-status.ts'
import { usageError } from '../../errors.ts'
import { taskJson } from '../../json/task.ts'
import { type NoTasks, noTasksPage } from '../../views/no-tasks.ts'
import { taskTable } from '../../views/task.ts'
import { flag, parsed, parsedCount } from '../shared/options.ts'
import { inParts } from '../shared/parts.ts'
import { findListFilter, parseListFilter, type TypedFilter } from './shared/list-filter.ts'

type Input = {
  readonly filter: TypedFilter
  /** Undefined for the order in which people or programs get a list that is not sorted. */
  readonly sort: readonly Sort[] | undefined
  readonly page: Page
  /** The option that a word may have meant. */
  readonly meant: string | undefined
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
    return {
      filter: parseListFilter(args, context),
      sort: parsed(args, 'sort', parseSort) ?? (flag(args, 'upcoming') ? soonestFirst : undefined),
      page: { limit, offset: parsedCount(args, 'offset', 0) },
      meant: findMeant(args.operands),
    }
  },
  async run({ filter, sort, page, meant }, context) {
    const db = await context.db()
    const viewer = await context.actor.viewer()
    const full = await findListFilter(filter, context)
    if (context.pageSize === undefined) {
      return { stream: streamTasks(db, viewer, full, { sort: sort ?? [], ...page }) }
    }
    const most = maxCounted + 1
    const { tasks, more } = await listPage(db, viewer, full, {
      ...(sort && { sort }),
      ...page,
      most,
    })
    const any = tasks.length > 0 || (await countTasks(db, viewer, {}, 1)) > 0
    const none = { any, meant, ...reasons(full, page) }
    return { tasks, more, none: tasks.length > 0 ? undefined : none }
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

/** The option that somebody may have meant who searched for a single word: `list overdue`. */
function findMeant([word = '', ...others]: readonly string[]): string | undefined {
  if (others.length > 0) return undefined
  const typed = word.toLowerCase()
  if (['all', 'mine', 'overdue', 'upcoming'].includes(typed)) return `--${typed}`
  const isStatus = taskStatuses.some((status) => status.toLowerCase() === typed)
  return isStatus ? `--status ${typed}` : undefined
}

/** Which conditions no task met. */
function reasons(
  { statuses, dueBefore, shownOn: _, hiddenOn, ...others }: TaskFilter,
  page: Page,
): Omit<NoTasks, 'any' | 'meant'> {
  const isOwn = statuses !== undefined && statuses !== openStatuses
  return {
    offset: page.offset ?? 0,
    dueBefore,
    upcoming: hiddenOn !== undefined,
    all: statuses === undefined,
    narrowed: isOwn || Object.values(others).some((condition) => condition !== undefined),
  }
}

/** Hidden tasks in the order in which they will be shown. */
const soonestFirst: readonly Sort[] = [
  { key: 'starts_on', descending: false },
  { key: 'due_date', descending: false },
]

function parseSortKey(text: string): SortKey {
  const name = text.trim().toLowerCase()
  const key = Object.hasOwn(everydayKeys, name) ? everydayKeys[name] : undefined
  return key ?? parseChoice('sort field', text, sortKeys)
}

function parseSort(text: string): readonly Sort[] {
  const asked = text.split(',').map((word) => {
    const [key = '', direction = 'asc', ...rest] = word.split(':')
    if (rest.length > 0) {
      throw usageError(`Can’t sort by “${word}”.`, 'Write it as field or field:desc.')
    }
    return {
      key: parseSortKey(key),
      descending: parseChoice('sort direction', direction, ['asc', 'desc']) === 'desc',
    }
  })
  // Of a field that is named twice, the first one decides.
  return asked.filter(({ key }, index) => asked.findIndex((each) => each.key === key) === index)
}
