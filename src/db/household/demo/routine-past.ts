import { effortPoints } from '../../../domain/effort-points.ts'
import { nextAfterDone, nextAfterSkip, type Progress } from '../../../domain/routine/next.ts'
import { firstDate, scheduleOf } from '../../../domain/routine/schedule.ts'
import { chooseTurn, type RotaMember, type Turn, withUsed } from '../../../domain/routine/turn.ts'
import { addDays, type CalendarDate, daysBetween } from '../../../domain/time.ts'
import type { RoutineRow } from '../../routines/routines.ts'
import type { Person } from './chores.ts'
import { absences, type DemoContext, personAt, type Random, whoIsHere } from './context.ts'
import type { RoutineKind } from './routine-kinds.ts'

/** A past time of a routine. */
export type PastTime = {
  readonly number: number
  readonly date: CalendarDate
  readonly outcome: 'DONE' | 'SKIPPED' | 'MISSED'
  /** When it was done, skipped or missed. */
  readonly on: CalendarDate
  readonly turn: Turn
  readonly by: Person | undefined
}

/** What a routine has been through, and its next time. */
export function pastOf(
  routine: RoutineRow,
  kind: RoutineKind,
  context: DemoContext,
  random: Random,
) {
  const schedule = scheduleOf(routine)
  const last = context.daysAgo(1 + (kind.left ?? 0))
  const past: PastTime[] = []
  let members = membersOf(kind, context)
  let date = firstDate(schedule)
  let progress: Omit<Progress, 'planned'> = { previous: null, latest: null, done_count: 0 }
  while (date !== undefined && date <= last) {
    const turn = chooseTurn(
      { mode: kind.turns, members: withLoads(members, past) },
      date,
      kept(past),
    )
    const time = pastTime(kind, { number: past.length + 1, date, turn, last }, context, random)
    past.push(time)
    members = afterTime(members, time, context)
    const planned = date
    const isDone = time.outcome === 'DONE'
    date = isDone
      ? nextAfterDone(schedule, { ...progress, planned }, time.on)
      : nextAfterSkip(schedule, { planned }, time.on)
    const { latest, done_count } = progress
    progress = {
      previous: planned,
      latest: isDone ? time.on : latest,
      done_count: done_count + Number(isDone),
    }
  }
  // None of these routines ends.
  return { past, next: { number: past.length + 1, date: date ?? context.today } }
}

/** Those who take turns, or the owner. */
function membersOf({ among, chore }: RoutineKind, context: DemoContext): readonly RotaMember[] {
  const names = among ?? (chore.owner === undefined ? [] : [chore.owner])
  return names.flatMap((name) => {
    const user = context.users.get(name)
    const own = absences.filter(({ person }) => person === name)
    const away = own.map(({ from, until }) => {
      return { from: context.daysAgo(-from), until: context.daysAgo(-until) }
    })
    return user === undefined ? [] : [{ user, name, away, last: null }]
  })
}

/** What each of them did of this routine lately. */
function withLoads(
  members: readonly RotaMember[],
  past: readonly PastTime[],
): readonly RotaMember[] {
  const lately = past.slice(-members.length)
  return members.map((member) => {
    const own = lately.filter(({ by }) => by === member.name)
    return {
      ...member,
      load: { points: own.length * effortPoints.SMALL, assigned: 0, present: 28 },
    }
  })
}

/** Whose turn it still is, because it was skipped. */
function kept(past: readonly PastTime[]) {
  const latest = past.at(-1)
  if (latest?.outcome !== 'SKIPPED' || !latest.turn.user) return undefined
  return { user: latest.turn.user, name: latest.turn.reason?.user ?? '' }
}

type Planned = Pick<PastTime, 'number' | 'date' | 'turn'> & { readonly last: CalendarDate }

function pastTime(
  { chore, rule }: RoutineKind,
  { last, ...planned }: Planned,
  { today }: DemoContext,
  random: Random,
): PastTime {
  const [chance, lateness, help] = [random(), random() * random(), random()]
  const rest = daysBetween(planned.date, last)
  // What happened lately is done, so that the present is as it should be.
  const isLately = rest < 7
  const outcome = isLately || chance > 0.12 ? 'DONE' : chance < 0.06 ? 'SKIPPED' : 'MISSED'
  // What is due every day is done on that day.
  const late = rule === 'day' ? 0 : Math.min(Math.floor(lateness * 3), rest)
  const on = addDays(planned.date, late)
  const whose = planned.turn.reason?.user ?? personAt(Math.floor(random() * 4))
  const person = personAt(['Alex', 'Sam', 'Noor', 'José'].indexOf(whose) + (help < 0.12 ? 1 : 0))
  const by = chore.private ? chore.owner : whoIsHere(person, daysBetween(on, today))
  return { ...planned, outcome, on, by: outcome === 'DONE' ? by : undefined }
}

function afterTime(
  members: readonly RotaMember[],
  { outcome, turn, by, on, date }: PastTime,
  { users }: DemoContext,
): readonly RotaMember[] {
  if (outcome === 'DONE') return withUsed(members, by ? (users.get(by) ?? null) : null, on)
  if (outcome === 'SKIPPED') return members
  const last = { on: date, isMissed: true }
  return members.map((member) => (member.user === turn.user ? { ...member, last } : member))
}
