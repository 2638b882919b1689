import { sql } from 'kysely'
import { efforts, priorities, type Task, type TaskId } from '../../domain/task.ts'
import { fold } from '../../domain/text.ts'
import type { Db } from '../schema.ts'
import { narrow } from '../tasks/search.ts'
import { contains, isStill, rank, selectTasks } from '../tasks/tasks.ts'

/**
 * Lists tasks that can become a Daily Win, the most sensible first: by due date, priority, effort and
 * age. Private tasks cannot, not even for their owner.
 */
export async function listCandidates(
  db: Db,
  filter: {
    readonly search?: string | undefined
    readonly except?: TaskId | undefined
    readonly limit: number
  },
): Promise<Task[]> {
  const { search, except, limit } = filter
  const key = search === undefined ? undefined : fold(search)
  const ids = key === undefined ? undefined : await narrow(db, key)
  return (
    selectTasks(db, null)
      .where(sql<boolean>`${isStill} and tasks.status <> 'BLOCKED' and tasks.private = false`)
      .where((eb) => eb.and(key === undefined ? [] : [contains(key, ids)]))
      .where((eb) => eb.and(except === undefined ? [] : [eb('tasks.id', '<>', except)]))
      // The columns and their order are those of the index.
      .orderBy(sql`(due_date is null)`)
      .orderBy('tasks.due_date')
      .orderBy(rank('priority', priorities), 'desc')
      .orderBy(rank('effort', efforts))
      .orderBy('tasks.id')
      .limit(limit)
      .execute()
  )
}
