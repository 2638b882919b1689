import type { SettingValue } from '../domain/setting.ts'
import type { World } from '../world.ts'

/** A program of the person's own choice, as a line of shell. */
type Found = Pick<SettingValue, 'value' | 'source'>

/** The values in the settings file. */
type FileValues = NodeJS.Dict<string>

/** The options keep colors, leave a short list at once, and leave a list on the screen. */
const defaultPager = 'less -FRX'

/**
 * The pager: what the settings say, else `PAGER`, as git reads it. An empty value is a value: no
 * pager. Windows has no pager that shows colors and UTF-8, so there it has to be named.
 */
export function findPager({ env, platform }: World, file: FileValues): Found {
  const standard = platform === 'win32' ? null : defaultPager
  return (
    fromEnvironment(env.MOMENTUM_PAGER) ??
    fromFile(file.MOMENTUM_PAGER) ??
    fromEnvironment(env.PAGER) ?? { value: standard, source: 'default' }
  )
}

/** The editor: what the settings say, else `VISUAL`, else `EDITOR`; null if none is set. */
export function findEditor({ env }: World, file: FileValues): Found {
  return (
    fromEnvironment(env.MOMENTUM_EDITOR || undefined) ??
    fromFile(file.MOMENTUM_EDITOR || undefined) ??
    fromEnvironment(env.VISUAL || env.EDITOR || undefined) ?? { value: null, source: 'default' }
  )
}

function fromEnvironment(value: string | undefined): Found | undefined {
  return value === undefined ? undefined : { value, source: 'environment' }
}

function fromFile(value: string | undefined): Found | undefined {
  return value === undefined ? undefined : { value, source: 'file' }
}
