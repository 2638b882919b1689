import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Server } from '../../../src/db/postgres/url.ts'

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const { port, close } = await listen(() => {})
  await close()
  return port
}

/**
 * A port that takes every connection and hands it over; closed, with all of them, when the test
 * ends.
 */
export async function openPort(taken: (client: Socket, count: number) => void): Promise<number> {
  const { port, close } = await listen(taken)
  onTestFinished(close)
  return port
}

async function listen(taken: (client: Socket, count: number) => void) {
  const clients: Socket[] = []
  const listener = createServer((client) => {
    clients.push(client)
    client.on('error', () => {})
    taken(client, clients.length)
  }).listen(0, 'localhost')
  await once(listener, 'listening')
  const address = listener.address()
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  const close = async () => {
    for (const client of clients) client.destroy()
    listener.close()
    await once(listener, 'close')
  }
  return { port: address.port, close }
}

/** Leads a client on to the real server. @returns the way to it */
export function forwardTo(client: Socket, { host, port }: Server): Socket {
  const server = connect(port, host)
  server.on('error', () => client.destroy())
  client.on('close', () => server.destroy())
  server.on('close', () => client.destroy())
  client.pipe(server)
  server.pipe(client)
  return server
}

/** A port that leads to the server until the client says something that matches. */
export async function portThatDisconnects(
  server: Server,
  said: RegExp,
  cut: (client: Socket, way: Socket) => void = (client) => void client.destroy(),
): Promise<number> {
  return openPort((client) => {
    const way = forwardTo(client, server)
    client.prependListener('data', (data: Buffer) => {
      if (said.test(data.toString('latin1'))) cut(client, way)
    })
  })
}

/** Refuses a connection as PostgreSQL does. */
export function refuseConnection(client: Socket, code: string, message: string): void {
  const fields = `SFATAL\0VFATAL\0C${code}\0M${message}\0\0`
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(4 + Buffer.byteLength(fields), 1)
  client.once('data', () => client.end(Buffer.concat([head, Buffer.from(fields)])))
}
