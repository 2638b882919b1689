import { lstatSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { shellWord } from '../../domain/shell.ts'
import { errorCode, type Hint } from '../../errors.ts'
import { draftTarget } from './draft.ts'

/** What went wrong with a file or folder, in a sentence without its period, and what to do. */
type FileFault = { readonly problem: string; readonly hint: Hint | string }

/** Describes an error of the file system that names a path; undefined for any other. */
export function findFileFault(error: unknown): FileFault | undefined {
  if (!(error instanceof Error) || !('path' in error)) return undefined
  const code = errorCode(error) ?? ''
  if (code === 'SQLITE_CANTOPEN') return cannotBeOpened(String(error.path))
  if (!('syscall' in error) && code !== 'SQLITE_FULL') return undefined
  const call = 'syscall' in error ? String(error.syscall) : 'write'
  const named = String('dest' in error ? error.dest : error.path)
  const target = draftTarget(basename(named))
  const path = target === undefined ? named : join(dirname(named), target)
  const what = target === undefined ? failedAt(call, path) : `“${path}” cannot be written`
  const isWritten = target !== undefined || !(call in failures) || call === 'mkdir'
  return {
    problem: `${what}: ${reasonOf(code, call)}`,
    hint: hintFor(code, isWritten ? dirname(path) : path),
  }
}

function cannotBeOpened(path: string): FileFault {
  return {
    problem: `“${path}” cannot be opened`,
    hint: {
      lead: 'See who may use it and its folder',
      otherCommand: `ls -ld ${shellWord(path)} ${shellWord(dirname(path))}`,
    },
  }
}

/** What failed, by system call. Every other call writes. */
const failures: Readonly<Record<string, (path: string) => string>> = {
  mkdir: (path) => `The folder “${path}” cannot be created`,
  scandir: (path) => `The folder “${path}” cannot be read`,
  open: (path) => `“${path}” cannot be opened`,
  unlink: (path) => `“${path}” cannot be deleted`,
  rm: (path) => `“${path}” cannot be deleted`,
  ...Object.fromEntries(
    ['stat', 'lstat', 'statfs', 'realpath', 'readlink', 'read', 'access'].map((call) => [
      call,
      (path: string) => `“${path}” cannot be read`,
    ]),
  ),
}

function failedAt(call: string, path: string): string {
  return failures[call]?.(path) ?? `“${path}” cannot be written`
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  SQLITE_FULL: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EFBIG: 'the file would be too large',
  ENOTDIR: 'part of its path is a file, not a folder',
  EEXIST: 'something else has this name',
  EISDIR: 'it is a folder',
  ELOOP: 'the links in its path form a loop',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'it is missing',
  EIO: 'the disk reported an error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'another program is using it',
}

function reasonOf(code: string, call: string): string {
  // The folder above exists, because it would have been created first.
  if (code === 'ENOENT' && call === 'mkdir') return 'the system does not allow folders there'
  return reasons[code] ?? code
}

/** @param place what the hint is about: the path, or the folder in which it is written */
function hintFor(code: string, place: string): Hint | string {
  if (code === 'EACCES' || code === 'EPERM') {
    return { lead: 'See who may use it', otherCommand: `ls -ld ${shellWord(reachable(place))}` }
  }
  if (['ENOSPC', 'SQLITE_FULL', 'EDQUOT'].includes(code)) return 'Free some space, then try again.'
  if (code === 'EROFS') return 'Check how the disk is mounted.'
  if (code === 'ENAMETOOLONG') return 'Choose a shorter name.'
  return 'Check the folders in its path.'
}

/** The path, or the folder above it that must not be entered. */
function reachable(path: string): string {
  try {
    lstatSync(path)
    return path
  } catch (error) {
    const above = dirname(path)
    return errorCode(error) === 'EACCES' && above !== path ? reachable(above) : path
  }
}
