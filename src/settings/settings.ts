import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { Location } from '../db/location.ts'
import { hasPassword } from '../db/postgres/url.ts'
import { type CalendarDate, calendarDate } from '../domain/time.ts'
import { errorCode, usageError } from '../errors.ts'
import { once } from '../once.ts'
import type { World } from '../world.ts'
import { findFolder, folder } from './folders.ts'
import { backupsFolder, locateDatabase, locateNamed } from './locate.ts'

/** What one command is set to do: parsed once by {@link parseSettings}, trusted everywhere else. */
export type Settings = {
  /** The household's database, found at the first call. @throws MomentumError `usage` */
  readonly location: () => Location
  /** The database that a person named. @throws MomentumError `usage` */
  readonly locate: (name: string) => Location
  /** The settings file, if others can read a password in it that this command uses. */
  readonly exposedFile: () => string | undefined
  /** The folder for the household's backups; the first backup makes it. */
  readonly backupsFolder: () => string
  /** The folder for what this computer remembers between commands. */
  readonly stateFolder: () => string
  /** The member that was named to act: `--as`, else `MOMENTUM_USER`. */
  readonly user: string | undefined
  /** The household's IANA zone; undefined for the system's. */
  readonly timeZone: string | undefined
  /** The value of `TZ` if no zone has this name, and no other zone is set. */
  readonly unknownZone: string | undefined
  /** The household's calendar day. */
  readonly today: CalendarDate
  readonly dailyBackups: boolean
}

/** The options of the command line that go before every other setting. */
type Options = { readonly db?: string | undefined; readonly as?: string | undefined }

/** What can be set in the environment, or in the file `.env` of the configuration folder. */
type SettingName = 'MOMENTUM_DB' | 'MOMENTUM_USER' | 'MOMENTUM_TZ' | 'MOMENTUM_BACKUPS'

/**
 * Reads the environment and the settings file, once for a command. An empty value counts as not
 * set.
 *
 * @throws MomentumError `usage` for a value that makes no sense, or a file that cannot be read
 */
export function parseSettings(world: World, options: Options): Settings {
  const { path, mode, values: file } = readSettingsFile(world)
  const read = (name: SettingName) => world.env[name] || file[name] || undefined
  const dailyBackups = parseSwitch('MOMENTUM_BACKUPS', read('MOMENTUM_BACKUPS') ?? 'on')
  const timeZone = read('MOMENTUM_TZ')
  const database = options.db ?? read('MOMENTUM_DB')
  const location = once(() => locateDatabase(world, database))
  return {
    location,
    locate: (name) => locateNamed(world, name),
    exposedFile() {
      const isUsed = database !== undefined && database === file.MOMENTUM_DB
      const isExposed = world.platform !== 'win32' && (mode & 0o077) !== 0
      return isUsed && isExposed && hasPassword(database) ? path : undefined
    },
    backupsFolder: () => backupsFolder(world, location()),
    stateFolder: () => folder(world, 'state'),
    user: options.as ?? read('MOMENTUM_USER'),
    timeZone,
    unknownZone: timeZone === undefined ? findUnknownZone(world) : undefined,
    today: calendarDate(world.now, timeZone),
    dailyBackups,
  }
}

/** A settings file; one that does not exist has no values. */
type SettingsFile = {
  readonly path: string
  /** Who may read it. */
  readonly mode: number
  readonly values: NodeJS.Dict<string>
}

function readSettingsFile(world: World): SettingsFile {
  const config = findFolder(world, 'config')
  if (config === undefined) return { path: '', mode: 0, values: {} }
  const path = join(config, '.env')
  try {
    const { text, mode } = readFile(path)
    return { path, mode, values: parseEnv(text) }
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { path, mode: 0, values: {} }
    throw usageError(
      `The settings in “${path}” cannot be read.`,
      'Check who may read the file, or move it away.',
      { cause: error },
    )
  }
}

/** The text of a file; a pipe or a device is an error, since reading it could take forever. */
export function readRegularFile(path: string): string {
  return readFile(path).text
}

function readFile(path: string): { readonly text: string; readonly mode: number } {
  const file = statSync(path)
  if (!file.isFile()) throw new Error(`“${path}” is not a regular file.`)
  return { text: readFileSync(path, 'utf8'), mode: file.mode }
}

function parseSwitch(name: SettingName, text: string): boolean {
  const word = text.trim().toLowerCase()
  if (word === 'on' || word === 'off') return word === 'on'
  throw usageError(`${name} must be on or off, not “${word}”.`)
}

/**
 * Finds a `TZ` that Node ignored: it uses UTC without a warning. The format that tells is slow to
 * make, so it is made only if the time is that of UTC.
 */
function findUnknownZone({ env, now }: World): string | undefined {
  const name = env.TZ
  const isUtc = /utc|uct|gmt|greenwich|universal|zulu|localtime/i
  if (!name || now.getTimezoneOffset() !== 0 || isUtc.test(name)) return undefined
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  // V8 gives no zone here for an unknown one; its types do not say so.
  return [undefined, 'Etc/Unknown', 'UTC'].includes(timeZone) ? name : undefined
}
