import { readFileSync } from 'node:fs'
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
import type { Days } from '../../domain/time.ts'
import { databaseError } from '../../errors.ts'
import type { DatedAdapter } from '../dialect.ts'
import type { Db, Schema } from '../schema.ts'
import { createPrivateFile } from './create.ts'
import { requireDatabaseFile } from './file.ts'
import { withTypedRows } from './values.ts'

/** 'MOM1' in the header of the file: it tells a household's file from another program's. */
export const applicationId = 0x4d4f4d31

/** How long a command waits while another one writes, in milliseconds. */
const busyTimeout = 10_000

/**
 * Opens an existing household's file, without writing to it.
 *
 * @param timeout how long to wait while another program writes, in milliseconds
 * @throws MomentumError `database` for a path without a household's file
 */
export function openSqlite(path: string, { readonly = false, timeout = busyTimeout } = {}): Db {
  requireDatabaseFile(path)
  return connect(path, requireHousehold, { readonly, timeout })
}

/** Creates an empty file that only its owner can use, and opens it for a new household. */
export function createSqlite(path: string): Db {
  createPrivateFile(path)
  return connect(path, () => {})
}

/** Opens a database in memory, which is deleted when it is closed. */
export function createInMemory(): Db {
  return connect(':memory:', () => {}, { fileMustExist: false })
}

/**
 * Opens a copy in memory of a household's file, as of this moment. Other programs wait only while
 * its bytes are read, however long the copy is used. No transaction of this program may be open.
 *
 * @returns undefined when another program keeps the file in WAL mode
 */
export function openSnapshot(path: string): Db | undefined {
  const raw = new Database(path, { timeout: busyTimeout, readonly: true })
  try {
    // From its first read until it ends, a transaction keeps others from writing.
    raw.exec('begin')
    raw.prepare('select 1 from sqlite_master').get()
    // SQLite's own way to do this would take a page that cannot be read for an empty one.
    const bytes = readFileSync(path)
    const isWal = bytes[18] === 2
    return isWal ? undefined : connect(bytes, () => {}, { fileMustExist: false })
  } finally {
    raw.close()
  }
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
 * Overwrites a file with the contents of a sound one, while other programs have it open: they see
 * the state before or the state after. The same holds after an interruption.
 *
 * @param onLocked called before the first change, when no other program can read or write the file
 * @returns false when the file was in use, so that nothing was done
 */
export async function overwriteSqlite(
  source: string,
  target: string,
  onLocked: () => void,
): Promise<boolean> {
  const raw = new Database(source, { readonly: true, timeout: busyTimeout })
  let isLocked = false
  try {
    // The first step takes the lock and copies nothing. When the file is in use, the backup ends
    // before it, as if everything were copied.
    await raw.backup(target, {
      progress: () => {
        if (!isLocked) onLocked()
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

/** @param source the path of a file, or the bytes of one, which are copied to memory */
function connect<Source extends string | Buffer>(
  source: Source,
  check: (raw: Database.Database, source: Source) => void,
  { fileMustExist = true, readonly = false, timeout = busyTimeout } = {},
): Db {
  const raw = openRaw(source, { fileMustExist, readonly, timeout })
  try {
    check(raw, source)
    configure(raw)
    return new Kysely<Schema>({ dialect: new HouseholdDialect({ database: withTypedRows(raw) }) })
  } catch (error) {
    raw.close()
    throw error
  }
}

function openRaw(
  source: string | Buffer,
  options: {
    readonly fileMustExist: boolean
    readonly readonly: boolean
    readonly timeout: number
  },
): Database.Database {
  try {
    return new Database(source, options)
  } catch (error) {
    // SQLite's own error does not name the file.
    if (error instanceof Error && typeof source === 'string') Object.assign(error, { path: source })
    throw error
  }
}

// With a rollback journal and synchronous EXTRA, what a command reports as done survives a power
// cut, and the household is one file, which can be read on a full disk or in a read-only folder.
function configure(raw: Database.Database): void {
  raw.pragma('trusted_schema = off')
  raw.pragma('cell_size_check = on')
  raw.pragma('foreign_keys = on')
  // Deleted text is overwritten in the file, too.
  raw.pragma('secure_delete = on')
  const isWal = raw.pragma('journal_mode', { simple: true }) === 'wal'
  if (isWal && !raw.readonly) raw.pragma('journal_mode = delete')
  raw.pragma('synchronous = extra')
  raw.pragma('fullfsync = on')
}

/** Whether the file may have changed since it was opened here. */
export function hasWritten(db: Db): boolean {
  const { adapter } = db.getExecutor()
  return adapter instanceof HouseholdAdapter && adapter.hasWritten
}

function requireHousehold(raw: Database.Database, path: string): void {
  if (raw.pragma('application_id', { simple: true }) === applicationId) return
  throw databaseError(
    `“${path}” belongs to another program; it was not changed.`,
    'Give your household’s file with --db.',
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

  // A deferred transaction that reads and then writes fails at once, without waiting, while another
  // program is about to write.
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

  // On a full disk, SQLite rolls back by itself; a second rollback's error would hide the reason.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => {})
  }
}

class HouseholdAdapter extends SqliteAdapter implements DatedAdapter {
  days: Days = {}

  /** Whether a transaction that could write was committed. */
  hasWritten = false

  /** Kysely's adapter says no; in an immediate transaction, SQLite keeps all changes or none. */
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
