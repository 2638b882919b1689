import type { Task } from '../task.ts'
import type { CalendarDate } from '../time.ts'
import type { UserId } from '../user.ts'
import type { TurnMode } from './routine.ts'

/** Why it is a member’s turn, or nobody’s. */
export const turnCauses = [
  'NEVER_YET',
  'LONGEST_AGO',
  'LEAST_EFFORT',
  'FIXED',
  'FIXED_BUT_AWAY',
  'ONLY_MEMBER',
  'ONLY_ONE_HERE',
  'ALL_AWAY',
  'NOBODY_LEFT',
  'SKIPPED_LAST_TIME',
  'TAKEN',
  'ASSIGNED',
] as const
export type TurnCause = (typeof turnCauses)[number]

/** How a reason names a member of the rota. */
export type NamedMember = {
  readonly user: string
  /** Their number, which stays if their name changes. An earlier version did not store it. */
  readonly user_id?: UserId
  /** The day on which they last used a turn; null if they have not yet, or it did not matter. */
  readonly last: CalendarDate | null
  /** They missed that turn. */
  readonly missed?: true
  /** They are away. */
  readonly away?: true
  /** Their load for each day they were there, which `LEAST` compares. */
  readonly score?: number
}

/** Why it is whose turn. It is stored with the task, because the facts change. */
export type TurnReason = Omit<NamedMember, 'user' | 'user_id'> & {
  readonly mode: TurnMode
  readonly because: TurnCause
  /** The name of the member whose turn it is; null if it is nobody’s. */
  readonly user: string | null
  readonly user_id?: UserId | null
  /** The others who take turns, in the order of the rota. */
  readonly others: readonly NamedMember[]
}

/** A stored reason, and the names by which it is read. */
export type StoredTurn = Pick<Task, 'turn_reason' | 'turn_names'>

/** Whether somebody decided whose turn it is, so that no rota chooses again. */
export function isSettled(reason: TurnReason | undefined): boolean {
  return reason?.because === 'TAKEN' || reason?.because === 'ASSIGNED'
}

/**
 * A reason as it is stored, with the present names of its members; undefined for none, and for what
 * another program stored instead.
 */
export function readTurnReason({ turn_reason, turn_names }: StoredTurn): TurnReason | undefined {
  if (turn_reason === null) return undefined
  const reason: Partial<TurnReason> | null = JSON.parse(turn_reason)
  const isKnown = turnCauses.some((cause) => cause === reason?.because)
  const others: unknown = reason?.others
  if (!isKnown || !Array.isArray(others) || !others.every(isNamed)) return undefined
  return withNames(reason as TurnReason, turn_names ?? '')
}

function isNamed(other: Partial<NamedMember> | null): boolean {
  return typeof other?.user === 'string'
}

function withNames(reason: TurnReason, text: string): TurnReason {
  const names = readNames(text)
  const nameOf = (id: UserId | null | undefined) => (id ? names.get(id) : undefined)
  return {
    ...reason,
    user: nameOf(reason.user_id) ?? reason.user,
    others: reason.others.map((other) => ({ ...other, user: nameOf(other.user_id) ?? other.user })),
  }
}

/** The names of members by their numbers; a deleted member has the last name. */
function readNames(text: string): ReadonlyMap<number, string> {
  const members: [id: number, name: string][] = []
  const deleted: typeof members = []
  for (const line of text.split('\n')) {
    const [, id, name, recorded] = /^(\d+)(?: (.*)|(\{.*\}))$/.exec(line) ?? []
    if (name !== undefined) members.push([Number(id), name])
    else if (recorded !== undefined) deleted.push([Number(id), JSON.parse(recorded).name])
  }
  // A member whose deletion was undone is also among the deleted ones.
  return new Map([...deleted, ...members])
}

/** A reason as JSON shows it. */
export type NamedReason = Omit<TurnReason, 'user_id' | 'others'> & {
  readonly others: readonly Omit<NamedMember, 'user_id'>[]
}

/** Names the members of a reason, without their numbers. */
export function namedReason(reason: TurnReason): NamedReason {
  const { user_id: _, ...shown } = reason
  return { ...shown, others: reason.others.map(({ user_id: __, ...other }) => other) }
}
