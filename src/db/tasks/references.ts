import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { Task, TaskId, TaskReference } from '../../domain/task.ts'
import { fold } from '../../domain/text.ts'
import type { Viewer } from '../../domain/user.ts'
import { ambiguousError, type MomentumError, notFoundError } from '../../errors.ts'
import type { Db, Schema } from '../schema.ts'
import { containsText, titleContains, titleIs, whileSearching } from './search.ts'
import { selectTasks } from './tasks.ts'

/** How many candidates an error lists. */
const maxListed = 5

/** @throws MomentumError `not_found`, or `ambiguous` with the candidates */
export async function getTask(db: Db, viewer: Viewer, reference: TaskReference): Promise<Task> {
  const found = await findTasks(db, viewer, reference)
  const [task, ...others] = found
  if (!task) throw unknownTaskError(reference)
  if (others.length > 0) throw ambiguousTaskError(reference.text, found)
  return task
}

/** Tries the readings of a reference in their order, until one finds something. */
async function findTasks(
  db: Db,
  viewer: Viewer,
  { id, uuid, part }: TaskReference,
): Promise<readonly Task[]> {
  const tasks = selectTasks(db, viewer)
  return (
    // PostgreSQL does not accept larger numbers.
    (id !== undefined &&
      Number.isSafeInteger(id) &&
      (await findSome(tasks.where('tasks.id', '=', id)))) ||
    (uuid !== undefined && (await findSome(tasks.where(uuidStartsWith(uuid))))) ||
    (part !== undefined && (await findByTitle(db, viewer, part))) ||
    []
  )
}

async function findSome(query: TaskQuery): Promise<Task[] | undefined> {
  const found = await query
    .orderBy('tasks.id')
    .limit(maxListed + 1)
    .execute()
  return found.length > 0 ? found : undefined
}

type TaskQuery = SelectQueryBuilder<Schema, 'tasks', Task>

/**
 * Prefers a title that is the whole text to titles that contain it, and of these the ones with the
 * accents of the text to others.
 */
async function findByTitle(db: Db, viewer: Viewer, part: string): Promise<Task[] | undefined> {
  const key = fold(part)
  const whole = await findSome(selectTasks(db, viewer).where(titleIs(db, part)))
  if (whole) return preferred(whole, (title) => title === key)
  const containing = await findContaining(db, viewer, part)
  return containing && preferred(containing, (title) => title.includes(key))
}

/** @param isExact says of a folded title whether it has the accents of what was typed */
function preferred(tasks: Task[], isExact: (title: string) => boolean): Task[] {
  const exact = tasks.filter(({ title }) => isExact(fold(title)))
  return exact.length > 0 ? exact : tasks
}

function findContaining(db: Db, viewer: Viewer, part: string): Promise<Task[] | undefined> {
  return whileSearching(db, part, async (from) => {
    // The index covers the whole text of a task, and so it narrows the search for a title.
    const query = selectTasks(from, viewer).where(await containsText(from, part))
    return findSome(query.where(titleContains(from, part)))
  })
}

function unknownTaskError({ id, text }: TaskReference): MomentumError {
  return notFoundError(
    id === undefined
      ? `No task title contains “${text}”.`
      : `There is no task with the number ${text}.`,
    { lead: 'See', command: 'task list --all' },
  )
}

function ambiguousTaskError(text: string, tasks: readonly Task[]): MomentumError {
  const shown = tasks.slice(0, maxListed).map((task) => `${task.id} “${task.title}”`)
  const more = tasks.length > maxListed ? ' and more' : ''
  return ambiguousError(
    `“${text}” matches several tasks: ${shown.join(', ')}${more}.`,
    'Use its number.',
  )
}

/** @throws MomentumError `not_found` */
export async function getTaskById(db: Db, viewer: Viewer, id: TaskId): Promise<Task> {
  return getTask(db, viewer, { text: String(id), id })
}

/** The condition that a UUID starts with a prefix, as a range that the index can find. */
function uuidStartsWith(prefix: string) {
  const first = prefix + '00000000-0000-0000-0000-000000000000'.slice(prefix.length)
  const last = prefix + 'ffffffff-ffff-ffff-ffff-ffffffffffff'.slice(prefix.length)
  return (eb: ExpressionBuilder<Schema, 'tasks'>) => eb.between('tasks.uuid', first, last)
}
