import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Instant } from '../../domain/time.ts'
import { databaseError, MomentumError, notFoundError, refusedError } from '../../errors.ts'
import { copySnapshot, writeBackup } from '../backup/backup.ts'
import { newBackupPath } from '../backup/folder.ts'
import type { FileLocation } from '../location.ts'
import { migrate } from '../migrate/migrate.ts'
import { appliedStep, newerSchema } from '../migrate/version.ts'
import type { Server } from '../postgres/url.ts'
import { type Db, schemaStep } from '../schema.ts'
import { openSqlite, withDatabase } from '../sqlite/connection.ts'
import { withDraft } from '../sqlite/draft.ts'
import { createPrivateFile, realPlace, requireNoLooseLink, statFile } from '../sqlite/file.ts'
import { replaceFile } from '../sqlite/replace.ts'
import { type Counts, isDamage, proveSound } from '../sqlite/sound.ts'
import { countEverything, fillHousehold, keepNumbers, replaceHousehold } from './copy.ts'
import { writeDump } from './dump.ts'

/** What a restore replaces. */
export type Present =
  | { readonly state: 'missing' }
  | { readonly state: 'damaged' }
  | { readonly state: 'sound'; readonly tasks: number; readonly changed: Instant | null }

/** What became of it. */
export type Restored = {
  /** The path of the file, or the server's URL without the password. */
  readonly database: string
  /** The path of the backup. */
  readonly restored_from: string
  /** Where the state before is kept; null when there was none. */
  readonly kept: string | null
  readonly users: number
  readonly tasks: number
  readonly daily_wins: number
}

/** A backup that was proved, brought to this program's schema, and copied: to be used up. */
type Ready = { readonly draft: string; readonly counts: Counts }

/**
 * Works with a copy of a backup, which itself is never changed. The copy is gone afterwards.
 *
 * @param place beside which the copy is made
 * @throws MomentumError for what is no sound backup of a household, or of a later program's
 */
async function withReadyBackup<Result>(
  backup: string,
  place: string,
  work: (ready: Ready) => Promise<Result>,
): Promise<Result> {
  requireBackup(backup)
  return withDraft(place, async (draft) => {
    createPrivateFile(draft)
    await readBackup(backup, draft)
    await bringUp(draft, backup)
    return work({ draft, counts: await proveSound(draft) })
  })
}

function requireBackup(path: string): void {
  const file = statFile(path)
  if (file?.isFile() && file.size > 0) return
  const hint = { lead: 'See what backups there are', command: 'db backups' }
  if (file === undefined) throw notFoundError(`There is no file “${path}”.`, hint)
  const fault = file.isFile() ? 'is empty' : 'is not a regular file'
  throw databaseError(`“${path}” ${fault}, and no backup.`, hint)
}

async function readBackup(backup: string, draft: string): Promise<void> {
  try {
    await copySnapshot(backup, draft, { readonly: true })
  } catch (error) {
    if (!isDamage(error) || error instanceof MomentumError) throw error
    throw databaseError(
      `“${backup}” is damaged, or no backup at all.`,
      { lead: 'Take another one', command: 'db backups' },
      { cause: error },
    )
  }
}

/** Brings a copy to this program's schema; whatever the migrations do not make is not taken. */
async function bringUp(draft: string, backup: string): Promise<void> {
  await withDatabase(openSqlite(draft), async (db) => {
    const step = await appliedStep(db)
    if (step !== undefined && step > schemaStep) throw newerSchema(step)
    if (step === undefined) {
      throw databaseError(`“${backup}” holds no household.`)
    }
    await migrate(db, 'latest')
    const { listOddities } = await import('../check/sqlite.ts')
    const odd = await listOddities(db)
    if (odd.length === 0) return
    throw refusedError(
      `“${backup}” is not as Momentum makes it: it differs in ${odd.join(', ')}.`,
      { lead: 'Take another one', command: 'db backups' },
    )
  })
}

/**
 * Looks at what is there before it is replaced.
 *
 * @throws MomentumError `database` for what belongs to another program, or to a later Momentum
 */
async function examine(path: string): Promise<Present> {
  const file = statFile(path)
  requireNoLooseLink(path)
  if (file === undefined) return { state: 'missing' }
  if (file.size === 0) return { state: 'damaged' }
  try {
    await proveSound(path, { readonly: false })
    return await withDatabase(openSqlite(path), findPresent)
  } catch (error) {
    if (isDamage(error)) return { state: 'damaged' }
    throw error
  }
}

/** Has a copy give out no number that was given out since, unless nothing can be read any more. */
async function keepNumbersOf(path: string, { state }: Present, draft: string): Promise<void> {
  if (state !== 'sound') return
  await withDatabase(openSqlite(path), async (from) => {
    if ((await appliedStep(from)) === undefined) return
    await withDatabase(openSqlite(draft), (target) => keepNumbers(from, target))
  })
}

/** What there is in a household that works. */
async function findPresent(db: Db): Promise<Present> {
  const step = await appliedStep(db)
  if (step === undefined) return { state: 'sound', tasks: 0, changed: null }
  if (step > schemaStep) throw newerSchema(step)
  const { tasks, changed } = await db
    .selectFrom('tasks')
    .select(({ fn }) => [
      fn.countAll<number>().as('tasks'),
      fn.max<Instant | null>('updated_at').as('changed'),
    ])
    .executeTakeFirstOrThrow()
  return { state: 'sound', tasks, changed }
}

/** How a household is replaced. */
export type Restoration = {
  /** The path of the backup. */
  readonly backup: string
  /** The folder in which the state before is kept. */
  readonly backups: string
  readonly now: Date
  /** Called with what the backup holds, before anything changes; throws to stop. */
  readonly confirm: (present: Present, backup: Counts) => Promise<void>
}

/** Replaces a household's file with a backup, or makes the file when there is none. */
export async function restoreFile(
  { path, explicit }: FileLocation,
  { backup, backups, now, confirm }: Restoration,
): Promise<Restored> {
  if (!explicit) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  return withReadyBackup(backup, realPlace(path), async ({ draft, counts }) => {
    const present = await examine(path)
    await confirm(present, counts)
    await keepNumbersOf(path, present, draft)
    const kept = newBackupPath(backups, 'before_restore', now)
    const isKept = await replaceFile(path, draft, kept)
    // Only that it is sound, not how much it holds: others may write again already.
    await proveSound(path)
    const restored = { database: path, restored_from: backup, kept: isKept ? kept : null }
    return { ...restored, ...countsOf(counts) }
  })
}

/**
 * Replaces every row of a server's household with those of a backup.
 *
 * @param watch runs the work, which reports how many of all rows are done
 */
export async function restoreServer(
  db: Db,
  server: Server,
  { backup, backups, now, confirm }: Restoration,
  watch: Watch,
): Promise<Restored> {
  const kept = newBackupPath(backups, 'before_restore', now)
  return withReadyBackup(backup, kept, async ({ draft, counts }) => {
    await confirm(await findPresent(db), counts)
    await replaceRows(draft, db, kept, watch)
    return { database: server.url, restored_from: backup, kept, ...countsOf(counts) }
  })
}

type Watch = (
  total: number,
  work: (advance: (rows: number) => void) => Promise<unknown>,
) => Promise<unknown>

async function replaceRows(draft: string, db: Db, kept: string, watch: Watch): Promise<void> {
  const keep = async (tx: Db) => {
    // A server may have the transaction begin again, and the file may be there by then.
    await writeBackup(kept, { force: true }, (file) =>
      writeDump(file, (dump) => fillHousehold(tx, dump, () => {})),
    )
  }
  const source = openSqlite(draft)
  try {
    const total = await countEverything(source)
    await watch(total, (advance) => replaceHousehold(source, db, keep, advance))
  } finally {
    await source.destroy()
  }
}

function countsOf(counts: Counts): Pick<Restored, 'users' | 'tasks' | 'daily_wins'> {
  const rows = (table: string) => counts.get(table) ?? 0
  return { users: rows('users'), tasks: rows('tasks'), daily_wins: rows('daily_wins') }
}
