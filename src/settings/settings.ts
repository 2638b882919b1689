import type { Location } from '../db/location.ts'
import { hasPassword } from '../db/postgres/url.ts'
import { statFile } from '../db/sqlite/file.ts'
import type { SettingName, SettingValue } from '../domain/setting.ts'
import { shellWord } from '../domain/shell.ts'
import { type CalendarDate, calendarDate, type Days } from '../domain/time.ts'
import { usageError } from '../errors.ts'
import { once } from '../once.ts'
import type { World } from '../world.ts'
import { folder, folderVariables } from './folders.ts'
import { backupsFolder, locateDatabase, locateFile, locateNamed } from './locate.ts'
import { findEditor, findPager, listBrowsers } from './own-programs.ts'
import { parseDayStart, parseSwitch } from './parse-values.ts'
import { findIgnoredFile, type IgnoredFile } from './password-file.ts'
import type { SavedSetting } from './setting-values.ts'
import { findMisnamed, readSettingsFile } from './settings-file.ts'
import { listWarnings, type SettingsWarning } from './warnings.ts'
import { findSystemZone, findZoneFault, type ZoneFault } from './zone.ts'

/** What one command is set to do: parsed once by {@link parseSettings}, trusted everywhere else. */
export type Settings = {
  /** The household's database, found at the first call. @throws MomentumError `usage` */
  readonly location: () => Location
  /** The database that a person named. @throws MomentumError `usage` */
  readonly locate: (name: string) => Location
  /** The path of the file that a person named, for anything but a database. @throws as `locate` */
  readonly locateFile: (name: string) => string
  /** The settings file, if others can read a password in it that this command uses. */
  readonly exposedFile: () => string | undefined
  /** PostgreSQL's password file, if the server's URL has no password and the file is not used. */
  readonly ignoredFile: () => IgnoredFile | undefined
  /** The folder for the household's backups; the first backup makes it. */
  readonly backupsFolder: () => string
  /** The folder for what this computer remembers between commands. */
  readonly stateFolder: () => string
  /** The folder for pages to look at. */
  readonly cacheFolder: () => string
  /** The environment variables that name the folders of the settings and of that state. */
  readonly folderVariables: () => readonly (readonly [name: string, path: string])[]
  /** The member that was named to act: `--as`, else `MOMENTUM_USER`. */
  readonly user: string | undefined
  /** When the household's days begin. */
  readonly days: Days
  /** The IANA name of the time zone that decides which day it is; undefined if it is unknown. */
  readonly zone: () => string | undefined
  /** What is wrong with `TZ`, if no other zone is set. */
  readonly zoneFault: ZoneFault | undefined
  /** The household's calendar day. */
  readonly today: CalendarDate
  readonly dailyBackups: boolean
  /** The shell line that shows a long answer; undefined for no pager. */
  readonly pager: () => string | undefined
  /** The shell line that opens a file in an editor; undefined if none is set. */
  readonly editor: () => string | undefined
  /** The shell lines that open a page, best first. */
  readonly browsers: () => readonly string[]
  /** Every setting, with where its value comes from. */
  readonly values: () => Promise<readonly SettingValue[]>
  /**
   * Sets a value in the settings file, or with undefined takes it out.
   *
   * @throws MomentumError `usage` for a value that makes no sense, or a file that cannot be changed
   */
  readonly save: (name: SettingName, value: string | undefined) => Promise<SavedSetting>
  /** What was set to no effect. */
  readonly warnings: readonly SettingsWarning[]
}

/** The options of the command line that go before every other setting. */
type Options = { readonly db?: string | undefined; readonly as?: string | undefined }

/**
 * Reads the environment and the settings file, once for a command. An empty value counts as not
 * set.
 *
 * @param isLenient whether a value that makes no sense counts as not set, so that it can be
 * corrected
 * @throws MomentumError `usage` for a value that makes no sense, or a file that cannot be read
 */
export function parseSettings(world: World, options: Options, isLenient = false): Settings {
  const settingsFile = readSettingsFile(world)
  const { path, mode, values: file } = settingsFile
  const warnings = listWarnings(world, settingsFile)
  const read = (name: SettingName) => world.env[name] || file[name] || undefined
  const parsed = <Value>(parse: () => Value, standard: Value): Value => {
    try {
      return parse()
    } catch (error) {
      if (isLenient) return standard
      throw error
    }
  }
  const dailyBackups = parsed(
    () => parseSwitch('MOMENTUM_BACKUPS', read('MOMENTUM_BACKUPS') ?? 'on'),
    true,
  )
  const timeZone = read('MOMENTUM_TZ')
  const dayStart = parsed(() => parseDayStart(read('MOMENTUM_DAY_START') ?? '00:00'), 0)
  const zoned = { zone: timeZone, dayStart }
  // Whether the zone exists shows when the day is told from it, which takes time.
  const days = isLenient
    ? parsed(() => calendarDate(world.now, zoned) && zoned, { zone: undefined, dayStart })
    : zoned
  const database = options.db ?? read('MOMENTUM_DB')
  const location = once(() => {
    const found = locateDatabase(world, database)
    requireDefaultMeant(found, warnings, path)
    return found
  })
  return {
    location,
    locate: (name) => locateNamed(world, name),
    locateFile: (name) => locateFile(world, name),
    exposedFile() {
      const isUsed = database !== undefined && database === file.MOMENTUM_DB
      const isExposed = world.platform !== 'win32' && (mode & 0o077) !== 0
      return isUsed && isExposed && hasPassword(database) ? path : undefined
    },
    ignoredFile() {
      const found = location()
      const needsPassword = 'server' in found && found.server.password === undefined
      return needsPassword ? findIgnoredFile(world) : undefined
    },
    backupsFolder: () => backupsFolder(world, location()),
    stateFolder: () => folder(world, 'state'),
    cacheFolder: () => folder(world, 'cache'),
    folderVariables: () => folderVariables(world),
    user: options.as ?? read('MOMENTUM_USER'),
    days,
    zone: () => days.zone ?? findSystemZone(world),
    zoneFault: timeZone === undefined ? findZoneFault(world) : undefined,
    today: calendarDate(world.now, days),
    dailyBackups,
    pager() {
      const line = findPager(world, file).value?.trim()
      return line === 'cat' ? undefined : line || undefined
    },
    editor: () => findEditor(world, file).value?.trim() || undefined,
    browsers: () => listBrowsers(world),
    values: async () =>
      (await import('./setting-values.ts')).listSettingValues(world, settingsFile),
    save: async (name, value) =>
      (await import('./setting-values.ts')).saveSetting(world, settingsFile, name, value),
    warnings,
  }
}

/**
 * Keeps a command from creating a household in the default place while the settings may name
 * another one.
 */
function requireDefaultMeant(
  location: Location,
  warnings: readonly SettingsWarning[],
  file: string,
): void {
  if ('server' in location || location.explicit || statFile(location.path)) return
  const misnamed = findMisnamed(file)
  if (misnamed !== undefined) {
    throw usageError(
      `There is no household at “${location.path}”, and none was created: the settings in “${misnamed}” are not read.`,
      {
        lead: 'To have Momentum read them',
        otherCommand: `mv ${shellWord(misnamed)} ${shellWord(file)}`,
      },
    )
  }
  if (!warnings.some(({ mayNameHousehold }) => mayNameHousehold)) return
  throw usageError(
    `There is no household at “${location.path}”, and none was created: the settings may be meant to name another one.`,
    'Correct the settings, or name the household with --db.',
  )
}
