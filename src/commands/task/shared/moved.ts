import type { Context } from '../../../command.ts'
import { moveTasks } from '../../../db/tasks/moves.ts'
import { findCurrentStreak } from '../../../db/wins/streaks.ts'
import type { Task } from '../../../domain/task.ts'
import type { CalendarDate } from '../../../domain/time.ts'
import type { Style } from '../../../terminal/paint.ts'
import { followingText, type ToldFollowing } from '../../../views/following.ts'
import { movedTasks } from '../../../views/task.ts'
import { wonDatesText } from '../../../views/win.ts'
import { findMove, type TypedMove } from '../../shared/completion.ts'
import { tellFollowing } from '../../shared/following.ts'

/** Tasks that were moved, and the dates that this won. */
export type Moved = {
  readonly tasks: readonly Task[]
  readonly won: readonly CalendarDate[]
  /** What followed the tasks of routines that were done. */
  readonly following: readonly ToldFollowing[]
  /** The current streak, if a date was won. */
  readonly streak: number
}

/** Moves tasks as `moveTasks` does, and finds the dates that this won. */
export async function moveAll(
  tasks: readonly Task[],
  typed: TypedMove,
  context: Context,
): Promise<Moved> {
  const viewer = await context.actor.viewer()
  const move = await findMove(typed, context)
  const ids = tasks.map(({ id }) => id)
  const moved = await moveTasks(await context.writer(), viewer, ids, move, context.instant)
  const db = await context.db()
  const won = moved.flatMap((each) => each.won).sort()
  const streak = won.length === 0 ? 0 : (await findCurrentStreak(db, context.today)).days
  const following = moved.flatMap((each) => each.following ?? [])
  return {
    tasks: moved.map(({ task }) => task),
    won,
    following: await tellFollowing(following, context),
    streak,
  }
}

export function movedPage({ tasks, won, following, streak }: Moved, style: Style): string {
  const next = followingText(tasks, following, style)
  const lines = won.length === 0 ? [] : [wonDatesText(won, streak, style)]
  return [movedTasks(tasks, style), ...next, ...lines].join('\n')
}
