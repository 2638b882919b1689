import { rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { errorCode } from '../../errors.ts'
import { createPrivateFile } from '../sqlite/file.ts'
import { backUpFile } from './backup.ts'
import {
  claimPath,
  dailyNames,
  folderBeside,
  hasDaily,
  isUnfinishedDaily,
  namesIn,
  newBackupPath,
} from './folder.ts'

/** How many of the newest are kept, and of how many weeks the first. */
const daysKept = 7
const weeksKept = 9

/** After so long, in milliseconds, whoever was making one is not there any more. */
const patience = 3_600_000

const dayLength = 86_400_000

/** Makes the day's backup of a file, unless another program does or did, and lets go of what is over. */
export async function backUpDaily(path: string, now: Date): Promise<void> {
  const folder = folderBeside(path)
  const backup = newBackupPath(folder, 'daily', now)
  const claim = claimPath(folder, now)
  if (!claimDay(claim, now)) return
  try {
    // Whoever had the claim a moment ago may have made it.
    if (hasDaily(folder, now)) return
    await backUpFile(path, backup)
    tidyUp(folder, basename(backup), now)
  } finally {
    rmSync(claim, { force: true })
  }
}

/** @returns whether it is this program that makes the day's backup */
function claimDay(claim: string, now: Date): boolean {
  if (isAbandoned(claim, now)) rmSync(claim, { force: true })
  try {
    createPrivateFile(claim)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

function isAbandoned(path: string, now: Date): boolean {
  const file = statSync(path, { throwIfNoEntry: false })
  return file !== undefined && now.getTime() - file.mtimeMs > patience
}

/** Takes away what is over, and what was left by a program that was ended at this work. */
function tidyUp(folder: string, made: string, now: Date): void {
  const drafts = namesIn(folder)
    .filter(isUnfinishedDaily)
    .filter((name) => isAbandoned(join(folder, name), now))
  for (const name of [...listExpired(dailyNames(folder), made), ...drafts]) {
    rmSync(join(folder, name), { force: true })
  }
}

/**
 * The daily backups that are over: all but the newest seven, the first of each of the newest nine weeks, and
 * the one that was just made. The names alone decide, so that a clock that is wrong takes none of the good
 * ones away.
 *
 * @param names of daily backups, the oldest first
 */
export function listExpired(names: readonly string[], made: string): string[] {
  const firsts = new Map<number, string>()
  for (const name of names.toReversed()) firsts.set(weekOf(name), name)
  const weeks = [...firsts.keys()].toSorted((a, b) => b - a).slice(0, weeksKept)
  const kept = [made, ...names.slice(-daysKept), ...weeks.map((week) => firsts.get(week))]
  return names.filter((name) => !kept.includes(name))
}

/** The number of the week, which begins on Monday. */
function weekOf(name: string): number {
  const [year, month, day] = [name.slice(0, 4), name.slice(4, 6), name.slice(6, 8)].map(Number)
  const days = Date.UTC(year ?? 0, (month ?? 1) - 1, day) / dayLength
  // The first day of that count was a Thursday.
  return Math.floor((days + 3) / 7)
}
