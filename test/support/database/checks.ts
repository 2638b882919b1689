import { derived } from '../../../src/db/check/repair.ts'
import type { Db } from '../../../src/db/schema.ts'

/**
 * What is wrong that can be made again, by the name of its check. The other checks make a whole
 * new schema on a server.
 */
export async function findDerivedFaults(db: Db): Promise<Map<string, string>> {
  const faults = new Map<string, string>()
  for (const [name, { findFault }] of Object.entries(derived)) {
    const fault = await findFault(db, { seesAll: true, advance: () => {} })
    if (fault !== undefined) faults.set(name, fault)
  }
  return faults
}

/** What `db check` says of what follows from the rest, on both databases, when nothing is wrong. */
export const derivedChecks = [
  { name: 'search index', ok: true, detail: 'finds every task', hint: null },
  { name: 'search texts', ok: true, detail: 'agree with what was typed', hint: null },
  { name: 'task counts', ok: true, detail: 'agree with the tasks', hint: null },
  { name: 'numbers', ok: true, detail: 'every new row gets a new number', hint: null },
  { name: 'routines', ok: true, detail: 'each has its one open task', hint: null },
  {
    name: 'rotas',
    ok: true,
    detail: 'each has active members, and turns that are theirs',
    hint: null,
  },
  {
    name: 'history',
    ok: true,
    detail: 'no command was left open, and what is private is hidden from others',
    hint: null,
  },
  { name: 'identity', ok: true, detail: 'the household has a UUID', hint: null },
] as const
