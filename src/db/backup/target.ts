import { dirname } from 'node:path'
import { usageError } from '../../errors.ts'
import type { Location } from '../location.ts'
import { isInSystemFolder, isSameFile, isSideFile, statFile } from '../sqlite/file.ts'
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
  const existing = statFile(target)
  if (existing?.isDirectory()) {
    throw usageError(`“${target}” is a folder.`, 'Give the path of a file in it.')
  }
  if (existing && !existing.isFile()) {
    throw usageError(`“${target}” is not a regular file.`, 'Give the path of a new file.')
  }
  if (isInSystemFolder(target)) {
    throw usageError(`“${target}” is in a system folder.`, 'Give a path in another folder.')
  }
  if (existing && !force) throw nameTakenError(target)
}
