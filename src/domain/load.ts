import { effortPoints } from './effort-points.ts'
import { type Effort, efforts } from './task.ts'
import { addDays, type CalendarDate, daysBetween } from './time.ts'

/** Days in a row, counting the first and the last. */
export type Period = { readonly from: CalendarDate; readonly until: CalendarDate }

/** How many tasks of each effort were done. */
export type Tally = { readonly [effort in Effort]?: number }

/** Tasks of the same effort that were done: part of a {@link Tally}. */
export type DoneWork = { readonly effort: Effort; readonly tasks: number }

/** A member, and what they did in a period. */
export type Contributor = {
  readonly user: string
  readonly done: Tally
  /** The day on which they joined the household. */
  readonly since: CalendarDate
  /** The last day on which an inactive member is known to have been there. */
  readonly lastSeen?: CalendarDate | undefined
  /** When they were away. Absences may overlap. */
  readonly away: readonly Period[]
}

/** What a member did in a period. */
export type MemberLoad = {
  readonly user: string
  readonly tasks: number
  readonly points: number
  /** On how many days of the period they were there. */
  readonly present_days: number
  /** Their percentage of the points of all members; null if nobody has any. */
  readonly share: number | null
  /** Their percentage of the days on which members were there; null if nobody was. */
  readonly fair_share: number | null
}

/** A part of what a household did in a period. */
export type LoadPart = {
  readonly tasks: number
  readonly points: number
  /** The percentage of all points; null if there are none. */
  readonly share: number | null
}

/** What a household did in a period. */
export type Load = Period & {
  /** The points of all that was done, including {@link Load.by_nobody}. */
  readonly points: number
  /** The points of what nobody is known to have done. */
  readonly by_nobody: number
  readonly members: readonly MemberLoad[]
}

/**
 * Who did how much in a period. Members stay in the order in which they are given.
 *
 * @param unknown what was done by a member who is not known
 */
export function loadOf(
  period: Period,
  contributors: readonly Contributor[],
  unknown: Tally = {},
): Load {
  const points = contributors.map(({ done }) => pointsOf(done))
  const days = contributors.map((contributor) => presentDays(contributor, period))
  const shares = percentages(points)
  const fairShares = percentages(days)
  const by_nobody = pointsOf(unknown)
  return {
    from: period.from,
    until: period.until,
    points: sum(points) + by_nobody,
    by_nobody,
    members: contributors.map(({ user, done }, index) => ({
      user,
      tasks: tasksOf(done),
      points: points[index] ?? 0,
      present_days: days[index] ?? 0,
      share: shares[index] ?? null,
      fair_share: fairShares[index] ?? null,
    })),
  }
}

/** How much each of several groups of tasks is of all of them, in the same order. */
export function partsOf<Group extends { readonly done: Tally }>(
  groups: readonly Group[],
): readonly (Omit<Group, 'done'> & LoadPart)[] {
  const points = groups.map(({ done }) => pointsOf(done))
  const shares = percentages(points)
  return groups.map(({ done, ...group }, index) => ({
    ...group,
    tasks: tasksOf(done),
    points: points[index] ?? 0,
    share: shares[index] ?? null,
  }))
}

/** Adds up what was done. */
export function tallyOf(work: readonly DoneWork[]): Tally {
  const tally: { [effort in Effort]?: number } = {}
  for (const { effort, tasks } of work) tally[effort] = (tally[effort] ?? 0) + tasks
  return tally
}

/** The number of tasks in a tally. */
export function tasksOf(tally: Tally): number {
  return sum(efforts.map((effort) => tally[effort] ?? 0))
}

/** The points of the tasks in a tally. */
export function pointsOf(tally: Tally): number {
  return sum(efforts.map((effort) => (tally[effort] ?? 0) * effortPoints[effort]))
}

/** The number of days in a period. */
export function daysIn({ from, until }: Period): number {
  return Math.max(0, daysBetween(from, until) + 1)
}

/** On how many days of a period a member belonged to the household and was not away. */
export function presentDays(
  { since, lastSeen, away }: Pick<Contributor, 'since' | 'lastSeen' | 'away'>,
  period: Period,
): number {
  const until = lastSeen !== undefined && lastSeen < period.until ? lastSeen : period.until
  let next = since > period.from ? since : period.from
  let days = 0
  for (const absence of away.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (absence.from > until) break
    if (absence.until < next) continue
    days += daysIn({ from: next, until: addDays(absence.from, -1) })
    next = addDays(absence.until, 1)
  }
  return days + daysIn({ from: next, until })
}

/**
 * Whole percentages of amounts, which add up to 100. What rounding down leaves over goes to the
 * largest remainders, and among equal ones to the first. Without any amount, there are none.
 */
export function percentages(amounts: readonly number[]): readonly number[] {
  const total = sum(amounts)
  if (total === 0) return []
  const whole = amounts.map((amount) => Math.floor((amount * 100) / total))
  const places = amounts
    .map((amount, place) => ({ place, remainder: (amount * 100) % total }))
    .sort((a, b) => b.remainder - a.remainder || a.place - b.place)
    .slice(0, 100 - sum(whole))
    .map(({ place }) => place)
  return whole.map((percent, place) => percent + Number(places.includes(place)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
