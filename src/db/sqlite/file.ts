import {
  closeSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { shellWord } from '../../domain/shell.ts'
import { databaseError } from '../../errors.ts'
import { isCompressed } from '../backup/label.ts'
import { restoreHint } from '../hints.ts'

// What can be known about a household's file without opening it as a database.

/**
 * Requires a file that SQLite can open safely.
 *
 * @throws MomentumError `database` when it is missing, empty or not a file, or has a stray log
 */
export function requireDatabaseFile(path: string): void {
  const file = statFile(path)
  requireNoDanglingLink(path)
  if (!file) {
    throw databaseError(`There is no database at “${path}”.`, {
      lead: 'Create one there',
      command: `db init --db ${shellWord(path)}`,
    })
  }
  if (!file.isFile()) {
    throw databaseError(`“${path}” is not a regular file.`, 'Give your household’s file with --db.')
  }
  if (file.size === 0) {
    throw databaseError(
      `The file “${path}” is empty: it was cut short, or never was a database.`,
      restoreHint,
    )
  }
  if (path.endsWith('.gz') && isCompressed(path)) {
    throw databaseError(`“${path}” is a compressed backup.`, {
      lead: 'To look into it, restore it to a new file',
      command: `db restore ${shellWord(path)} --db ${shellWord(path.slice(0, -'.gz'.length))}`,
    })
  }
  requireNoStrayLog(path)
}

/** Refuses a log of another file, or of an earlier state, because SQLite would apply it. */
function requireNoStrayLog(path: string): void {
  const log = `${resolveLink(path)}-wal`
  if ((statFile(log)?.size ?? 0) === 0 || isInWalMode(path)) return
  throw databaseError(`“${log}” does not belong to the database next to it, and would damage it.`, {
    lead: 'Move it away',
    otherCommand: `mv ${shellWord(log)} ${shellWord(`${log}.stray`)}`,
  })
}

/** Whether a file is in WAL mode, as its header says. */
export function isInWalMode(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(20)
    readSync(file, header, 0, header.length, 0)
    return header[18] === 2
  } finally {
    closeSync(file)
  }
}

/** The file at a path, also when a link leads to it; undefined when there is none. */
export function statFile(path: string): Stats | undefined {
  const link = lstatSync(path, { throwIfNoEntry: false })
  return link?.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : link
}

/** The path of the file itself, where a link leads to it. */
export function resolveLink(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
  return isLink && statFile(path) ? realpathSync(path) : path
}

/** @throws MomentumError `database` for a link to nothing, perhaps to a disk that is not mounted */
export function requireNoDanglingLink(path: string): void {
  if (statFile(path) || !lstatSync(path, { throwIfNoEntry: false })) return
  throw databaseError(`“${path}” is a link to a file that does not exist.`, {
    lead: 'See where it leads',
    otherCommand: `ls -l ${shellWord(path)}`,
  })
}

/** Whether SQLite creates and deletes a file at this path while it works with a database. */
export function isSideFile(file: string, path: string): boolean {
  return [path, resolveLink(path)].some((each) => sideFiles(each).includes(file))
}

/** The files that SQLite keeps beside a database while it works. */
export function sideFiles(path: string): string[] {
  return ['-journal', '-wal', '-shm'].map((end) => `${path}${end}`)
}

/** Whether a path is in a folder where the system shows devices and processes as files. */
export function isInSystemFolder(path: string): boolean {
  return /^\/(dev(\/fd|\/pts)?|proc(\/.*)?|sys(\/.*)?)$/.test(realpathSync(dirname(path)))
}

/** What is at a path instead of a file, in a sentence, and what to do; undefined if nothing is. */
export function findNonFile(
  path: string,
): { readonly problem: string; readonly hint: string } | undefined {
  const existing = statFile(path)
  if (existing === undefined || existing.isFile()) return undefined
  return existing.isDirectory()
    ? { problem: `“${path}” is a folder.`, hint: 'Give the path of a file in it.' }
    : { problem: `“${path}” is not a regular file.`, hint: 'Give the path of a new file.' }
}

/** Whether two paths lead to the same existing file. */
export function isSameFile(one: string, other: string): boolean {
  const [a, b] = [statFile(one), statFile(other)]
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev
}
