import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  statSync,
} from 'node:fs'
import { sep } from 'node:path'
import { errorCode } from '../../errors.ts'

/**
 * Gives a file that is whole its name, unless there is one of that name: unlike a rename, neither a
 * link nor, where there are none, a copy replaces what is there. The draft stays, to be removed.
 *
 * @returns whether the name was free
 */
export function giveName(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    const code = errorCode(error) ?? ''
    if (code === 'EEXIST') return false
    if (!noLinksHere.includes(code)) throw error
  }
  try {
    copyFileSync(draft, path, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

const noLinksHere = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

/** Waits until a file, or the names in a folder, would survive a power cut. */
export function keepOnDisk(path: string): void {
  // Windows has no such thing for folders, and refuses to write to a file that is open for reading.
  const isFolder = statSync(path).isDirectory()
  if (isFolder && sep === '\\') return
  const file = openSync(path, isFolder ? 'r' : 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
