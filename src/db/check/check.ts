import type { TaskId } from '../../domain/task.ts'
import type { Instant } from '../../domain/time.ts'
import { type Hint, MomentumError } from '../../errors.ts'
import { dialectOf } from '../dialect.ts'
import { describeFault } from '../faults.ts'
import { repairHint, restoreHint } from '../hints.ts'
import { appliedStep, knownStep, stepNumber } from '../migrate/version.ts'
import { type Db, schemaStep } from '../schema.ts'
import type { Derived } from './derived.ts'
import { CheckError, type Found, type Proofs, withRollback } from './proof.ts'
import { derived, seesEveryRow } from './repair.ts'
import { compareZones } from './zones.ts'

/** The result of one check. */
export type Check = {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  /** What to do, or null. With `ok`, something works but needs attention. */
  readonly hint: Hint | null
}

type Surroundings = {
  readonly zone?: string | undefined
  readonly progress?: (share: number) => void
}

/**
 * Checks whether the database can be trusted. What the checks write is rolled back.
 *
 * @param around.zone the current time zone; if it is unknown, none is compared
 * @param around.progress called with the share of the work that was done since the last call
 */
export async function checkDatabase(
  db: Db,
  now: Instant,
  { zone, progress = () => {} }: Surroundings = {},
): Promise<Check[]> {
  const { proofs } = await (dialectOf(db) === 'sqlite'
    ? import('./sqlite.ts')
    : import('./postgres.ts'))
  const runs: Readonly<Record<string, Run>> = {
    connects: () => proofs.connects(db),
    integrity: () => proofs.integrity(db),
    'foreign keys': () => proofs.foreignKeys(db),
    schema: () => schema(db, proofs),
    // Before the write, which what is wrong here would make fail.
    ...(await derivedChecks(db)),
    'write, read, delete': () => roundTrip(db, now),
    ...(await zoneCheck(db, zone)),
    ...Object.fromEntries(Object.entries(proofs.more).map(([name, run]) => [name, () => run(db)])),
  }
  return runAll(Object.entries(runs), progress)
}

/** @param advance called with the share of this check that was done since the last call */
type Run = (advance: (share: number) => void) => Promise<Found>

async function runAll(
  runs: readonly (readonly [name: string, run: Run])[],
  progress: (share: number) => void,
): Promise<Check[]> {
  const checks: Check[] = []
  for (const [name, run] of runs) {
    let left = 1
    const advance = (share: number) => {
      left -= share
      progress(share / runs.length)
    }
    checks.push(await check(name, () => run(advance)))
    advance(left)
  }
  return checks
}

/** Whether the schema is the one that the further checks are written for. */
async function isCurrent(db: Db): Promise<boolean> {
  return (await appliedStep(db).catch(() => undefined)) === schemaStep
}

async function zoneCheck(db: Db, zone: string | undefined): Promise<Readonly<Record<string, Run>>> {
  if (zone === undefined || !(await isCurrent(db))) return {}
  return { 'time zone': () => compareZones(db, zone) }
}

/** The checks of what follows from the rest, which an older schema may not have. */
async function derivedChecks(db: Db): Promise<Readonly<Record<string, Run>>> {
  if (!(await isCurrent(db))) return {}
  const seesAll = await seesEveryRow(db)
  const examine =
    ({ detail, findFault }: Derived): Run =>
    async (advance) => {
      const fault = await findFault(db, { seesAll, advance })
      if (fault !== undefined) throw new CheckError(fault, repairHint)
      return seesAll ? detail : `${detail}, as far as this login can see`
    }
  return Object.fromEntries(Object.entries(derived).map(([name, each]) => [name, examine(each)]))
}

/** A check, and what a repair found and made again before it. */
export type CheckAfterRepair = Check & { readonly repaired: string | null }

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
