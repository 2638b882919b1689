import {
  closeSync,
  constants,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { shellWord } from '../../domain/text.ts'
import { databaseError } from '../../errors.ts'

// What can be said of a household's file without opening it as a database.

/**
 * Makes sure that SQLite can be given a file.
 *
 * @throws MomentumError `database` when it is missing, empty, no file, or has another one's log beside it
 */
export function requireDatabaseFile(path: string): void {
  const file = statFile(path)
  requireNoLooseLink(path)
  if (!file) {
    throw databaseError(`There is no database at “${path}”.`, {
      lead: 'Make one there',
      command: `db init --db ${shellWord(path)}`,
    })
  }
  if (!file.isFile()) {
    throw databaseError(
      `“${path}” is not a regular file.`,
      'Name the file of the household with --db.',
    )
  }
  if (file.size === 0) {
    throw databaseError(
      `The file “${path}” is empty: it was cut short, or is not a database at all.`,
      { lead: 'Go back to a backup', command: 'db backups' },
    )
  }
  requireNoStrayLog(path)
}

/** A log beside a file that keeps none is another's, or an old one; SQLite would mix it in all the same. */
function requireNoStrayLog(path: string): void {
  const log = `${realPlace(path)}-wal`
  if ((statFile(log)?.size ?? 0) === 0 || keepsLog(path)) return
  throw databaseError(
    `“${log}” does not belong to the database beside it, and would damage it.`,
    `Move it away: mv ${shellWord(log)} ${shellWord(`${log}.stray`)}`,
  )
}

/** Whether the header of a file says that it is in WAL mode. */
function keepsLog(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(20)
    readSync(file, header, 0, header.length, 0)
    return header[18] === 2
  } finally {
    closeSync(file)
  }
}

/** The file behind a name, also behind a link; undefined when there is none. */
export function statFile(path: string): Stats | undefined {
  const link = lstatSync(path, { throwIfNoEntry: false })
  return link?.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : link
}

/** The file itself, where it is named by a link to it. */
export function realPlace(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
  return isLink && statFile(path) ? realpathSync(path) : path
}

/** @throws MomentumError `database` for a link to what is not there, perhaps a disk that is not mounted */
export function requireNoLooseLink(path: string): void {
  if (statFile(path) || !lstatSync(path, { throwIfNoEntry: false })) return
  throw databaseError(
    `“${path}” is a link to a file that is not there.`,
    `See where it leads: ls -l ${shellWord(path)}`,
  )
}

/** Makes an empty file that only its owner can read. */
export function createPrivateFile(path: string): void {
  closeSync(openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, 0o600))
}

/** Whether SQLite keeps a file of this name beside a database, and takes it away again. */
export function isSideFile(name: string, path: string): boolean {
  return [path, realPlace(path)].some((each) => sideFiles(each).includes(name))
}

/** What SQLite keeps beside a file while it works. */
export function sideFiles(path: string): string[] {
  return ['-journal', '-wal', '-shm'].map((end) => `${path}${end}`)
}

/** Whether two names are of one file that is there. */
export function isSameFile(one: string, other: string): boolean {
  const [a, b] = [statFile(one), statFile(other)]
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev
}
