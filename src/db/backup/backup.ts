import { sql } from 'kysely'
import { type MomentumError, refusedError } from '../../errors.ts'
import type { FileLocation } from '../location.ts'
import { openSqlite, withDatabase } from '../sqlite/connection.ts'
import { publishDraft, withDraft } from '../sqlite/draft.ts'
import { createPrivateFile } from '../sqlite/file.ts'
import { type Counts, countAllRows, proveSound, requireSound } from '../sqlite/sound.ts'
import { folderBeside, newBackupPath } from './folder.ts'

/**
 * Backs up a household's file as of this moment, while other programs may write to it. Only the
 * owner can use the backup.
 *
 * @throws MomentumError `database` for a damaged file, `refused` when the target exists
 */
export function backUpFile(path: string, target: string, { force = false } = {}): Promise<Counts> {
  return writeBackup(target, { force }, (draft) => {
    createPrivateFile(draft)
    return copySnapshot(path, draft)
  })
}

/**
 * Writes a backup, which gets its name once it is checked and on the disk. After an interruption,
 * there is no file of that name or, with `force`, the one before.
 *
 * @param fill writes the file, and returns how many rows each table of it must hold
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
    if (!publishDraft(draft, target, { replace: force })) throw nameTakenError(target)
    return counts
  })
}

/** The error for a path that is in use. */
export function nameTakenError(target: string): MomentumError {
  return refusedError(
    `“${target}” already exists; it was not changed.`,
    'To replace it, add --force.',
  )
}

/** Backs up a file before its schema changes. @returns the path of the backup */
export async function backUpBeforeMigration({ path }: FileLocation, now: Date): Promise<string> {
  const backup = newBackupPath(folderBeside(path), 'before_migration', now)
  await backUpFile(path, backup)
  return backup
}

/** Fills an empty file with another as of this moment. @returns how many rows it holds */
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

/** @throws Error when the numbers of rows differ */
function requireSame(wanted: Counts, found: Counts): void {
  const different = [...wanted].filter(([name, rows]) => found.get(name) !== rows)
  if (different.length === 0) return
  const tables = different.map(([table]) => table).join(', ')
  throw new Error(`The copy has a different number of rows in ${tables}.`)
}
