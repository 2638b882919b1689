import { sql } from 'kysely'
import type { TaskId } from '../../domain/task.ts'
import type { Win } from '../../domain/win.ts'
import type { Db } from '../schema.ts'

/**
 * As `isOpenWin` of the domain; written out, because the index of open wins needs just these words.
 */
export const isOpenWin = sql<boolean>`daily_wins.status <> 'DONE'`

/** What a task's move needs to know of its win. */
export type OpenWin = Pick<Win, 'id' | 'date' | 'status' | 'note'>

/** The open win of a task, of any date; a task has at most one. */
export async function findOpenWin(db: Db, task: TaskId): Promise<OpenWin | undefined> {
  return db
    .selectFrom('daily_wins')
    .select(['id', 'date', 'status', 'note'])
    .where('task_id', '=', task)
    .where(isOpenWin)
    .executeTakeFirst()
}
