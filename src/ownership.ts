import { statSync } from 'node:fs'
import { MomentumError } from './errors.ts'

/**
 * Whoever owns the database's file can write to it anyway; what undoes passwords and privacy is for them.
 *
 * @param deed what somebody else cannot do: "take a password away"
 * @throws MomentumError `not_allowed`
 */
export function requireFileOwner(path: string, deed: string): void {
  const { uid } = statSync(path)
  const me = process.getuid?.()
  if (me === undefined || me === 0 || me === uid) return
  throw new MomentumError(
    'not_allowed',
    `Only the owner of the database file can ${deed}.`,
    'Ask them; momentum db path prints which file it is.',
  )
}
