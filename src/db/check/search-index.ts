import { sql } from 'kysely'
import { errorCode } from '../../errors.ts'
import { dialectOf, tableIn } from '../dialect.ts'
import type { Db, Tx } from '../schema.ts'
import type { Derived } from './derived.ts'
import { findTrigrams, findUnfound } from './trigrams.ts'

/** The index in which a search finds tasks. */
export const searchIndex: Derived = {
  detail: 'finds every task',
  async findFault(db, look) {
    if (dialectOf(db) === 'sqlite') return findFaultInFile(db)
    return look.seesAll ? findUnfound(db, look) : undefined
  },
  mend: (tx) => (dialectOf(tx) === 'sqlite' ? rebuildInFile(tx) : rebuildOnServer(tx)),
}

async function findFaultInFile(db: Db): Promise<string | undefined> {
  try {
    // With this rank, it is compared with the tasks.
    await sql`insert into tasks_search (tasks_search, rank) values ('integrity-check', 1)`.execute(
      db,
    )
  } catch (error) {
    if (errorCode(error)?.startsWith('SQLITE_CORRUPT')) return 'does not match the tasks'
    throw error
  }
  const { rows } = await sql<{ v: number }>`
    select v from tasks_search_config where k = 'secure-delete'
  `.execute(db)
  return rows[0]?.v === 1 ? undefined : 'keeps texts that were deleted'
}

async function rebuildInFile(tx: Tx): Promise<void> {
  await sql`insert into tasks_search (tasks_search) values ('rebuild')`.execute(tx)
  await sql`insert into tasks_search (tasks_search, rank) values ('secure-delete', 1)`.execute(tx)
}

/** As step 0005 creates it. */
async function rebuildOnServer(tx: Tx): Promise<void> {
  const home = await findTrigrams(tx)
  if (home === undefined) return
  await sql`drop index if exists ${tableIn(tx, 'tasks_search')}`.execute(tx)
  await sql`
    create index tasks_search on ${tableIn(tx, 'tasks')}
    using gin (search_text ${sql.id(home, 'gin_trgm_ops')})
  `.execute(tx)
}
