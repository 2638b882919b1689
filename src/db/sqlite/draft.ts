import { constants, copyFileSync, linkSync } from 'node:fs'

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
    if (isCode(error, 'EEXIST')) return false
    if (!noLinksHere.some((code) => isCode(error, code))) throw error
  }
  try {
    copyFileSync(draft, path, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

const noLinksHere = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

/** Whether an error of the file system is this one. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
