import { sql } from 'kysely'
import { effortPoints } from '../../domain/effort-points.ts'
import { presentDays } from '../../domain/load.ts'
import type { TurnLoad } from '../../domain/routine/turn.ts'
import type { Effort } from '../../domain/task.ts'
import { addDays, type CalendarDate, calendarDate } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import { daysOf } from '../dialect.ts'
import type { Db } from '../schema.ts'
import { isOpenTask } from '../tasks/filter.ts'
import type { Person } from './rota.ts'

// The work that `LEAST` compares. Private tasks never count.

/** The first of the 28 days whose work decides a turn that is chosen on the last of them. */
export function firstCounted(day: CalendarDate): CalendarDate {
  return addDays(day, -27)
}

/** The last due date of the open tasks that decide a turn that is chosen on a day. */
export function lastCounted(day: CalendarDate): CalendarDate {
  return addDays(day, 7)
}

/** Finds what members have done lately, and what they have to do soon, as it is on a day. */
export async function findTurnLoads(
  db: Db,
  people: readonly Person[],
  day: CalendarDate,
): Promise<ReadonlyMap<UserId, TurnLoad>> {
  const period = { from: firstCounted(day), until: day }
  const done = await listDone(db, period.from, period.until)
  const open = await listOpen(db, lastCounted(day))
  const days = daysOf(db)
  const loads = people.map(({ id, created_at, away }): [UserId, TurnLoad] => {
    const since = calendarDate(new Date(created_at), days)
    const present = presentDays({ since, away }, period)
    return [id, { points: pointsOf(done, id), assigned: pointsOf(open, id), present }]
  })
  return new Map(loads)
}

/** How many tasks of an effort belong to a member. */
type Row = {
  readonly user_id: UserId | null
  readonly effort: Effort
  readonly tasks: number
}

function pointsOf(rows: readonly Row[], user: UserId): number {
  return rows
    .filter(({ user_id }) => user_id === user)
    .reduce((sum, { effort, tasks }) => sum + effortPoints[effort] * tasks, 0)
}

/** Reads only an index, whose words it repeats. */
function listDone(db: Db, from: CalendarDate, until: CalendarDate): Promise<Row[]> {
  const credited = sql<UserId | null>`coalesce(completed_by_user_id, owner_user_id)`
  return db
    .selectFrom('tasks')
    .select(({ fn }) => [credited.as('user_id'), 'effort', fn.countAll<number>().as('tasks')])
    .where('completed_on', '>=', from)
    .where('completed_on', '<=', until)
    .where('private', '=', false)
    .groupBy([credited, 'effort'])
    .execute()
}

/** Reads only an index, too. */
function listOpen(db: Db, until: CalendarDate): Promise<Row[]> {
  return db
    .selectFrom('tasks')
    .select(({ fn }) => ['owner_user_id as user_id', 'effort', fn.countAll<number>().as('tasks')])
    .where(isOpenTask)
    .where('due_date', '<=', until)
    .where('owner_user_id', 'is not', null)
    .where('private', '=', false)
    .groupBy(['owner_user_id', 'effort'])
    .execute()
}
