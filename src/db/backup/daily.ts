import { rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { deleteAbandoned, withDraft } from '../sqlite/draft.ts'
import type { Counts } from '../sqlite/sound.ts'
import { copyFile, finishBackup } from './backup.ts'
import { createClaim, giveClaim, isLeft, stateOfClaim, takeClaim } from './claim.ts'
import { decompressFile, isDamagedFile, sumOf } from './compressed.ts'
import {
  claimPath,
  createFolder,
  findDaily,
  folderBeside,
  isUnfinishedDaily,
  listDailyNames,
  listNames,
  newBackupPath,
} from './folder.ts'
import { isOfAnother, readLabel } from './label.ts'
import { listBackups } from './list.ts'

/** How many daily backups are kept, and for how many weeks the first of each. */
const daysKept = 7
const weeksKept = 9

const dayLength = 86_400_000

/** Why there is a backup of today, and its path. */
export type Daily =
  | { readonly made: 'now'; readonly backup: string; readonly counts: Counts }
  /** Unchanged: the newest backup already holds what the file holds. */
  | { readonly made: 'before' | 'unchanged'; readonly backup: string }

/**
 * Makes today's backup of a file unless there is one, then deletes expired ones, and what restores
 * that were interrupted left. On a day on which the file is the same as in the newest backup, that
 * one counts.
 *
 * @returns undefined if another program is making it
 */
export function backUpDaily(path: string, now: Date): Promise<Daily | undefined> {
  const folder = folderBeside(path)
  return makeDaily(folder, now, (backup) =>
    withDraft(backup, async (draft): Promise<Daily> => {
      await copyFile(path, draft)
      const same = await findSame(draft, folder)
      if (same !== undefined) return { made: 'unchanged', backup: same }
      deleteAbandoned(dirname(folder))
      return { made: 'now', backup, counts: await finishBackup(draft, backup, { source: path }) }
    }),
  )
}

/**
 * Makes today's backup in a folder unless there is one, then deletes expired ones.
 *
 * @param make makes it at a path
 * @returns undefined if another program is making it
 */
export async function makeDaily(
  folder: string,
  now: Date,
  make: (backup: string) => Promise<Daily>,
): Promise<Daily | undefined> {
  const backup = newBackupPath(folder, 'daily', now)
  const claim = claimPath(folder, now)
  const claimed = takeClaim(claim, now)
  if (claimed === undefined) return undefined
  try {
    // Another program may have finished just before this one claimed the day.
    const before = findDaily(folder, now)
    const daily: Daily =
      before === undefined ? await make(backup) : { made: 'before', backup: before }
    if (daily.made === 'now') deleteExpired(folder, basename(backup), now)
    rmSync(claim, { force: true })
    return daily
  } catch (error) {
    if (claimed === 'new') rmSync(claim, { force: true })
    throw error
  }
}

/** Finds the newest backup if a file is the same as its content, to the byte. */
async function findSame(path: string, folder: string): Promise<string | undefined> {
  const [newest] = listBackups(folder)
  return newest?.complete && (await contains(newest.backup, sumOf(path)))
    ? newest.backup
    : undefined
}

/** Whether a backup contains a file with this sum, as far as this account may know. */
async function contains(backup: string, sha256: string): Promise<boolean> {
  try {
    if (readLabel(backup)?.sha256 !== sha256) return false
    await decompressFile(backup, () => {})
    return true
  } catch (error) {
    if (isDamagedFile(error) || isOfAnother(error)) return false
    throw error
  }
}

/**
 * Has another program make today's backup.
 *
 * @param start starts the program. @returns the number of its process
 * @returns false if the backup should be made here: a program that was to make it was interrupted
 * or failed, or none can be started
 */
export function handOverDaily(path: string, now: Date, start: () => number | undefined): boolean {
  const folder = folderBeside(path)
  createFolder(folder)
  const claim = claimPath(folder, now)
  const state = stateOfClaim(claim, now)
  if (state !== undefined) return state === 'held'
  if (!createClaim(claim)) return true
  const id = start()
  if (id === undefined) return false
  giveClaim(claim, id)
  return true
}

/** Whether a program makes today's backup at this moment. */
export function isDailyBeingMade(folder: string, now: Date): boolean {
  return stateOfClaim(claimPath(folder, now), now) === 'held'
}

/** Deletes expired backups, and what interrupted programs left. */
function deleteExpired(folder: string, newest: string, now: Date): void {
  const left = listNames(folder)
    .filter(isUnfinishedDaily)
    .filter((name) => isLeft(join(folder, name), now))
  for (const name of [...listExpired(listDailyNames(folder), newest), ...left]) {
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
