import { sql } from 'kysely'
import { type Burndown, burndownOf, type DoneInWeek } from '../../domain/burndown.ts'
import type { Period } from '../../domain/load.ts'
import type { CalendarDate, Days } from '../../domain/time.ts'
import type { UserId, Viewer } from '../../domain/user.ts'
import type { Db } from '../schema.ts'
import { selectDone } from './load.ts'
import { type Asked, listStatusMoves, placesOf } from './status-moves.ts'

/** What a burndown is asked for. */
export type BurndownQuestion = Days & {
  readonly today: CalendarDate
  /** The earliest first. The last one ends today, and may be longer than a week. */
  readonly weeks: readonly Period[]
  /** Only the tasks that this member owns now, or owned when they were deleted. */
  readonly owner?: UserId | undefined
}

/**
 * Finds how many tasks were open at the end of each week, hidden ones included, and how many were
 * done in it, of those that the viewer may see. The last week is as the lists are now. Call it in
 * `readAtOneMoment`.
 */
export async function findBurndown(
  db: Db,
  viewer: Viewer,
  question: BurndownQuestion,
): Promise<Burndown> {
  const { weeks } = question
  const asked = { viewer, owner: question.owner, ...placesOf(db, weeks, question) }
  const moves = await listStatusMoves(db, asked)
  return burndownOf(weeks, moves, await countDone(db, { ...question, ...asked }))
}

/** Counts what was done as the load does, and the viewer's private tasks, too. */
function countDone(
  db: Db,
  { today, weeks, viewer, owner, weekOf, weekOfDay, ...days }: BurndownQuestion & Asked,
): Promise<DoneInWeek[]> {
  const period = { ...days, from: weeks[0]?.from ?? today, until: today }
  const week = sql<number>`case when completed_on is null
    then ${weekOf(sql.ref('completed_at'))} else ${weekOfDay(sql.ref('completed_on'))} end`
  const done = selectDone(db, period, viewer)
  const placed = (owner === undefined ? done : done.where('owner_user_id', '=', owner))
    .select(week.as('week'))
    .as('placed')
  return db
    .selectFrom(placed)
    .select(({ fn }) => ['week', fn.countAll<number>().as('tasks')])
    .groupBy('week')
    .execute()
}
