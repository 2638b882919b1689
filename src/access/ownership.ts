import { statSync } from 'node:fs'
import { ownsTables } from '../db/dialect.ts'
import type { Location } from '../db/location.ts'
import type { Db } from '../db/schema.ts'
import { notAllowedError } from '../errors.ts'

/**
 * Whoever owns the database can write to it anyway; what undoes passwords and privacy is for them.
 *
 * @param deed what somebody else cannot do: "take a password away"
 * @throws MomentumError `not_allowed`
 */
export async function requireOwner(location: Location, db: Db, deed: string): Promise<void> {
  if ('server' in location) {
    if (await ownsTables(db)) return
    throw notAllowedError(
      `Only the role that owns the household’s tables can ${deed}.`,
      'Ask whoever set up the server.',
    )
  }
  requireFileOwner(location.path, deed)
}

/** As {@link requireOwner}, where there is nothing that could be opened. */
export function requireFileOwner(path: string, deed: string): void {
  const { uid } = statSync(path)
  const me = process.getuid?.()
  if (me === undefined || me === 0 || me === uid) return
  throw notAllowedError(`Only the owner of the database file can ${deed}.`, {
    lead: 'Ask them. To see which file it is',
    command: 'db path',
  })
}
