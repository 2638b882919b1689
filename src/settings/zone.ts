import { realpathSync } from 'node:fs'
import { suggestZone } from '../domain/zone.ts'
import type { Hint } from '../errors.ts'
import type { World } from '../world.ts'

/** What is wrong with the system's time zone, and what to do. */
export type ZoneFault = { readonly sentence: string; readonly hint: Hint }

/**
 * Finds a `TZ` that Node does not understand. Node says nothing: it uses UTC for an unknown name,
 * and the present offset for a path. The format that reveals this is slow to make, so it is made
 * only if the time is that of UTC.
 */
export function findZoneFault({ env, now }: World): ZoneFault | undefined {
  const name = env.TZ
  if (!name) return undefined
  if (/^:?\//.test(name)) {
    const path = resolvePath(name.replace(':', ''))
    const problem = 'which is a path, not a name. Some dates and times may be wrong.'
    return isUtc(path.replace(/^.*zoneinfo\//, ''))
      ? undefined
      : { sentence: `TZ is “${name}”, ${problem}`, hint: hintFor(path) }
  }
  if (now.getTimezoneOffset() !== 0 || isUtc(name)) return undefined
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  // V8 gives no zone here for an unknown one; its types do not say so.
  if (![undefined, 'Etc/Unknown', 'UTC'].includes(timeZone)) return undefined
  const problem = 'which is not a time zone. Dates and times are in UTC.'
  return { sentence: `TZ is “${name}”, ${problem}`, hint: hintFor(name) }
}

function isUtc(name: string): boolean {
  return /^:?(etc\/)?(utc|uct|gmt|greenwich|universal|zulu|z)([+-]?00?)?$/i.test(name)
}

/** The path of the file that a link such as `/etc/localtime` leads to. */
function resolvePath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function hintFor(name: string): Hint {
  const zone = suggestZone(name)
  return { lead: 'Set your time zone, for example', otherCommand: `export MOMENTUM_TZ=${zone}` }
}
