import { sql } from 'kysely'
import type { Rest, RestWeekday } from '../../domain/rest.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Db } from '../schema.ts'

/** Finds the rest days until a date: those that were set, and when everybody is away. */
export async function findRest(db: Db, until: CalendarDate): Promise<Rest> {
  const away = db
    .selectFrom('absences')
    .select(['from_date', 'until_date', sql<RestWeekday | null>`null`.as('weekday')])
    .where('user_id', 'is', null)
    .where('from_date', '<=', until)
  return db
    .selectFrom('rest_days')
    .select(['from_date', 'until_date', 'weekday'])
    .where('from_date', '<=', until)
    .unionAll(away)
    .execute()
}
