import { dirname } from 'node:path'
import { type MomentumError, refusedError, usageError } from '../../errors.ts'
import type { Location } from '../location.ts'
import { findNonFile, isInSystemFolder, isSameFile, isSideFile, statFile } from './file.ts'

/**
 * Requires a path at which a file can be written or replaced without harm to the household.
 *
 * @throws MomentumError `usage`
 */
export function requireTarget(target: string, household: Location): void {
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
}

/** @throws MomentumError `usage` as {@link requireTarget}, `refused` for a path that is in use */
export function requireFreeTarget(target: string, household: Location): void {
  requireTarget(target, household)
  if (statFile(target)) throw nameTakenError(target)
}

/** The error for a path that is in use. */
export function nameTakenError(target: string): MomentumError {
  return refusedError(
    `“${target}” already exists; it was not changed.`,
    'To replace it, add --force.',
  )
}
