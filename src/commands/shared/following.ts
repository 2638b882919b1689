import type { Context } from '../../command.ts'
import type { Task } from '../../domain/task.ts'
import type { ToldFollowing } from '../../views/following.ts'

/** Finds what followed tasks that were done. Most tasks have no routine, and need no query. */
export async function findFollowingOf(
  tasks: readonly Task[],
  context: Context,
): Promise<readonly ToldFollowing[]> {
  if (tasks.every(({ routine_id }) => routine_id === null)) return []
  const { findFollowing } = await import('../../db/routines/following.ts')
  const { turnClause } = await import('../../views/turn.ts')
  const found = await findFollowing(await context.db(), tasks)
  return found.map(({ task, next }) => {
    return { task, next: next && { ...next, turn: turnClause(next, context) } }
  })
}
