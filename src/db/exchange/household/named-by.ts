import type { CategoryId } from '../../../domain/category.ts'
import { readTurnReason } from '../../../domain/routine/turn-reason.ts'
import type { RoutineId } from '../../../domain/task.ts'
import type { UserId, Viewer } from '../../../domain/user.ts'
import type { Db } from '../../schema.ts'
import type { TaskFilter } from '../../tasks/filter.ts'
import { listPlaces } from './members.ts'
import { readCategories, readNotes, readRoutines, readTasks } from './read.ts'

/** The rows to which some tasks refer, and the rows to which those refer. */
export type NamedByTasks = {
  readonly users: ReadonlySet<UserId>
  readonly categories: ReadonlySet<CategoryId>
  readonly routines: ReadonlySet<RoutineId>
}

/** Finds what the tasks of a filter refer to, and who wrote their notes. */
export async function findNamedBy(
  db: Db,
  viewer: Viewer,
  filter: TaskFilter,
): Promise<NamedByTasks> {
  const users = new Set<UserId | null | undefined>()
  const categories = new Set<CategoryId | null>()
  const routines = new Set<RoutineId | null>()
  for await (const tasks of readTasks(db, viewer, filter)) {
    for (const { turn_reason, ...task } of tasks) {
      const reason = readTurnReason({ turn_reason, turn_names: null })
      for (const named of reason ? [reason, ...reason.others] : []) users.add(named.user_id)
      users.add(task.owner_user_id).add(task.completed_by_user_id)
      categories.add(task.category_id)
      routines.add(task.routine_id)
    }
  }
  for await (const notes of readNotes(db, viewer, filter)) {
    for (const { author_user_id } of notes) users.add(author_user_id)
  }
  for await (const batch of readRoutines(db, viewer)) {
    for (const { id, owner_user_id, category_id } of batch.filter(({ id }) => routines.has(id))) {
      users.add(owner_user_id)
      categories.add(category_id)
      for (const { user_id } of await listPlaces(db, [id])) users.add(user_id)
    }
  }
  for await (const batch of readCategories(db)) {
    for (const { user_id } of batch.filter(({ id }) => categories.has(id))) users.add(user_id)
  }
  return {
    users: without(users),
    categories: without(categories),
    routines: without(routines),
  }
}

function without<Id>(ids: ReadonlySet<Id | null | undefined>): ReadonlySet<Id> {
  return new Set([...ids].filter((id) => id !== null && id !== undefined))
}
