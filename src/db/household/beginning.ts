import type { Db } from '../schema.ts'
import { isVisibleTo } from '../tasks/tasks.ts'

/** When the oldest member or task that everyone may see was added; undefined if there is none. */
export async function findBeginning(db: Db): Promise<Date | undefined> {
  const member = await db
    .selectFrom('users')
    .select('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  const task = await db
    .selectFrom('tasks')
    .select('created_at')
    .where(isVisibleTo(null))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  const [first] = [member, task].flatMap((row) => row?.created_at ?? []).sort()
  return first === undefined ? undefined : new Date(first)
}
