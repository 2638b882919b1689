import type { Viewer } from '../domain/user.ts'
import { countRows, type Dialect, dialectOf, hasTable, measureSize } from './dialect.ts'
import { appliedStep, stepNumber } from './migrate/version.ts'
import { countRoutines } from './routines/routines.ts'
import { type Db, schemaStep } from './schema.ts'
import { countByStatus } from './tasks/lists.ts'

/** The state of a database, for `db status`. */
export type DatabaseStatus = {
  /** The path of the file, or the server's URL without the password. */
  readonly database: string
  readonly dialect: Dialect
  /** The number of the last step that it has run. */
  readonly schema_version: number
  /** The number of the last step that this program knows. */
  readonly latest_version: number
  /** The names of the steps that it has not run. */
  readonly pending: readonly string[]
  readonly size_bytes: number
  /** How many rows there are; null before the first step. */
  readonly users: number | null
  readonly tasks: number | null
  /** Null also before the step that adds routines. */
  readonly routines: number | null
  readonly daily_wins: number | null
}

/** Describes a database of any schema. Only what the viewer can see is counted. */
export async function getStatus(db: Db, viewer: Viewer, place: string): Promise<DatabaseStatus> {
  const { listSteps } = await import('./migrate/migrate.ts')
  const step = await appliedStep(db)
  const isOlder = step === undefined || step < schemaStep
  const pending = (await listSteps(db)).filter(({ applied }) => !applied)
  const count = async (table: 'users' | 'tasks' | 'daily_wins') =>
    step === undefined ? null : countRows(db, table)
  return {
    database: place,
    dialect: dialectOf(db),
    schema_version: stepNumber(step),
    latest_version: stepNumber(schemaStep),
    pending: pending.map(({ name }) => name),
    size_bytes: await measureSize(db),
    users: await count('users'),
    // Older schemas lack what hides a private task.
    tasks: isOlder ? await count('tasks') : await countVisible(db, viewer),
    routines: isOlder ? await countAllRoutines(db) : await countRoutines(db, viewer),
    daily_wins: await count('daily_wins'),
  }
}

async function countAllRoutines(db: Db): Promise<number | null> {
  return (await hasTable(db, 'routines')) ? countRows(db, 'routines') : null
}

/** Adds up the counts by status, because counting a million tasks would take long. */
async function countVisible(db: Db, viewer: Viewer): Promise<number> {
  const counts = Object.values(await countByStatus(db, viewer))
  return counts.reduce((sum, count) => sum + count, 0)
}
