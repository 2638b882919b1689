import { type ExpressionBuilder, sql } from 'kysely'
import type { CategoryId } from '../../domain/category.ts'
import {
  type Domain,
  type Effort,
  isOpen,
  type Priority,
  type TaskStatus,
  taskStatuses,
} from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import type { Db, Schema } from '../schema.ts'
import { type Contains, containsText } from './search.ts'

/** Which tasks are listed: those that meet every given condition. */
export type TaskFilter = {
  readonly statuses?: readonly TaskStatus[] | undefined
  readonly domains?: readonly Domain[] | undefined
  readonly efforts?: readonly Effort[] | undefined
  readonly priorities?: readonly Priority[] | undefined
  /** null: tasks without an owner. */
  readonly owner?: UserId | null | undefined
  /** null: tasks without a category. */
  readonly category?: CategoryId | null | undefined
  /** Tasks due before this date. */
  readonly dueBefore?: CalendarDate | undefined
  /** Without the tasks that are hidden on this day: open ones that are shown later. */
  readonly shownOn?: CalendarDate | undefined
  /** Only the tasks that are hidden on this day. */
  readonly hiddenOn?: CalendarDate | undefined
  /** Only the tasks that nobody has given a definition of done. */
  readonly unreviewed?: true | undefined
  /** Without the tasks that are paused together with their routine. */
  readonly withoutPausedRoutines?: true | undefined
  /** Part of the title, description, definition of done or materials, ignoring case. */
  readonly search?: string | undefined
}

/** The condition that a task contains the text of a filter; undefined for a filter without one. */
export async function containsTextOf(
  db: Db,
  { search }: TaskFilter,
): Promise<Contains | undefined> {
  return search === undefined ? undefined : containsText(db, search)
}

/**
 * The condition that a task meets a filter.
 *
 * @param contains the condition that it contains the text of the filter, if that has one
 */
export function matches(filter: TaskFilter, contains: Contains | undefined) {
  const { statuses, owner, category } = filter
  return (eb: ExpressionBuilder<Schema, 'tasks'>) =>
    eb.and([
      ...(statuses ? [isIn(statuses)] : []),
      ...(filter.domains ? [isOneOf('tasks.domain', filter.domains)] : []),
      ...(filter.efforts ? [isOneOf('tasks.effort', filter.efforts)] : []),
      ...(filter.priorities ? [isOneOf('tasks.priority', filter.priorities)] : []),
      ...(filter.shownOn ? [isShownOn(filter.shownOn)] : []),
      ...(filter.hiddenOn ? [isHiddenOn(filter.hiddenOn)] : []),
      ...(filter.unreviewed ? [isUnreviewed] : []),
      ...(filter.withoutPausedRoutines ? [isNotPausedWithRoutine(eb)] : []),
      ...(filter.dueBefore ? [eb('tasks.due_date', '<', filter.dueBefore)] : []),
      ...(category === null ? [eb('tasks.category_id', 'is', null)] : []),
      ...(category ? [eb('tasks.category_id', '=', category)] : []),
      ...(owner === null ? [eb('tasks.owner_user_id', 'is', null)] : []),
      ...(owner ? [eb('tasks.owner_user_id', '=', owner)] : []),
      ...(contains ? [contains] : []),
    ])
}

/** Written out, because the index of these tasks needs just these words. */
const isUnreviewed = sql<boolean>`not tasks.reviewed`

function isIn(statuses: readonly TaskStatus[]) {
  const isAllOpen = taskStatuses.every((each) => statuses.includes(each) === isOpen(each))
  // With these words the index of open tasks is used.
  return isAllOpen ? isOpenTask : isOneOf('tasks.status', statuses)
}

/**
 * As `isOpen` of the domain; written out, because the index of open tasks needs just these words.
 */
export const isOpenTask = sql<boolean>`tasks.status <> 'DONE' and tasks.status <> 'ABANDONED'`

/** The condition that a task is not hidden on a day, as `isHidden` of the domain says. */
export function isShownOn(day: CalendarDate) {
  return sql<boolean>`(tasks.starts_on is null or tasks.starts_on <= ${day}
    or tasks.status = 'ACTIVE' or tasks.status = 'DONE' or tasks.status = 'ABANDONED')`
}

/** The condition that a task is not paused together with its routine. */
function isNotPausedWithRoutine(eb: ExpressionBuilder<Schema, 'tasks'>) {
  const paused = eb
    .selectFrom('routines')
    .select('routines.id')
    .whereRef('routines.id', '=', 'tasks.routine_id')
    .where('routines.status', '=', 'PAUSED')
  return eb.or([
    eb('tasks.status', '<>', 'PAUSED'),
    eb('tasks.routine_id', 'is', null),
    eb.not(eb.exists(paused)),
  ])
}

/** The condition that a task is hidden on a day. Few are, and an index has them. */
export function isHiddenOn(day: CalendarDate) {
  return sql<boolean>`tasks.starts_on > ${day} and ${isOpenTask} and tasks.status <> 'ACTIVE'`
}

/**
 * The condition that a task has one of these statuses, for a query that searches by something else.
 * It keeps SQLite from using the index of statuses, but lets it use the one of open tasks.
 */
export function hasStatus(statuses: readonly TaskStatus[]) {
  const isAmong = isAmongStatuses(statuses)
  return statuses.every(isOpen) ? sql<boolean>`${isOpenTask} and ${isAmong}` : isAmong
}

/** As {@link hasStatus}, but worded so that no index of statuses is used at all. */
export function isAmongStatuses(statuses: readonly TaskStatus[]) {
  return sql<boolean>`case when ${isOneOf('tasks.status', statuses)} then true else false end`
}

function isOneOf(column: string, words: readonly string[]) {
  if (words.length === 0) return sql<boolean>`false`
  return sql<boolean>`${sql.ref(column)} in (${sql.join(words)})`
}
