import { type Migration, type MigrationResult, Migrator, NO_MIGRATIONS } from 'kysely/migration'
import { migrations } from '../../../migrations/index.ts'
import { hasTable, serverSchema, withEveryRow } from '../dialect.ts'
import type { Db } from '../schema.ts'
import { enterSchema, requireForeignKeys, requireUtf8, withoutForeignKeys } from './dialect.ts'
import { appliedStep, newerSchemaError } from './version.ts'

/** A step, and whether a database has run it. */
export type StepState = { readonly name: string; readonly applied: boolean }

/** A step to move to: the latest, the one before the applied step, or the named one. */
export type Target = 'latest' | 'down' | { readonly step: string }

type Prepare = (from: string | undefined) => void | Promise<void>

type Steps = Readonly<Record<string, Migration>>

/** Lists every step in order. */
export async function listSteps(db: Db, steps: Steps = migrations) {
  const applied = await appliedStep(db)
  return Object.keys(steps).map(
    (name): StepState => ({ name, applied: applied !== undefined && name <= applied }),
  )
}

/**
 * Runs the steps that lead to the target, all or none, while no other program can write. Of
 * programs that start at once, the first runs the steps, and the others then find nothing to do.
 *
 * @param prepare called under the lock, before the first change, if there is a step to run
 * @throws MomentumError `database` for a schema newer than this program
 */
export async function migrate(
  db: Db,
  target: Target,
  options: { readonly prepare?: Prepare; readonly steps?: Steps } = {},
): Promise<readonly MigrationResult[]> {
  const { prepare, steps = migrations } = options
  return withoutForeignKeys(db, () =>
    db.transaction().execute(async (tx) => {
      const from = (await hasTable(tx, 'kysely_migration')) ? await appliedStep(tx) : undefined
      if (from !== undefined && !(from in steps)) throw newerSchemaError(from)
      if (isAtTarget(from, target, Object.keys(steps))) return []
      await prepare?.(from)
      await requireUtf8(tx)
      await enterSchema(tx)
      return withEveryRow(tx, () => runSteps(tx, target, steps))
    }),
  )
}

function isAtTarget(from: string | undefined, target: Target, names: readonly string[]): boolean {
  if (target === 'latest') return from === names.at(-1)
  if (target === 'down') return from === undefined
  return from === target.step
}

async function runSteps(tx: Db, target: Target, steps: Steps): Promise<readonly MigrationResult[]> {
  const schema = serverSchema(tx)
  const migrator = new Migrator({
    // Names without a schema already mean the household's: see `enterSchema`.
    db: tx.withoutPlugins(),
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
    provider: { getMigrations: async () => ({ ...steps }) },
    nameComparator: (a, b) => (a < b ? -1 : 1),
  })
  const { error, results = [] } = await runTo(migrator, target, Object.keys(steps))
  if (error) throw error
  const unfinished = results.find((result) => result.status !== 'Success')
  if (unfinished) throw new Error(`Step ${unfinished.migrationName} did not run.`)
  await requireForeignKeys(tx)
  return results
}

async function runTo(migrator: Migrator, target: Target, names: readonly string[]) {
  if (target === 'latest') return migrator.migrateToLatest()
  if (target !== 'down') return migrator.migrateTo(target.step)
  const applied = (await migrator.getMigrations()).filter((step) => step.executedAt).length
  const previous = names[applied - 2]
  return migrator.migrateTo(previous ?? NO_MIGRATIONS)
}
