import type { Context } from '../../../command.ts'
import { findSeenTurn } from '../../../db/routines/live.ts'
import type { Routine } from '../../../domain/routine/routine.ts'
import type { RoutineWithTurn } from '../../../views/routine.ts'
import { turnWords } from '../../../views/turn.ts'

/** Finds whose turn it is now, and why. */
export async function withTurn(routine: Routine, context: Context): Promise<RoutineWithTurn> {
  const viewer = await context.actor.viewer()
  const turn = await findSeenTurn(await context.db(), viewer, routine.id)
  return { routine, turn: turn && turnWords(turn, context) }
}
