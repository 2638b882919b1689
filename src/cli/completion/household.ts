import { openActor } from '../../access/actor.ts'
import { openToRead } from '../../db/database.ts'
import type { Db } from '../../db/schema.ts'
import type { CalendarDate } from '../../domain/time.ts'
import type { Viewer } from '../../domain/user.ts'
import { parseSettings } from '../../settings/settings.ts'
import type { World } from '../../world.ts'

/** The household as it is, to read it. */
export type OpenHousehold = {
  readonly db: Db
  /** Who acts, if they need no password or gave it when they logged in. */
  readonly viewer: Viewer
  readonly today: CalendarDate
}

/**
 * Opens the household that a command line names, without writing or asking anything.
 *
 * @returns undefined if it cannot be read at once
 * @throws an error of any kind where there is no household to read
 */
export async function openHousehold(
  options: { readonly db: string | undefined; readonly as: string | undefined },
  world: World,
): Promise<OpenHousehold | undefined> {
  const settings = parseSettings(world, options)
  const db = await openToRead(settings.location())
  if (db === undefined) return undefined
  const household = async () => db
  const actor = openActor({ world, settings, household, ask: undefined, readsOnly: true })
  // Whoever is named wrongly sees what everybody may see.
  const user = await actor.provenUser().catch(() => undefined)
  return { db, viewer: user?.id ?? null, today: settings.today }
}
