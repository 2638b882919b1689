import { closeSync, openSync, rmSync, statSync } from 'node:fs'
import { sql } from 'kysely'
import { databaseError } from '../../errors.ts'
import { repairDerived } from '../check/repair.ts'
import type { FileLocation } from '../location.ts'
import { copyBytes } from '../sqlite/bytes.ts'
import { openSqlite, withDatabase } from '../sqlite/connection.ts'
import { createPrivateFile } from '../sqlite/create.ts'
import { publishDraft, withDraft } from '../sqlite/draft.ts'
import { isInWalMode, statFile } from '../sqlite/file.ts'
import { type Counts, countAllRows, proveSound, requireSound } from '../sqlite/sound.ts'
import { nameTakenError } from '../sqlite/target.ts'
import { type Advance, compressFile, decompressFile } from './compressed.ts'
import { compressedEnd, folderBeside, newBackupPath } from './folder.ts'

/** How a backup is made. */
type Options = {
  /** How many rows each table must hold, where the copy was not made byte for byte. */
  readonly expected?: Counts
  /** Whether it may replace a file. */
  readonly force?: boolean
  /** The path to name in errors about what was copied. */
  readonly source?: string
  /** Called with how many more bytes are done, of {@link bytesOfWork}. */
  readonly advance?: Advance
}

/**
 * Backs up a household's file as of this moment, while other programs may write to it. Only the
 * owner can use the backup. It is compressed if the target's name ends in `.gz`. This program must
 * not have the file open.
 *
 * @throws MomentumError `database` for a damaged file, `refused` when the target exists
 */
export function backUpFile(path: string, target: string, options: Options = {}): Promise<Counts> {
  return withDraft(target, async (draft) => {
    await copyFile(path, draft, options.advance)
    return finishBackup(draft, target, { source: path, ...options })
  })
}

/** How many bytes {@link backUpFile} works through: it copies, proves, compresses, reads back. */
export function bytesOfWork(path: string, target: string): number {
  return (statFile(path)?.size ?? 0) * (isCompressedName(target) ? 4 : 2)
}

function isCompressedName(target: string): boolean {
  return target.endsWith(compressedEnd)
}

/**
 * Writes a backup, which gets its name once it is checked and on the disk. After an interruption,
 * there is no file of that name or, with `force`, the one before.
 *
 * @param fill writes the file, and returns how many rows each table of it must hold
 */
export function writeBackup(
  target: string,
  options: Options,
  fill: (draft: string) => Promise<Counts>,
): Promise<Counts> {
  return withDraft(target, async (draft) =>
    finishBackup(draft, target, { expected: await fill(draft), ...options }),
  )
}

/** Proves a copy, compresses it if the target's name says so, and gives the result its name. */
export async function finishBackup(
  draft: string,
  target: string,
  { expected, force = false, source = draft, advance = () => {} }: Options,
): Promise<Counts> {
  const found = await proveSound(draft, { name: source })
  if (expected) requireSame(expected, found)
  const counts = (await repairCopy(draft)) ? await proveSound(draft) : found
  advance(statSync(draft).size)
  const publish = (finished: string) => {
    if (!publishDraft(finished, target, { replace: force })) throw nameTakenError(target)
  }
  if (isCompressedName(target)) await withCompressed(draft, target, publish, advance)
  else publish(draft)
  return counts
}

/** Makes again what a copy took over that was wrong, such as a search index. */
async function repairCopy(draft: string): Promise<boolean> {
  const repaired = await withDatabase(openSqlite(draft), repairDerived)
  return repaired.size > 0
}

/** Runs work with a compressed copy of a draft, which was read back. */
async function withCompressed(
  draft: string,
  target: string,
  work: (compressed: string) => void,
  advance: Advance,
): Promise<void> {
  await withDraft(target, async (compressed) => {
    createPrivateFile(compressed)
    await compressFile(draft, compressed, advance)
    await decompressFile(compressed, (part) => advance(part.length))
    work(compressed)
  })
}

/** Compresses a sound backup that is not. @returns the path of the one that there is now */
export async function compressBackup(path: string): Promise<string> {
  const target = `${path}${compressedEnd}`
  const publish = (compressed: string) => {
    if (!publishDraft(compressed, target)) throw nameTakenError(target)
  }
  await withCompressed(path, target, publish, () => {})
  rmSync(path)
  return target
}

/** Backs up a file before its schema changes. @returns the path of the backup */
export async function backUpBeforeMigration({ path }: FileLocation, now: Date): Promise<string> {
  const backup = newBackupPath(folderBeside(path), 'before_migration', now)
  // The program that changes the schema has the file open.
  await writeBackup(backup, { source: path }, (draft) => {
    createPrivateFile(draft)
    return copySnapshot(path, draft)
  })
  return backup
}

/**
 * Copies a file as of this moment. Other programs wait only while its bytes are copied, not while
 * the copy is proved. This program must not have the file open: closing any handle of it releases
 * the locks of all.
 */
export async function copyFile(
  path: string,
  draft: string,
  advance: Advance = () => {},
): Promise<void> {
  createPrivateFile(draft)
  await withDatabase(openSqlite(path), async (reader) => {
    const file = openSync(path, 'r')
    try {
      await reader
        .transaction()
        .setAccessMode('read only')
        .execute(async (tx) => {
          // From its first read until it ends, a transaction keeps others from writing.
          await sql`select 1 from sqlite_master limit 1`.execute(tx)
          copyBytes(file, draft, advance)
        })
    } finally {
      closeSync(file)
    }
  })
  if (!isInWalMode(draft)) return
  throw databaseError(
    'Another program has the database open in WAL mode.',
    'Close that program, then try again.',
  )
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
function requireSame(expected: Counts, found: Counts): void {
  const different = [...expected].filter(([name, rows]) => found.get(name) !== rows)
  if (different.length === 0) return
  const tables = different.map(([table]) => table).join(', ')
  throw new Error(`The copy has a different number of rows in ${tables}.`)
}
