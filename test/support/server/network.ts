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

/** Which way bytes go: from the program to the server, or back. */
export type Way = 'there' | 'back'

/** Passes on a part of what goes one way, or nothing. */
type Filter = (data: Buffer, way: Way) => Buffer

/**
 * A port that leads to the server through a filter. Nobody is told what is lost in it, not even
 * that the server closed the connection.
 */
function portThatFilters(server: Server, filter: Filter): Promise<number> {
  return openPort((client) => {
    const next = connect(server.port, server.host)
    next.on('error', () => {})
    client.on('close', () => next.destroy())
    const lead = (from: Socket, to: Socket, way: Way) =>
      from.on('data', (data: Buffer) => {
        const part = filter(data, way)
        if (part.length > 0 && to.writable) to.write(part)
      })
    lead(client, next, 'there')
    lead(next, client, 'back')
  })
}

/**
 * A port that leads to the server until so many bytes went one way, over all connections; what
 * follows this way is lost.
 */
export async function portThatStalls(server: Server, stalled: Way, bytes: number) {
  const passed = { there: 0, back: 0 }
  const port = await portThatFilters(server, (data, way) => {
    const left = way === stalled ? Math.max(0, bytes - passed[way]) : data.length
    passed[way] += data.length
    return data.subarray(0, left)
  })
  return { port, passed }
}

/**
 * A port that leads to the server until the program says something that matches; from then on, all
 * is lost.
 *
 * @param isHeard whether the server still hears it, so that only its answer is lost
 */
export function portThatFallsSilent(
  server: Server,
  said: RegExp,
  { isHeard = false } = {},
): Promise<number> {
  let isSilent = false
  return portThatFilters(server, (data, way) => {
    const isLast = way === 'there' && said.test(data.toString('latin1'))
    const isLost = isSilent || (isLast && !isHeard)
    isSilent ||= isLast
    return isLost ? Buffer.alloc(0) : data
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
