import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import {
  type Domain,
  domains,
  type Effort,
  efforts,
  type Task,
  type TaskDraft,
  type TaskId,
  type TaskReference,
  type TaskStatus,
  taskStatuses,
} from '../domain/task.ts'
import { fold } from '../domain/text.ts'
import type { Instant } from '../domain/time.ts'
import type { UserId } from '../domain/user.ts'
import { MomentumError } from '../errors.ts'
import type { Db, Schema } from './schema.ts'
import { getUser, requireActive } from './users.ts'
import { write } from './write.ts'

const ownColumns = [
  'tasks.id',
  'tasks.uuid',
  'tasks.title',
  'tasks.domain',
  'tasks.effort',
  'tasks.definition_of_done',
  'tasks.materials_needed',
  'tasks.owner_user_id',
  'tasks.status',
  'tasks.status_note',
  'tasks.completed_at',
  'tasks.created_at',
  'tasks.updated_at',
] as const

/** What makes a `Task`, for `select` and `returning` alike. */
export function taskColumns(eb: ExpressionBuilder<Schema, 'tasks'>) {
  const owner = eb
    .selectFrom('users')
    .select('users.name')
    .whereRef('users.id', '=', 'tasks.owner_user_id')
    .as('owner')
  return [...ownColumns, owner] as const
}

/** Where every query for tasks starts. */
export function selectTasks(db: Db) {
  return db.selectFrom('tasks').select(taskColumns)
}

/** What a list shows; what is not named does not narrow it. */
export type TaskFilter = {
  readonly statuses?: readonly TaskStatus[] | undefined
  readonly domains?: readonly Domain[] | undefined
  readonly efforts?: readonly Effort[] | undefined
  /** null: tasks that are nobody's. */
  readonly owner?: UserId | null | undefined
  /** A literal part, in any case, of the title, the definition of done or the materials. */
  readonly search?: string | undefined
}

/** The columns a list can be sorted by. */
export const sortKeys = [
  'id',
  'title',
  'domain',
  'effort',
  'owner',
  'status',
  'completed_at',
  'created_at',
  'updated_at',
] as const
export type SortKey = (typeof sortKeys)[number]
export type Sort = { readonly key: SortKey; readonly descending: boolean }

/** A part of a list: so many rows, after so many that are passed over. */
export type Page = { readonly limit?: number | undefined; readonly offset?: number | undefined }

/** Sorted as asked, and by number where that leaves a tie; empty values come last either way. */
export async function listTasks(
  db: Db,
  filter: TaskFilter,
  options: { readonly sort?: readonly Sort[] } & Page = {},
): Promise<Task[]> {
  const { sort = [], limit, offset } = options
  let query = selectTasks(db).where(matches(filter))
  for (const { key, descending } of sort) {
    query = query.orderBy(sortExpression(key), (order) =>
      (descending ? order.desc() : order.asc()).nullsLast(),
    )
  }
  query = query.orderBy('tasks.id')
  if (limit !== undefined || offset !== undefined) query = page(query, { limit, offset })
  return query.execute()
}

/** How many tasks the filter lets through. */
export async function countTasks(db: Db, filter: TaskFilter): Promise<number> {
  const { count } = await db
    .selectFrom('tasks')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where(matches(filter))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many tasks there are in each status. */
export async function countByStatus(db: Db): Promise<Record<TaskStatus, number>> {
  const rows = await db
    .selectFrom('tasks')
    .select((eb) => ['status', eb.fn.countAll<number | string>().as('count')])
    .groupBy('status')
    .execute()
  const counts = { BACKLOG: 0, ACTIVE: 0, PAUSED: 0, BLOCKED: 0, DONE: 0, ABANDONED: 0 }
  for (const { status, count } of rows) counts[status] = Number(count)
  return counts
}

/**
 * The one task that is meant.
 *
 * @throws MomentumError `not_found`, or `ambiguous` with the candidates
 */
export async function getTask(db: Db, reference: TaskReference): Promise<Task> {
  const { text, id, uuid, part } = reference
  const found =
    (id !== undefined && (await found6(selectTasks(db).where('tasks.id', '=', id)))) ||
    (uuid !== undefined && (await found6(selectTasks(db).where(uuidBegins(uuid))))) ||
    (part !== undefined && (await findByTitle(db, part))) ||
    []
  const [task, ...others] = found
  if (!task) {
    const named = id === undefined ? `that “${text}” would fit` : `with the number ${text}`
    throw new MomentumError('not_found', `There is no task ${named}.`, 'See: momentum task list')
  }
  if (others.length > 0) throw ambiguous(text, found)
  return task
}

async function found6(query: TaskQuery): Promise<Task[] | undefined> {
  const found = await query.orderBy('tasks.id').limit(6).execute()
  return found.length > 0 ? found : undefined
}

type TaskQuery = SelectQueryBuilder<Schema, 'tasks', Task>

/** A title that is the whole text goes before those that only contain it. */
async function findByTitle(db: Db, part: string): Promise<Task[] | undefined> {
  const key = fold(part)
  const whole = sql<boolean>`search_text like ${`${likeText(key)}\n%`} escape '\\'`
  // The title is the first line of what is searched.
  const inTitle = sql<boolean>`instr(search_text, ${key}) < instr(search_text, char(10))`
  return (
    (await found6(selectTasks(db).where(whole))) ??
    found6(selectTasks(db).where(contains(key)).where(inTitle))
  )
}

function ambiguous(text: string, tasks: readonly Task[]): MomentumError {
  const shown = tasks.slice(0, 5).map((task) => `${task.id} “${task.title}”`)
  const more = tasks.length > 5 ? ' and more' : ''
  return new MomentumError(
    'ambiguous',
    `“${text}” fits more than one task: ${shown.join(', ')}${more}.`,
    'Name it by its number.',
  )
}

/** @throws MomentumError `refused` when it is given to a user who is not active */
export async function addTask(
  db: Db,
  draft: TaskDraft & { readonly uuid: string },
  now: Instant,
): Promise<Task> {
  return write(db, async (tx) => {
    await requireActiveOwner(tx, draft.owner_user_id)
    return tx
      .insertInto('tasks')
      .values({ ...draft, search_text: searchText(draft), created_at: now, updated_at: now })
      .returning(taskColumns)
      .executeTakeFirstOrThrow()
  })
}

async function requireActiveOwner(tx: Db, owner: UserId | null | undefined): Promise<void> {
  if (owner) requireActive(await getUser(tx, { id: owner }), 'be given a task')
}

/** The task with this number. @throws MomentumError `not_found` when it has been removed meanwhile */
export async function getById(db: Db, id: TaskId): Promise<Task> {
  return getTask(db, { text: String(id), id })
}

/**
 * Changes what is named and leaves the rest.
 *
 * @throws MomentumError `refused` when it is given to a user who is not active
 */
export async function editTask(
  db: Db,
  id: TaskId,
  changes: Partial<TaskDraft>,
  now: Instant,
): Promise<Task> {
  return write(db, async (tx) => {
    const before = await getById(tx, id)
    await requireActiveOwner(tx, changes.owner_user_id)
    return tx
      .updateTable('tasks')
      .set({ ...changes, search_text: searchText({ ...before, ...changes }), updated_at: now })
      .where('id', '=', id)
      .returning(taskColumns)
      .executeTakeFirstOrThrow()
  })
}

/** @throws MomentumError `refused` while a Daily Win refers to it */
export async function removeTask(db: Db, task: Task): Promise<void> {
  await write(db, async (tx) => {
    const win = await tx
      .selectFrom('daily_wins')
      .select('date')
      .where('task_id', '=', task.id)
      .orderBy('date')
      .executeTakeFirst()
    if (win) {
      throw new MomentumError(
        'refused',
        `“${task.title}” is the Daily Win of ${win.date} and cannot be deleted.`,
        'A Daily Win stays in the history, and so does its task.',
      )
    }
    await tx.deleteFrom('tasks').where('id', '=', task.id).execute()
  })
}

function searchText(
  task: Pick<TaskDraft, 'title' | 'definition_of_done' | 'materials_needed'>,
): string {
  return fold([task.title, task.definition_of_done, task.materials_needed ?? ''].join('\n'))
}

function matches(filter: TaskFilter) {
  return (eb: ExpressionBuilder<Schema, 'tasks'>) => {
    const { statuses, owner, search } = filter
    return eb.and([
      ...(statuses ? [eb('tasks.status', 'in', statuses)] : []),
      ...(filter.domains ? [eb('tasks.domain', 'in', filter.domains)] : []),
      ...(filter.efforts ? [eb('tasks.effort', 'in', filter.efforts)] : []),
      ...(owner === null ? [eb('tasks.owner_user_id', 'is', null)] : []),
      ...(owner ? [eb('tasks.owner_user_id', '=', owner)] : []),
      ...(search ? [contains(fold(search))] : []),
    ])
  }
}

export function contains(key: string) {
  return sql<boolean>`search_text like ${`%${likeText(key)}%`} escape '\\'`
}

/** The text itself, whatever `like` would make of its signs. */
function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** Nothing in a uuid sorts after `~`. */
function uuidBegins(prefix: string) {
  return (eb: ExpressionBuilder<Schema, 'tasks'>) =>
    eb.and([eb('tasks.uuid', '>=', prefix), eb('tasks.uuid', '<', `${prefix}~`)])
}

function page<Row>(query: SelectQueryBuilder<Schema, 'tasks', Row>, { limit, offset }: Page) {
  // SQLite takes an offset only after a limit; this one is beyond every table.
  const limited = query.limit(limit ?? Number.MAX_SAFE_INTEGER)
  return offset === undefined ? limited : limited.offset(offset)
}

function sortExpression(key: SortKey) {
  if (key === 'title') return sql`search_text`
  if (key === 'owner') {
    return sql`(select name_key from users where users.id = tasks.owner_user_id)`
  }
  if (key === 'domain') return rank('domain', domains)
  if (key === 'effort') return rank('effort', efforts)
  if (key === 'status') return rank('status', taskStatuses)
  return sql.ref(`tasks.${key}`)
}

/** The place of a word in its list: TINY before SMALL, not after. */
export function rank(column: 'domain' | 'effort' | 'status', words: readonly string[]) {
  const cases = words.map((word, index) => sql`when ${sql.lit(word)} then ${sql.lit(index)}`)
  return sql<number>`case ${sql.ref(`tasks.${column}`)} ${sql.join(cases, sql` `)} end`
}
