import { isAbsolute, join } from 'node:path'
import { type MomentumError, usageError } from '../errors.ts'
import type { World } from '../world.ts'

/** What a folder is for: settings, the household, what this computer remembers, or copies. */
type Kind = 'config' | 'data' | 'state' | 'cache'

/**
 * The platform's own place for a program's files.
 *
 * @throws MomentumError `usage` without a home folder
 */
export function folder(world: World, kind: Kind): string {
  const found = findFolder(world, kind)
  if (found !== undefined) return found
  throw missingHomeError(kind)
}

/** As {@link folder}, or undefined without a home folder. */
export function findFolder(world: World, kind: Kind): string | undefined {
  const { env, platform } = world
  const home = findHome(world)
  const below = (...path: string[]) =>
    home === undefined ? undefined : join(home, ...path, 'momentum')
  if (platform === 'win32') {
    const own = kind === 'config' ? env.APPDATA : env.LOCALAPPDATA
    return own ? join(own, 'momentum') : below('AppData', kind === 'config' ? 'Roaming' : 'Local')
  }
  // The XDG Base Directory Specification says to ignore a relative path in these variables.
  const xdg = env[`XDG_${kind.toUpperCase()}_HOME`]
  if (xdg && isAbsolute(xdg)) return join(xdg, 'momentum')
  if (platform === 'darwin') {
    return below('Library', kind === 'cache' ? 'Caches' : 'Application Support')
  }
  const places = {
    config: ['.config'],
    data: ['.local', 'share'],
    state: ['.local', 'state'],
    cache: ['.cache'],
  }
  return below(...places[kind])
}

/** The variables that name this program's folders, for a unit, which runs without them. */
export function folderVariables({
  env,
}: World): readonly (readonly [name: string, path: string])[] {
  return ['XDG_CONFIG_HOME', 'XDG_STATE_HOME'].flatMap((name) => {
    const path = env[name]
    return path && isAbsolute(path) ? [[name, path] as const] : []
  })
}

/** The system's folder for temporary files. */
export function temporaryFolder({ env, platform }: World): string {
  const named = [env.TMPDIR, env.TEMP, env.TMP].find((path) => path && isAbsolute(path))
  return named ?? (platform === 'win32' ? 'C:\\Windows\\Temp' : '/tmp')
}

/** The home folder; an account that is missing from the system's list of users has none. */
export function findHome(world: World): string | undefined {
  try {
    const path = world.homedir()
    return isAbsolute(path) ? path : undefined
  } catch {
    return undefined
  }
}

/** @param kind what there is no place for */
export function missingHomeError(kind: Kind): MomentumError {
  return usageError(
    `Your home folder is unknown, so there is no place for ${contents[kind]}.`,
    kind === 'data' ? 'Set HOME, or name the file with --db.' : 'Set HOME.',
  )
}

const contents = {
  config: 'settings',
  data: 'the database',
  state: 'logins and reminders',
  cache: 'pages',
} as const satisfies Record<Kind, string>
