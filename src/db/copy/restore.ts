import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { Instant } from '../../domain/time.ts'
import { MomentumError } from '../../errors.ts'
import { type Counts, copySnapshot, isDamage, proveSound } from '../backup/backup.ts'
import { migrate } from '../migrate/migrate.ts'
import { appliedStep, newerSchema } from '../migrate/version.ts'
import { type Db, schemaStep } from '../schema.ts'
import { openSqlite } from '../sqlite/connection.ts'
import { createPrivateFile, requireNoLooseLink, statFile } from '../sqlite/file.ts'
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
  const draft = `${place}.${randomUUID()}.new`
  try {
    createPrivateFile(draft)
    await readBackup(backup, draft)
    await bringUp(draft, backup)
    return await work({ draft, counts: await proveSound(draft) })
  } finally {
    for (const end of ['', '-journal']) rmSync(`${draft}${end}`, { force: true })
  }
}

function requireBackup(path: string): void {
  const file = statFile(path)
  if (file?.isFile() && file.size > 0) return
  const hint = 'See what backups there are: momentum db backups'
  if (file === undefined) throw new MomentumError('not_found', `There is no file “${path}”.`, hint)
  const fault = file.isFile() ? 'is empty' : 'is not a regular file'
  throw new MomentumError('database', `“${path}” ${fault}, and no backup.`, hint)
}

async function readBackup(backup: string, draft: string): Promise<void> {
  try {
    await copySnapshot(backup, draft, { readonly: true })
  } catch (error) {
    if (!isDamage(error) || error instanceof MomentumError) throw error
    throw new MomentumError(
      'database',
      `“${backup}” is damaged, or no backup at all.`,
      'Take another one: momentum db backups',
      { cause: error },
    )
  }
}

/** Brings a copy to this program's schema; whatever the migrations do not make is not taken. */
async function bringUp(draft: string, backup: string): Promise<void> {
  const db = openSqlite(draft)
  try {
    const step = await appliedStep(db)
    if (step !== undefined && step > schemaStep) throw newerSchema(step)
    if (step === undefined) {
      throw new MomentumError('database', `“${backup}” holds no household.`)
    }
    await migrate(db, 'latest')
    const { listOddities } = await import('../check/sqlite.ts')
    const odd = await listOddities(db)
    if (odd.length === 0) return
    throw new MomentumError(
      'refused',
      `“${backup}” is not as Momentum makes it: it differs in ${odd.join(', ')}.`,
      'Take another one: momentum db backups',
    )
  } finally {
    await db.destroy()
  }
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
    const db = openSqlite(path)
    try {
      return await findPresent(db)
    } finally {
      await db.destroy()
    }
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
  const [from, target] = [openSqlite(path), openSqlite(draft)]
  try {
    if ((await appliedStep(from)) !== undefined) await keepNumbers(from, target)
  } finally {
    await from.destroy()
    await target.destroy()
  }
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
