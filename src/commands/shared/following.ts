import type { Context } from '../../command.ts'
import type { Following } from '../../db/routines/following.ts'
import type { Task } from '../../domain/task.ts'
import type { ToldFollowing } from '../../views/following.ts'

/** Finds what followed a task that is done. Most tasks have no routine, and need no query. */
export async function findFollowingOf(
  task: Task,
  context: Context,
): Promise<readonly ToldFollowing[]> {
  if (task.routine_id === null) return []
  const { findFollowing } = await import('../../db/routines/following.ts')
  const following = await findFollowing(await context.db(), task)
  return following ? tellFollowing([following], context) : []
}

/** Says in words whose turn it is after tasks that were done. Most tasks have no routine. */
export async function tellFollowing(
  following: readonly Following[],
  context: Context,
): Promise<readonly ToldFollowing[]> {
  if (following.length === 0) return []
  const { turnClause } = await import('../../views/turn.ts')
  return following.map(({ task, next }) => {
    return { task, next: next && { ...next, turn: turnClause(next, context) } }
  })
}
