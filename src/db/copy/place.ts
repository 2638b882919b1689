import { conflictError } from '../../errors.ts'
import { createDatabase, type DatabaseContext, openDatabase } from '../database.ts'
import { type Location, placeOf } from '../location.ts'
import type { Db } from '../schema.ts'
import { openSnapshot, withDatabase } from '../sqlite/connection.ts'
import { statFile } from '../sqlite/file.ts'
import type { CopiedTable } from './copy.ts'

type Copy = (from: Db, to: Db) => Promise<readonly CopiedTable[]>

/** The largest file that is copied from memory, in bytes. */
const largestSnapshot = 256_000_000

/**
 * Takes a snapshot of a household's file, because nobody could write to the file while it is read.
 *
 * @returns undefined for a server, where a transaction is a snapshot, and for a file that cannot be
 * read into memory
 */
export function takeSnapshot(source: Location): Db | undefined {
  if ('server' in source) return undefined
  const isSmall = (statFile(source.path)?.size ?? 0) <= largestSnapshot
  return isSmall ? openSnapshot(source.path) : undefined
}

/**
 * Copies a household to another place, which is created if it does not exist.
 *
 * @throws MomentumError `conflict` when someone else creates a file of that name meanwhile
 */
export async function copyTo(
  source: Db,
  target: Location,
  context: DatabaseContext,
  copy: Copy,
): Promise<readonly CopiedTable[]> {
  if ('path' in target && !statFile(target.path)) return copyToNewFile(source, target, copy)
  if ('server' in target) await createDatabase(target)
  return withDatabase(await openDatabase(target, context), (db) => copy(source, db))
}

async function copyToNewFile(
  source: Db,
  target: Location,
  copy: Copy,
): Promise<readonly CopiedTable[]> {
  let tables: readonly CopiedTable[] = []
  const made = await createDatabase(target, async (draft) => {
    tables = await copy(source, draft)
  })
  if (made) return tables
  throw conflictError(`Someone else has just created “${placeOf(target)}”. It was not changed.`)
}
