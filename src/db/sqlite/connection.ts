import Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type TransactionSettings,
} from 'kysely'
import { databaseError } from '../../errors.ts'
import type { Db, Schema } from '../schema.ts'
import { createPrivateFile, requireDatabaseFile } from './file.ts'
import { withTypedRows } from './values.ts'

/** 'MOM1' in the file's header: tells a household's file from any other program's. */
const applicationId = 0x4d4f4d31

/** How long a command waits for another one that is writing, in milliseconds. */
const busyTimeout = 10_000

/**
 * Opens a household's file that is there already. Nothing is written to it.
 *
 * @throws MomentumError `database` when it is missing, empty, no file, or not Momentum's
 */
export function openSqlite(path: string, { readonly = false } = {}): Db {
  requireDatabaseFile(path)
  return connect(path, requireHousehold, { readonly })
}

/** Makes an empty file for a new household, which only its owner can read, and opens it. */
export function createSqlite(path: string): Db {
  createPrivateFile(path)
  return connect(path, () => {})
}

/** A database that is gone when it is closed. */
export function createInMemory(): Db {
  return connect(':memory:', () => {}, { fileMustExist: false })
}

/** Runs work with a database that is closed when the work ends. */
export async function withDatabase<Result>(
  db: Db,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

/**
 * Puts all that a sound file holds into another one, page by page, while others have that one open: they
 * see the state before or the state after, and so does whoever opens it after this was cut off.
 *
 * @param locked called before the first change, when nobody else can read or write any more
 * @returns false when the other file was in use, and nothing was done
 */
export async function overwriteSqlite(
  source: string,
  target: string,
  locked: () => void,
): Promise<boolean> {
  const raw = new Database(source, { readonly: true, timeout: busyTimeout })
  let isLocked = false
  try {
    // The first step takes the lock and copies nothing; one that found the file in use ends as if it
    // had copied all.
    await raw.backup(target, {
      progress: () => {
        if (!isLocked) locked()
        isLocked = true
        return everyPage
      },
    })
    return isLocked
  } finally {
    raw.close()
  }
}

const everyPage = 0x7fffffff

function connect(
  path: string,
  check: (raw: Database.Database, path: string) => void,
  { fileMustExist = true, readonly = false } = {},
): Db {
  const raw = new Database(path, { timeout: busyTimeout, fileMustExist, readonly })
  try {
    check(raw, path)
    configure(raw)
    return new Kysely<Schema>({ dialect: new HouseholdDialect({ database: withTypedRows(raw) }) })
  } catch (error) {
    raw.close()
    throw error
  }
}

// What is acknowledged survives a power cut, and the file is one file at rest that can be read on a
// full disk or in a read-only folder: a rollback journal with synchronous EXTRA.
function configure(raw: Database.Database): void {
  raw.pragma('trusted_schema = off')
  raw.pragma('cell_size_check = on')
  raw.pragma('foreign_keys = on')
  // What was deleted is gone from the file, too.
  raw.pragma('secure_delete = on')
  const isWal = raw.pragma('journal_mode', { simple: true }) === 'wal'
  if (isWal && !raw.readonly) raw.pragma('journal_mode = delete')
  raw.pragma('synchronous = extra')
  raw.pragma('fullfsync = on')
}

/** Whether something may have been changed in a file since it was opened. */
export function hasWritten(db: Db): boolean {
  const { adapter } = db.getExecutor()
  return adapter instanceof HouseholdAdapter && adapter.hasWritten
}

function requireHousehold(raw: Database.Database, path: string): void {
  if (raw.pragma('application_id', { simple: true }) === applicationId) return
  throw databaseError(
    `“${path}” belongs to another program, not to Momentum; it was left as it is.`,
    'Name the right file with --db.',
  )
}

class HouseholdDialect extends SqliteDialect {
  readonly #database: SqliteDatabase
  readonly #adapter = new HouseholdAdapter()

  constructor(config: { database: SqliteDatabase }) {
    super(config)
    this.#database = config.database
  }

  override createDriver(): HouseholdDriver {
    return new HouseholdDriver({ database: this.#database }, this.#adapter)
  }

  override createAdapter(): HouseholdAdapter {
    return this.#adapter
  }
}

class HouseholdDriver extends SqliteDriver {
  readonly #adapter: HouseholdAdapter
  #isWriting = false

  constructor(config: { database: SqliteDatabase }, adapter: HouseholdAdapter) {
    super(config)
    this.#adapter = adapter
  }

  // A deferred transaction that reads first and then writes fails at once, whatever the timeout, when
  // another program wrote in between.
  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    this.#isWriting = settings?.accessMode !== 'read only'
    const begin = this.#isWriting ? 'begin immediate' : 'begin'
    await connection.executeQuery(CompiledQuery.raw(begin))
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    if (this.#isWriting) this.#adapter.hasWritten = true
  }

  // SQLite ends the transaction by itself on a full disk; the second rollback would hide the reason.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => {})
  }
}

class HouseholdAdapter extends SqliteAdapter {
  /** Whether a transaction that could write was kept. */
  hasWritten = false

  /** Kysely's own says no; in an immediate transaction SQLite changes tables all or nothing. */
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
