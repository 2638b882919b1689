import { sql } from 'kysely'
import { serverSchema, withEveryRow } from '../dialect.ts'
import { appliedStep } from '../migrate/version.ts'
import { type Db, schemaStep, type Tx } from '../schema.ts'
import { transact } from '../transaction.ts'
import type { Derived } from './derived.ts'
import { history } from './history.ts'
import { identity } from './identity.ts'
import { numbers } from './numbers.ts'
import { CheckError } from './proof.ts'
import { rotas } from './rotas.ts'
import { routines } from './routines.ts'
import { searchIndex } from './search-index.ts'
import { searchTexts } from './search-texts.ts'
import { taskCounts } from './task-counts.ts'

/**
 * What follows from the rest of a household, by the name of its check. The first of it is needed to
 * make the next.
 */
export const derived: Readonly<Record<string, Derived>> = {
  'search index': searchIndex,
  'search texts': searchTexts,
  'task counts': taskCounts,
  numbers,
  routines,
  rotas,
  history,
  identity,
}

/** Whether the connection sees every task, and what was recorded of it. */
export async function seesEveryRow(db: Db): Promise<boolean> {
  const schema = serverSchema(db)
  if (schema === undefined) return true
  const { rows } = await sql<{ hides: boolean }>`
    select row_security_active(${`${schema}.tasks`}) as hides
  `.execute(db)
  return rows[0]?.hides !== true
}

/**
 * Makes again whatever is wrong, all in one transaction. A database of another schema is left as
 * it is.
 *
 * @returns what was wrong, by the name of its check
 */
export async function repairDerived(db: Db): Promise<ReadonlyMap<string, string>> {
  if ((await appliedStep(db)) !== schemaStep) return new Map()
  return transact(db, (tx) => withEveryRow(tx, () => mendAll(tx)))
}

async function mendAll(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const mended = new Map<string, string>()
  for (const [name, { findFault, mend }] of Object.entries(derived)) {
    const fault = await peek(tx, findFault)
    if (fault === undefined) continue
    await mend(tx)
    mended.set(name, fault)
  }
  return mended
}

/**
 * Says what is wrong that can be made again. A statement that fails does not end the transaction.
 */
async function peek(tx: Tx, findFault: Derived['findFault']): Promise<string | undefined> {
  await sql`savepoint peek`.execute(tx)
  try {
    return await findFault(tx, { seesAll: true, advance: () => {} })
  } catch (error) {
    // The checks after the repair report it.
    if (error instanceof CheckError) return undefined
    throw error
  } finally {
    await sql`rollback to savepoint peek`.execute(tx)
  }
}
