import { dirname } from 'node:path'
import { usageError } from '../../errors.ts'
import type { Location } from '../location.ts'
import { findNonFile, isInSystemFolder, isSameFile, isSideFile, statFile } from '../sqlite/file.ts'
import { nameTakenError } from './backup.ts'

/**
 * Requires a path to which a backup can be written.
 *
 * @throws MomentumError `usage` for a path where no backup can be, `refused` for one that is in use
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
  const nonFile = findNonFile(target)
  if (nonFile) throw usageError(nonFile.problem, nonFile.hint)
  if (isInSystemFolder(target)) {
    throw usageError(`“${target}” is in a system folder.`, 'Give a path in another folder.')
  }
  if (statFile(target) && !force) throw nameTakenError(target)
}
