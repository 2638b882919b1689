import type { Absence, AbsenceId } from '../../domain/absence.ts'
import type { Span } from '../../domain/routine/schedule.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { UserId } from '../../domain/user.ts'
import { notFoundError } from '../../errors.ts'
import type { Db } from '../schema.ts'

function selectAbsences(db: Db) {
  return db
    .selectFrom('absences')
    .selectAll('absences')
    .select((eb) =>
      eb
        .selectFrom('users')
        .select('users.name')
        .whereRef('users.id', '=', 'absences.user_id')
        .as('user'),
    )
}

/** Lists absences, the latest first; at most `limit` if it is given. */
export async function listAbsences(db: Db, limit?: number): Promise<Absence[]> {
  const absences = selectAbsences(db).orderBy('from_date', 'desc').orderBy('id', 'desc')
  return (limit === undefined ? absences : absences.limit(limit)).execute()
}

/**
 * Lists the absences of a day: everybody's first, then those of members as they joined.
 *
 * @param last the last day, if those of several days are listed
 */
export async function listAbsencesOn(db: Db, day: CalendarDate, last = day): Promise<Absence[]> {
  return selectAbsences(db)
    .where('from_date', '<=', last)
    .where('until_date', '>=', day)
    .orderBy(({ fn, val }) => fn.coalesce('user_id', val(0)))
    .orderBy('from_date')
    .execute()
}

/** Lists the absences of a member alone, or those of everybody. */
export async function listOwnAbsences(db: Db, user: UserId | null): Promise<Absence[]> {
  return selectAbsences(db)
    .where('user_id', user === null ? 'is' : '=', user)
    .orderBy('from_date')
    .execute()
}

/** @throws MomentumError `not_found` */
export async function getAbsence(db: Db, id: AbsenceId): Promise<Absence> {
  const absence = await selectAbsences(db).where('absences.id', '=', id).executeTakeFirst()
  if (absence) return absence
  throw notFoundError(`There is no absence with the number ${id}.`, {
    lead: 'See',
    command: 'away list',
  })
}

/** Lists the days on which everybody is away, by date. */
export async function listDaysAway(db: Db): Promise<Span[]> {
  return db
    .selectFrom('absences')
    .select(['from_date as from', 'until_date as until'])
    .where('user_id', 'is', null)
    .orderBy('from_date')
    .execute()
}
