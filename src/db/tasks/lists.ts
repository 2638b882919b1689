import { type SelectQueryBuilder, sql } from 'kysely'
import { type Task, type TaskStatus, taskStatuses } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Viewer } from '../../domain/user.ts'
import type { Db, Schema } from '../schema.ts'
import { readAtOneMoment } from '../transaction.ts'
import { isHiddenOn, matches, needsDueDate, type TaskFilter } from './filter.ts'
import { listFirst } from './first.ts'
import { type Contains, openSearch, type Search, whileSearching } from './search.ts'
import { type Sort, sortedBy, urgentFirst } from './sort.ts'
import { isVisibleTo, selectTasks } from './tasks.ts'

/** A part of a list: `limit` rows after the first `offset` ones. */
export type Page = { readonly limit?: number | undefined; readonly offset?: number | undefined }

/** Up to this many tasks, sorting is faster than reading in the order of an index. */
const fewTasks = 2000

/** Up to this many tasks at the beginning of a sorted list are read in the order of an index. */
const mostFirst = 1000

/**
 * Up to this many tasks of a slice are compared with a text in the order of the list. If fewer
 * contain it, to find all of those that do takes no longer.
 */
const mostCompared = 5000

/** The order of a list, and which part of it is read. */
type Part = { readonly sort?: readonly Sort[] } & Page

/** Lists tasks as {@link sortedBy} sorts them. */
export async function listTasks(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  part: Part = {},
): Promise<Task[]> {
  return whileSearching(db, filter.search, async (from) =>
    listFound(from, viewer, filter, await openSearchOf(from, filter), part),
  )
}

/**
 * Lists a page as {@link listTasks} does, and counts the tasks after it, up to `most`. Unless it is
 * sorted otherwise, what needs attention comes first, as {@link urgentFirst} says.
 */
export async function listPage(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  { most, ...part }: Part & { readonly most: number },
): Promise<{ readonly tasks: Task[]; readonly more: number }> {
  return whileSearching(db, filter.search, async (from) => {
    const search = await openSearchOf(from, filter)
    const tasks = await (part.sort === undefined
      ? listUrgent(from, viewer, filter, search, part)
      : listFound(from, viewer, filter, search, part))
    if (tasks.length !== part.limit) return { tasks, more: 0 }
    const seen = (part.offset ?? 0) + tasks.length
    return { tasks, more: (await countFound(from, viewer, filter, search, seen + most)) - seen }
  })
}

/** Lists the parts of {@link urgentFirst} one after another. */
async function listUrgent(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  search: Search | undefined,
  { limit = Number.POSITIVE_INFINITY, offset = 0 }: Page,
): Promise<Task[]> {
  const parts = urgentFirst(filter)
  const list = async (from: Db) => {
    const tasks: Task[] = []
    let skipped = offset
    for (const part of parts) {
      const page = { sort: part.sort, limit: limit - tasks.length, offset: skipped }
      const found = await listFound(from, viewer, part.filter, search, page)
      tasks.push(...found)
      if (tasks.length === limit) break
      const isPassed = skipped > 0 && found.length === 0
      skipped -= isPassed ? await countFound(from, viewer, part.filter, search, skipped) : skipped
    }
    return tasks
  }
  // A task that is finished meanwhile would be missing, or be there twice.
  return parts.length > 1 ? readAtOneMoment(db, list) : list(db)
}

async function openSearchOf(db: Db, { search }: TaskFilter): Promise<Search | undefined> {
  return search === undefined ? undefined : openSearch(db, search)
}

async function listFound(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  search: Search | undefined,
  part: Part,
): Promise<Task[]> {
  const { sort = [], limit, offset } = part
  const read = async (contains: Contains | undefined) => {
    const query = selectTasks(db, viewer).where(matches(filter, contains))
    return page(sortedBy(db, query, sort, filter), part).execute()
  }
  if (search?.first && isByNumber(sort)) {
    const tasks = await read(search.first)
    if (tasks.length === limit) return tasks
  }
  const [first, ...others] = sort
  const count = (offset ?? 0) + (limit ?? Number.POSITIVE_INFINITY)
  // Few tasks are hidden.
  const isLong = filter.hiddenOn === undefined && count <= mostFirst && !isInOrder(sort, filter)
  const isSliced = first && isLong && (search ? search.many : await hasMany(db, viewer, filter))
  if (!isSliced) return read((await search?.all())?.contains)
  const text = search?.many && { contains: search.many.compared, most: mostCompared }
  const beginning = { viewer, filter, text, count } as const
  const tasks = await listFirst(db, { ...beginning, sort: [first, ...others] })
  if (tasks) return tasks.slice(offset)
  const found = await search?.all()
  if (found?.isScan && search?.many) return readFound(db, viewer, filter, search.many.found, part)
  return read(found?.contains)
}

/** Sorts the numbers of all tasks that are found, and then reads those of the page alone. */
function readFound(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  found: Contains,
  part: Part,
): Promise<Task[]> {
  const { sort = [] } = part
  const all = db.selectFrom('tasks').select('tasks.id').where(isVisibleTo(viewer))
  const sorted = sortedBy(db, all.where(matches(filter, found)), sort, filter)
  const tasks = selectTasks(db, viewer).where(
    sql<boolean>`tasks.id in (select id from ${page(sorted, part)} as page)`,
  )
  return sortedBy(db, tasks, sort, filter).execute()
}

function page<Row>(query: SelectQueryBuilder<Schema, 'tasks', Row>, { limit, offset }: Page) {
  if (limit === undefined && offset === undefined) return query
  // SQLite requires a limit before an offset.
  const limited = query.limit(limit ?? Number.MAX_SAFE_INTEGER)
  return offset === undefined ? limited : limited.offset(offset)
}

function isByNumber([first]: readonly Sort[]): boolean {
  return first === undefined || (first.key === 'id' && !first.descending)
}

/** Whether a single index has the order of the list. */
function isInOrder([first, ...others]: readonly Sort[], filter: TaskFilter): boolean {
  if (first?.key === 'id') return true
  const isByDate = first?.key === 'due_date' && !first.descending && others.length === 0
  return isByDate && needsDueDate(filter)
}

/** Whether there are many tasks to sort, as far as the statuses and the times show. */
async function hasMany(db: Db, viewer: Viewer, filter: TaskFilter): Promise<boolean> {
  const counts = await countByStatus(db, viewer)
  const { statuses = taskStatuses, createdSince, untouchedBefore } = filter
  if (statuses.reduce((sum, status) => sum + counts[status], 0) <= fewTasks) return false
  const times = { createdSince, untouchedBefore }
  if (Object.values(times).every((time) => time === undefined)) return true
  // An index has the tasks of these times.
  const { count } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('tasks')
        .select('tasks.id')
        .where(matches({ statuses, ...times }, undefined))
        .limit(fewTasks + 1)
        .as('some'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count > fewTasks
}

/** Counts the tasks that meet a filter, but no further than `most`. */
export async function countTasks(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  most = Number.MAX_SAFE_INTEGER,
): Promise<number> {
  return whileSearching(db, filter.search, async (from) =>
    countFound(from, viewer, filter, await openSearchOf(from, filter), most),
  )
}

async function countFound(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
  search: Search | undefined,
  most: number,
): Promise<number> {
  const read = async (contains: Contains | undefined) => {
    const matching = db
      .selectFrom('tasks')
      .select('tasks.id')
      .where(isVisibleTo(viewer))
      .where(matches(filter, contains))
    const { count } = await db
      // Counts in the order of the list, whose pages were just read.
      .selectFrom(matching.orderBy('tasks.id').limit(most).as('matching'))
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  }
  if (search?.first && (await read(search.first)) === most) return most
  return read((await search?.all())?.contains)
}

/**
 * Counts the tasks of each status.
 *
 * @param shownOn without the tasks that are hidden on this day
 */
export async function countByStatus(
  db: Db,
  viewer: Viewer,
  shownOn?: CalendarDate,
): Promise<Record<TaskStatus, number>> {
  const counted = db
    .selectFrom('task_counts')
    .select(['status', 'tasks'])
    .where('private_to', 'in', viewer === null ? [0] : [0, viewer])
  const rows = await (shownOn === undefined
    ? counted
    : counted.unionAll(selectHidden(db, viewer, shownOn))
  ).execute()
  const counts = { BACKLOG: 0, ACTIVE: 0, PAUSED: 0, BLOCKED: 0, DONE: 0, ABANDONED: 0 }
  for (const { status, tasks } of rows) counts[status] += tasks
  return counts
}

/** Selects how many fewer tasks each status has without the hidden ones. */
function selectHidden(db: Db, viewer: Viewer, day: CalendarDate) {
  return db
    .selectFrom('tasks')
    .select(['status', sql<number>`-count(*)`.as('tasks')])
    .where(isVisibleTo(viewer))
    .where(isHiddenOn(day))
    .groupBy('status')
}
