import type { TaskId } from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import { type Hint, MomentumError } from '../../errors.ts'
import { dialectOf } from '../dialect.ts'
import { describeFault } from '../faults.ts'
import { appliedStep, newerSchema, stepNumber } from '../migrate/version.ts'
import { type Db, schemaStep } from '../schema.ts'
import { Fault, type Found, goBack, type Proofs, tryOut } from './proof.ts'

/** One proof that the database works, or what is wrong with it. */
export type Check = {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  /** What to do about it; null where nothing has to be done. With `ok`, it works, but should be seen to. */
  readonly hint: Hint | null
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

function hintOf(error: unknown): Hint | undefined {
  const known = error instanceof Fault || error instanceof MomentumError
  return known ? error.hint : describeFault(error)?.hint
}

async function schema(db: Db, { listOddities, mendSchema }: Proofs): Promise<string> {
  const step = await appliedStep(db)
  if (step !== undefined && step > schemaStep) throw newerSchema(step)
  if (step !== schemaStep) {
    throw new Fault(`schema ${stepNumber(step)}, expected ${stepNumber(schemaStep)}`, {
      lead: 'Bring it up to date',
      command: 'db migrate',
    })
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
