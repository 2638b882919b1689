import type { Hint } from '../../errors.ts'
import type { Db } from '../schema.ts'

/** What a check found: in order, or in order but for something that should be seen to. */
export type Found = string | { readonly detail: string; readonly hint: Hint }

/** What the two databases prove in ways of their own; each throws what is wrong. */
export type Proofs = {
  readonly connects: (db: Db) => Promise<string>
  readonly integrity: (db: Db) => Promise<string>
  readonly foreignKeys: (db: Db) => Promise<string>
  /** The names of what differs from a new household's schema; undefined where that cannot be seen. */
  readonly listOddities: (db: Db) => Promise<readonly string[] | undefined>
  /** What to do where it differs. */
  readonly mendSchema: Hint
  /** Further ones, by name. */
  readonly more: Readonly<Record<string, (db: Db) => Promise<Found>>>
}

/** What to do about data that is damaged. */
export const goBack: Hint = { lead: 'Go back to a backup', command: 'db backups' }

/** What is wrong, and what mends it, where that is no backup. */
export class Fault extends Error {
  readonly hint: Hint

  constructor(message: string, hint: Hint | string) {
    super(message)
    this.hint = typeof hint === 'string' ? { lead: hint } : hint
  }
}

/** The names under which two collections of definitions differ. */
export function differences(
  wanted: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): string[] {
  const names = new Set([...wanted.keys(), ...found.keys()])
  return [...names].filter((name) => wanted.get(name) !== found.get(name))
}

/** Thrown to end a transaction without keeping it. */
class RollBack extends Error {}

/** Runs work in a transaction that leaves nothing behind. */
export async function tryOut<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  let result: { readonly is: Result } | undefined
  const trying = db.transaction().execute(async (tx) => {
    result = { is: await work(tx) }
    throw new RollBack()
  })
  await trying.catch((error: unknown) => {
    if (!(error instanceof RollBack)) throw error
  })
  return (result as { readonly is: Result }).is
}
