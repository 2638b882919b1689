import {
  CompiledQuery,
  type DatabaseIntrospector,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type PostgresPool,
  type SchemaMetadata,
  sql,
  type TableMetadata,
  type TransactionSettings,
} from 'kysely'
import { ServerAdapter } from '../dialect.ts'
import type { Db, Schema } from '../schema.ts'
import { takeLock } from './lock.ts'
import { Patience } from './patience.ts'
import { openPool } from './pool.ts'
import type { Server } from './url.ts'

/** How long a command waits while another one writes, in milliseconds. */
const lockTimeout = 10_000

/** How long a statement of long work may take on the server, in milliseconds. */
const longStatement = 3_600_000

/** How long the server waits for the next statement of long work, in milliseconds. */
const longPause = 600_000

/** What a connection is for: a command, or work on the whole household. */
export type Purpose = 'command' | 'longWork'

/** Opens the household on a server. The first query connects. */
export function openPostgres(server: Server, purpose: Purpose): Db {
  const isLongWork = purpose === 'longWork'
  const limit = server.commandTimeout * 1000
  const patience = new Patience(limit, { isLongWork })
  const dialect = new ServerDialect({
    pool: openPool(server, patience),
    schema: server.schema,
    limits: isLongWork
      ? () => ({ statement: longStatement, pause: longPause })
      : () => ({ statement: patience.left, pause: limit }),
  })
  return new Kysely<Schema>({ dialect }).withSchema(server.schema)
}

type Config = {
  readonly pool: PostgresPool
  readonly schema: string
  /** How long the server lets a statement take, and the next one wait, in milliseconds. */
  readonly limits: () => { readonly statement: number; readonly pause: number }
}

class ServerDialect extends PostgresDialect {
  readonly #config: Config

  constructor(config: Config) {
    super(config)
    this.#config = config
  }

  override createDriver(): ServerDriver {
    return new ServerDriver(this.#config)
  }

  override createIntrospector(db: Kysely<unknown>): ServerIntrospector {
    return new ServerIntrospector(db, this.#config.schema)
  }

  override createAdapter(): ServerAdapter {
    return new ServerAdapter(this.#config.schema)
  }
}

/**
 * Tells Kysely's migrator which tables exist. Kysely's own introspector reads every column of every
 * schema, which takes seconds in a database of a thousand households.
 */
class ServerIntrospector implements DatabaseIntrospector {
  readonly #db: Kysely<unknown>
  readonly #schema: string

  constructor(db: Kysely<unknown>, schema: string) {
    this.#db = db
    this.#schema = schema
  }

  async getSchemas(): Promise<SchemaMetadata[]> {
    return [{ name: this.#schema }]
  }

  async getTables(): Promise<TableMetadata[]> {
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = ${this.#schema}
    `.execute(this.#db)
    return rows.map(({ name }) => ({
      name,
      schema: this.#schema,
      isView: false,
      isForeign: false,
      columns: [],
    }))
  }
}

/** Kysely does not export this type. */
type Connection = Parameters<PostgresDriver['rollbackTransaction']>[0]

class ServerDriver extends PostgresDriver {
  readonly #config: Config

  constructor(config: Config) {
    super(config)
    this.#config = config
  }

  /**
   * A household has one writer at a time, as in a file, so that rules across several rows hold.
   * Locks and settings end with the transaction, because a pooler may then give the session to
   * another program.
   */
  override async beginTransaction(
    connection: Connection,
    { accessMode }: TransactionSettings,
  ): Promise<void> {
    const { schema, limits } = this.#config
    const { statement, pause } = limits()
    const isReading = accessMode === 'read only'
    const statements = [
      // At another level, which a role may have, a statement does not see what it waited for.
      isReading
        ? 'begin isolation level repeatable read read only'
        : 'begin isolation level read committed',
      `set local statement_timeout = ${statement}`,
      `set local lock_timeout = ${lockTimeout}`,
      `set local idle_in_transaction_session_timeout = ${pause}`,
      ...(isReading ? [] : [takeLock(schema)]),
    ]
    try {
      await connection.executeQuery(CompiledQuery.raw(statements.join('; ')))
    } catch (error) {
      await this.rollbackTransaction(connection)
      throw error
    }
  }

  // On a lost connection, the rollback fails too, and its error would hide the reason.
  override async rollbackTransaction(connection: Connection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => {})
  }
}
