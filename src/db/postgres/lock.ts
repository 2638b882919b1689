import { clientOptions, PlainClient, socketOf } from './client.ts'
import type { Server } from './url.ts'

/** Takes the lock that a household's writers wait for; it ends with the transaction. */
export function takeLock(schema: string): string {
  return `select pg_advisory_xact_lock(${lockKey(schema)})`
}

/** A schema has a plain name. */
function lockKey(schema: string): string {
  return `hashtextextended('momentum ${schema}', 0)`
}

/** How long to wait for another connection, in milliseconds. */
const probeTime = 4_000

/**
 * Whether the server is at work for the household's writer, asked over another connection: one
 * statement of long work may take longer than anybody waits for a silent server.
 */
export async function isWriterWorking(server: Server): Promise<boolean> {
  const client = new PlainClient({ ...clientOptions(server), connectionTimeoutMillis: probeTime })
  try {
    await client.connect()
    // If it does not answer either, it must not keep the program from ending.
    socketOf(client).unref()
    const { rowCount } = await client.query(
      `select from pg_locks join pg_stat_activity using (pid)
        where locktype = 'advisory' and granted
          and (classid::bigint << 32 | objid::bigint) = ${lockKey(server.schema)}
          and state = 'active' and wait_event_type is distinct from 'Client'`,
    )
    return rowCount !== null && rowCount > 0
  } catch {
    return false
  } finally {
    socketOf(client).destroy()
  }
}
