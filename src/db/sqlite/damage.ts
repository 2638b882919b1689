import { databaseError, MomentumError } from '../../errors.ts'
import { checkHint } from '../hints.ts'
import type { Location } from '../location.ts'
import { isDamage, proveSound } from './sound.ts'

/**
 * The error to report instead of one that nothing explains, when the household's file is damaged:
 * such a file can cause any error.
 */
export async function describeDamage(
  location: Location,
  cause: unknown,
): Promise<MomentumError | undefined> {
  if ('server' in location || (await isSound(location.path))) return undefined
  return databaseError('The database is damaged.', checkHint, { cause })
}

async function isSound(path: string): Promise<boolean> {
  try {
    await proveSound(path, { readonly: false })
    return true
  } catch (error) {
    // A missing file, or another program's, is not a damaged one. A file that cannot be read is.
    if (error instanceof MomentumError && !isDamage(error)) throw error
    return false
  }
}
