import { dirname } from 'node:path'
import type { Days } from '../domain/time.ts'
import { databaseError, type MomentumError } from '../errors.ts'
import { setDays } from './dialect.ts'
import type { FileLocation, Location } from './location.ts'
import type { Target } from './migrate/migrate.ts'
import { appliedStep, knownStep, stepNumber } from './migrate/version.ts'
import type { Server } from './postgres/url.ts'
import { type Db, schemaStep } from './schema.ts'
import { createSqlite, openSqlite, withDatabase } from './sqlite/connection.ts'
import { createPrivateFolder } from './sqlite/create.ts'
import { publishDraft, withDraft } from './sqlite/draft.ts'
import { isInSystemFolder, isInWalMode, statFile } from './sqlite/file.ts'

/**
 * Opens the household's database with the schema of this program. The first command creates the
 * default file, and a file of an older schema is backed up and upgraded, unless the context forbids
 * it. A household on a server is neither created nor upgraded here, because others share it.
 *
 * @throws MomentumError `database`
 */
export async function openDatabase(location: Location, context: DatabaseContext): Promise<Db> {
  const open =
    'server' in location ? openServer(location.server, context) : openFile(location, context)
  const db = await open
  setDays(db, context.days ?? {})
  return db
}

async function openServer(server: Server, { isLongWork }: DatabaseContext): Promise<Db> {
  const { openPostgres } = await import('./postgres/connection.ts')
  return prepare(openPostgres(server, isLongWork ? 'longWork' : 'command'), async (db) => {
    const step = await knownStep(db)
    if (step !== schemaStep) throw schemaError(step, server)
  })
}

async function openFile(location: FileLocation, context: DatabaseContext): Promise<Db> {
  await requireNotLost(location)
  if (!location.explicit && !statFile(location.path)) {
    if (context.isAsItIs) throw missingFileError(location)
    const isCreated = await createDatabase(location)
    if (isCreated) context.notice(`Created the household’s database: ${location.path}`)
  }
  return prepare(openSqlite(location.path), async (db) => {
    const step = await knownStep(db)
    if (step === schemaStep) return
    if (context.isAsItIs) throw olderFileError(step, location)
    await changeSchema(db, location, 'latest', context)
  })
}

/** Refuses a file that is missing while its backups exist. */
async function requireNotLost({ path }: FileLocation): Promise<void> {
  if (statFile(path)) return
  const lost = await import('./backup/lost.ts')
  lost.requireNotLost(path)
}

/** Prepares a database for commands, or closes it when that fails. */
async function prepare(db: Db, work: (db: Db) => Promise<void>): Promise<Db> {
  try {
    await work(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** The error for a server where nobody has created this program's schema yet. */
function schemaError(step: string | undefined, { url }: Server): MomentumError {
  if (step === undefined) {
    return databaseError(`There is no household at ${url} yet.`, {
      lead: 'Create one there',
      command: 'db init',
    })
  }
  return databaseError(
    `The household at ${url} has schema ${stepNumber(step)}; this version of Momentum needs schema ${stepNumber(schemaStep)}.`,
    { lead: 'Once everyone who shares it has this version', command: 'db migrate' },
  )
}

/**
 * Opens a household only to read it, if that is possible at once: nothing is created, upgraded or
 * written, and nothing is waited for longer than a second.
 *
 * @returns undefined for a household of another schema, or a file beside which SQLite would create
 * others
 * @throws an error of any kind where there is no household to read
 */
export async function openToRead(location: Location): Promise<Db | undefined> {
  const db = await openAtOnce(location)
  if (db !== undefined && (await appliedStep(db)) === schemaStep) return db
  await db?.destroy()
  return undefined
}

async function openAtOnce(location: Location): Promise<Db | undefined> {
  if ('path' in location) {
    // SQLite creates files beside a file in WAL mode even to read it.
    if (isInWalMode(location.path)) return undefined
    return openSqlite(location.path, { readonly: true, timeout: shortWait })
  }
  const { openPostgres } = await import('./postgres/connection.ts')
  const server = { ...location.server, connectTimeout: 1, commandTimeout: 1 }
  return openPostgres(server, 'command')
}

/** How long to wait for another program where nobody expects to, in milliseconds. */
const shortWait = 200

/**
 * Opens a database of any schema, to examine it rather than to work with it.
 *
 * @param days when the household's days begin, which a repair needs
 * @throws MomentumError `database`
 */
export async function openAnySchema(location: Location, days: Days = {}): Promise<Db> {
  const db = await openAsItIs(location)
  setDays(db, days)
  return db
}

async function openAsItIs(location: Location): Promise<Db> {
  if ('server' in location) {
    const { openPostgres } = await import('./postgres/connection.ts')
    return openPostgres(location.server, 'longWork')
  }
  await requireNotLost(location)
  if (location.explicit || statFile(location.path)) return openSqlite(location.path)
  throw missingFileError(location)
}

function missingFileError({ path }: FileLocation): MomentumError {
  return databaseError(`Your household has no database yet; it would be at “${path}”.`, {
    lead: 'Create it',
    command: 'db init',
  })
}

/** The error for a file with an older schema, which other commands upgrade. */
function olderFileError(step: string | undefined, { path }: FileLocation): MomentumError {
  return databaseError(
    `“${path}” has schema ${stepNumber(step)}; this version of Momentum needs schema ${stepNumber(schemaStep)}.`,
    { lead: 'To back it up and upgrade it', command: 'db migrate' },
  )
}

/**
 * Opens a household on a server, of any schema that this program can upgrade, to copy all of it.
 *
 * @throws MomentumError `database`
 */
export async function openToCopy(server: Server): Promise<Db> {
  return prepare(await openAnySchema({ server }), async (db) => {
    const step = await knownStep(db)
    if (step === undefined) throw schemaError(step, server)
  })
}

/** What the opening of a database, or a change of its schema, needs from outside. */
export type DatabaseContext = {
  readonly now: Date
  /** When the household's days begin; by default at midnight, in the system's time zone. */
  readonly days?: Days
  /** Whether the command works on the whole household, which a server gives more time. */
  readonly isLongWork?: boolean
  /** Whether a file must be neither created nor upgraded. */
  readonly isAsItIs?: boolean
  /** Called with a sentence about a file that was created. */
  readonly notice: (sentence: string) => void
}

/** Moves the schema to a step. A file is backed up first. */
export async function changeSchema(
  db: Db,
  location: Location,
  target: Target,
  { now, notice }: DatabaseContext,
): Promise<void> {
  const { migrate } = await import('./migrate/migrate.ts')
  await migrate(db, target, {
    prepare: async (from) => {
      if (from === undefined || 'server' in location) return
      const { backUpBeforeMigration } = await import('./backup/backup.ts')
      const backup = await backUpBeforeMigration(location, now)
      notice(`Backed up the database before changing its schema: ${backup}`)
    },
  })
}

/**
 * Creates a household, unless one exists.
 *
 * @param fill writes into a new file before any other program can see it
 * @returns false when a household exists, even one that another program has just created
 * @throws MomentumError `database`
 */
export async function createDatabase(location: Location, fill?: Fill): Promise<boolean> {
  if ('server' in location) return createOnServer(location.server)
  // A copy of a household hides no loss, because it is not empty.
  if (fill === undefined) await requireNotLost(location)
  return createFile(location, fill)
}

type Fill = (db: Db) => Promise<void>

async function createOnServer(server: Server): Promise<boolean> {
  return withDatabase(await openAnySchema({ server }), async (db) => {
    const { migrate } = await import('./migrate/migrate.ts')
    const steps = await migrate(db, 'latest', {
      // An older household is not upgraded: others may still work with it.
      prepare: (from) => {
        if (from !== undefined) throw schemaError(from, server)
      },
    })
    return steps.length > 0
  })
}

async function createFile(location: FileLocation, fill?: Fill): Promise<boolean> {
  const folder = dirname(location.path)
  if (!location.explicit) createPrivateFolder(folder)
  else if (!statFile(folder)) {
    throw databaseError(`There is no folder “${folder}”.`, 'Create it first.')
  }
  if (isInSystemFolder(location.path)) {
    throw databaseError(
      `“${location.path}” is in a system folder.`,
      'Give a path in another folder.',
    )
  }
  // If another program makes it meanwhile, that is noticed at the end.
  if (statFile(location.path)) return false
  return withDraft(location.path, async (draft) => {
    await fillNewFile(draft, fill)
    return publishDraft(draft, location.path)
  })
}

/** Creates a file with the schema of this program, or of another step, and fills it. */
export async function fillNewFile(
  path: string,
  fill?: Fill,
  target: Target = 'latest',
): Promise<void> {
  await withDatabase(createSqlite(path), async (db) => {
    const { migrate } = await import('./migrate/migrate.ts')
    await migrate(db, target)
    await fill?.(db)
  })
}
