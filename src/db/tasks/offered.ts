import { type RawBuilder, sql } from 'kysely'
import type { Task, TaskStatus } from '../../domain/task.ts'
import type { Viewer } from '../../domain/user.ts'
import type { Db } from '../schema.ts'
import { hasStatus } from './filter.ts'
import { listTasks } from './lists.ts'
import { containsText, titleContains, whileSearching } from './search.ts'
import { isVisibleTo } from './tasks.ts'

/** A task that is offered while somebody types. */
export type OfferedTask = Pick<Task, 'id' | 'title'>

type Wanted = {
  readonly statuses: readonly TaskStatus[]
  /** The column by which the most likely ones come first, if nothing was typed yet. */
  readonly order: { readonly key: 'due_date' | 'updated_at'; readonly descending: boolean }
  readonly limit: number
}

/**
 * Lists tasks that somebody may be about to name: those whose number begins with what was typed,
 * else those whose title contains it; at most `limit`.
 */
export async function listOffered(
  db: Db,
  viewer: Viewer,
  typed: string,
  { statuses, order, limit }: Wanted,
): Promise<readonly OfferedTask[]> {
  if (typed === '') return listTasks(db, viewer, { statuses }, { sort: [order], limit })
  const select = (from: Db, condition: RawBuilder<boolean>) =>
    from
      .selectFrom('tasks')
      .select(['id', 'title'])
      .where(isVisibleTo(viewer))
      .where(hasStatus(statuses))
      .where(condition)
      .orderBy('id')
      .limit(limit)
  const numbered = /^[1-9]\d{0,14}$/.test(typed)
    ? await select(db, beginsWith(Number(typed))).execute()
    : []
  if (numbered.length > 0) return numbered
  return whileSearching(db, typed, async (from) =>
    select(from, await containsText(from, typed))
      .where(titleContains(from, typed))
      .execute(),
  )
}

/** The condition that a task's number begins with these digits, as ranges of the index. */
function beginsWith(digits: number): RawBuilder<boolean> {
  const ranges = []
  for (let size = 1; digits * size <= Number.MAX_SAFE_INTEGER / 10; size *= 10) {
    const [first, last] = [digits * size, (digits + 1) * size - 1]
    ranges.push(sql`tasks.id between ${sql.lit(first)} and ${sql.lit(last)}`)
  }
  return sql`(${sql.join(ranges, sql` or `)})`
}
