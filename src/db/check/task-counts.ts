import { sql } from 'kysely'
import { tableIn } from '../dialect.ts'
import type { Db } from '../schema.ts'
import type { Derived } from './derived.ts'

/** How many tasks have each status, which triggers count. */
export const taskCounts: Derived = {
  detail: 'agree with the tasks',
  async findFault(db, { seesAll }) {
    // A login that does not see every task knows only how many everyone can see.
    const isSeen = seesAll ? sql`true` : sql`private_to = 0`
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from (select * from (${countedTasks(db)}) as found where ${isSeen}) as found
      full join (select * from ${tableIn(db, 'task_counts')} where ${isSeen}) as kept
        on kept.status = found.status and kept.private_to = found.private_to
      where coalesce(kept.tasks, 0) <> coalesce(found.tasks, 0)
    `.execute(db)
    const count = rows[0]?.count ?? 0
    return count === 0 ? undefined : `${count} ${count === 1 ? 'differs' : 'differ'} from the tasks`
  },
  async mend(tx) {
    await tx.deleteFrom('task_counts').execute()
    await sql`
      insert into ${tableIn(tx, 'task_counts')} (status, private_to, tasks) ${countedTasks(tx)}
    `.execute(tx)
  },
}

function countedTasks(db: Db) {
  return sql`
    select status, case when private then owner_user_id else 0 end as private_to, count(*) as tasks
    from ${tableIn(db, 'tasks')} group by 1, 2
  `
}
