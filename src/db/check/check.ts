import type { TaskId } from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import { MomentumError } from '../../errors.ts'
import { dialectOf } from '../dialect.ts'
import { describeFault } from '../faults.ts'
import { appliedStep, newerSchema, stepNumber } from '../migrate/version.ts'
import { type Db, schemaStep } from '../schema.ts'
import type { Found } from './file.ts'

/** One proof that the database works, or what is wrong with it. */
export type Check = {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  /** What to do about it; null where nothing has to be done. With `ok`, it works, but should be seen to. */
  readonly hint: string | null
}

/** What the two databases prove in ways of their own; each throws what is wrong. */
export type Proofs = {
  readonly connects: (db: Db) => Promise<string>
  readonly integrity: (db: Db) => Promise<string>
  readonly foreignKeys: (db: Db) => Promise<string>
  /** The names of what differs from a new household's schema; undefined where that cannot be seen. */
  readonly listOddities: (db: Db) => Promise<readonly string[] | undefined>
  /** What to do where it differs. */
  readonly mendSchema: string
  /** Further ones, by name. */
  readonly more: Readonly<Record<string, (db: Db) => Promise<Found>>>
}

/** Proves that the database can be trusted. What is written on the way is taken back. */
export async function checkDatabase(db: Db, now: Instant): Promise<Check[]> {
  const { proofs } = await (dialectOf(db) === 'sqlite'
    ? import('./sqlite.ts')
    : import('./postgres.ts'))
  const checks = [
    await check('connects', () => proofs.connects(db)),
    await check('integrity', () => proofs.integrity(db)),
    await check('foreign keys', () => proofs.foreignKeys(db)),
    await check('schema', () => schema(db, proofs)),
    await check('write, read, delete', () => roundTrip(db, now)),
  ]
  for (const [name, prove] of Object.entries(proofs.more)) {
    checks.push(await check(name, () => prove(db)))
  }
  return checks
}

/** @param prove resolves to what was found, or throws what is wrong */
async function check(name: string, prove: () => Promise<Found>): Promise<Check> {
  try {
    const found = await prove()
    return {
      name,
      ok: true,
      ...(typeof found === 'string' ? { detail: found, hint: null } : found),
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { name, ok: false, detail, hint: hintOf(error) ?? goBack }
  }
}

/** What to do about data that is damaged. */
export const goBack = 'Go back to a backup: momentum db backups'

function hintOf(error: unknown): string | undefined {
  const known = error instanceof Fault || error instanceof MomentumError
  return known ? error.hint : describeFault(error)?.hint
}

async function schema(db: Db, { listOddities, mendSchema }: Proofs): Promise<string> {
  const step = await appliedStep(db)
  if (step !== undefined && step > schemaStep) throw newerSchema(step)
  if (step !== schemaStep) {
    throw new Fault(
      `schema ${stepNumber(step)}, expected ${stepNumber(schemaStep)}`,
      'Bring it up to date: momentum db migrate',
    )
  }
  const odd = await listOddities(db)
  if (odd === undefined) {
    return `schema ${stepNumber(step)}; this role may not make another one to compare it with`
  }
  if (odd.length > 0) {
    throw new Fault(`differs from the migrations in ${odd.join(', ')}`, mendSchema)
  }
  return `schema ${stepNumber(step)}, as the migrations make it`
}

/** The names under which two collections of definitions differ. */
export function differences(
  wanted: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): string[] {
  const names = new Set([...wanted.keys(), ...found.keys()])
  return [...names].filter((name) => wanted.get(name) !== found.get(name))
}

/** What is wrong, and what mends it, where that is no backup. */
export class Fault extends Error {
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

/** Thrown to take what was written back. */
class TakeBack extends Error {}

/** Runs work in a transaction that leaves nothing behind. */
export async function tryOut<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  let result: { readonly is: Result } | undefined
  const trying = db.transaction().execute(async (tx) => {
    result = { is: await work(tx) }
    throw new TakeBack()
  })
  await trying.catch((error: unknown) => {
    if (!(error instanceof TakeBack)) throw error
  })
  return (result as { readonly is: Result }).is
}

// Below every number that is given out: the next task has the same number as without the check.
const probe = { id: -1 as TaskId, uuid: '00000000-0000-4000-8000-00000000c4ec' }

async function roundTrip(db: Db, now: Instant): Promise<string> {
  const title = 'Momentum checks that it can write'
  await tryOut(db, async (tx) => {
    await tx
      .insertInto('tasks')
      .values({
        ...probe,
        title,
        domain: 'OTHER',
        effort: 'TINY',
        definition_of_done: title,
        search_text: title.toLowerCase(),
        created_at: now,
        updated_at: now,
      })
      .execute()
    const own = tx.selectFrom('tasks').select('title').where('uuid', '=', probe.uuid)
    if ((await own.executeTakeFirst())?.title !== title) throw new Error('what was written is lost')
    await tx.deleteFrom('tasks').where('uuid', '=', probe.uuid).execute()
    if (await own.executeTakeFirst()) throw new Error('what was deleted is still there')
  })
  return 'a task was added, found, deleted, and all of it taken back'
}
