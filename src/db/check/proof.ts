import type { Hint } from '../../errors.ts'
import type { Db } from '../schema.ts'

/** What a passed check found, with a hint where something needs attention. */
export type Found = string | { readonly detail: string; readonly hint: Hint }

/** The checks that differ between the two databases. Each throws what is wrong. */
export type Proofs = {
  readonly connects: (db: Db) => Promise<string>
  readonly integrity: (db: Db) => Promise<string>
  readonly foreignKeys: (db: Db) => Promise<string>
  /** Lists what differs from a new household's schema; undefined where that cannot be seen. */
  readonly listDifferences: (db: Db) => Promise<readonly string[] | undefined>
  /** What to do when the schema differs. */
  readonly schemaHint: Hint
  /** More checks, by name. */
  readonly more: Readonly<Record<string, (db: Db) => Promise<Found>>>
}

/** What is wrong, with a hint other than to restore a backup. */
export class CheckError extends Error {
  readonly hint: Hint

  constructor(message: string, hint: Hint | string) {
    super(message)
    this.hint = typeof hint === 'string' ? { lead: hint } : hint
  }
}

/** Lists the names whose definitions differ. */
export function compareDefinitions(
  expected: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): string[] {
  const names = new Set([...expected.keys(), ...found.keys()])
  return [...names].filter((name) => expected.get(name) !== found.get(name))
}

/** Thrown to roll back a transaction that succeeded. */
class Rollback extends Error {}

/** Runs work in a transaction, and rolls the transaction back. */
export async function withRollback<Result>(
  db: Db,
  work: (tx: Db) => Promise<Result>,
): Promise<Result> {
  let result: { readonly value: Result } | undefined
  const trying = db.transaction().execute(async (tx) => {
    result = { value: await work(tx) }
    throw new Rollback()
  })
  await trying.catch((error: unknown) => {
    if (!(error instanceof Rollback)) throw error
  })
  return (result as { readonly value: Result }).value
}
