import { readFileSync, statSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { folderBeside } from '../db/backup/folder.ts'
import type { Location } from '../db/location.ts'
import { isServerUrl, parseServerUrl } from '../db/postgres/url.ts'
import { errorCode, type MomentumError, usageError } from '../errors.ts'
import type { World } from '../world.ts'
import { findServerPassword } from './password-file.ts'

/** What may be set in the environment, or in the file `.env` of the configuration folder. */
export type SettingName = 'MOMENTUM_DB' | 'MOMENTUM_USER' | 'MOMENTUM_TZ' | 'MOMENTUM_BACKUPS'

/** A setting; empty counts as not set. The environment goes before the file. */
export function readSetting(world: World, name: SettingName): string | undefined {
  return world.env[name] || readSettingsFile(world)[name] || undefined
}

/**
 * The value of `TZ` when nobody knows such a zone: Node then takes UTC without a word. The format that
 * tells is slow to make, and needed only where the time is that of UTC.
 */
export function findUnknownZone({ env, now }: World): string | undefined {
  const name = env.TZ
  const isUtc = /utc|uct|gmt|greenwich|universal|zulu|localtime/i
  if (!name || now.getTimezoneOffset() !== 0 || isUtc.test(name)) return undefined
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  // What V8 says without a zone: its types do not know that there may be none.
  return [undefined, 'Etc/Unknown', 'UTC'].includes(timeZone) ? name : undefined
}

/** Whether the day's backups are wanted. @throws MomentumError `usage` for a word that says neither */
export function wantsBackups(world: World): boolean {
  const word = readSetting(world, 'MOMENTUM_BACKUPS')?.trim().toLowerCase() ?? 'on'
  if (word === 'on' || word === 'off') return word === 'on'
  throw usageError(`MOMENTUM_BACKUPS is on or off, not “${word}”.`)
}

function readSettingsFile(world: World): NodeJS.Dict<string> {
  const config = findFolder(world, 'config')
  if (config === undefined) return {}
  const path = join(config, '.env')
  try {
    return parseEnv(readRegularFile(path))
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return {}
    throw usageError(
      `The settings in “${path}” cannot be read.`,
      'Check who may read the file, or move it away.',
      { cause: error },
    )
  }
}

/** The text of a file; a pipe or a device, which could keep a reader waiting for ever, is an error. */
export function readRegularFile(path: string): string {
  if (!statSync(path).isFile()) throw new Error(`“${path}” is not a regular file.`)
  return readFileSync(path, 'utf8')
}

/**
 * Where the household's database is: `--db`, else `MOMENTUM_DB`, else `DATABASE_URL` of the environment
 * when it is a PostgreSQL server's, else the default file.
 *
 * @throws MomentumError `usage` for a URL that cannot be read, or a name that SQLite would take for
 * something else than a file
 */
export function locateDatabase(world: World, option: string | undefined): Location {
  const named = option ?? readSetting(world, 'MOMENTUM_DB') ?? findServerUrl(world)
  if (named !== undefined && isServerUrl(named)) {
    const server = parseServerUrl(named)
    return { server: { ...server, password: server.password ?? findServerPassword(world, server) } }
  }
  if (named === undefined) {
    return { path: join(folder(world, 'data'), 'momentum.db'), explicit: false }
  }
  requireFileName(named)
  return { path: absolute(world, named), explicit: true }
}

/** Where the household's backups are kept: beside its file, or, of a server's, in the data folder. */
export function backupsFolder(world: World, location: Location): string {
  if ('path' in location) return folderBeside(location.path)
  const { host, port, database, schema } = location.server
  const name = [host, ...(port === 5432 ? [] : [port]), database, schema].join('-')
  return join(folder(world, 'data'), 'backups', encodeURIComponent(name))
}

/** Other programs keep their databases there, too, of every kind. */
function findServerUrl({ env }: World): string | undefined {
  const url = env.DATABASE_URL
  return url !== undefined && isServerUrl(url) ? url : undefined
}

function absolute(world: World, path: string): string {
  if (isAbsolute(path)) return path
  if (!path.startsWith('~/')) return resolve(currentFolder(world), path)
  const home = findHome(world)
  if (home === undefined) throw homeless()
  return join(home, path.slice(2))
}

function requireFileName(name: string): void {
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
    `“${shown}” is not the name of a database file.`,
    'Give a path, such as --db ~/household.db, or postgres://user@host/database.',
  )
}

function currentFolder(world: World): string {
  try {
    return world.cwd()
  } catch (cause) {
    throw usageError(
      'The folder you are in does not exist any more.',
      'Change to another folder: cd',
      { cause },
    )
  }
}

type Kind = 'config' | 'data' | 'state'

/** The platform's own place for a program's files. @throws MomentumError `usage` where nobody lives */
export function folder(world: World, kind: Kind): string {
  const found = findFolder(world, kind)
  if (found !== undefined) return found
  throw homeless()
}

/** As {@link folder}, or undefined where nobody lives. */
function findFolder(world: World, kind: Kind): string | undefined {
  const { env, platform } = world
  const home = findHome(world)
  const below = (...path: string[]) =>
    home === undefined ? undefined : join(home, ...path, 'momentum')
  if (platform === 'win32') {
    const own = kind === 'config' ? env.APPDATA : env.LOCALAPPDATA
    return own ? join(own, 'momentum') : below('AppData', kind === 'config' ? 'Roaming' : 'Local')
  }
  // A relative path in these variables is to be ignored: XDG Base Directory Specification.
  const xdg = env[`XDG_${kind.toUpperCase()}_HOME`]
  if (xdg && isAbsolute(xdg)) return join(xdg, 'momentum')
  if (platform === 'darwin') return below('Library', 'Application Support')
  const places = { config: ['.config'], data: ['.local', 'share'], state: ['.local', 'state'] }
  return below(...places[kind])
}

/** An account without an entry in the system's list of users has no home. */
function findHome(world: World): string | undefined {
  try {
    const path = world.homedir()
    return isAbsolute(path) ? path : undefined
  } catch {
    return undefined
  }
}

function homeless(): MomentumError {
  return usageError(
    'Your home folder is not known, so there is no place for the database.',
    'Set HOME, or name the file with --db.',
  )
}
