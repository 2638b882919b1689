import type { Args, Context } from '../../command.ts'
import type { TaskMove } from '../../db/tasks/moves.ts'
import { getUser, requireActive } from '../../db/users/users.ts'
import { futureCompletionError, parsePastDate } from '../../domain/date.ts'
import type { Completion } from '../../domain/task.ts'
import type { CalendarDate } from '../../domain/time.ts'
import { parseUserReference, type UserReference } from '../../domain/user.ts'
import { flag, parsed, typedOptions } from './options.ts'

/** Who did a task, and when, as it was typed. */
export type TypedCompletion = {
  readonly on: CalendarDate
  /** undefined for who acts, or the task's owner if nobody is known to act. */
  readonly by: UserReference | undefined
  readonly isEarly: boolean
  /** The day and the member as options, each after a blank, as they were typed. */
  readonly options: string
}

/** A move of a task as it was typed. */
export type TypedMove =
  | Exclude<TaskMove, { readonly to: 'DONE' }>
  | { readonly to: 'DONE'; readonly completion: TypedCompletion }

/** Reads `--on`, `--by` and `--early`. */
export function parseCompletion(args: Args, { today }: Context): TypedCompletion {
  return {
    on: parseCompletedOn(args, 'on', today) ?? today,
    by: parsed(args, 'by', parseUserReference),
    isEarly: flag(args, 'early'),
    options: typedOptions(args, (name) => name === 'on' || name === 'by'),
  }
}

/** Reads the day on which a task was done. */
export function parseCompletedOn(
  args: Args,
  name: string,
  today: CalendarDate,
): CalendarDate | undefined {
  return parsed(args, name, (text) => parsePastDate(text, today, futureCompletionError))
}

/**
 * Finds the member who did it.
 *
 * @throws MomentumError `not_found`, `ambiguous`, or `refused` for an inactive member
 */
export async function findCompletion(
  { by, ...typed }: TypedCompletion,
  context: Context,
): Promise<Completion> {
  const found = by && (await getUser(await context.db(), by))
  if (found) requireActive(found, 'do a task')
  const actor = found?.id ?? (await context.actor.viewer())
  return { ...typed, by: actor, newUuid: context.newUuid }
}

/** The move with the member who did it. */
export async function findMove(move: TypedMove, context: Context): Promise<TaskMove> {
  if (move.to !== 'DONE') return move
  return { to: 'DONE', completion: await findCompletion(move.completion, context) }
}
