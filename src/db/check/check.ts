import type { TaskId } from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import { type Hint, MomentumError } from '../../errors.ts'
import { dialectOf } from '../dialect.ts'
import { describeFault } from '../faults.ts'
import { restoreHint } from '../hints.ts'
import { knownStep, stepNumber } from '../migrate/version.ts'
import { type Db, schemaStep } from '../schema.ts'
import { CheckError, type Found, type Proofs, withRollback } from './proof.ts'

/** The result of one check. */
export type Check = {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  /** What to do, or null. With `ok`, something works but needs attention. */
  readonly hint: Hint | null
}

/** Checks whether the database can be trusted. What the checks write is rolled back. */
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
  for (const [name, run] of Object.entries(proofs.more)) {
    checks.push(await check(name, () => run(db)))
  }
  return checks
}

/** @param run resolves to what was found, or throws what is wrong */
async function check(name: string, run: () => Promise<Found>): Promise<Check> {
  try {
    const found = await run()
    return {
      name,
      ok: true,
      ...(typeof found === 'string' ? { detail: found, hint: null } : found),
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { name, ok: false, detail, hint: hintOf(error) ?? restoreHint }
  }
}

function hintOf(error: unknown): Hint | undefined {
  const known = error instanceof CheckError || error instanceof MomentumError
  return known ? error.hint : describeFault(error)?.hint
}

async function schema(db: Db, { listDifferences, schemaHint }: Proofs): Promise<string> {
  const step = await knownStep(db)
  if (step !== schemaStep) {
    throw new CheckError(`schema ${stepNumber(step)}, expected ${stepNumber(schemaStep)}`, {
      lead: 'Upgrade it',
      command: 'db migrate',
    })
  }
  const differences = await listDifferences(db)
  if (differences === undefined) {
    return `schema ${stepNumber(step)}; not compared: this role cannot create a schema`
  }
  if (differences.length > 0) {
    throw new CheckError(`differs from the migrations in ${differences.join(', ')}`, schemaHint)
  }
  return `schema ${stepNumber(step)}, as the migrations create it`
}

// A negative id: it does not change which number the next task gets.
const probe = { id: -1 as TaskId, uuid: '00000000-0000-4000-8000-00000000c4ec' }

async function roundTrip(db: Db, now: Instant): Promise<string> {
  const title = 'Momentum checks that it can write'
  await withRollback(db, async (tx) => {
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
    const found = await own.executeTakeFirst()
    if (found?.title !== title) throw new Error('what was written cannot be found')
    await tx.deleteFrom('tasks').where('uuid', '=', probe.uuid).execute()
    if (await own.executeTakeFirst()) throw new Error('what was deleted is still there')
  })
  return 'a task was added, found and deleted, then rolled back'
}
