import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { errorCode } from '../../errors.ts'
import { handOver } from './create.ts'
import { type MakerState, newMaker, stateOfMaker } from './maker.ts'

// Momentum writes a whole file as a draft, which gets the file's name once it is on the disk. Who
// makes a draft first deletes those in the folder whose makers were interrupted.

/** Runs work that writes a draft of a file, and deletes what remains of the draft. */
export async function withDraft<Result>(
  target: string,
  work: (draft: string) => Promise<Result>,
): Promise<Result> {
  const draft = newDraftPath(target)
  try {
    return await work(draft)
  } catch (error) {
    throw withPath(error, target)
  } finally {
    deleteDraft(draft)
  }
}

/** As {@link withDraft}, for synchronous work. */
export function withDraftSync<Result>(target: string, work: (draft: string) => Result): Result {
  const draft = newDraftPath(target)
  try {
    return work(draft)
  } catch (error) {
    throw withPath(error, target)
  } finally {
    deleteDraft(draft)
  }
}

/** Adds the path of the file to an error about writing that does not name it. */
function withPath(error: unknown, path: string): unknown {
  const isWriting =
    error instanceof Error &&
    !('path' in error) &&
    (errorCode(error) === 'SQLITE_FULL' || ('syscall' in error && error.syscall !== 'read'))
  return isWriting ? Object.assign(error, { path }) : error
}

function newDraftPath(target: string): string {
  deleteAbandoned(dirname(target))
  return `${target}.${newMaker()}.new`
}

/** Deletes the drafts in a folder that nobody is writing any more. */
export function deleteAbandoned(folder: string): void {
  try {
    const left = readdirSync(folder).filter((name) => stateOfDraft(name) === 'ended')
    for (const name of left) rmSync(join(folder, name), { force: true })
  } catch {
    // Another account's folder or draft: it costs room, and nothing else.
  }
}

function deleteDraft(draft: string): void {
  for (const path of [draft, `${draft}-journal`]) rmSync(path, { force: true })
}

const draftPattern = /^(.+)\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.new(?:-journal)?$/

/** The name of the file that a draft, or its journal, is for; undefined for any other name. */
export function draftTarget(name: string): string | undefined {
  return draftPattern.exec(name)?.[1]
}

/** As {@link stateOfMaker}, for the name of a draft or its journal; undefined for other names. */
export function stateOfDraft(name: string): MakerState | undefined {
  const maker = draftPattern.exec(name)?.[2]
  return maker === undefined ? undefined : stateOfMaker(maker)
}

/**
 * Gives a finished draft the file's name, and waits until the file would survive a power cut.
 *
 * @returns false when there is a file of that name, which only `replace` replaces
 */
export function publishDraft(draft: string, target: string, { replace = false } = {}): boolean {
  syncFile(draft)
  if (replace) renameSync(draft, target)
  else if (!linkDraft(draft, target)) return false
  syncFolder(dirname(target))
  return true
}

/** Unlike a rename, neither a link nor, where there are none, a copy replaces a file. */
function linkDraft(draft: string, target: string): boolean {
  try {
    linkOrCopy(draft, target)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

function linkOrCopy(draft: string, target: string): void {
  try {
    linkSync(draft, target)
  } catch (error) {
    if (!withoutLinks.includes(errorCode(error) ?? '')) throw error
    copyFileSync(draft, target, constants.COPYFILE_EXCL)
    handOver(target)
    syncFile(target)
  }
}

/** What a file system without links answers. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

/** Waits until what a file holds would survive a power cut. */
export function syncFile(path: string): void {
  // Windows refuses this for a file that is open for reading only.
  sync(path, 'r+')
}

/** Waits until the names in a folder would survive a power cut, where the system can do that. */
export function syncFolder(path: string): void {
  if (sep === '\\') return
  try {
    sync(path, 'r')
  } catch (error) {
    if (!withoutFolderSync.includes(errorCode(error) ?? '')) throw error
  }
}

/** What a file system answers that syncs no folders, or none that cannot be listed. */
const withoutFolderSync = ['EINVAL', 'ENOTSUP', 'EACCES']

function sync(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
