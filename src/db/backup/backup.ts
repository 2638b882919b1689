import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, sep } from 'node:path'
import { sql } from 'kysely'
import { MomentumError } from '../../errors.ts'
import type { FileLocation } from '../location.ts'
import type { Db } from '../schema.ts'
import { openSqlite } from '../sqlite/connection.ts'
import { giveName } from '../sqlite/draft.ts'
import { createPrivateFile } from '../sqlite/file.ts'
import { folderBeside, newBackupPath } from './folder.ts'

/** How many rows each table holds. */
export type Counts = ReadonlyMap<string, number>

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
export async function writeBackup(
  target: string,
  { force }: { readonly force: boolean },
  fill: (draft: string) => Promise<Counts>,
): Promise<Counts> {
  const draft = `${target}.${randomUUID()}.new`
  try {
    const wanted = await fill(draft)
    const counts = await proveSound(draft)
    requireSame(wanted, counts)
    keepOnDisk(draft)
    if (force) renameSync(draft, target)
    else if (!giveName(draft, target)) throw taken(target)
    keepOnDisk(dirname(target))
    return counts
  } finally {
    for (const end of ['', '-journal']) rmSync(`${draft}${end}`, { force: true })
  }
}

/** The error for a name that is in use. */
export function taken(target: string): MomentumError {
  return new MomentumError(
    'refused',
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
  const reader = openSqlite(path, { readonly })
  const copier = openSqlite(path, { readonly })
  try {
    await requireSound(reader, path)
    // Whoever reads keeps others from finishing a change: what is copied is what was counted.
    return await reader
      .transaction()
      .setAccessMode('read only')
      .execute(async (tx) => {
        const counts = await countRows(tx)
        await sql`vacuum into ${draft}`.execute(copier)
        return counts
      })
  } finally {
    await copier.destroy()
    await reader.destroy()
  }
}

/**
 * Reads every page of a file and follows every reference.
 *
 * @returns what it holds
 * @throws MomentumError `database`
 */
export async function proveSound(path: string, { readonly = true } = {}): Promise<Counts> {
  const db = openSqlite(path, { readonly })
  try {
    await requireSound(db, path)
    return await countRows(db)
  } finally {
    await db.destroy()
  }
}

async function requireSound(db: Db, path: string): Promise<void> {
  const hint = 'Go back to a backup: momentum db backups'
  const { rows: pages } = await sql<{ integrity_check: string }>`
    pragma integrity_check(1)
  `.execute(db)
  const found = pages[0]?.integrity_check
  if (found !== 'ok') {
    throw new Damage('database', `“${path}” is damaged (${found}).`, hint)
  }
  const { rows: broken } = await sql<{ table: string; parent: string }>`
    pragma foreign_key_check
  `.execute(db)
  const [first] = broken
  if (first === undefined) return
  throw new Damage(
    'database',
    `In “${path}”, a row of ${first.table} refers to one of ${first.parent} that is not there.`,
    hint,
  )
}

class Damage extends MomentumError {}

/** Whether an error says that a file is no sound database. */
export function isDamage(error: unknown): boolean {
  if (error instanceof Damage) return true
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}

async function countRows(db: Db): Promise<Counts> {
  const { rows: tables } = await sql<{ name: string }>`
    select name from pragma_table_list
    where schema = 'main' and type = 'table' and name not like 'sqlite!_%' escape '!' order by name
  `.execute(db)
  const counts = new Map<string, number>()
  for (const { name } of tables) {
    const query = sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`
    counts.set(name, (await query.execute(db)).rows[0]?.rows ?? 0)
  }
  return counts
}

/** @throws Error when something was lost on the way */
export function requireSame(wanted: Counts, found: Counts): void {
  const odd = [...wanted].filter(([name, rows]) => found.get(name) !== rows)
  if (odd.length === 0) return
  throw new Error(`Rows of ${odd.map(([name]) => name).join(', ')} are missing in the copy.`)
}

/** Waits until a file, or the names in a folder, would survive a power cut. */
export function keepOnDisk(path: string): void {
  // Windows has no such thing for folders, and refuses to write to a file that is open for reading.
  const isFolder = statSync(path).isDirectory()
  if (isFolder && sep === '\\') return
  const file = openSync(path, isFolder ? 'r' : 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
