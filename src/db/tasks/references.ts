import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { RoutineId, Task, TaskId, TaskStatus } from '../../domain/task.ts'
import type { TaskReference } from '../../domain/task-reference.ts'
import { openStatuses } from '../../domain/task-status.ts'
import { fold } from '../../domain/text.ts'
import type { Viewer } from '../../domain/user.ts'
import { ambiguousError, type MomentumError, notFoundError } from '../../errors.ts'
import type { Db, Schema } from '../schema.ts'
import { hasStatus } from './filter.ts'
import { containsText, titleContains, titleIs, whileSearching } from './search.ts'
import { selectTasks } from './tasks.ts'

/** How many candidates an error lists. */
const maxListed = 5

/**
 * Gets the task that a reference means.
 *
 * @param preferred the statuses that count first: if a reference matches several tasks, those of
 * other statuses count only if none has one of these, and open ones before finished ones
 * @throws MomentumError `not_found`, or `ambiguous` with the candidates
 */
export async function getTask(
  db: Db,
  viewer: Viewer,
  reference: TaskReference,
  preferred: readonly TaskStatus[],
): Promise<Task> {
  const task = await findTask(db, viewer, reference, preferred)
  if (task) return task
  throw unknownTaskError(reference)
}

/** As {@link getTask}, but undefined if there is no such task. */
export async function findTask(
  db: Db,
  viewer: Viewer,
  reference: TaskReference,
  preferred: readonly TaskStatus[],
): Promise<Task | undefined> {
  const found = await findTasks(db, viewer, reference, preferred)
  const [task, ...others] = found
  if (others.length > 0) throw ambiguousTaskError(reference.text, found)
  return task
}

/** Tries the readings of a reference in their order, until one finds something. */
async function findTasks(
  db: Db,
  viewer: Viewer,
  { id, uuid, part }: TaskReference,
  preferred: readonly TaskStatus[],
): Promise<readonly Task[]> {
  const tasks = selectTasks(db, viewer)
  return (
    // PostgreSQL does not accept larger numbers.
    (id !== undefined &&
      Number.isSafeInteger(id) &&
      (await findSome(tasks.where('tasks.id', '=', id), preferred))) ||
    (uuid !== undefined && (await findSome(tasks.where(uuidStartsWith(uuid)), preferred))) ||
    (part !== undefined && (await findByTitle(db, viewer, part, preferred))) ||
    []
  )
}

/**
 * Finds a few tasks. If some titles are exact, only these count; if some of the rest have preferred
 * statuses, only those count, else the open ones; if all of these are times of one routine, only
 * the latest counts.
 *
 * @param isExact whether a folded title has the accents that were typed
 */
async function findSome(
  query: TaskQuery,
  preferred: readonly TaskStatus[],
  isExact = (_title: string) => true,
): Promise<Task[] | undefined> {
  const found = await readSome(query)
  if (found.length === 0) return undefined
  const otherwise = openStatuses.filter((status) => !preferred.includes(status))
  for (const statuses of [preferred, otherwise].filter(({ length }) => length > 0)) {
    const best = await findBest(query.where(hasStatus(statuses)), found, statuses, isExact)
    if (best.length > 0) return best
  }
  return closestOf(found, isExact)
}

/** Those of the closest that have one of these statuses. */
async function findBest(
  query: TaskQuery,
  found: readonly Task[],
  statuses: readonly TaskStatus[],
  isExact: (title: string) => boolean,
): Promise<Task[]> {
  // If there are more, these may be among those that were not read.
  const others = found.length > maxListed ? await readSome(query) : []
  const known = [...new Map([...found, ...others].map((task) => [task.id, task])).values()]
  const best = closestOf(known, isExact).filter(({ status }) => statuses.includes(status))
  const latest = best.length < 2 ? undefined : await findLatest(query, best, isExact)
  return latest ? [latest] : best
}

function closestOf(tasks: readonly Task[], isExact: (title: string) => boolean): Task[] {
  const exact = tasks.filter(({ title }) => isExact(fold(title)))
  return exact.length > 0 ? exact : [...tasks]
}

/** The latest of several tasks, if the same routine made all of them: it is the one that counts. */
async function findLatest(
  query: TaskQuery,
  [first]: readonly Task[],
  isExact: (title: string) => boolean,
): Promise<Task | undefined> {
  const routine = first?.routine_id ?? null
  if (routine === null) return undefined
  const others = await readSome(query.where('tasks.routine_id', 'is distinct from', routine))
  if (others.some(({ title }) => isExact(fold(title)))) return undefined
  return latestOf(query, routine)
}

function latestOf(query: TaskQuery, routine: RoutineId): Promise<Task | undefined> {
  return query
    .where('tasks.routine_id', '=', routine)
    .orderBy('tasks.occurrence_number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

function readSome(query: TaskQuery): Promise<Task[]> {
  return query
    .orderBy('tasks.id')
    .limit(maxListed + 1)
    .execute()
}

type TaskQuery = SelectQueryBuilder<Schema, 'tasks', Task>

async function findByTitle(
  db: Db,
  viewer: Viewer,
  part: string,
  preferred: readonly TaskStatus[],
): Promise<readonly Task[] | undefined> {
  const found = await findClosest(db, viewer, part, preferred)
  const renamed = found && (await findRenamed(db, viewer, part, found, preferred))
  return renamed ? [renamed] : found
}

/**
 * Prefers titles that are the whole text to titles that contain it, and titles with the accents
 * that were typed to others.
 */
async function findClosest(
  db: Db,
  viewer: Viewer,
  part: string,
  preferred: readonly TaskStatus[],
): Promise<Task[] | undefined> {
  const key = fold(part)
  const titled = selectTasks(db, viewer).where(titleIs(db, part))
  const whole = await findSome(titled, preferred, (title) => title === key)
  if (whole) return whole
  return whileSearching(db, part, async (from) => {
    // The index covers the whole text of a task, and so it narrows the search for a title.
    const query = selectTasks(from, viewer).where(await containsText(from, part))
    const containing = query.where(titleContains(from, part))
    return findSome(containing, preferred, (title) => title.includes(key))
  })
}

/**
 * If one routine made all of these tasks and none of them is preferred, finds its latest preferred
 * one that contains the text, too: a routine may have got another title, and its earlier tasks keep
 * theirs.
 */
async function findRenamed(
  db: Db,
  viewer: Viewer,
  part: string,
  found: readonly Task[],
  preferred: readonly TaskStatus[],
): Promise<Task | undefined> {
  const routine = found[0]?.routine_id ?? null
  const isEarlier = ({ routine_id, status }: Task) =>
    routine_id === routine && !preferred.includes(status)
  if (routine === null || !found.every(isEarlier)) return undefined
  return latestOf(
    selectTasks(db, viewer).where(hasStatus(preferred)).where(titleContains(db, part)),
    routine,
  )
}

/** The error for a reference that matches no task. */
export function unknownTaskError({ id, text }: TaskReference): MomentumError {
  return notFoundError(
    id === undefined
      ? `No task title contains “${text}”.`
      : `There is no task with the number ${text}.`,
    { lead: 'See', command: 'task list --all' },
  )
}

function ambiguousTaskError(text: string, tasks: readonly Task[]): MomentumError {
  const shown = tasks.slice(0, maxListed).map(candidate)
  const more = tasks.length > maxListed ? ' and more' : ''
  return ambiguousError(
    `“${text}” matches several tasks: ${shown.join(', ')}${more}.`,
    'Use its number.',
  )
}

/** `3 “Fix the tap” (paused, Sam, due 2026-11-27)`: what tells tasks of the same title apart. */
function candidate({ id, title, status, owner, due_date }: Task): string {
  const due = due_date === null ? [] : [`due ${due_date}`]
  const facts = [status.toLowerCase(), ...(owner === null ? [] : [owner]), ...due]
  return `${id} “${title}” (${facts.join(', ')})`
}

/** @throws MomentumError `not_found` */
export async function getTaskById(db: Db, viewer: Viewer, id: TaskId): Promise<Task> {
  return getTask(db, viewer, { text: String(id), id }, [])
}

/** The condition that a UUID starts with a prefix, as a range that the index can find. */
function uuidStartsWith(prefix: string) {
  const first = prefix + '00000000-0000-0000-0000-000000000000'.slice(prefix.length)
  const last = prefix + 'ffffffff-ffff-ffff-ffff-ffffffffffff'.slice(prefix.length)
  return (eb: ExpressionBuilder<Schema, 'tasks'>) => eb.between('tasks.uuid', first, last)
}
