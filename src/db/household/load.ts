import { type RawBuilder, sql } from 'kysely'
import { effortPoints } from '../../domain/effort-points.ts'
import {
  type Contributor,
  type DoneWork,
  type Load,
  type LoadPart,
  loadOf,
  type Period,
  partsOf,
  pointsOf,
  type Tally,
  tallyOf,
} from '../../domain/load.ts'
import { type Domain, domains, efforts, type RoutineId } from '../../domain/task.ts'
import { openStatuses } from '../../domain/task-status.ts'
import {
  addDays,
  type CalendarDate,
  calendarDate,
  type Days,
  type Instant,
  startOfDay,
} from '../../domain/time.ts'
import type { UserId, Viewer } from '../../domain/user.ts'
import { dialectOf } from '../dialect.ts'
import type { Db } from '../schema.ts'
import { matches } from '../tasks/filter.ts'

/** The days of which the load is found, and when they begin. */
export type LoadPeriod = Period & Days

type Total = Pick<Load, 'from' | 'until' | 'points' | 'by_nobody'>

/** What a household did of each domain. */
export type LoadByDomain = Total & {
  readonly domains: readonly (LoadPart & { readonly domain: Domain })[]
}

/** What a household did of each routine; the last one stands for all that no routine made. */
export type LoadByRoutine = Total & {
  readonly routines: readonly (LoadPart & {
    readonly routine_id: RoutineId | null
    readonly routine: string | null
  })[]
}

/**
 * Finds how much each member did in a period, in the order in which they joined. Private tasks
 * count for nobody. An inactive member is listed only if they did something, and was there until
 * the last day on which they did. Who did something before they joined was there already; those who
 * began the household were there since the first day on which anybody did something.
 */
export async function findLoad(db: Db, period: LoadPeriod): Promise<Load> {
  const rows = await listDone(db, period)
  const users = await db
    .selectFrom('users')
    .select(['id', 'name', 'active', 'created_at'])
    .orderBy('id')
    .execute()
  const absences = await listAbsences(db, period)
  const joinedOn = users.map(({ created_at }) => calendarDate(new Date(created_at), period))
  const [began] = joinedOn.toSorted()
  const contributors = users.flatMap(({ id, name, active }, index): Contributor[] => {
    const own = rows.filter(({ user_id }) => user_id === id)
    const joined = joinedOn[index] ?? period.from
    if (own.length === 0 && (!active || joined > period.until)) return []
    const [since = joined] = [joined, ...daysDone(joined === began ? rows : own, period)].sort()
    const lastSeen = active ? undefined : daysDone(own, period).at(-1)
    const away = absences.filter(({ user_id }) => user_id === id || user_id === null)
    return [{ user: name, done: tallyOf(own), since, lastSeen, away }]
  })
  return loadOf(period, contributors, unknownOf(rows))
}

/** The absences in a period, of everybody, too. */
function listAbsences(db: Db, { from, until }: Period) {
  return db
    .selectFrom('absences')
    .select(['user_id', 'from_date as from', 'until_date as until'])
    .where('until_date', '>=', from)
    .where('from_date', '<=', until)
    .orderBy('id')
    .execute()
}

/** Finds how much a household did of each domain in a period. */
export async function findLoadByDomain(db: Db, period: LoadPeriod): Promise<LoadByDomain> {
  const rows = await listDone(db, period)
  const groups = domains.map((domain) => {
    return { domain, done: tallyOf(rows.filter((row) => row.domain === domain)) }
  })
  return { ...totalOf(rows, period), domains: partsOf(groups) }
}

/** Finds how much a household did of each routine in a period, in the order of their numbers. */
export async function findLoadByRoutine(db: Db, period: LoadPeriod): Promise<LoadByRoutine> {
  const rows = await listDone(db, period)
  const titles = new Map(rows.map(({ routine_id, routine }) => [routine_id, routine]))
  const groups = [...titles]
    .sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
    .map(([routine_id, routine]) => {
      const done = tallyOf(rows.filter((row) => row.routine_id === routine_id))
      return { routine_id, routine, done }
    })
  return { ...totalOf(rows, period), routines: partsOf(groups) }
}

/** What one member did of one kind of task. */
type Row = DoneWork & {
  /** null if it is not known who did it. */
  readonly user_id: UserId | null
  readonly domain: Domain
  readonly routine_id: RoutineId | null
  readonly routine: string | null
  /** The days on which it was first and last done; null if no day is recorded. */
  readonly first_on: CalendarDate | null
  readonly last_on: CalendarDate | null
  /** When that was recorded. */
  readonly first_at: Instant | null
  readonly last_at: Instant | null
}

/** Adds up in the database what was done, because there may be a million tasks. */
function listDone(db: Db, period: LoadPeriod): Promise<Row[]> {
  return selectDone(db, period)
    .leftJoin('routines', (join) =>
      join.onRef('routines.id', '=', 'done.routine_id').on('routines.private', '=', false),
    )
    .select(({ fn }) => [
      credited.as('user_id'),
      'done.domain',
      'done.effort',
      'routines.id as routine_id',
      'routines.title as routine',
      fn.countAll<number>().as('tasks'),
      fn.min('done.completed_on').as('first_on'),
      fn.max('done.completed_on').as('last_on'),
      fn.min('done.completed_at').as('first_at'),
      fn.max('done.completed_at').as('last_at'),
    ])
    .groupBy([credited, 'done.domain', 'done.effort', 'routines.id', 'routines.title'])
    .execute()
}

/** Who did it, else whose it is. */
export const credited = sql<UserId | null>`coalesce(done.completed_by_user_id, done.owner_user_id)`

/**
 * The tasks that were done in a period and that everybody can see, each found by an index: those
 * with a day, and those of earlier versions, which did not record it.
 *
 * @param viewer whose private tasks are among them, too
 */
export function selectDone(db: Db, { from, until, ...days }: LoadPeriod, viewer: Viewer = null) {
  const done = (isWanted: RawBuilder<boolean>) => {
    const finished = db
      .selectFrom('tasks')
      .select(['id', 'title', 'domain', 'effort', 'routine_id', 'completed_on', 'completed_at'])
      .select(['completed_by_user_id', 'owner_user_id'])
      .where(isWanted)
    const onDays = finished.where('completed_on', '>=', from).where('completed_on', '<=', until)
    const withoutDay = finished
      .where('completed_on', 'is', null)
      .where('completed_at', '>=', startOfDay(from, days))
      .where('completed_at', '<', startOfDay(addDays(until, 1), days))
    return onDays.unionAll(withoutDay)
  }
  const shared = done(isShared(db))
  const own = sql<boolean>`tasks.private and tasks.owner_user_id = ${viewer}`
  return db.selectFrom((viewer === null ? shared : shared.unionAll(done(own))).as('done'))
}

/** Worded as in the index of what was done. */
function isShared(db: Db) {
  return dialectOf(db) === 'sqlite' ? sql<boolean>`private = 0` : sql<boolean>`not private`
}

/** The first and the last day of each row, ascending. */
function daysDone(rows: readonly Row[], period: LoadPeriod): readonly CalendarDate[] {
  const days = rows.flatMap(({ first_on, last_on, first_at, last_at }) => {
    if (first_on !== null && last_on !== null) return [first_on, last_on]
    const moments = [first_at, last_at].flatMap((moment) => moment ?? [])
    return moments.map((moment) => calendarDate(new Date(moment), period))
  })
  return days.sort()
}

function totalOf(rows: readonly Row[], { from, until }: LoadPeriod): Total {
  const points = pointsOf(tallyOf(rows))
  return { from, until, points, by_nobody: pointsOf(unknownOf(rows)) }
}

function unknownOf(rows: readonly Row[]): Tally {
  return tallyOf(rows.filter(({ user_id }) => user_id === null))
}

/** Titles of what a member did, and whether they did more. */
export type DoneTitles = {
  /** null if it is not known who did it. */
  readonly user: string | null
  readonly titles: readonly string[]
  readonly isAll: boolean
}

/** How many titles are named for each member. */
const mostTitles = 3

/**
 * Lists the titles of what each member did in a period, those that took them the longest first.
 * Members are in the order in which they joined; what nobody is known to have done comes last.
 */
export async function listDoneTitles(db: Db, period: LoadPeriod): Promise<DoneTitles[]> {
  const points = sql.join(
    efforts.map((effort) => sql`when ${sql.lit(effort)} then ${sql.lit(effortPoints[effort])}`),
    sql` `,
  )
  const longestFirst = sql<number>`row_number() over (
    partition by ${credited}
    order by sum(case done.effort ${points} end) desc, min(done.id)
  )`
  const ranked = selectDone(db, period)
    .select([credited.as('user_id'), 'done.title', longestFirst.as('place')])
    .groupBy([credited, 'done.title'])
    .as('ranked')
  const rows = await db
    .selectFrom(ranked)
    .leftJoin('users', 'users.id', 'ranked.user_id')
    .select(['ranked.user_id', 'ranked.title', 'users.name as user'])
    .where('ranked.place', '<=', mostTitles + 1)
    .orderBy('ranked.place')
    .execute()
  const members = new Map(rows.map(({ user_id, user }) => [user_id, user]))
  return [...members]
    .sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
    .map(([id, user]) => {
      const titles = rows.filter(({ user_id }) => user_id === id).map(({ title }) => title)
      return { user, titles: titles.slice(0, mostTitles), isAll: titles.length <= mostTitles }
    })
}

const unowned = { statuses: openStatuses, owners: [null], withoutPausedRoutines: true } as const

/**
 * Counts the open tasks that nobody owns, without those that are hidden on a day or paused with
 * their routine.
 */
export async function findUnowned(db: Db, day: CalendarDate): Promise<Tally> {
  const rows = await db
    .selectFrom('tasks')
    .select(({ fn }) => ['effort', fn.countAll<number>().as('tasks')])
    .where(matches({ ...unowned, shownOn: day }, undefined))
    .groupBy('effort')
    .execute()
  return tallyOf(rows)
}
