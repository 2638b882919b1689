import type { Context } from '../../command.ts'
import type { Following } from '../../db/routines/following.ts'
import type { Task } from '../../domain/task.ts'

/** Finds what followed tasks that were done. Most tasks have no routine, and need no query. */
export async function findFollowingOf(
  tasks: readonly Task[],
  context: Context,
): Promise<readonly Following[]> {
  if (tasks.every(({ routine_id }) => routine_id === null)) return []
  const { findFollowing } = await import('../../db/routines/following.ts')
  return findFollowing(await context.db(), tasks)
}
