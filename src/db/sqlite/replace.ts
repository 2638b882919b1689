import { closeSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { conflictError, databaseError } from '../../errors.ts'
import { copyBytes } from './bytes.ts'
import { overwriteSqlite } from './connection.ts'
import { createPrivateFile, handOver } from './create.ts'
import { publishDraft, syncFile, syncFolder, withDraftSync } from './draft.ts'
import { resolveLink, statFile } from './file.ts'
import { isDamage } from './sound.ts'

/**
 * Replaces a household's file with a draft, while other programs may have the file open: they see
 * the state before or the state after. The same holds after an interruption.
 *
 * @param kept the path at which the state before is kept, once no other program can change it
 * @returns whether there was anything to keep
 */
export async function replaceFile(path: string, draft: string, kept: string): Promise<boolean> {
  const place = resolveLink(path)
  const size = statFile(place)?.size
  if (size === undefined) {
    if (publishDraft(draft, place)) return false
    throw conflictError(`Someone else has just created “${place}”. It was not changed.`)
  }
  try {
    await overwrite(place, draft, kept)
    syncFile(place)
    syncFolder(dirname(place))
  } catch (error) {
    if (!isDamage(error)) throw error
    replaceDamaged(place, draft, kept)
  }
  return size > 0
}

/** How often to try again while the file is in use, and how many milliseconds to wait each time. */
const attempts = 200
const pause = 50

async function overwrite(place: string, draft: string, kept: string): Promise<void> {
  // Closing any handle of a file releases this program's locks on it: this one stays open.
  const file = openSync(place, 'r')
  try {
    for (let left = attempts; left > 0; left -= 1) {
      if (await overwriteSqlite(draft, place, () => keepBytes(file, kept))) return
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  } finally {
    closeSync(file)
  }
  throw databaseError(
    'Another program is using the database; it stayed locked for 10 seconds.',
    'Try again.',
  )
}

/** Replaces a file that SQLite cannot overwrite: it is no database, or cannot be locked. */
function replaceDamaged(place: string, draft: string, kept: string): void {
  const file = openSync(place, 'r')
  try {
    keepBytes(file, kept)
  } finally {
    closeSync(file)
  }
  handOver(draft, place)
  publishDraft(draft, place, { replace: true })
}

/** Keeps a copy of an open file, byte for byte, even a damaged one, but not of an empty one. */
function keepBytes(file: number, kept: string): void {
  withDraftSync(kept, (draft) => {
    createPrivateFile(draft)
    if (copyBytes(file, draft) === 0 || publishDraft(draft, kept)) return
    throw new Error(`“${kept}” already exists.`)
  })
}
