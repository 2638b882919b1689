import { databaseError, type MomentumError } from '../../errors.ts'
import { isMissingTable } from '../error-codes.ts'
import { type Db, schemaStep } from '../schema.ts'

/** The last step that this database has run, or undefined when it has run none. */
export async function appliedStep(db: Db): Promise<string | undefined> {
  const query = db.selectFrom('kysely_migration').select(({ fn }) => fn.max('name').as('step'))
  const row = await query.executeTakeFirst().catch((error: unknown) => {
    // A database that has run no step keeps no list of them either.
    if (isMissingTable(error, 'kysely_migration')) return undefined
    throw error
  })
  return row?.step ?? undefined
}

/** How many steps a name stands for: 12 for `0012_…`, 0 for none. */
export function stepNumber(step: string | undefined): number {
  return step === undefined ? 0 : Number.parseInt(step, 10)
}

/** The error for a database that a later program has upgraded. */
export function newerSchema(step: string): MomentumError {
  return databaseError(
    `This database has schema ${stepNumber(step)}; this Momentum knows ${stepNumber(schemaStep)} and leaves it alone.`,
    'Update Momentum, then try again.',
  )
}

/**
 * Guards a write against a program that upgraded the database since it was opened.
 *
 * @throws MomentumError `database`
 */
export async function requireCurrentSchema(tx: Db): Promise<void> {
  const step = await appliedStep(tx)
  if (step === schemaStep) return
  throw databaseError(
    'The database was upgraded or taken back while this command ran; nothing was changed.',
    'Run the command again.',
  )
}
