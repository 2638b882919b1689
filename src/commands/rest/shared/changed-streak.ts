import type { Context } from '../../../command.ts'
import { findCurrentStreak } from '../../../db/wins/streaks.ts'
import type { RestSpan } from '../../../domain/rest.ts'

/** The days of the current streak after rest days changed; undefined if none of them has passed. */
export async function findChangedStreak(
  { from_date }: RestSpan,
  context: Context,
): Promise<number | undefined> {
  if (from_date >= context.today) return undefined
  return (await findCurrentStreak(await context.db(), context.today)).days
}
