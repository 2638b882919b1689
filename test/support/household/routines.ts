import { addLive } from '../../../src/db/routines/live.ts'
import type { RoutineRow } from '../../../src/db/routines/routines.ts'
import type { Db } from '../../../src/db/schema.ts'
import { write } from '../../../src/db/transaction.ts'
import type { Routine } from '../../../src/domain/routine/routine.ts'
import type { TaskId } from '../../../src/domain/task.ts'
import type { CalendarDate } from '../../../src/domain/time.ts'
import { at } from '../database/database.ts'
import { morning, today, uuid, writer } from './values.ts'

type Changes = { readonly [Key in keyof Routine]?: unknown }

/** Bins, every Tuesday from 24 November on, which are out by the evening before. */
export function routineRow(number = 1, changes: Changes = {}): RoutineRow {
  return {
    id: number,
    uuid: uuid(900 + number),
    title: 'Bins',
    description: null,
    domain: 'CHORES',
    effort: 'TINY',
    definition_of_done: 'They are out.',
    materials_needed: null,
    owner_user_id: null,
    category_id: null,
    priority: 'MEDIUM',
    private: false,
    mode: 'CALENDAR',
    rule: 'week on tue',
    start_date: '2026-11-24',
    until_date: null,
    times: null,
    season_from: null,
    season_to: null,
    lead_days: 1,
    when_away: 'SKIP',
    turns: 'NONE',
    status: 'ACTIVE',
    status_note: null,
    paused_until: null,
    created_at: morning,
    updated_at: morning,
    ...changes,
  } as RoutineRow
}

/** Adds such a routine with its live task, as one command. */
export async function addRoutineRow(
  db: Db,
  changes: Changes = {},
  { number = 1, date = '2026-11-24' } = {},
): Promise<TaskId> {
  const { id: _, ...row } = routineRow(number, changes)
  return write(writer(db), async (tx) => {
    const { id } = await tx
      .insertInto('routines')
      .values(row)
      .returning('id')
      .executeTakeFirstOrThrow()
    const turn = { number: 1, date: date as CalendarDate }
    const adding = { uuid: uuid(800 + number), day: today, now: at(0) }
    return (await addLive(tx, { ...row, id }, turn, adding)).id
  })
}
