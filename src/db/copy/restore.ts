import type { Instant } from '../../domain/time.ts'
import { databaseError, MomentumError, notFoundError, refusedError } from '../../errors.ts'
import { copySnapshot } from '../backup/backup.ts'
import { migrate } from '../migrate/migrate.ts'
import { appliedStep, newerSchema } from '../migrate/version.ts'
import { type Db, schemaStep } from '../schema.ts'
import { openSqlite, withDatabase } from '../sqlite/connection.ts'
import { withDraft } from '../sqlite/draft.ts'
import { createPrivateFile, requireNoLooseLink, statFile } from '../sqlite/file.ts'
import { type Counts, isDamage, proveSound } from '../sqlite/sound.ts'
import { keepNumbers } from './copy.ts'

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
export type Ready = { readonly draft: string; readonly counts: Counts }

/**
 * Works with a copy of a backup, which itself is never changed. The copy is gone afterwards.
 *
 * @param place beside which the copy is made
 * @throws MomentumError for what is no sound backup of a household, or of a later program's
 */
export async function withReadyBackup<Result>(
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
export async function examine(path: string): Promise<Present> {
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
export async function keepNumbersOf(
  path: string,
  { state }: Present,
  draft: string,
): Promise<void> {
  if (state !== 'sound') return
  await withDatabase(openSqlite(path), async (from) => {
    if ((await appliedStep(from)) === undefined) return
    await withDatabase(openSqlite(draft), (target) => keepNumbers(from, target))
  })
}

/** What there is in a household that works. */
export async function findPresent(db: Db): Promise<Present> {
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
