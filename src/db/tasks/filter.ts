import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import type { CategoryId } from '../../domain/category.ts'
import {
  type Domain,
  type Effort,
  type Priority,
  type TaskStatus,
  taskStatuses,
} from '../../domain/task.ts'
import { isOpen, openStatuses } from '../../domain/task-status.ts'
import type { CalendarDate, Instant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import type { Db, Schema } from '../schema.ts'
import { type Contains, containsText } from './search.ts'

/** Which tasks are listed: those that meet every given condition. */
export type TaskFilter = {
  readonly statuses?: readonly TaskStatus[] | undefined
  readonly domains?: readonly Domain[] | undefined
  readonly efforts?: readonly Effort[] | undefined
  readonly priorities?: readonly Priority[] | undefined
  /** Tasks of one of these owners; null stands for no owner. */
  readonly owners?: readonly (UserId | null)[] | undefined
  readonly notOwners?: readonly (UserId | null)[] | undefined
  /** Tasks in one of these categories; null stands for no category. */
  readonly categories?: readonly (CategoryId | null)[] | undefined
  readonly notCategories?: readonly (CategoryId | null)[] | undefined
  /** Tasks due before this date. */
  readonly dueBefore?: CalendarDate | undefined
  /** Tasks due on this date or later. */
  readonly dueFrom?: CalendarDate | undefined
  /** Tasks due on this date or earlier. */
  readonly dueUntil?: CalendarDate | undefined
  /** Tasks without a due date. */
  readonly withoutDue?: true | undefined
  /** Tasks due after this date. */
  readonly dueAfter?: CalendarDate | undefined
  /** Tasks done on this day or later, or since a moment if there is no day. */
  readonly doneSince?: Since | undefined
  /** Tasks added at this moment or later. */
  readonly createdSince?: Instant | undefined
  /** Tasks that were last changed before this moment. */
  readonly untouchedBefore?: Instant | undefined
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

/** The open tasks that people should do: not those of paused routines. */
export const wantedTasks = {
  statuses: openStatuses,
  withoutPausedRoutines: true,
} as const satisfies TaskFilter

/** The beginning of a period: a day and its first moment, or a moment alone. */
type Since = { readonly date?: CalendarDate; readonly start: Instant }

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
  const { doneSince, createdSince, untouchedBefore } = filter
  // Only done tasks were done since then.
  const statuses = doneSince && filter.statuses?.includes('DONE') ? undefined : filter.statuses
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
      ...(filter.dueAfter ? [eb('tasks.due_date', '>', filter.dueAfter)] : []),
      ...(filter.dueFrom ? [eb('tasks.due_date', '>=', filter.dueFrom)] : []),
      ...(filter.dueUntil ? [eb('tasks.due_date', '<=', filter.dueUntil)] : []),
      ...(filter.withoutDue ? [withoutIndex(sql`tasks.due_date is null`)] : []),
      ...(filter.categories ? [isAnyOf('tasks.category_id', filter.categories)] : []),
      ...(filter.notCategories ? [isNoneOf('tasks.category_id', filter.notCategories)] : []),
      ...(filter.owners ? [isAnyOf('tasks.owner_user_id', filter.owners)] : []),
      ...(filter.notOwners ? [isNoneOf('tasks.owner_user_id', filter.notOwners)] : []),
      ...(doneSince ? [isDoneSince(doneSince)] : []),
      ...(createdSince ? [hasOpenness(filter), eb('tasks.created_at', '>=', createdSince)] : []),
      ...(untouchedBefore
        ? [hasOpenness(filter), eb('tasks.updated_at', '<', untouchedBefore)]
        : []),
      ...(contains ? [contains] : []),
    ])
}

/** Written out, because the index of these tasks needs just these words. */
const isUnreviewed = sql<boolean>`not tasks.reviewed`

/** Whether a filter lets through only tasks with a due date. */
export function needsDueDate({ dueBefore, dueAfter, dueFrom, dueUntil }: TaskFilter): boolean {
  return (dueBefore ?? dueAfter ?? dueFrom ?? dueUntil) !== undefined
}

type Reference = 'tasks.owner_user_id' | 'tasks.category_id'

function isAnyOf(column: Reference, ids: readonly (number | null)[]) {
  const named = ids.filter((id) => id !== null)
  if (ids.length === 0) return sql<boolean>`false`
  if (named.length === 0) return sql<boolean>`${sql.ref(column)} is null`
  if (ids.length === 1) return sql<boolean>`${sql.ref(column)} = ${ids[0]}`
  const isNamed = sql`${sql.ref(column)} in (${sql.join(named)})`
  return withoutIndex(ids.includes(null) ? sql`${sql.ref(column)} is null or ${isNamed}` : isNamed)
}

/** A condition that many tasks meet, worded so that their order decides which index is used. */
function withoutIndex(condition: RawBuilder<unknown>) {
  return sql<boolean>`case when ${condition} then true else false end`
}

function isNoneOf(column: Reference, ids: readonly (number | null)[]) {
  const named = ids.filter((id) => id !== null)
  const isOther = sql`${sql.ref(column)} not in (${sql.join(named.length > 0 ? named : [0])})`
  if (ids.includes(null)) return sql<boolean>`${sql.ref(column)} is not null and ${isOther}`
  return sql<boolean>`(${sql.ref(column)} is null or ${isOther})`
}

/** Tasks that an earlier version finished have no day. */
function isDoneSince({ date, start }: Since) {
  if (date === undefined) return sql<boolean>`tasks.completed_at >= ${start}`
  return sql<boolean>`tasks.completed_at is not null and (tasks.completed_on >= ${date}
    or tasks.completed_on is null and tasks.completed_at >= ${start})`
}

/** Worded as in the indexes that keep finished tasks apart. */
export function isClosed(closed: boolean) {
  return sql<boolean>`(tasks.status = 'DONE' or tasks.status = 'ABANDONED') = ${sql.lit(closed)}`
}

/** The condition that a task is open or closed as the statuses of a filter allow. */
function hasOpenness({ statuses = taskStatuses }: TaskFilter) {
  const kinds = [...new Set(statuses.map(isOpen))].map((open) => isClosed(!open))
  return kinds.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(kinds, sql` or `)})`
}

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
  return withoutIndex(isOneOf('tasks.status', statuses))
}

function isOneOf(column: string, words: readonly string[]) {
  if (words.length === 0) return sql<boolean>`false`
  return sql<boolean>`${sql.ref(column)} in (${sql.join(words)})`
}
