import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  PostgresIntrospector,
  type PostgresPool,
  type PostgresPoolClient,
  sql,
  type TableMetadata,
  type TransactionSettings,
} from 'kysely'
import { Client, Pool, type PoolClient, types } from 'pg'
import { usageError } from '../../errors.ts'
import { ServerAdapter } from '../dialect.ts'
import type { Db, Schema } from '../schema.ts'
import { describeServerFault, isWaking } from './faults.ts'
import type { Server } from './url.ts'

/** How long a command waits while another one writes, in milliseconds. */
const lockTimeout = 10_000

/** How long one statement may take, in milliseconds, by the purpose of the connection. */
const statementTimeouts = { command: 30_000, longWork: 3_600_000 } as const

/** How long to wait for a server that is waking up, in milliseconds. */
const wakingTime = 1_000

/** What a connection is for: a command, or work on the whole household. */
export type Purpose = keyof typeof statementTimeouts

/** Opens the household on a server. The first query connects. */
export function openPostgres(server: Server, purpose: Purpose): Db {
  const timeout = statementTimeouts[purpose]
  const { schema } = server
  const dialect = new ServerDialect({ pool: openPool(server, timeout), schema, timeout })
  return new Kysely<Schema>({ dialect }).withSchema(schema)
}

function openPool(server: Server, timeout: number): PostgresPool {
  const pool = new Pool({
    Client: PlainClient,
    host: server.host,
    port: server.port,
    user: server.user,
    database: server.database,
    ...(server.password === undefined ? {} : { password: server.password }),
    ssl: tlsOptions(server),
    enableChannelBinding: server.channelBinding,
    application_name: server.applicationName,
    types: { getTypeParser },
    // A command does one thing at a time, and servers allow few connections.
    max: 1,
    allowExitOnIdle: true,
    keepAlive: true,
    connectionTimeoutMillis: server.connectTimeout * 1000,
    // Longer than the server's own limit, whose error says more; this one is for a silent network.
    query_timeout: timeout + 5_000,
  })
  // The current query, or the next one, reports a lost connection. Without these listeners, the
  // loss would end the program.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    connect: async () => describingErrors(await connect(pool, server), server),
    end: () => pool.end(),
    options: {},
  }
}

/** Makes instants, dates and quoted texts independent of the server's and the role's settings. */
class PlainClient extends Client {
  // Not in pg's types: the settings in the first message of a connection. Poolers accept these.
  getStartupConf(): Record<string, string> {
    const inherited = Object.getPrototypeOf(PlainClient.prototype).getStartupConf.call(this)
    const plain = { DateStyle: 'ISO', TimeZone: 'UTC', standard_conforming_strings: 'on' }
    return { ...inherited, ...plain }
  }
}

/** Connects, and tries once more when the server is starting or waking up. */
async function connect(pool: Pool, server: Server): Promise<PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    if (!isWaking(error)) throw describeServerFault(error, server) ?? error
  }
  await new Promise((resolve) => setTimeout(resolve, wakingTime))
  return pool.connect().catch((error: unknown) => {
    throw describeServerFault(error, server) ?? error
  })
}

/** Makes a client describe its errors to people. */
function describingErrors(client: PoolClient, server: Server): PostgresPoolClient {
  const query = async (text: string, values: readonly unknown[]) => {
    try {
      return await client.query(text, [...values])
    } catch (error) {
      const deed = text === 'commit' ? 'commit' : 'query'
      throw describeServerFault(error, server, deed) ?? error
    }
  }
  return {
    // The other signature of `query` is for cursors, which nothing here uses.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  }
}

function tlsOptions({ tls, certificate }: Server) {
  if (tls === 'none') return false
  if (tls === 'unverified') return { rejectUnauthorized: false }
  const ca = certificate === undefined ? {} : { ca: readCertificate(certificate) }
  return { rejectUnauthorized: true, ...ca }
}

function readCertificate(path: string): string {
  try {
    const text = readFileSync(path, 'utf8')
    // TLS would ignore a file that is not a certificate, and then trust no server.
    new X509Certificate(text)
    return text
  } catch (cause) {
    throw usageError(
      `The certificate “${path}” cannot be read.`,
      'Check sslrootcert in the database URL.',
      { cause },
    )
  }
}

const readInstant = types.getTypeParser(types.builtins.TIMESTAMPTZ)

/** Reads integers as numbers, instants as UTC with milliseconds, and dates as text. */
function getTypeParser(oid: number): (text: string) => unknown {
  if (oid === types.builtins.INT8) return Number
  if (oid === types.builtins.DATE) return (text) => text
  if (oid === types.builtins.TIMESTAMPTZ) return (text) => readInstant(text).toISOString()
  return types.getTypeParser(oid)
}

type Config = {
  readonly pool: PostgresPool
  readonly schema: string
  /** For a statement, in milliseconds. */
  readonly timeout: number
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
class ServerIntrospector extends PostgresIntrospector {
  readonly #db: Kysely<unknown>
  readonly #schema: string

  constructor(db: Kysely<unknown>, schema: string) {
    super(db)
    this.#db = db
    this.#schema = schema
  }

  override async getTables(): Promise<TableMetadata[]> {
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
    const { schema, timeout } = this.#config
    const isReading = accessMode === 'read only'
    const statements = [
      // At another level, which a role may have, a statement does not see what it waited for.
      isReading
        ? 'begin isolation level repeatable read read only'
        : 'begin isolation level read committed',
      `set local statement_timeout = ${timeout}`,
      `set local lock_timeout = ${lockTimeout}`,
      `set local idle_in_transaction_session_timeout = ${timeout}`,
      // A transaction that reads everything must see every row, or fail.
      isReading
        ? 'set local row_security = off'
        : `select pg_advisory_xact_lock(${lockKey(schema)})`,
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

/** The key of the lock that a household's writers wait for. A schema has a plain name. */
function lockKey(schema: string): string {
  return `hashtextextended('momentum ${schema}', 0)`
}
