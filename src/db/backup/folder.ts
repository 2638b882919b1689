import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Instant, toInstant } from '../../domain/time.ts'
import { errorCode } from '../../errors.ts'
import { draftTarget } from '../sqlite/draft.ts'
import { realPlace } from '../sqlite/file.ts'

/** Why a backup was made. */
export const backupKinds = ['by_hand', 'daily', 'before_migration', 'before_restore'] as const
export type BackupKind = (typeof backupKinds)[number]

/** One file of the household as it was. */
export type Backup = {
  /** Its path. */
  readonly backup: string
  readonly kind: BackupKind
  readonly created_at: Instant
  readonly size_bytes: number
}

/** The moment and the kind, so that the names sort by time: `20261124T141929123Z.before-restore.db`. */
const form = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.([a-z-]+)\.db$/

/** Where the backups of a file are kept: beside the file itself, also where it is named by a link. */
export function folderBeside(path: string): string {
  return `${realPlace(path)}.backups`
}

/** The path of a backup that is made now; its folder is there afterwards. */
export function newBackupPath(folder: string, kind: BackupKind, now: Date): string {
  makeFolder(folder)
  const moment = now.toISOString().replace(/[-:.]/g, '')
  return join(folder, `${moment}.${kind.replace('_', '-')}.db`)
}

/** For the owner alone; where a group shares the household's folder, each of them adds to this one, too. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if ((statSync(dirname(folder)).mode & 0o2000) !== 0) chmodSync(folder, 0o2770)
}

/** Says what a file's name tells; undefined for a name that Momentum did not give. */
export function readBackupName(name: string): Pick<Backup, 'kind' | 'created_at'> | undefined {
  const [, ...parts] = form.exec(name) ?? []
  const kind = backupKinds.find((each) => each === parts[7]?.replace('-', '_'))
  const [year, month, day, hour, minute, second, fraction] = parts
  const made = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`)
  if (kind === undefined || Number.isNaN(made.getTime())) return undefined
  return { kind, created_at: toInstant(made) }
}

/** Every backup in a folder that need not be there, the newest first. */
export function listBackups(folder: string): Backup[] {
  const found: Backup[] = []
  for (const name of namesIn(folder).toSorted().reverse()) {
    const known = readBackupName(name)
    const backup = join(folder, name)
    const file = known && statSync(backup, { throwIfNoEntry: false })
    if (known && file?.isFile()) found.push({ backup, ...known, size_bytes: file.size })
  }
  return found
}

/** The names of the daily backups in a folder that need not be there, the oldest first. */
export function dailyNames(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => readBackupName(name)?.kind === 'daily')
    .toSorted()
}

/** Whether the day's backup is there already; the day is UTC's, as in the names. */
export function hasDaily(folder: string, now: Date): boolean {
  const day = dayIn(now)
  return dailyNames(folder).some((name) => name.startsWith(day))
}

/** A day as the names begin with it: `20261124`. */
export function dayIn(now: Date): string {
  return now.toISOString().slice(0, 10).replaceAll('-', '')
}

/** The path of the file that the program which makes the day's backup keeps while it does. */
export function claimPath(folder: string, now: Date): string {
  return join(folder, `${dayIn(now)}.daily.new`)
}

/** Whether a name is of an unfinished backup, or of a claim to make one. */
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

/** The names in a folder that need not be there. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
