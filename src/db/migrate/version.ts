import { databaseError, type MomentumError } from '../../errors.ts'
import { isMissingTable } from '../error-codes.ts'
import { type Db, schemaStep } from '../schema.ts'

/** The last step that a database has run; undefined when it has run none. */
export async function appliedStep(db: Db): Promise<string | undefined> {
  const query = db.selectFrom('kysely_migration').select(({ fn }) => fn.max('name').as('step'))
  const row = await query.executeTakeFirst().catch((error: unknown) => {
    // The first step creates the table.
    if (isMissingTable(error, 'kysely_migration')) return undefined
    throw error
  })
  return row?.step ?? undefined
}

/** As {@link appliedStep}. @throws MomentumError `database` for a schema newer than this program */
export async function knownStep(db: Db): Promise<string | undefined> {
  const step = await appliedStep(db)
  if (step !== undefined && step > schemaStep) throw newerSchemaError(step)
  return step
}

/** The number of a step: 12 for `0012_…`, 0 for none. */
export function stepNumber(step: string | undefined): number {
  return step === undefined ? 0 : Number.parseInt(step, 10)
}

/** The error for a database that a newer program has upgraded. */
export function newerSchemaError(step: string): MomentumError {
  return databaseError(
    `This database has schema ${stepNumber(step)}; this version of Momentum supports schemas up to ${stepNumber(schemaStep)}.`,
    'Update Momentum, then try again.',
  )
}

/**
 * Keeps a command from writing after another program has changed the schema.
 *
 * @throws MomentumError `database`
 */
export async function requireStep(tx: Db, step: string): Promise<void> {
  if ((await appliedStep(tx)) === step) return
  throw databaseError(
    'The database was upgraded or downgraded while this command ran; nothing was changed.',
    'Run the command again.',
  )
}
