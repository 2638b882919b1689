import { sql } from 'kysely'
import { efforts, priorities, type Task, type TaskId } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Db } from '../schema.ts'
import { isOpenTask, isShownOn } from '../tasks/filter.ts'
import { containsText, whileSearching } from '../tasks/search.ts'
import { rank } from '../tasks/sort.ts'
import { selectTasks } from '../tasks/tasks.ts'

/**
 * Lists tasks that can become a Daily Win, the most sensible first: by due date, priority, effort
 * and age. Private tasks cannot, not even for their owner.
 */
export function listCandidates(db: Db, filter: CandidateFilter): Promise<Task[]> {
  return whileSearching(db, filter.search, (from) => selectCandidates(from, filter))
}

type CandidateFilter = {
  /** Tasks that are hidden on this day are no candidates. */
  readonly shownOn: CalendarDate
  readonly search?: string | undefined
  readonly except?: readonly TaskId[]
  readonly limit: number
}

async function selectCandidates(db: Db, filter: CandidateFilter): Promise<Task[]> {
  const { shownOn, search, except = [], limit } = filter
  const found = search === undefined ? [] : [await containsText(db, search)]
  return (
    selectTasks(db, null)
      .where(sql<boolean>`${isOpenTask} and tasks.status <> 'BLOCKED' and tasks.private = false`)
      .where(isShownOn(shownOn))
      .where((eb) =>
        eb.and([...found, ...(except.length > 0 ? [eb('tasks.id', 'not in', except)] : [])]),
      )
      // The same columns in the same order as in the index.
      .orderBy(sql`(due_date is null)`)
      .orderBy('tasks.due_date')
      .orderBy(rank('priority', priorities), 'desc')
      .orderBy(rank('effort', efforts))
      .orderBy('tasks.id')
      .limit(limit)
      .execute()
  )
}
