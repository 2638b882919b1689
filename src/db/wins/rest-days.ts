import type { RestId, RestPeriod, RestSpan } from '../../domain/rest.ts'
import { endBefore, requireNewRest, requireTimely } from '../../domain/rest-day.ts'
import { type CalendarDate, calendarDate, type Days, type Instant } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import { notFoundError } from '../../errors.ts'
import type { Db, Tx } from '../schema.ts'
import { type Writer, write } from '../transaction.ts'

/** Every query for rest days starts here. */
function selectRestDays(db: Db) {
  return db
    .selectFrom('rest_days')
    .leftJoin('users', 'users.id', 'rest_days.set_by_user_id')
    .select([
      'rest_days.id',
      'rest_days.from_date',
      'rest_days.until_date',
      'rest_days.weekday',
      'rest_days.note',
      'rest_days.set_by_user_id',
      'users.name as set_by',
      'rest_days.created_at',
      'rest_days.updated_at',
    ])
}

/** Lists all rest days that were set, the earliest first. */
export async function listRestDays(db: Db): Promise<RestPeriod[]> {
  return selectRestDays(db).orderBy('rest_days.from_date').orderBy('rest_days.id').execute()
}

/** @throws MomentumError `not_found` */
export async function getRestDays(db: Db, id: RestId): Promise<RestPeriod> {
  const found = await selectRestDays(db).where('rest_days.id', '=', id).executeTakeFirst()
  if (found) return found
  throw notFoundError(`There is no rest day with the number ${id}.`, {
    lead: 'To see the numbers',
    command: 'rest list',
  })
}

/** The days that a member sets as rest days. */
export type RestDraft = {
  readonly span: RestSpan
  readonly note: string | null
  readonly setBy: UserId | null
}

/** When rest days are changed: the household's date, and when its days begin. */
export type RestMoment = Days & {
  readonly now: Instant
  readonly today: CalendarDate
}

/** @throws MomentumError `refused` for days that are rest days already, or that come too late */
export async function addRestDays(
  writer: Writer | Tx,
  { span, note, setBy }: RestDraft,
  { now, today, ...days }: RestMoment,
): Promise<RestPeriod> {
  return write(writer, async (tx) => {
    const others = (await listRestDays(tx)).map((other) => ({
      ...other,
      set_on: calendarDate(new Date(other.created_at), days),
    }))
    requireNewRest(span, others)
    requireTimely(span, others, today)
    const { id } = await tx
      .insertInto('rest_days')
      .values({ ...span, note, set_by_user_id: setBy, created_at: now, updated_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    return getRestDays(tx, id)
  })
}

/** Rest days that were deleted, or that end now. */
export type RemovedRest = {
  readonly rest: RestPeriod
  /** Whether the days that have passed stay rest days. */
  readonly isEnded: boolean
}

/**
 * Deletes rest days that are to come, or that have all passed. Of others, those that have passed
 * stay, so that no streak breaks afterwards.
 *
 * @throws MomentumError `not_found`
 */
export async function removeRestDays(
  writer: Writer | Tx,
  id: RestId,
  { now, today }: Omit<RestMoment, 'zone'>,
): Promise<RemovedRest> {
  return write(writer, async (tx) => {
    const rest = await getRestDays(tx, id)
    const last = endBefore(today, rest)
    if (last === undefined) {
      await tx.deleteFrom('rest_days').where('id', '=', id).execute()
      return { rest, isEnded: false }
    }
    const change = { until_date: last, updated_at: now }
    await tx.updateTable('rest_days').set(change).where('id', '=', id).execute()
    return { rest: await getRestDays(tx, id), isEnded: true }
  })
}
