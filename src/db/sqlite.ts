import { randomUUID } from 'node:crypto'
import { closeSync, constants, lstatSync, openSync, rmSync, type Stats, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely'
import { domains, efforts, priorities, taskStatuses } from '../domain/task.ts'
import { MomentumError } from '../errors.ts'
import { giveName } from './give-name.ts'
import { type Db, flagColumns, type Schema } from './schema.ts'

/** 'MOM1' in the file's header: tells a household's file from any other program's. */
const applicationId = 0x4d4f4d31

/** How long a command waits for another one that is writing, in milliseconds. */
const busyTimeout = 10_000

/**
 * Opens a household's file that is there already. Nothing is written to it.
 *
 * @throws MomentumError `database` when it is missing, empty, no file, or not Momentum's
 */
export function openSqlite(path: string): Db {
  requireDatabaseFile(path)
  return connect(path, requireHousehold)
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

/**
 * Writes a copy, as of this moment, to a new file that only its owner can read.
 *
 * @throws MomentumError `database` for a damaged one: its copy would pass for a good one
 */
export function copySqlite(path: string, target: string): void {
  const draft = `${target}.${randomUUID()}.new`
  const raw = new Database(path, { readonly: true, timeout: busyTimeout })
  try {
    requireSound(raw, path)
    createPrivateFile(draft)
    raw.prepare('vacuum into ?').run(draft)
    if (giveName(draft, target)) return
    throw new MomentumError(
      'database',
      `There is already a file “${target}”; it was left as it is.`,
    )
  } finally {
    raw.close()
    rmSync(draft, { force: true })
  }
}

function connect(
  path: string,
  check: (raw: Database.Database, path: string) => void,
  { fileMustExist = true } = {},
): Db {
  const raw = new Database(path, { timeout: busyTimeout, fileMustExist })
  try {
    check(raw, path)
    configure(raw)
    return new Kysely<Schema>({ dialect: new HouseholdDialect({ database: withBooleans(raw) }) })
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
  if (raw.pragma('journal_mode', { simple: true }) === 'wal') raw.pragma('journal_mode = delete')
  raw.pragma('synchronous = extra')
  raw.pragma('fullfsync = on')
}

function requireDatabaseFile(path: string): void {
  const file = statFile(path)
  if (!file) {
    throw new MomentumError(
      'database',
      `There is no database at “${path}”.`,
      `Make one there: momentum db init --db '${path}'`,
    )
  }
  if (!file.isFile()) {
    throw new MomentumError(
      'database',
      `“${path}” is not a regular file.`,
      'Name the file of the household with --db.',
    )
  }
  if (file.size === 0) {
    throw new MomentumError(
      'database',
      `The file “${path}” is empty: it was cut short, or is not a database at all.`,
      'Put a backup in its place, or move it away and run momentum db init.',
    )
  }
}

/** The file behind a name, also behind a link; undefined when there is none. */
export function statFile(path: string): Stats | undefined {
  const link = lstatSync(path, { throwIfNoEntry: false })
  return link?.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : link
}

function requireHousehold(raw: Database.Database, path: string): void {
  if (raw.pragma('application_id', { simple: true }) === applicationId) return
  throw new MomentumError(
    'database',
    `“${path}” belongs to another program, not to Momentum; it was left as it is.`,
    'Name the right file with --db.',
  )
}

function requireSound(raw: Database.Database, path: string): void {
  const found = raw.pragma('integrity_check(1)', { simple: true })
  if (found === 'ok') return
  throw new MomentumError(
    'database',
    `“${path}” is damaged (${found}); nothing was changed.`,
    'Keep the file as it is, and put the last good backup in its place.',
  )
}

function createPrivateFile(path: string): void {
  closeSync(openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, 0o600))
}

/** SQLite keeps booleans as 0 and 1, which it neither takes nor gives as what they are. */
function withBooleans(raw: Database.Database): SqliteDatabase {
  let last: { readonly query: string; readonly statement: Statement } | undefined
  // Long work says the same again and again; each statement would wait for the garbage collector.
  const prepare = (query: string) => {
    if (last?.query !== query || last.statement.busy) {
      last = { query, statement: raw.prepare<unknown[], Row>(query) }
    }
    return last.statement
  }
  return {
    prepare: (query) => translated(prepare(query)),
    close: () => raw.close(),
  }
}

type Row = Record<string, unknown>
type Statement = Database.Statement<unknown[], Row>

function translated(statement: Statement): SqliteStatement {
  const names = statement.reader ? statement.columns().map((column) => column.name) : []
  const flags = names.filter((name) => flagColumns.includes(name))
  const closed = choices.filter(([name]) => names.includes(name))
  const bound = (parameters: readonly unknown[]) =>
    parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value))
  const read = (row: Row) => {
    for (const flag of flags) row[flag] = Boolean(row[flag])
    for (const [name, values] of closed) {
      if (!values.some((value) => value === row[name])) throw oddValue(name, row[name])
    }
    return row
  }
  return {
    reader: statement.reader,
    all: (parameters) => {
      const rows = statement.all(...bound(parameters))
      return flags.length + closed.length === 0 ? rows : rows.map(read)
    },
    run: (parameters) => statement.run(...bound(parameters)),
    iterate: (parameters) => statement.iterate(...bound(parameters)),
  }
}

/** The columns that hold one of a few words. SQLite looks when it writes, not when it reads. */
const choices: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['domain', domains],
  ['effort', efforts],
  ['priority', priorities],
  ['status', taskStatuses],
]

function oddValue(name: string, value: unknown): MomentumError {
  return new MomentumError(
    'database',
    `The database is damaged: “${value}” is no ${name}.`,
    'Look closer: momentum db check',
  )
}

class HouseholdDialect extends SqliteDialect {
  readonly #database: SqliteDatabase

  constructor(config: { database: SqliteDatabase }) {
    super(config)
    this.#database = config.database
  }

  override createDriver(): HouseholdDriver {
    return new HouseholdDriver({ database: this.#database })
  }

  override createAdapter(): HouseholdAdapter {
    return new HouseholdAdapter()
  }
}

class HouseholdDriver extends SqliteDriver {
  // A deferred transaction that reads first and then writes fails at once, whatever the timeout, when
  // another program wrote in between.
  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'
    await connection.executeQuery(CompiledQuery.raw(begin))
  }

  // SQLite ends the transaction by itself on a full disk; the second rollback would hide the reason.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => {})
  }
}

/** Kysely's own says no; in an immediate transaction SQLite changes tables all or nothing. */
class HouseholdAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
