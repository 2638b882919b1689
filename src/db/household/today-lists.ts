import { type SelectQueryBuilder, sql } from 'kysely'
import { priorities, type Task, type TaskId } from '../../domain/task.ts'
import { isShownWhenDue, openStatuses } from '../../domain/task-status.ts'
import { addDays, type CalendarDate } from '../../domain/time.ts'
import type { Viewer } from '../../domain/user.ts'
import { inBatches } from '../batches.ts'
import type { Db, Schema } from '../schema.ts'
import { matches, type TaskFilter, wantedTasks } from '../tasks/filter.ts'
import { openByUrgency, sortedBy } from '../tasks/sort.ts'
import { isVisibleTo, selectTasks } from '../tasks/tasks.ts'

/** The most tasks that are read for a list of today's page. */
const mostFound = 50

/** The same for unassigned tasks, more because the first of them may be in two other lists. */
const mostUnowned = 2 * mostFound

/** Whether a list has all of its tasks. */
export function isWhole(name: keyof TodayLists, { [name]: ids }: TodayLists): boolean {
  return ids.length < (name === 'unowned' ? mostUnowned : mostFound)
}

/** How many open tasks of a member are searched for those that are due. */
const mostOwn = 1000

/** How many unassigned tasks are searched for the most urgent. Each is read from the file. */
const mostSorted = 300

/** How many days after today are soon. */
export const soonDays = 3

const byDate = ['due', 'soon', 'own_due'] as const
const byUrgency = ['unowned'] as const
const byNumber = ['active', 'paused', 'blocked', 'own_active', 'own_paused'] as const
type ListName = (typeof byDate | typeof byUrgency | typeof byNumber)[number]

/** The lists of today's page in order. A task may be in several. */
export type TodayLists = Readonly<Record<ListName, readonly TaskId[]>>

/** A task in a list, with what sorts it. */
type Place = Pick<Task, 'id' | 'due_date' | 'starts_on' | 'status' | 'priority'> & {
  readonly list: ListName
}

/** Finds the first tasks of each list, all by one query. */
export async function findTodayLists(
  db: Db,
  viewer: Viewer,
  date: CalendarDate,
): Promise<TodayLists> {
  const [first, ...others] = partsOf(db, viewer, date)
  const found = await others.reduce((all, part) => all.unionAll(part), first).execute()
  const places = found.filter(isShownInTime).toSorted(compare)
  const idsOf = (name: ListName) => places.filter(({ list }) => list === name).map(({ id }) => id)
  const names = [...byDate, ...byUrgency, ...byNumber]
  // Every list is there by now.
  return Object.fromEntries(names.map((name) => [name, idsOf(name)])) as unknown as TodayLists
}

/** What is due soon may be hidden until then, but no longer. */
function isShownInTime(place: Place): boolean {
  return place.list !== 'soon' || isShownWhenDue(place)
}

function compare(one: Place, other: Place): number {
  const [a, b] = [sortedDate(one), sortedDate(other)]
  return Number(a > b) - Number(a < b) || urgency(other) - urgency(one) || one.id - other.id
}

function sortedDate({ list, due_date }: Place): string {
  if (isAmong(byNumber, list)) return ''
  // Tasks without a date come last.
  return due_date ?? '~'
}

/** Orders tasks of the same date. */
function urgency({ list, priority }: Place): number {
  return isAmong(byUrgency, list) ? priorities.indexOf(priority) : 0
}

function isAmong(names: readonly ListName[], list: ListName): boolean {
  return names.includes(list)
}

/** A query for each list. */
function partsOf(db: Db, viewer: Viewer, date: CalendarDate) {
  const select = (filter: TaskFilter) =>
    db
      .selectFrom('tasks')
      .select(['tasks.id', 'tasks.due_date', 'tasks.starts_on', 'tasks.status', 'tasks.priority'])
      .where(isVisibleTo(viewer))
      .where(matches(filter, undefined))
  const part = (list: ListName, tasks: ReturnType<typeof select>, most = mostFound) =>
    db
      .selectFrom(tasks.limit(most).as('part'))
      .select([sql.lit(list).as('list'), 'id', 'due_date', 'starts_on', 'status', 'priority'])
  const numbered = (list: ListName, filter: TaskFilter) =>
    part(list, select(filter).orderBy('tasks.id'))

  const open = { statuses: openStatuses, shownOn: date }
  const wanted = { ...wantedTasks, shownOn: date }
  const [tomorrow, lastSoon] = [addDays(date, 1), addDays(date, soonDays)]
  const due = select({ ...wanted, dueBefore: tomorrow })
  const soon = select({ ...wanted, shownOn: lastSoon, dueBefore: addDays(lastSoon, 1) })
  const first = part('due', due.orderBy('tasks.due_date').orderBy('tasks.id'))
  const others = [
    part(
      'soon',
      soon.where('tasks.due_date', '>', date).orderBy('tasks.due_date').orderBy('tasks.id'),
    ),
    numbered('active', { statuses: ['ACTIVE'] }),
    numbered('paused', { ...wanted, statuses: ['PAUSED'] }),
    numbered('blocked', { ...open, statuses: ['BLOCKED'] }),
    part('unowned', mostUrgent(db, select({ ...wanted, owners: [null] })), mostUnowned),
  ]
  if (viewer === null) return [first, ...others] as const
  const own = select({ ...wanted, owners: [viewer] }).orderBy('tasks.id')
  return [
    first,
    ...others,
    part('own_due', own, mostOwn).where('due_date', '<', tomorrow),
    numbered('own_active', { statuses: ['ACTIVE'], owners: [viewer] }),
    numbered('own_paused', { ...wanted, statuses: ['PAUSED'], owners: [viewer] }),
  ] as const
}

/** Some tasks in the order of a list for people. */
function mostUrgent(
  db: Db,
  tasks: SelectQueryBuilder<Schema, 'tasks', Omit<Place, 'list'>>,
): typeof tasks {
  const some = db.selectFrom(tasks.orderBy('tasks.id').limit(mostSorted).as('tasks')).selectAll()
  return sortedBy(db, some, openByUrgency, {})
}

/** Reads these tasks. @returns what gets those of some numbers, in their order */
export async function readTasks(db: Db, viewer: Viewer, ids: readonly TaskId[]) {
  const tasks = await inBatches([...new Set(ids)], (batch) =>
    selectTasks(db, viewer).where('tasks.id', 'in', batch).execute(),
  )
  const byId = new Map(tasks.map((task) => [task.id, task]))
  return (wanted: readonly TaskId[]): Task[] =>
    wanted.flatMap((id) => {
      const task = byId.get(id)
      return task === undefined ? [] : [task]
    })
}
