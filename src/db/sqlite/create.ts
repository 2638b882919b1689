import {
  chmodSync,
  closeSync,
  constants,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { getuid } from 'node:process'
import { errorCode } from '../../errors.ts'

// Every file and folder of Momentum's is made here, or copied from one that was made here.

/** Creates an empty file that only its owner can use. */
export function createPrivateFile(path: string): void {
  closeSync(openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, 0o600))
  handOver(path)
}

/**
 * Creates an empty file that everybody may use as the account decides for its files, or with these
 * permissions.
 *
 * @param belongsTo the path of the file that it will replace, if it replaces one
 */
export function createSharedFile(path: string, mode?: number, belongsTo?: string): void {
  closeSync(openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, 0o666))
  handOver(path, belongsTo)
  if (mode !== undefined) chmodSync(path, mode)
}

/**
 * Creates a folder that only its owner can use, and its missing parents. Node's `recursive` option
 * would try forever below `/proc`, where the system allows no folders.
 */
export function createPrivateFolder(path: string): void {
  if (isFolder(path)) return
  const above = dirname(path)
  if (above !== path) createPrivateFolder(above)
  try {
    mkdirSync(path, 0o700)
  } catch (error) {
    // Another program has just made it.
    if (errorCode(error) === 'EEXIST' && isFolder(path)) return
    throw error
  }
  handOver(path)
}

/** Creates a folder with a unique name that only its owner can use. @returns its path */
export function createTemporaryFolder(parent: string): string {
  return mkdtempSync(join(parent, 'momentum-'))
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/**
 * Gives what root has just made to the owner of the folder it is in, or of another path. Otherwise,
 * a person who once typed `sudo` could no longer use their own household.
 */
export function handOver(path: string, belongsTo = dirname(path)): void {
  if (getuid?.() !== 0) return
  const { uid, gid } = statSync(belongsTo)
  if (uid === 0) return
  try {
    lchownSync(path, uid, gid)
  } catch (error) {
    if (!withoutOwners.includes(errorCode(error) ?? '')) throw error
  }
}

/** The errors of file systems that have no owners, or do not let anyone change them. */
const withoutOwners = ['EPERM', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']
