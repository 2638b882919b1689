import { statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Backup, listNames, readBackupName } from './folder.ts'
import { isCompressed, isOfAnother, readLabel, readStart } from './label.ts'

/** Lists the backups in a folder, which may be missing, newest first. */
export function listBackups(folder: string): Backup[] {
  return listNames(folder)
    .toSorted()
    .reverse()
    .map((name) => findBackup(join(folder, name)))
    .filter((backup) => backup !== undefined)
}

/** Describes a backup that Momentum named. @throws Error when there is none */
export function getBackup(path: string): Backup {
  const found = findBackup(path)
  if (found === undefined) throw new Error(`“${path}” has been deleted.`)
  return found
}

function findBackup(path: string): Backup | undefined {
  const known = readBackupName(basename(path))
  const file = known && statSync(path, { throwIfNoEntry: false })
  if (!known || !file?.isFile()) return undefined
  return { backup: path, ...known, size_bytes: file.size, complete: isComplete(path, file.size) }
}

/** Whether a backup has the size that it says, or is another account's, which cannot be read. */
function isComplete(path: string, size: number): boolean {
  try {
    return hasSizeItSays(path, size)
  } catch (error) {
    if (isOfAnother(error)) return true
    throw error
  }
}

/** Costs little, because it reads only the start of the file. */
function hasSizeItSays(path: string, size: number): boolean {
  const label = readLabel(path)
  if (label !== undefined) return label.fileBytes === size
  // What another program compressed says nothing of its size.
  return isCompressed(path) || isCompleteDatabase(readStart(path, 100), size)
}

/** Reads the header of a SQLite file: https://sqlite.org/fileformat.html#the_database_header */
function isCompleteDatabase(header: Buffer, size: number): boolean {
  if (header.length < 100 || !header.toString('latin1').startsWith('SQLite format 3\0'))
    return false
  const pageSize = header.readUInt16BE(16)
  const pages = header.readUInt32BE(28)
  return size >= pages * (pageSize === 1 ? 65_536 : pageSize)
}
