import { readFileSync, realpathSync } from 'node:fs'
import { suggestZone, zoneOfPath } from '../domain/zone.ts'
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

/**
 * Finds the name of the system's time zone without asking `Intl`, which takes time to load.
 *
 * @returns an IANA name; undefined if the system names none
 */
export function findSystemZone(world: World): string | undefined {
  const name = world.env.TZ?.replace(/^:/, '') || undefined
  if (name?.startsWith('/')) return named(zoneOfPath(resolvePath(name)))
  // Node uses UTC for a name that it does not understand.
  if (name !== undefined) return findZoneFault(world) ? 'UTC' : named(name)
  return named(zoneOfPath(resolvePath('/etc/localtime')) ?? readLine('/etc/timezone'))
}

/** A text, if it can be the name of a zone. */
function named(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w+/-]{1,64}$/.test(text) ? text : undefined
}

function readLine(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
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
