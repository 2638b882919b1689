import { sql } from 'kysely'
import { tableNames } from '../../domain/journal.ts'
import { dialectOf, lastId, ownsTables, setLastId, tableIn } from '../dialect.ts'
import type { Db } from '../schema.ts'
import type { Derived } from './derived.ts'

/** The tables that number their rows. */
const tables = [...tableNames, 'sessions', 'commands', 'changes'] as const

/** The last number that each table gave out: what was deleted keeps its number in the history. */
export const numbers: Derived = {
  detail: 'every new row gets a new number',
  async findFault(db) {
    const behind = await listBehind(db)
    if (behind.length === 0) return undefined
    return `new rows in ${behind.map(({ table }) => table).join(', ')} would get used numbers`
  },
  async mend(tx) {
    for (const { table, used } of await listBehind(tx)) await setLastId(tx, table, used)
  },
}

type Behind = { readonly table: string; readonly used: number }

/** Lists the tables that would use a number again, with the highest one that was used. */
async function listBehind(db: Db): Promise<Behind[]> {
  // Nobody else may see the counters of a server.
  if (dialectOf(db) === 'postgres' && !(await ownsTables(db))) return []
  const behind: Behind[] = []
  for (const table of tables) {
    const used = await highestUsed(db, table)
    if (used > (await lastId(db, table))) behind.push({ table, used })
  }
  return behind
}

async function highestUsed(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ present: number | null; recorded: number | null }>`
    select (select max(id) from ${tableIn(db, table)}) as present,
      (select max(row_id) from ${tableIn(db, 'changes')} where table_name = ${table}) as recorded
  `.execute(db)
  return Math.max(rows[0]?.present ?? 0, rows[0]?.recorded ?? 0)
}
