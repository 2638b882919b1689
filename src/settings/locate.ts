import { isAbsolute, join, resolve } from 'node:path'
import { folderBeside } from '../db/backup/folder.ts'
import type { Location } from '../db/location.ts'
import { isServerUrl, parseServerUrl } from '../db/postgres/url.ts'
import { usageError } from '../errors.ts'
import type { World } from '../world.ts'
import { findHome, folder, missingHomeError } from './folders.ts'
import { findServerPassword } from './password-file.ts'

/**
 * Finds the household's database: what was named, else `DATABASE_URL` of the environment if it is a
 * PostgreSQL server's, else the default file.
 *
 * @throws MomentumError `usage` as {@link locateNamed} does
 */
export function locateDatabase(world: World, name: string | undefined): Location {
  const named = name ?? findServerUrl(world)
  if (named !== undefined) return locateNamed(world, named)
  return { path: join(folder(world, 'data'), 'momentum.db'), explicit: false }
}

/**
 * Finds the database that a person named by a path or a URL.
 *
 * @throws MomentumError `usage` for a URL that cannot be read, or a name that SQLite would not take
 * for a file's
 */
export function locateNamed(world: World, name: string): Location {
  if (isServerUrl(name)) {
    const server = parseServerUrl(name)
    return { server: { ...server, password: server.password ?? findServerPassword(world, server) } }
  }
  requireFileName(name, 'a database file')
  return { path: absolutePath(world, name), explicit: true }
}

/**
 * Finds the file that a person named, which holds no database.
 *
 * @throws MomentumError `usage` for a name that is a folder's or looks like a URL
 */
export function locateFile(world: World, name: string): string {
  requireFileName(name, 'a file')
  return absolutePath(world, name)
}

/** The folder for a household's backups: beside its file, or in the data folder for a server's. */
export function backupsFolder(world: World, location: Location): string {
  if ('path' in location) return folderBeside(location.path)
  const { host, port, database, schema } = location.server
  const name = [host, ...(port === 5432 ? [] : [port]), database, schema].join('-')
  return join(folder(world, 'data'), 'backups', encodeURIComponent(name))
}

/** Other programs use this variable too, for databases of every kind. */
function findServerUrl({ env }: World): string | undefined {
  const url = env.DATABASE_URL
  return url !== undefined && isServerUrl(url) ? url : undefined
}

function absolutePath(world: World, path: string): string {
  if (isAbsolute(path)) return path
  if (!path.startsWith('~/')) return resolve(currentFolder(world), path)
  const home = findHome(world)
  if (home === undefined) throw missingHomeError('data')
  return join(home, path.slice(2))
}

function requireFileName(name: string, kind: 'a file' | 'a database file'): void {
  if (name === '-') {
    throw usageError(
      '“-” is not the name of a file. Standard input and output cannot be used here.',
      'For a file with this name, type ./-',
    )
  }
  if (/(^~|\/)$/.test(name)) {
    throw usageError(`“${name}” is the name of a folder.`, 'Give the path of a file in it.')
  }
  const odd =
    name.trim() === '' ||
    name !== name.trim() ||
    name.includes('\0') ||
    name.startsWith(':') ||
    name.includes('://') ||
    /^file:/i.test(name)
  if (!odd) return
  // A URL can hold a password, and what stands before it can be anything.
  const shown = name.includes('://') ? `${/^\w+(?=:\/\/)/.exec(name)?.[0] ?? '…'}://…` : name
  throw usageError(
    `“${shown}” is not the name of ${kind}.`,
    kind === 'a file'
      ? 'Give a path, such as ~/household.txt.'
      : 'Give a path, such as ~/household.db, or postgres://user@host/database.',
  )
}

function currentFolder(world: World): string {
  try {
    return world.cwd()
  } catch (cause) {
    throw usageError('The current folder no longer exists.', 'Change to another folder: cd', {
      cause,
    })
  }
}
