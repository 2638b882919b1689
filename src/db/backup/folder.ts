import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Instant, toInstant } from '../../domain/time.ts'
import { errorCode } from '../../errors.ts'
import { createPrivateFolder, handOver } from '../sqlite/create.ts'
import { draftTarget } from '../sqlite/draft.ts'
import { resolveLink } from '../sqlite/file.ts'

/** Why a backup was made. */
const backupKinds = ['by_hand', 'daily', 'before_migration', 'before_restore'] as const
export type BackupKind = (typeof backupKinds)[number]

/** A file with an earlier state of the household. */
export type Backup = {
  /** The path. */
  readonly backup: string
  readonly kind: BackupKind
  readonly created_at: Instant
  readonly size_bytes: number
  /** Whether the file is as long as it says, which shows that it was not cut short. */
  readonly complete: boolean
}

/**
 * A moment and a kind, so that names sort by time: `20261124T141929123Z.before-restore.db.gz`. One
 * without the end was not compressed.
 */
const namePattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.([a-z-]+)\.db(?:\.gz)?$/

/** How the name of a compressed file ends. */
export const compressedEnd = '.gz'

/** The end of the name of a file's backup folder. */
const folderEnd = '.backups'

/** The folder for the backups of a file: beside the file itself, also when a link leads to it. */
export function folderBeside(path: string): string {
  return `${resolveLink(path)}${folderEnd}`
}

/** The path of a compressed backup that is made now. Its folder is created if needed. */
export function newBackupPath(folder: string, kind: BackupKind, now: Date): string {
  createFolder(folder)
  return nameBackup(folder, kind, now)
}

/** The same path without its folder being created, for a backup that may not be made. */
export function nameBackup(folder: string, kind: BackupKind, now: Date): string {
  const moment = now.toISOString().replace(/[-:.]/g, '')
  return join(folder, `${moment}.${kind.replace('_', '-')}.db${compressedEnd}`)
}

/**
 * Creates the folder for backups. Only the owner of the household's file can use it, or the group
 * that shares the folder in which the file is.
 */
export function createFolder(folder: string): void {
  if (existsSync(folder)) return
  createPrivateFolder(folder)
  const file = folder.slice(0, -folderEnd.length)
  if (folder.endsWith(folderEnd) && existsSync(file)) handOver(folder, file)
  if ((statSync(dirname(folder)).mode & 0o2000) !== 0) chmodSync(folder, 0o2770)
}

/** Reads the name of a backup; undefined for a name that Momentum did not give. */
export function readBackupName(name: string): Pick<Backup, 'kind' | 'created_at'> | undefined {
  const [, ...parts] = namePattern.exec(name) ?? []
  const kind = backupKinds.find((each) => each === parts[7]?.replace('-', '_'))
  const [year, month, day, hour, minute, second, fraction] = parts
  const made = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`)
  if (kind === undefined || Number.isNaN(made.getTime())) return undefined
  return { kind, created_at: toInstant(made) }
}

/** Lists the names of the daily backups in a folder, which may be missing, oldest first. */
export function listDailyNames(folder: string): string[] {
  return listNames(folder)
    .filter((name) => readBackupName(name)?.kind === 'daily')
    .toSorted()
}

/** Finds the path of the daily backup of this day in UTC. */
export function findDaily(folder: string, now: Date): string | undefined {
  const day = dayOf(now)
  const name = listDailyNames(folder).find((name) => name.startsWith(day))
  return name === undefined ? undefined : join(folder, name)
}

/** The day in UTC with which a name begins: `20261124`. */
function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10).replaceAll('-', '')
}

/** The file that exists while a program makes the day's backup, so that no other program does. */
export function claimPath(folder: string, now: Date): string {
  return join(folder, `${dayOf(now)}.daily.new`)
}

/** Whether a name is that of an unfinished backup, or of a claim to make one. */
export function isUnfinished(name: string): boolean {
  return isClaim(name) || draftTarget(name) !== undefined
}

/** As {@link isUnfinished}, for daily backups alone. */
export function isUnfinishedDaily(name: string): boolean {
  return isClaim(name) || readBackupName(draftTarget(name) ?? '')?.kind === 'daily'
}

function isClaim(name: string): boolean {
  return /^\d{8}\.daily\.new$/.test(name)
}

/** Lists the names in a folder, which may be missing. */
export function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
