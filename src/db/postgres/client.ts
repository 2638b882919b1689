import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { Client, type ClientConfig, types } from 'pg'
import { usageError } from '../../errors.ts'
import type { Server } from './url.ts'

/** How a connection to a server is made. @throws MomentumError `usage` */
export function clientOptions(server: Server): ClientConfig {
  return {
    host: server.host,
    port: server.port,
    user: server.user,
    database: server.database,
    ...(server.password === undefined ? {} : { password: server.password }),
    ssl: tlsOptions(server),
    enableChannelBinding: server.channelBinding,
    application_name: server.applicationName,
    types: { getTypeParser },
    keepAlive: true,
    connectionTimeoutMillis: server.connectTimeout * 1000,
  }
}

/** Makes instants, dates and quoted texts independent of the server's and the role's settings. */
export class PlainClient extends Client {
  /** Why the connection was lost; from then on, nothing reaches the server. */
  lost: Error | undefined
  isInTransaction = false
  /** Whether the transaction that is open has changed anything. */
  hasChanges = false

  constructor(config?: ClientConfig) {
    super(config)
    // Without a listener, a loss between two queries would end the program.
    this.on('error', (error) => {
      this.lost ??= error
    })
  }

  // Not in pg's types: the settings in the first message of a connection. Poolers accept these.
  getStartupConf(): Record<string, string> {
    const inherited = Object.getPrototypeOf(PlainClient.prototype).getStartupConf.call(this)
    const plain = { DateStyle: 'ISO', TimeZone: 'UTC', standard_conforming_strings: 'on' }
    return { ...inherited, ...plain }
  }
}

/** The socket of a connection, which the types call a stream of any kind. */
export function socketOf({ connection }: PlainClient): Socket {
  return connection.stream as Socket
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
