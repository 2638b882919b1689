import { sql } from 'kysely'
import { type MomentumError, refusedError } from '../../errors.ts'
import type { FileLocation } from '../location.ts'
import { openSqlite, withDatabase } from '../sqlite/connection.ts'
import { publishDraft, withDraft } from '../sqlite/draft.ts'
import { createPrivateFile } from '../sqlite/file.ts'
import { type Counts, countAllRows, proveSound, requireSound } from '../sqlite/sound.ts'
import { folderBeside, newBackupPath } from './folder.ts'

/**
 * Writes what a household's file holds at this moment to another file, for its owner alone, and proves
 * that it is whole. Others may write meanwhile.
 *
 * @returns what was written
 * @throws MomentumError `database` for a damaged one, whose copy would pass for a good one; `refused` when
 * there is a file of that name
 */
export function backUpFile(path: string, target: string, { force = false } = {}): Promise<Counts> {
  return writeBackup(target, { force }, (draft) => {
    createPrivateFile(draft)
    return copySnapshot(path, draft)
  })
}

/**
 * Gives a backup its name when it is whole, proved and on the disk: whenever this is cut off, there is
 * either nothing of that name or, with `force`, what was there before.
 *
 * @param fill makes the file, and says how many rows it has to hold
 */
export function writeBackup(
  target: string,
  { force }: { readonly force: boolean },
  fill: (draft: string) => Promise<Counts>,
): Promise<Counts> {
  return withDraft(target, async (draft) => {
    const wanted = await fill(draft)
    const counts = await proveSound(draft)
    requireSame(wanted, counts)
    if (!publishDraft(draft, target, { replace: force })) throw taken(target)
    return counts
  })
}

/** The error for a name that is in use. */
export function taken(target: string): MomentumError {
  return refusedError(
    `There is already a file “${target}”; it was left as it is.`,
    'To replace it: --force',
  )
}

/** Keeps the state before a change of the schema. @returns the backup's path */
export async function backUpBeforeMigration({ path }: FileLocation, now: Date): Promise<string> {
  const backup = newBackupPath(folderBeside(path), 'before_migration', now)
  await backUpFile(path, backup)
  return backup
}

/** Fills an empty file with what another one holds at this moment. @returns how much that is */
export async function copySnapshot(
  path: string,
  draft: string,
  { readonly = false } = {},
): Promise<Counts> {
  const open = () => openSqlite(path, { readonly })
  return withDatabase(open(), (reader) =>
    withDatabase(open(), async (copier) => {
      await requireSound(reader, path)
      // A transaction that reads keeps others from writing: what is copied is what was counted.
      return reader
        .transaction()
        .setAccessMode('read only')
        .execute(async (tx) => {
          const counts = await countAllRows(tx)
          await sql`vacuum into ${draft}`.execute(copier)
          return counts
        })
    }),
  )
}

/** @throws Error when something was lost on the way */
export function requireSame(wanted: Counts, found: Counts): void {
  const odd = [...wanted].filter(([name, rows]) => found.get(name) !== rows)
  if (odd.length === 0) return
  throw new Error(`Rows of ${odd.map(([name]) => name).join(', ')} are missing in the copy.`)
}
