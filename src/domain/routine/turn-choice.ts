import { type MomentumError, refusedError, usageError } from '../../errors.ts'
import type { Routine, TurnMode } from './routine.ts'

/** What a person says of the turns of a routine. Which members are meant does not matter here. */
export type GivenTurns = {
  readonly turns?: TurnMode | undefined
  /** The members who take turns, in their order. */
  readonly among?: readonly unknown[] | undefined
  /** null for none, undefined if nothing was said. */
  readonly owner?: unknown
  readonly private?: boolean | undefined
}

/** A routine whose turns may change. */
export type TurnsBefore = Pick<Routine, 'turns' | 'private' | 'owner_user_id' | 'members'>

/** Whether several members take turns, so that none of them owns the routine. */
export function isRota(turns: TurnMode): boolean {
  return turns === 'ROTATE' || turns === 'LEAST'
}

/**
 * The turns of a routine that is added or edited. If `--turns` is not typed, members who are named
 * take turns by `ROTATE`, and a routine with an owner is always the owner’s turn.
 *
 * @param before undefined for a routine that is added
 * @throws MomentumError `usage` for words that do not fit together, `refused` for a private rota
 */
export function decideTurns(given: GivenTurns, before?: TurnsBefore): TurnMode {
  const turns = given.turns ?? turnsMeant(given, before)
  const isPrivate = given.private ?? before?.private ?? false
  if (isRota(turns)) {
    requireNoOwner(turns, given)
    requireMembers(turns, given, before)
    if (isPrivate) throw privateRotaError(given)
    return turns
  }
  const word = `--turns ${turns.toLowerCase()}`
  if (given.among !== undefined) {
    throw usageError(
      `Use --among with --turns rotate or least, not with ${word}.`,
      'Leave out --among, or choose other turns.',
    )
  }
  if (turns === 'FIXED' && !hasOwner(given, before) && !isPrivate) {
    throw usageError('Missing --owner: whose turn is it always?', 'Add --owner <user>.')
  }
  if (given.turns === 'NONE' && (isNamed(given.owner) || isPrivate)) {
    const what = isPrivate ? 'A private routine' : 'A routine with an owner'
    throw usageError(`${what} is always its owner’s turn.`, `Leave out ${word}.`)
  }
  return turns
}

/** The turns that are meant if nobody says which. */
function turnsMeant(given: GivenTurns, before: TurnsBefore | undefined): TurnMode {
  if (before && isRota(before.turns)) return before.turns
  if (given.among !== undefined) return 'ROTATE'
  return hasOwner(given, before) ? 'FIXED' : 'NONE'
}

function hasOwner({ owner }: GivenTurns, before: TurnsBefore | undefined): boolean {
  return isNamed(owner === undefined ? before?.owner_user_id : owner)
}

function isNamed(owner: unknown): boolean {
  return owner !== undefined && owner !== null
}

function requireNoOwner(turns: TurnMode, given: GivenTurns): void {
  if (!isNamed(given.owner)) return
  const isTyped = given.turns !== undefined || given.among !== undefined
  throw usageError(
    `A routine with --turns ${turns.toLowerCase()} has no owner: each task gets one.`,
    isTyped
      ? `Leave out --owner, or use --turns fixed${given.among === undefined ? '' : ' without --among'}.`
      : 'Add --turns fixed, so that it is always this owner’s turn.',
  )
}

/** At least two are needed when turns begin; of those, one may remain later. */
function requireMembers(
  turns: TurnMode,
  { among }: GivenTurns,
  before: TurnsBefore | undefined,
): void {
  if (among === undefined && before?.turns === turns) return
  const count = (among ?? before?.members ?? []).length
  if (count >= 2) return
  throw usageError(
    among === undefined
      ? 'Missing --among: who takes turns?'
      : 'Taking turns needs at least two members.',
    count === 1
      ? 'Name another one in --among, or use --owner <user> if it is always the same one.'
      : 'Name them in their order, such as --among alex,sam.',
  )
}

function privateRotaError(given: GivenTurns): MomentumError {
  return refusedError(
    'A private routine cannot be shared, so nobody can take turns.',
    given.private
      ? `Leave out --private, or use --turns fixed --owner <user>${given.among === undefined ? '' : ' without --among'}.`
      : 'Add --no-private, or choose --turns fixed.',
  )
}
