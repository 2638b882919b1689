import { databaseError, MomentumError } from '../../errors.ts'
import type { Location } from '../location.ts'
import { isDamage, proveSound } from '../sqlite/sound.ts'

/**
 * What a person should know of an error that nothing else explains: that the household's file is damaged,
 * if it is. Out of such a file comes what no part of the program expects.
 */
export async function describeDamage(
  location: Location,
  cause: unknown,
): Promise<MomentumError | undefined> {
  if ('server' in location || (await isSound(location.path))) return undefined
  return databaseError(
    'The database is damaged.',
    { lead: 'Look closer', command: 'db check' },
    { cause },
  )
}

async function isSound(path: string): Promise<boolean> {
  try {
    await proveSound(path, { readonly: false })
    return true
  } catch (error) {
    // A file that is not there is another matter; what is there and cannot be looked at is not whole.
    if (error instanceof MomentumError && !isDamage(error)) throw error
    return false
  }
}
