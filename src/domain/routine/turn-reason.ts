import type { CalendarDate } from '../time.ts'
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
export type TurnReason = Omit<NamedMember, 'user'> & {
  readonly mode: TurnMode
  readonly because: TurnCause
  /** The name of the member whose turn it is; null if it is nobody’s. */
  readonly user: string | null
  /** The others who take turns, in the order of the rota. */
  readonly others: readonly NamedMember[]
}

/** Whether somebody decided whose turn it is, so that no rota chooses again. */
export function isSettled(reason: TurnReason | undefined): boolean {
  return reason?.because === 'TAKEN' || reason?.because === 'ASSIGNED'
}

/** A reason as it is stored; undefined for none, and for what another program stored instead. */
export function readTurnReason(text: string | null): TurnReason | undefined {
  if (text === null) return undefined
  const reason: Partial<TurnReason> | null = JSON.parse(text)
  const isKnown = turnCauses.some((cause) => cause === reason?.because)
  return isKnown && Array.isArray(reason?.others) ? (reason as TurnReason) : undefined
}
