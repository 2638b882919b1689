import type { CalendarDate } from '../time.ts'
import type { UserId } from '../user.ts'
import type { TurnMode } from './routine.ts'
import type { Span } from './schedule.ts'
import type { NamedMember, TurnCause, TurnReason } from './turn-reason.ts'

/** The latest turn that a member used: a time that they did, whoever’s turn it was, or missed. */
export type UsedTurn = { readonly on: CalendarDate; readonly isMissed: boolean }

/** What a member has done and has to do, which `LEAST` compares. */
export type TurnLoad = {
  /** What they did in the last 28 days, in points. */
  readonly points: number
  /** Their open tasks that are due within 7 days, in points. */
  readonly assigned: number
  /** How many of the 28 days they were there. */
  readonly present: number
}

/** A member who takes turns in a routine. */
export type RotaMember = {
  readonly user: UserId
  readonly name: string
  /** The days on which they are away, in any order. */
  readonly away: readonly Span[]
  /** null if they have used none yet. */
  readonly last: UsedTurn | null
  /** Needed for `LEAST`. */
  readonly load?: TurnLoad
}

type Named = Pick<RotaMember, 'user' | 'name'>

/** What decides whose turn a time of a routine is. */
export type Rota = {
  readonly mode: TurnMode
  /** The active members who take turns, in the order of the rota; the owner alone for `FIXED`. */
  readonly members: readonly RotaMember[]
}

/** Whose turn it is, and why; there is no reason in a routine without turns. */
export type Turn = { readonly user: UserId | null; readonly reason: TurnReason | null }

/**
 * Chooses whose turn a time of a routine is, among the members who are not away on its date. Ties
 * are decided by the order of the rota.
 *
 * @param kept the member whose turn was skipped, who has it again; in a rota, unless they are away
 */
export function chooseTurn(rota: Rota, due: CalendarDate, kept?: Named): Turn {
  const { mode, members } = rota
  const [first] = members
  if (mode === 'NONE' || mode === 'FIXED') {
    if (kept && kept.user !== first?.user) return settledTurn(mode, kept, 'SKIPPED_LAST_TIME')
    return mode === 'NONE' ? { user: null, reason: null } : fixedTurn(first, due)
  }
  const here = members.filter((member) => !isAway(member, due))
  const again = here.find(({ user }) => user === kept?.user)
  if (again) return turnOf(rota, due, again, 'SKIPPED_LAST_TIME')
  const [one, ...others] = here
  if (!first) return turnOf(rota, due, undefined, 'NOBODY_LEFT')
  if (!one) return turnOf(rota, due, undefined, 'ALL_AWAY')
  if (members.length === 1) return turnOf(rota, due, one, 'ONLY_MEMBER')
  if (others.length === 0) return turnOf(rota, due, one, 'ONLY_ONE_HERE')
  const isBefore = mode === 'LEAST' ? hasLess : usedEarlier
  const chosen = others.reduce((best, each) => (isBefore(each, best) ? each : best), one)
  if (mode === 'LEAST') return turnOf(rota, due, chosen, 'LEAST_EFFORT')
  return turnOf(rota, due, chosen, chosen.last === null ? 'NEVER_YET' : 'LONGEST_AGO')
}

/** The turn of a routine’s owner, who keeps it while away. */
function fixedTurn(owner: RotaMember | undefined, due: CalendarDate): Turn {
  const because = owner && isAway(owner, due) ? 'FIXED_BUT_AWAY' : 'FIXED'
  return settledTurn('FIXED', owner, because)
}

/**
 * A turn that no rota decided: somebody took the task, or it was assigned.
 *
 * @param member undefined if the task is unassigned
 */
export function settledTurn(
  mode: TurnMode,
  member: Named | undefined,
  because: Extract<
    TurnCause,
    'FIXED' | 'FIXED_BUT_AWAY' | 'SKIPPED_LAST_TIME' | 'TAKEN' | 'ASSIGNED'
  >,
): Turn {
  const { user: user_id, name: user } = member ?? { user: null, name: null }
  return { user: user_id, reason: { mode, because, user, user_id, last: null, others: [] } }
}

function turnOf(
  { mode, members }: Rota,
  due: CalendarDate,
  chosen: RotaMember | undefined,
  because: TurnCause,
): Turn {
  const named = (member: RotaMember) => namedMember(member, because, due)
  const others = members.filter((member) => member !== chosen).map(named)
  const facts = chosen ? named(chosen) : { user: null, user_id: null, last: null }
  return { user: chosen?.user ?? null, reason: { mode, because, ...facts, others } }
}

function namedMember(member: RotaMember, because: TurnCause, due: CalendarDate): NamedMember {
  const { name: user, user: user_id, last, load } = member
  return {
    user,
    user_id,
    last: last?.on ?? null,
    ...(last?.isMissed ? { missed: true } : {}),
    ...(isAway(member, due) ? { away: true } : {}),
    ...(because === 'LEAST_EFFORT' && load ? { score: score(load) } : {}),
  }
}

function isAway({ away }: RotaMember, day: CalendarDate): boolean {
  return away.some(({ from, until }) => from <= day && day <= until)
}

/** Whether one member used their latest turn before another did; no turn is the earliest. */
function usedEarlier(one: RotaMember, other: RotaMember): boolean {
  if (other.last === null) return false
  return one.last === null || one.last.on < other.last.on
}

function hasLess(one: RotaMember, other: RotaMember): boolean {
  // Products of whole numbers are exact, so equal loads are a tie.
  const [ours, theirs] = [one.load ?? noLoad, other.load ?? noLoad]
  const difference = total(ours) * days(theirs) - total(theirs) * days(ours)
  return difference < 0 || (difference === 0 && usedEarlier(one, other))
}

const noLoad: TurnLoad = { points: 0, assigned: 0, present: 0 }

function total({ points, assigned }: TurnLoad): number {
  return points + assigned
}

/** The days that count. With fewer than seven, a newcomer would have to do everything. */
function days({ present }: TurnLoad): number {
  return Math.max(7, present)
}

/** Points a day, to three decimals. */
function score(load: TurnLoad): number {
  return Math.round((total(load) / days(load)) * 1000) / 1000
}

/**
 * Whose turn each time of a rota is, if everybody does theirs on its date. Only `ROTATE` can know.
 *
 * @param dates in their order
 */
export function* projectTurns(
  rota: Rota,
  dates: Iterable<CalendarDate>,
): Generator<readonly [date: CalendarDate, turn: string | null], undefined> {
  let { members } = rota
  for (const date of dates) {
    const turn = chooseTurn({ ...rota, members }, date)
    yield [date, turn.reason?.user ?? null]
    members = withUsed(members, turn.user, date)
  }
}

/** The rota after a member did a time of it on a day. */
export function withUsed(
  members: readonly RotaMember[],
  user: UserId | null,
  on: CalendarDate,
): readonly RotaMember[] {
  return members.map((member) => {
    const isLatest = member.user === user && (member.last === null || member.last.on <= on)
    return isLatest ? { ...member, last: { on, isMissed: false } } : member
  })
}
