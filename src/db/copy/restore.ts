import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Instant, toInstant } from '../../domain/time.ts'
import { databaseError, MomentumError, notFoundError, refusedError } from '../../errors.ts'
import { compressBackup, copySnapshot, writeBackup } from '../backup/backup.ts'
import { type Advance, decompressTo, isDamagedFile } from '../backup/compressed.ts'
import { compressedEnd, createFolder, nameBackup, newBackupPath } from '../backup/folder.ts'
import { isCompressed, readLabel } from '../backup/label.ts'
import { repairDerived } from '../check/repair.ts'
import { countRows, hasTable } from '../dialect.ts'
import { recordWhole } from '../journal.ts'
import type { FileLocation } from '../location.ts'
import { migrate } from '../migrate/migrate.ts'
import { appliedStep, knownStep } from '../migrate/version.ts'
import type { Server } from '../postgres/url.ts'
import type { Db } from '../schema.ts'
import { openSqlite, withDatabase } from '../sqlite/connection.ts'
import { createPrivateFile, createPrivateFolder } from '../sqlite/create.ts'
import { withDraft } from '../sqlite/draft.ts'
import { requireNoDanglingLink, resolveLink, statFile } from '../sqlite/file.ts'
import { replaceFile } from '../sqlite/replace.ts'
import { type Counts, isDamage, proveSound } from '../sqlite/sound.ts'
import { transact } from '../transaction.ts'
import { countHousehold, fillHousehold, replaceHousehold, skipUsedIds } from './copy.ts'
import { writeDump } from './dump.ts'

/** The state that a restore replaces. */
export type CurrentState =
  | { readonly state: 'missing' }
  | { readonly state: 'damaged' }
  | { readonly state: 'sound'; readonly tasks: number; readonly changed: Instant | null }

/** The result of a restore. */
export type Restored = {
  /** The path of the file, or the server's URL without the password. */
  readonly database: string
  /** The path of the backup. */
  readonly restored_from: string
  /** The path at which the state before is kept; null when there was none. */
  readonly kept: string | null
  readonly users: number
  readonly tasks: number
  readonly routines: number
  readonly daily_wins: number
}

/** A checked copy of a backup, with the schema of this program. */
type PreparedBackup = { readonly draft: string; readonly counts: Counts }

/**
 * Runs work with a copy of a backup, and deletes the copy. The backup itself is not changed.
 *
 * @param target the path beside which the copy is made
 * @throws MomentumError for a file that is not a sound backup, or has a newer schema
 */
async function withPreparedBackup<Result>(
  { backup, watch }: Restoration,
  target: string,
  work: (prepared: PreparedBackup) => Promise<Result>,
): Promise<Result> {
  const bytes = requireBackup(backup)
  return withDraft(target, async (draft) => {
    createPrivateFile(draft)
    const counts = await watch('Checking the backup', 2 * bytes, async (advance) => {
      await readBackup(backup, draft, advance)
      await upgradeCopy(draft, backup)
      return proveSound(draft)
    })
    return work({ draft, counts })
  })
}

/**
 * Requires a file that can be a backup.
 *
 * @returns about how many bytes a copy of its contents has
 * @throws MomentumError `not_found`, or `database` for an empty file or something other than a file
 */
export function requireBackup(path: string): number {
  const file = statFile(path)
  if (file?.isFile() && file.size > 0) return readLabel(path)?.contentBytes ?? file.size
  const hint = { lead: 'List your backups', command: 'db backups' }
  if (file === undefined) throw notFoundError(`There is no file “${path}”.`, hint)
  const fault = file.isFile() ? 'is empty' : 'is not a regular file'
  throw databaseError(`“${path}” ${fault}, so it is not a backup.`, hint)
}

/** Copies a backup, decompressed; {@link withPreparedBackup} proves the copy. */
async function readBackup(backup: string, draft: string, advance: Advance): Promise<void> {
  try {
    if (isCompressed(backup)) await decompressBackup(backup, draft, advance)
    else await copySnapshot(backup, draft, { readonly: true })
  } catch (error) {
    if (!isDamagedFile(error) && (!isDamage(error) || error instanceof MomentumError)) throw error
    throw databaseError(
      `“${backup}” is damaged or isn’t a backup.`,
      { lead: 'Choose another backup', command: 'db backups' },
      { cause: error },
    )
  }
}

async function decompressBackup(backup: string, draft: string, advance: Advance): Promise<void> {
  await decompressTo(backup, draft, advance)
  try {
    await openSqlite(draft).destroy()
  } catch (error) {
    if (!(error instanceof MomentumError)) throw error
    throw databaseError(`“${backup}” contains no household.`, undefined, { cause: error })
  }
}

/** Upgrades a copy of a backup, and refuses one with a schema that Momentum does not create. */
async function upgradeCopy(draft: string, backup: string): Promise<void> {
  await withDatabase(openSqlite(draft), async (db) => {
    if ((await knownStep(db)) === undefined) {
      throw databaseError(`“${backup}” contains no household.`)
    }
    await migrate(db, 'latest')
    const { listDifferences } = await import('../check/sqlite.ts')
    const differences = await listDifferences(db)
    if (differences.length > 0) {
      throw refusedError(
        `“${backup}” does not have the schema that Momentum creates: it differs in ${differences.join(', ')}.`,
        { lead: 'Choose another backup', command: 'db backups' },
      )
    }
    await repairDerived(db)
  })
}

/**
 * Describes the file that a restore replaces.
 *
 * @throws MomentumError `database` for a file of another program, or of a newer Momentum
 */
async function describeFile(path: string): Promise<CurrentState> {
  const file = statFile(path)
  requireNoDanglingLink(path)
  if (file === undefined) return { state: 'missing' }
  if (file.size === 0) return { state: 'damaged' }
  try {
    await proveSound(path, { readonly: false })
    return await withDatabase(openSqlite(path), describeHousehold)
  } catch (error) {
    if (isDamage(error)) return { state: 'damaged' }
    throw error
  }
}

/** Keeps a copy from using an id again that was used since the backup, if the file can be read. */
async function skipIdsOf(path: string, { state }: CurrentState, draft: string): Promise<void> {
  if (state !== 'sound') return
  await withDatabase(openSqlite(path), async (from) => {
    if ((await appliedStep(from)) === undefined) return
    await withDatabase(openSqlite(draft), (target) => skipUsedIds(from, target))
  })
}

/** Records the restore, so that undo does not reverse the last command in the backup instead. */
async function recordRestore(draft: string, { now, zone }: Restoration): Promise<void> {
  await withDatabase(openSqlite(draft), (db) =>
    transact(db, (tx) => recordWhole(tx, 'db restore', { zone, created_at: toInstant(now) })),
  )
}

/** Describes the household that a restore replaces. */
async function describeHousehold(db: Db): Promise<CurrentState> {
  const step = await knownStep(db)
  if (step === undefined) return { state: 'sound', tasks: 0, changed: null }
  const { tasks, changed } = await db
    .selectFrom('tasks')
    .select(({ fn }) => [
      fn.countAll<number>().as('tasks'),
      fn.max<Instant | null>('updated_at').as('changed'),
    ])
    .executeTakeFirstOrThrow()
  return { state: 'sound', tasks, changed }
}

/** What to restore, and how. */
export type Restoration = {
  /** The path of the backup. */
  readonly backup: string
  /** The folder in which the state before is kept. */
  readonly backups: string
  readonly now: Date
  /** The current time zone, if it is known. */
  readonly zone?: string | undefined
  /** Called before anything changes, with what the backup holds; throws to stop. */
  readonly confirm: (current: CurrentState, backup: Counts) => Promise<void>
  /** Runs work on this many bytes, and shows how many of them are done. */
  readonly watch: WatchBytes
}

type WatchBytes = <Result>(
  label: string,
  bytes: number,
  work: (advance: Advance) => Promise<Result>,
) => Promise<Result>

/** Replaces a household's file with a backup, or creates the file. */
export async function restoreFile(
  { path, explicit }: FileLocation,
  restoration: Restoration,
): Promise<Restored> {
  const { backup, backups, now, confirm, watch } = restoration
  if (!explicit) createPrivateFolder(dirname(path))
  return withPreparedBackup(restoration, resolveLink(path), async ({ draft, counts }) => {
    const current = await describeFile(path)
    await confirm(current, counts)
    await skipIdsOf(path, current, draft)
    await recordRestore(draft, restoration)
    const plain = withoutEnd(nameBackup(backups, 'before_restore', now))
    if (current.state !== 'missing') createFolder(backups)
    const size = statSync(draft).size
    const kept = await watch('Restoring', 3 * size, async (advance) => {
      const isKept = await replaceFile(path, draft, plain)
      advance(size)
      // The numbers of rows are not compared, because other programs may write again.
      await proveSound(path)
      advance(size)
      return isKept ? compressKept(plain, current) : null
    })
    return { database: path, restored_from: backup, kept, ...countsOf(counts) }
  })
}

/** The state before is copied while nobody else can use the file, so it is compressed later. */
function withoutEnd(path: string): string {
  return path.slice(0, -compressedEnd.length)
}

/**
 * Compresses the state before. A damaged file is left as it is, for other programs to look into,
 * and so is one for which there is no room.
 */
async function compressKept(kept: string, { state }: CurrentState): Promise<string> {
  return state === 'sound' ? compressBackup(kept).catch(() => kept) : kept
}

/**
 * Replaces every row of a server's household with those of a backup.
 *
 * @param watch runs the work, and shows how many of all rows are done
 */
export async function restoreServer(
  db: Db,
  server: Server,
  restoration: Restoration,
  watch: Watch,
): Promise<Restored> {
  const { backup, backups, now, confirm } = restoration
  await requireNoLogins(db, server)
  requireBackup(backup)
  const kept = newBackupPath(backups, 'before_restore', now)
  return withPreparedBackup(restoration, kept, async ({ draft, counts }) => {
    await confirm(await describeHousehold(db), counts)
    await recordRestore(draft, restoration)
    await replaceRows(draft, db, kept, watch)
    return { database: server.url, restored_from: backup, kept, ...countsOf(counts) }
  })
}

/** The logins of members belong to users whom a restore would replace. */
async function requireNoLogins(db: Db, { label }: Server): Promise<void> {
  const table = 'momentum_logins'
  if (!(await hasTable(db, table)) || (await countRows(db, table)) === 0) return
  throw refusedError(
    `Members have logins of their own at ${label}; a restore would delete these members.`,
    'First run on the server: select momentum_one_login_again()',
  )
}

type Watch = (
  total: number,
  work: (advance: (rows: number) => void) => Promise<unknown>,
) => Promise<unknown>

async function replaceRows(draft: string, db: Db, kept: string, watch: Watch): Promise<void> {
  const keep = async (tx: Db) => {
    // The file may exist already, because a server can make the transaction start again.
    await writeBackup(kept, { force: true }, (file) =>
      writeDump(file, tx, (dump) => fillHousehold(tx, dump, () => {})),
    )
  }
  await withDatabase(openSqlite(draft), async (source) => {
    const total = await countHousehold(source)
    await watch(total, (advance) => replaceHousehold(source, db, keep, advance))
  })
}

function countsOf(counts: Counts): Pick<Restored, 'users' | 'tasks' | 'routines' | 'daily_wins'> {
  const rows = (table: string) => counts.get(table) ?? 0
  return {
    users: rows('users'),
    tasks: rows('tasks'),
    routines: rows('routines'),
    daily_wins: rows('daily_wins'),
  }
}
