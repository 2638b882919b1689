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
    throw usageError(`“${target}” is the household’s database itself.`)
  }
  if ('path' in household && isSideFile(target, household.path)) {
    throw usageError(`SQLite uses “${target}” itself.`, 'Use another name.')
  }
  if (!statFile(dirname(target))?.isDirectory()) {
    throw usageError(`There is no folder “${dirname(target)}”.`, 'Create it first.')
  }
  const there = statFile(target)
  if (there === undefined) return
  if (there.isDirectory()) {
    throw usageError(`“${target}” is a folder.`, 'Name a file in it.')
  }
  // A device cannot be replaced by a file.
  if (!force || !there.isFile()) throw taken(target)
}
