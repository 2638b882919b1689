import { sql } from 'kysely'
import type { Period } from '../../domain/load.ts'
import { type DoneTask, mostDone, type PunctualRoutine, type Report } from '../../domain/report.ts'
import { weeksOf, yearsOf } from '../../domain/report-period.ts'
import { punctualityOf } from '../../domain/routine/punctuality.ts'
import { type CalendarDate, calendarDate, calendarOf, type Days } from '../../domain/time.ts'
import type { User, Viewer } from '../../domain/user.ts'
import { dayNumber } from '../dialect.ts'
import { isVisibleTo, listRoutines } from '../routines/routines.ts'
import type { Db } from '../schema.ts'
import { readAtOneMoment } from '../transaction.ts'
import { findWinStats } from '../wins/stats.ts'
import { findWinYear } from '../wins/year.ts'
import { findBeginning } from './beginning.ts'
import { findBurndown } from './burndown.ts'
import { credited, findLoad, selectDone } from './load.ts'

/** What a report is about. */
export type ReportQuestion = {
  readonly today: CalendarDate
  readonly days: Days
  readonly period: Period
  /** The member whose report it is; undefined for the household. */
  readonly member: User | undefined
  /** Whose private tasks are in it: at most those of the member. */
  readonly viewer: Viewer
}

/** Finds everything that a report shows, all at the same moment. */
export function findReport(db: Db, question: ReportQuestion): Promise<Report> {
  return readAtOneMoment(db, async (from) => {
    const { today, days, period, member } = question
    const began = await findBeginning(from)
    const firstDay = began === undefined ? today : calendarDate(began, days)
    const years = []
    for (const year of yearsOf(period)) years.push(await findWinYear(from, year, today))
    return {
      ...period,
      made_on: today,
      user: member?.name ?? null,
      isPrivate: question.viewer !== null,
      began: firstDay,
      years,
      wins: await findWinStats(from, today, firstDay),
      load: await findLoad(from, { ...period, ...days }),
      burndown: await findWeeks(from, question),
      routines: await listPunctual(from, question),
      ...(await findDone(from, question)),
    }
  })
}

/** The weeks of the burndown that the period touches. */
async function findWeeks(db: Db, { today, days, period, member, viewer }: ReportQuestion) {
  const { weeks, rest } = weeksOf(period, today)
  // A query for each week until today would be too long for a period of many years ago.
  const asked = { ...days, today, weeks: [...weeks, ...rest], owner: member?.id }
  return (await findBurndown(db, viewer, asked)).slice(0, weeks.length)
}

/** Lists the routines of which a time was planned for the period, by number. */
async function listPunctual(
  db: Db,
  { today, period, member, viewer }: ReportQuestion,
): Promise<PunctualRoutine[]> {
  const daysLate = sql<
    number | null
  >`${dayNumber(db, 'occurrences.on_date')} - ${dayNumber(db, 'occurrences.date')}`
  const ended = await db
    .selectFrom('occurrences')
    .innerJoin('routines', 'routines.id', 'occurrences.routine_id')
    .where(isVisibleTo(viewer))
    .where('occurrences.date', '>=', period.from)
    .where('occurrences.date', '<=', period.until)
    .$if(member !== undefined, (query) =>
      query.where(({ eb, or }) =>
        or([
          eb('occurrences.turn_user_id', '=', member?.id ?? null),
          eb('occurrences.completed_by_user_id', '=', member?.id ?? null),
        ]),
      ),
    )
    .select(['occurrences.routine_id', 'occurrences.outcome', daysLate.as('days_late')])
    .select(({ fn }) => fn.countAll<number>().as('times'))
    .groupBy(['occurrences.routine_id', 'occurrences.outcome', 'days_late'])
    .execute()
  const byRoutine = Map.groupBy(ended, ({ routine_id }) => routine_id)
  const routines = await listRoutines(db, { viewer, today }, { all: true })
  return routines.flatMap(({ id, title, says }) => {
    const own = byRoutine.get(id)
    return own === undefined ? [] : [{ routine_id: id, title, says, ...punctualityOf(own) }]
  })
}

/** Finds the latest tasks that were done, and counts all of them. */
async function findDone(
  db: Db,
  { days, period, member, viewer }: ReportQuestion,
): Promise<Pick<Report, 'done' | 'done_count'>> {
  const all = selectDone(db, { ...period, ...days }, viewer)
  const done = member === undefined ? all : all.where(credited, '=', member.id)
  const { count } = await done
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  // Those of earlier versions have no day, but a moment.
  const withDay = done.where('completed_on', 'is not', null).orderBy('completed_on', 'desc')
  const withoutDay = done.where('completed_on', 'is', null).orderBy('completed_at', 'desc')
  const dayOf = calendarOf(days)
  const tasks: DoneTask[] = []
  for (const query of [withDay, withoutDay]) {
    const rows = await query
      .leftJoin('users', (join) => join.on('users.id', '=', credited))
      .select(['done.id', 'done.title', 'completed_on', 'completed_at', 'users.name as by'])
      .orderBy('done.id', 'desc')
      .limit(mostDone)
      .execute()
    for (const { id, title, completed_on, completed_at, by } of rows) {
      const on = completed_on ?? dayOf(new Date(completed_at ?? 0))
      tasks.push({ id, title, on, by })
    }
  }
  const latestFirst = tasks.sort((a, b) => (a.on === b.on ? b.id - a.id : a.on < b.on ? 1 : -1))
  return { done: latestFirst.slice(0, mostDone), done_count: count }
}
