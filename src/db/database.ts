import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { databaseError, type MomentumError } from '../errors.ts'
import type { FileLocation, Location } from './location.ts'
import type { Target } from './migrate/migrate.ts'
import { appliedStep, newerSchema, stepNumber } from './migrate/version.ts'
import type { Server } from './postgres/url.ts'
import { type Db, schemaStep } from './schema.ts'
import { createSqlite, openSqlite, withDatabase } from './sqlite/connection.ts'
import { publishDraft, withDraft } from './sqlite/draft.ts'
import { statFile } from './sqlite/file.ts'

/**
 * Opens the household's database, ready for this program: the default file is created by the first
 * command that needs it, and a file of an older schema is upgraded, after a backup of it was made.
 * A server is shared with others, so that nothing is made or upgraded there by the way.
 *
 * @throws MomentumError `database`
 */
export async function openDatabase(location: Location, surroundings: Surroundings): Promise<Db> {
  return 'server' in location ? openServer(location.server) : openFile(location, surroundings)
}

async function openServer(server: Server): Promise<Db> {
  const { openPostgres } = await import('./postgres/connection.ts')
  const db = openPostgres(server, 'command')
  try {
    const step = await appliedStep(db)
    if (step === schemaStep) return db
    throw step !== undefined && step > schemaStep ? newerSchema(step) : unready(step, server)
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** The error for a server on which nobody has made this program's schema. */
function unready(step: string | undefined, { url }: Server): MomentumError {
  if (step === undefined) {
    return databaseError(`There is no household at ${url} yet.`, {
      lead: 'Make one there',
      command: 'db init',
    })
  }
  return databaseError(
    `The household at ${url} has schema ${stepNumber(step)}; this Momentum needs ${stepNumber(schemaStep)}.`,
    { lead: 'When everybody who shares it has this version', command: 'db migrate' },
  )
}

async function openFile(location: FileLocation, surroundings: Surroundings): Promise<Db> {
  if (!location.explicit && !statFile(location.path)) {
    const made = await createDatabase(location)
    if (made) surroundings.notice(`Created the household’s database: ${location.path}`)
  }
  const db = openSqlite(location.path)
  try {
    const step = await appliedStep(db)
    if (step === schemaStep) return db
    if (step !== undefined && step > schemaStep) throw newerSchema(step)
    await changeSchema(db, location, 'latest', surroundings)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/**
 * Opens the database as it is, of whatever schema: to look at it, not to work with it.
 *
 * @throws MomentumError `database`
 */
export async function openAsItIs(location: Location): Promise<Db> {
  if ('server' in location) {
    const { openPostgres } = await import('./postgres/connection.ts')
    return openPostgres(location.server, 'longWork')
  }
  if (location.explicit || statFile(location.path)) return openSqlite(location.path)
  throw databaseError(`The household has no database yet; it would be at “${location.path}”.`, {
    lead: 'Make it',
    command: 'db init',
  })
}

/** What a change of the schema needs from outside. */
export type Surroundings = {
  readonly now: Date
  /** Told in one sentence of what was created or kept. */
  readonly notice: (sentence: string) => void
}

/** Takes the schema to a step; a file, after a backup of it was made. */
export async function changeSchema(
  db: Db,
  location: Location,
  target: Target,
  { now, notice }: Surroundings,
): Promise<void> {
  const { migrate } = await import('./migrate/migrate.ts')
  await migrate(db, target, {
    prepare: async (from) => {
      if (from === undefined || 'server' in location) return
      const { backUpBeforeMigration } = await import('./backup/backup.ts')
      const backup = await backUpBeforeMigration(location, now)
      notice(`The state before the change is kept: ${backup}`)
    },
  })
}

/**
 * Makes a new household; where another program was first, its own stands.
 *
 * @param fill writes into a new file before anybody can see it
 * @returns whether this call made it
 * @throws MomentumError `database`
 */
export async function createDatabase(location: Location, fill?: Fill): Promise<boolean> {
  return 'server' in location ? createOnServer(location.server) : createFile(location, fill)
}

type Fill = (db: Db) => Promise<void>

async function createOnServer(server: Server): Promise<boolean> {
  return withDatabase(await openAsItIs({ server }), async (db) => {
    const { migrate } = await import('./migrate/migrate.ts')
    const steps = await migrate(db, 'latest', {
      // Others may still work with what is there.
      prepare: (from) => {
        if (from !== undefined) throw unready(from, server)
      },
    })
    return steps.length > 0
  })
}

/** The file gets its name when it is whole, so that nobody ever sees half of one. */
async function createFile(location: FileLocation, fill?: Fill): Promise<boolean> {
  const folder = dirname(location.path)
  if (!location.explicit) mkdirSync(folder, { recursive: true, mode: 0o700 })
  else if (!statFile(folder)) {
    throw databaseError(`There is no folder “${folder}”.`, 'Create it first.')
  }
  return withDraft(location.path, async (draft) => {
    await fillNewFile(draft, fill)
    return publishDraft(draft, location.path)
  })
}

/** Makes a file of this program's schema. */
export async function fillNewFile(path: string, fill?: Fill): Promise<void> {
  await withDatabase(createSqlite(path), async (db) => {
    const { migrate } = await import('./migrate/migrate.ts')
    await migrate(db, 'latest')
    await fill?.(db)
  })
}
