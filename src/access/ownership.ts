import { statSync } from 'node:fs'
import { ownsTables } from '../db/dialect.ts'
import type { Db } from '../db/schema.ts'
import { notAllowedError } from '../errors.ts'
import type { AccessContext } from './session.ts'

/**
 * Refuses everybody but the owner of the database, who can write to it anyway. Guards what gets
 * around passwords and privacy.
 *
 * @param action what nobody else can do: "downgrade its schema"
 * @param db the database, if it is open already
 * @throws MomentumError `not_allowed`
 */
export async function requireOwner(
  action: string,
  { world, settings, household }: AccessContext,
  db: Db | undefined,
): Promise<void> {
  const location = settings.location()
  if ('path' in location) return requireFileOwner(action, location.path, world.uid())
  if (await ownsTables(db ?? (await household()))) return
  throw notAllowedError(
    `Only the role that owns the household’s tables can ${action}.`,
    'Ask the person who set up the server.',
  )
}

function requireFileOwner(action: string, path: string, me: number | undefined): void {
  if (me === undefined || me === 0 || me === statSync(path).uid) return
  throw notAllowedError(`Only the owner of the database file can ${action}.`, {
    lead: 'Ask the owner. To see which file it is',
    command: 'db path',
  })
}
