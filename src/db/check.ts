import type { TaskId } from '../domain/task.ts'
import type { Instant } from '../domain/time.ts'
import { MomentumError } from '../errors.ts'
import { dialectOf } from './dialect.ts'
import { type Db, schemaStep } from './schema.ts'
import { appliedStep, newerSchema, stepNumber } from './version.ts'

/** One proof that the database works, or what is wrong with it. */
export type Check = {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  /** What mends it. */
  readonly hint?: string
}

/** What the two databases prove in ways of their own; each throws what is wrong. */
export type Proofs = {
  readonly connects: (db: Db) => Promise<string>
  readonly integrity: (db: Db) => Promise<string>
  readonly foreignKeys: (db: Db) => Promise<string>
  /** The names of what differs from a new household's schema; undefined where that cannot be seen. */
  readonly listOddities: (db: Db) => Promise<readonly string[] | undefined>
  /** Further ones, by name. */
  readonly more: Readonly<Record<string, (db: Db) => Promise<string>>>
}

/** Proves that the database can be trusted. What is written on the way is taken back. */
export async function checkDatabase(db: Db, now: Instant): Promise<Check[]> {
  const { proofs } = await (dialectOf(db) === 'sqlite'
    ? import('./check-sqlite.ts')
    : import('./check-postgres.ts'))
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
async function check(name: string, prove: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await prove() }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { name, ok: false, detail, ...hintOf(error) }
  }
}

function hintOf(error: unknown): Pick<Check, 'hint'> {
  const known = error instanceof Outdated || error instanceof MomentumError
  return known && error.hint !== undefined ? { hint: error.hint } : {}
}

async function schema(db: Db, { listOddities }: Proofs): Promise<string> {
  const step = await appliedStep(db)
  if (step !== undefined && step > schemaStep) throw newerSchema(step)
  if (step !== schemaStep) {
    throw new Outdated(`schema ${stepNumber(step)}, expected ${stepNumber(schemaStep)}`)
  }
  const odd = await listOddities(db)
  if (odd === undefined) {
    return `schema ${stepNumber(step)}; this role may not make another one to compare it with`
  }
  if (odd.length > 0) throw new Error(`differs from the migrations in ${odd.join(', ')}`)
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

/** The schema is an older one: nothing is wrong with the data. */
class Outdated extends Error {
  readonly hint = 'Bring it up to date: momentum db migrate'
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
