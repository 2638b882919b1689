import type { Viewer } from '../domain/user.ts'
import { countRows, type Dialect, dialectOf, measureSize } from './dialect.ts'
import { appliedStep, stepNumber } from './migrate/version.ts'
import { type Db, schemaStep } from './schema.ts'
import { countTasks } from './tasks/lists.ts'

/** What there is to know of a database from outside. */
export type DatabaseStatus = {
  /** The path of the file, or the server's URL without the password. */
  readonly database: string
  readonly dialect: Dialect
  /** How many steps it has run. */
  readonly schema_version: number
  /** How many this program knows. */
  readonly latest_version: number
  /** The names of the steps that it lacks. */
  readonly pending: readonly string[]
  readonly size_bytes: number
  /** How many rows; null while the table is not there. */
  readonly users: number | null
  readonly tasks: number | null
  readonly daily_wins: number | null
}

/** The tasks are those that the viewer can see. */
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
    // An older schema knows no private tasks.
    tasks: isOlder ? await count('tasks') : await countTasks(db, viewer, {}),
    daily_wins: await count('daily_wins'),
  }
}
