import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { type ClientConfig, Pool, type QueryResult } from 'pg'
import { clientOptions, PlainClient, socketOf } from './client.ts'
import { type Action, describeServerFault, isWaking } from './faults.ts'
import { isWriterWorking } from './lock.ts'
import type { Patience } from './patience.ts'
import type { Server } from './url.ts'

/** How long to wait for a server that is waking up, in milliseconds. */
const wakingTime = 1_000

/** The connection to a server, made at the first query and shared by all of them. */
export function openPool(server: Server, patience: Patience): PostgresPool {
  const link = new Link(server, patience)
  return {
    connect: () => link.connect(),
    end: () => link.end(),
    options: {},
  }
}

/** Waits for a server no longer than the patience lasts, and describes its errors to people. */
class Link {
  readonly #server: Server
  readonly #patience: Patience
  readonly #pool: Pool
  /** The connection that is being made or used. */
  #client: PlainClient | undefined
  /** Whether a change was saved over this or an earlier connection. */
  #hasSaved = false

  constructor(server: Server, patience: Patience) {
    this.#server = server
    this.#patience = patience
    const note = (client: PlainClient) => {
      this.#client = client
    }
    this.#pool = new Pool({
      ...clientOptions(server),
      // A silent server can be left only if its connection is known before it is made.
      Client: class extends PlainClient {
        constructor(config?: ClientConfig) {
          super(config)
          note(this)
        }
      },
      // A command does one thing at a time, and servers allow few connections.
      max: 1,
      allowExitOnIdle: true,
    })
    // The query of the moment, or the next one, reports a lost connection.
    this.#pool.on('error', () => {})
  }

  /** Connects, and tries once more when the server is starting or waking up. */
  async connect(): Promise<PostgresPoolClient> {
    try {
      return await this.#connectOnce()
    } catch (error) {
      if (!isWaking(error)) throw this.#described(error, 'connect')
    }
    await new Promise((resolve) => setTimeout(resolve, wakingTime))
    return this.#connectOnce().catch((error: unknown) => {
      throw this.#described(error, 'connect')
    })
  }

  async #connectOnce(): Promise<PostgresPoolClient> {
    const client = await this.#wait(() => this.#pool.connect())
    // The pool makes no other clients.
    const plain = client as unknown as PlainClient
    const query = (text: string, values: readonly unknown[]) => this.#query(plain, text, values)
    return {
      // The other signature of `query` is for cursors, which nothing here uses.
      query: query as unknown as PostgresPoolClient['query'],
      release: (destroy) => client.release(destroy),
    }
  }

  async #query(client: PlainClient, text: string, values: readonly unknown[]) {
    // What was not sent can have no unknown outcome.
    if (client.lost) throw this.#described(client.lost, this.#actionOf(client, text, 'not sent'))
    try {
      const answer = await this.#wait(() => client.query(text, [...values]))
      this.#noteChanges(client, [answer].flat())
      return answer
    } catch (error) {
      throw this.#described(error, this.#actionOf(client, text, 'sent'))
    }
  }

  /** Notes what the server did, which decides what can be said of a connection that is lost. */
  #noteChanges(client: PlainClient, answers: readonly QueryResult[]): void {
    const commands = answers.map(({ command }) => command)
    // The server answers a commit with ROLLBACK when a statement before it failed.
    if (commands.includes('COMMIT')) this.#hasSaved ||= client.hasChanges
    if (commands.some((command) => boundaries.includes(command))) {
      client.isInTransaction = commands.includes('BEGIN')
      client.hasChanges = false
    } else client.hasChanges ||= answers.some(isChange)
  }

  #actionOf(client: PlainClient, text: string, state: 'sent' | 'not sent'): Action {
    if (text === 'commit' && client.hasChanges && state === 'sent') return 'commit'
    const isReading = !client.isInTransaction && !text.startsWith('begin')
    return this.#hasSaved && isReading ? 'query after a change' : 'query'
  }

  #wait<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const socket = () => this.#client && socketOf(this.#client)
    return this.#patience.waitFor(ask, {
      giveUp: (error) => void socket()?.destroy(error),
      received: () => socket()?.bytesRead ?? 0,
      isWorking: () => isWriterWorking(this.#server),
    })
  }

  #described(error: unknown, action: Action): unknown {
    return describeServerFault(error, this.#server, action) ?? error
  }

  async end(): Promise<void> {
    await this.#pool.end()
  }
}

/** Where a transaction begins and ends. */
const boundaries = ['BEGIN', 'COMMIT', 'ROLLBACK']

/** Whether a statement changed something. What changes a table itself changes no counted rows. */
function isChange({ command, rowCount }: QueryResult): boolean {
  return command !== 'SELECT' && command !== 'SET' && rowCount !== 0
}
