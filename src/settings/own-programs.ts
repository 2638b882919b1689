import type { SettingValue } from '../domain/setting.ts'
import type { World } from '../world.ts'

/** A program that the user chose, as a shell line. */
type Found = Pick<SettingValue, 'value' | 'source'>

/** The values in the settings file. */
type FileValues = NodeJS.Dict<string>

/** The options keep colors, exit at once for a short text, and leave the text on the screen. */
const defaultPager = 'less -FRX'

/**
 * The pager: the setting, else `PAGER`, read as git reads it. An empty value means no pager. On
 * Windows there is no default, because no pager there shows colors and UTF-8.
 */
export function findPager({ env, platform }: World, file: FileValues): Found {
  const standard = platform === 'win32' ? null : defaultPager
  return (
    fromEnvironment(env.MOMENTUM_PAGER) ??
    fromFile(file.MOMENTUM_PAGER) ??
    fromEnvironment(env.PAGER) ?? { value: standard, source: 'default' }
  )
}

/** The editor: the setting, else `VISUAL`, else `EDITOR`; null if none is set. */
export function findEditor({ env }: World, file: FileValues): Found {
  return (
    fromEnvironment(env.MOMENTUM_EDITOR || undefined) ??
    fromFile(file.MOMENTUM_EDITOR || undefined) ??
    fromEnvironment(env.VISUAL || env.EDITOR || undefined) ?? { value: null, source: 'default' }
  )
}

/**
 * The programs that open a page, as shell lines, best first: those in `BROWSER`, with colons
 * between them, else the system's own.
 */
export function listBrowsers({
  env,
  platform,
}: Pick<World, 'env' | 'platform'>): readonly string[] {
  const { BROWSER: named = '' } = env
  // A path on Windows has a colon.
  const lines = platform === 'win32' ? [named] : named.split(':')
  const own = lines.map((line) => line.replace('%s', '').trim()).filter((line) => line !== '')
  if (own.length > 0) return own
  if (platform === 'win32') return ['start ""']
  return [platform === 'darwin' ? 'open' : 'xdg-open']
}

function fromEnvironment(value: string | undefined): Found | undefined {
  return value === undefined ? undefined : { value, source: 'environment' }
}

function fromFile(value: string | undefined): Found | undefined {
  return value === undefined ? undefined : { value, source: 'file' }
}
