import type { Context } from '../../../command.ts'
import { listUsers } from '../../../db/users/users.ts'
import type { TurnDraft } from '../../../domain/routine/draft.ts'
import type { TurnMode } from '../../../domain/routine/routine.ts'
import { isRota } from '../../../domain/routine/turn-choice.ts'
import { nameKey } from '../../../domain/text.ts'
import type { User, UserId } from '../../../domain/user.ts'
import { usageError } from '../../../errors.ts'
import type { Choice, Prompts } from '../../../terminal/prompt.ts'
import { parseMembers, type TurnOptions } from './turn-options.ts'

/** Whose turn it is in a routine, and who owns it. */
type Turns = {
  readonly turns: TurnMode
  readonly owner_user_id: UserId | null
  /** The members who take turns, in their order. */
  readonly members: readonly UserId[]
}

/**
 * Asks whose turn it is; Enter keeps it.
 *
 * @param users the active members, at least two
 * @returns what the answers say, also what stays the same
 */
export async function askForTurns(
  prompts: Prompts,
  users: readonly User[],
  kept: Turns,
): Promise<TurnDraft & Pick<Turns, 'owner_user_id'>> {
  const answer = await prompts.choose<UserId | TurnMode>({
    message: 'Whose turn is it?',
    choices: choicesOf(users, kept.owner_user_id),
    initial: kept.turns === 'FIXED' ? (kept.owner_user_id ?? 'NONE') : kept.turns,
  })
  if (typeof answer === 'number') return { turns: 'FIXED', owner_user_id: answer }
  if (!isRota(answer)) return { turns: answer, owner_user_id: null }
  const among = await askWhoTakesTurns(prompts, users, kept.members)
  return { turns: answer, among, owner_user_id: null }
}

/**
 * Asks who takes turns, in which order.
 *
 * @param users the active members, at least two
 * @param kept those who do so now; if there are none, all members are proposed
 */
export function askWhoTakesTurns(
  prompts: Prompts,
  users: readonly User[],
  kept: readonly UserId[] = [],
): Promise<readonly UserId[]> {
  const members = kept.length === 0 ? users.map(({ id }) => id) : kept
  return prompts.text({
    message: 'Who takes turns, in which order?',
    initial: namesOf(members, users).join(', '),
    parse: (text) => readMembers(text, users),
  })
}

/** All active members, if a person can be asked which of them take turns, and did not say so. */
export async function proposedRota(
  { turns, among }: TurnOptions,
  { interactive, db }: Context,
): Promise<readonly User[] | undefined> {
  const isMissing = turns !== undefined && isRota(turns) && among === undefined
  return interactive && isMissing ? listUsers(await db(), { all: false }) : undefined
}

function choicesOf(
  users: readonly User[],
  owner: UserId | null,
): readonly Choice<UserId | TurnMode>[] {
  const isKnown = owner === null || users.some(({ id }) => id === owner)
  return [
    { value: 'NONE', name: 'Nobody’s, until somebody takes it' },
    { value: 'ROTATE', name: 'Each member’s in turn', short: 'In turn' },
    { value: 'LEAST', name: 'Whoever has had the least to do', short: 'Least to do' },
    ...users.map(({ id, name }) => ({ value: id, name: `Always ${name}’s` })),
    ...(isKnown ? [] : [{ value: owner, name: 'Always its owner’s, who is inactive' }]),
  ]
}

function namesOf(members: readonly UserId[], users: readonly User[]): readonly string[] {
  return members.flatMap((member) => users.find(({ id }) => id === member)?.name ?? [])
}

/** @throws MomentumError `usage` for an unknown name, one twice, or fewer than two */
function readMembers(text: string, users: readonly User[]): readonly UserId[] {
  const ids = parseMembers(text).map((reference) => {
    const user = users.find(({ id, name }) =>
      'id' in reference ? id === reference.id : nameKey(name) === nameKey(reference.name),
    )
    if (user) return user.id
    const word = 'id' in reference ? String(reference.id) : reference.name
    throw usageError(`There is no active member “${word}”.`)
  })
  if (new Set(ids).size < ids.length) throw usageError('Name each member once.')
  if (ids.length < 2) throw usageError('Taking turns needs at least two members.')
  return ids
}
