import { dirname } from 'node:path'
import { usageError } from '../../errors.ts'
import type { Location } from '../location.ts'
import { isSameFile, isSideFile, statFile } from '../sqlite/file.ts'
import { taken } from './backup.ts'

/**
 * Makes sure that a backup can be written to a path.
 *
 * @throws MomentumError `usage` where no backup can be, `refused` for a name that is in use
 */
export function requireBackupTarget(target: string, household: Location, force: boolean): void {
  if ('path' in household && isSameFile(target, household.path)) {
    throw usageError('That is the household’s database itself.')
  }
  if ('path' in household && isSideFile(target, household.path)) {
    throw usageError(`SQLite keeps “${target}” for itself.`, 'Name another file.')
  }
  if (!statFile(dirname(target))?.isDirectory()) {
    throw usageError(`There is no folder “${dirname(target)}”.`, 'Make it first.')
  }
  const there = statFile(target)
  if (there === undefined) return
  if (there.isDirectory()) {
    throw usageError(`“${target}” is a folder.`, 'Name a file in it.')
  }
  // A device is no file that could be replaced.
  if (!force || !there.isFile()) throw taken(target)
}
