import { rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { errorCode } from '../../errors.ts'
import { createPrivateFile } from '../sqlite/file.ts'
import { backUpFile } from './backup.ts'
import {
  claimPath,
  folderBeside,
  hasDaily,
  isUnfinishedDaily,
  listDailyNames,
  listNames,
  newBackupPath,
} from './folder.ts'

/** How many daily backups are kept, and for how many weeks the first of each. */
const daysKept = 7
const weeksKept = 9

/** How long, in milliseconds, a backup may take. After that, its claim and draft are stray. */
const timeLimit = 3_600_000

const dayLength = 86_400_000

/** Makes today's backup unless one exists or is being made, then deletes expired ones. */
export async function backUpDaily(path: string, now: Date): Promise<void> {
  const folder = folderBeside(path)
  const backup = newBackupPath(folder, 'daily', now)
  const claim = claimPath(folder, now)
  if (!claimDay(claim, now)) return
  try {
    // Another program may have finished just before this one claimed the day.
    if (hasDaily(folder, now)) return
    await backUpFile(path, backup)
    deleteExpired(folder, basename(backup), now)
  } finally {
    rmSync(claim, { force: true })
  }
}

/** @returns whether this program is the one that makes today's backup */
function claimDay(claim: string, now: Date): boolean {
  if (isStray(claim, now)) rmSync(claim, { force: true })
  try {
    createPrivateFile(claim)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

function isStray(path: string, now: Date): boolean {
  const file = statSync(path, { throwIfNoEntry: false })
  return file !== undefined && now.getTime() - file.mtimeMs > timeLimit
}

/** Deletes expired backups, and what interrupted programs left. */
function deleteExpired(folder: string, newest: string, now: Date): void {
  const stray = listNames(folder)
    .filter(isUnfinishedDaily)
    .filter((name) => isStray(join(folder, name), now))
  for (const name of [...listExpired(listDailyNames(folder), newest), ...stray]) {
    rmSync(join(folder, name), { force: true })
  }
}

/**
 * Lists the expired daily backups: all but the last seven, the first of each of the last nine
 * weeks, and the one just made. Only names count, so that a wrong clock deletes no good backup.
 *
 * @param names of daily backups, oldest first
 * @param newest the name of the one just made
 */
export function listExpired(names: readonly string[], newest: string): string[] {
  const firsts = new Map<number, string>()
  for (const name of names.toReversed()) firsts.set(weekOf(name), name)
  const weeks = [...firsts.keys()].toSorted((a, b) => b - a).slice(0, weeksKept)
  const kept = [newest, ...names.slice(-daysKept), ...weeks.map((week) => firsts.get(week))]
  return names.filter((name) => !kept.includes(name))
}

/** The number of a week, which begins on Monday. */
function weekOf(name: string): number {
  const [year, month, day] = [name.slice(0, 4), name.slice(4, 6), name.slice(6, 8)].map(Number)
  const days = Date.UTC(year ?? 0, (month ?? 1) - 1, day) / dayLength
  // Day 0 was a Thursday.
  return Math.floor((days + 3) / 7)
}
