import type { Args } from '../../../command.ts'
import type { Db } from '../../../db/schema.ts'
import { getUser } from '../../../db/users/users.ts'
import { parseChoice } from '../../../domain/choice.ts'
import type { TurnDraft } from '../../../domain/routine/draft.ts'
import { type TurnMode, turnModes } from '../../../domain/routine/routine.ts'
import { isNone } from '../../../domain/text.ts'
import { parseUserReference, type UserReference } from '../../../domain/user.ts'
import { usageError } from '../../../errors.ts'
import { onlyGiven, parsed } from '../../shared/options.ts'

/** Who takes turns, as far as it was typed. */
export type TurnOptions = {
  readonly turns?: TurnMode
  /** The members who take turns, in their order. */
  readonly among?: readonly UserReference[]
}

/** Reads `--turns` and `--among`. */
export function parseTurnOptions(args: Args): TurnOptions {
  return onlyGiven({
    turns: parsed(args, 'turns', (text) => parseChoice('--turns', text, turnModes)),
    among: parsed(args, 'among', parseMembers),
  })
}

/**
 * Members by number or name, separated by commas.
 *
 * @throws MomentumError `usage` for a blank one, and for `none`
 */
export function parseMembers(text: string): readonly UserReference[] {
  if (isNone(text)) throw usageError('--among cannot be cleared.', 'Use --turns none instead.')
  return text.split(',').map((word) => {
    if (word.trim() !== '') return parseUserReference(word)
    throw usageError(
      text.trim() === '' ? 'Missing --among: who takes turns?' : `--among lacks a name: “${text}”.`,
      'Separate names by commas: --among alex,sam',
    )
  })
}

/**
 * Finds the members who were named.
 *
 * @throws MomentumError `not_found`, `ambiguous`
 */
export async function findTurns(db: Db, { turns, among }: TurnOptions): Promise<TurnDraft> {
  if (among === undefined) return onlyGiven({ turns })
  const ids = []
  for (const reference of among) ids.push((await getUser(db, reference)).id)
  return onlyGiven({ turns, among: ids })
}
