import { type Kysely, type RawBuilder, sql } from 'kysely'
import { kindsOf } from './columns.ts'
import { type Recorded, recordedAround, recordedBy, type Tables } from './journal.ts'
import * as postgres from './recording-postgres.ts'
import * as sqlite from './recording-sqlite.ts'

// For steps after 0007, which made its triggers with statements of its own.

/** The step from which the triggers of a server are guarded. */
const guardingStep = '0008_guarded_triggers'

/**
 * Records from now on what a step adds. This is the last call of its `up`, when the tables and
 * columns are there.
 */
export async function startRecording(
  db: Kysely<unknown>,
  step: string,
  steps = recordedBy,
): Promise<void> {
  const { before, after } = recordedAround(step, steps)
  await changeRecorded(db, before, after, step >= guardingStep)
}

/**
 * Stops recording what a step adds and deletes what was recorded of it. This is the first call of
 * its `down`, when the tables and columns are still there.
 */
export async function stopRecording(
  db: Kysely<unknown>,
  step: string,
  steps = recordedBy,
): Promise<void> {
  const { before, after } = recordedAround(step, steps)
  await changeRecorded(db, after, before, step > guardingStep)
}

async function changeRecorded(
  db: Kysely<unknown>,
  from: Tables,
  to: Tables,
  isGuarded: boolean,
): Promise<void> {
  const journal = kindsOf(db).spell({ sqlite, postgres })
  const names = Object.keys({ ...from, ...to })
  const run = async (statements: readonly RawBuilder<unknown>[]) => {
    for (const statement of statements) await statement.execute(db)
  }
  await run(names.flatMap(journal.dropTriggers))
  for (const name of names) await run(forget(journal, name, from[name], to[name]))
  if (names.some((name) => !(name in from && name in to))) {
    await journal.allowTables(db, Object.keys(to))
  }
  await run(
    Object.entries(to).flatMap(([name, table]) => journal.createTriggers(name, table, isGuarded)),
  )
}

/** Deletes what was recorded of a table, or of the columns of it that are not recorded any more. */
function forget(
  journal: Pick<typeof sqlite, 'forgetColumns'>,
  name: string,
  from: Recorded | undefined,
  to: Recorded | undefined,
): RawBuilder<unknown>[] {
  const isTable = sql`table_name = ${sql.lit(name)}`
  if (to === undefined) return [sql`delete from changes where ${isTable}`]
  const columns = from?.columns.filter((column) => !to.columns.includes(column)) ?? []
  if (columns.length === 0) return []
  return [
    journal.forgetColumns(name, columns),
    sql`delete from changes where ${isTable} and operation = 'UPDATE' and after = '{}'`,
  ]
}
