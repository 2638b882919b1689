import { addRoutine } from '../../../src/db/routines/changes.ts'
import type { Db } from '../../../src/db/schema.ts'
import { moveTask } from '../../../src/db/tasks/moves.ts'
import type { RoutineId, TaskId } from '../../../src/domain/task.ts'
import type { CalendarDate, Instant } from '../../../src/domain/time.ts'
import { completion, today, uuid, writer } from '../household/values.ts'
import { at } from './database.ts'

/** Bins, every week on Tuesday from 24 November, which nobody owns, and its first task. */
export async function addBins(db: Db, changes: object = {}): Promise<RoutineId> {
  const { length } = await db.selectFrom('routines').select('id').execute()
  const { id } = await addRoutine(
    writer(db),
    {
      uuid: uuid(100 + 2 * length),
      title: 'Bins',
      domain: 'CHORES',
      effort: 'TINY',
      definition_of_done: 'They are out.',
      mode: 'CALENDAR',
      rule: 'week on tue',
      ...changes,
    },
    { today, uuid: uuid(101 + 2 * length) },
    at(0),
  )
  return id
}

/** Does a task on a day. */
export function doTask(db: Db, id: number, on: string, now: Instant = at(1)) {
  const done = { ...completion, on: on as CalendarDate, isEarly: true }
  return moveTask(writer(db), null, id as TaskId, { to: 'DONE', completion: done }, now)
}

/** Where routines stand, and their tasks. */
export async function stateOf(db: Db) {
  return {
    routines: await db
      .selectFrom('routines')
      .select(['status', 'status_note', 'paused_until'])
      .orderBy('id')
      .execute(),
    tasks: await db
      .selectFrom('tasks')
      .select(['id', 'status', 'status_note', 'occurrence_date', 'due_date', 'starts_on'])
      .orderBy('id')
      .execute(),
  }
}
