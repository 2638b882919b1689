import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { conflictError, databaseError } from '../../errors.ts'
import { overwriteSqlite } from './connection.ts'
import { publishDraft, syncFile, syncFolder, withDraftSync } from './draft.ts'
import { createPrivateFile, realPlace, statFile } from './file.ts'
import { isDamage } from './sound.ts'

/**
 * Puts a backup in the place of a household's file, while others may have it open: they see the state before
 * or the state after. Whenever it is cut off, one of the two is there.
 *
 * @param draft the new file, to be used up
 * @param kept where the state before is kept; nobody can change it any more when it is
 * @returns whether there was anything to keep
 */
export async function replaceFile(path: string, draft: string, kept: string): Promise<boolean> {
  const place = realPlace(path)
  const size = statFile(place)?.size
  if (size === undefined) {
    if (publishDraft(draft, place)) return false
    throw conflictError(`Somebody else just made “${place}”; it was left alone.`)
  }
  try {
    await overwrite(place, draft, kept)
    syncFile(place)
    syncFolder(dirname(place))
  } catch (error) {
    if (!isDamage(error)) throw error
    moveAside(place, draft, kept)
  }
  return size > 0
}

/** How often, and every how many milliseconds, a file that is in use is tried again. */
const attempts = 200
const pause = 50

async function overwrite(place: string, draft: string, kept: string): Promise<void> {
  // To close a file takes away the locks that this program has on it: it stays open until all is done.
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
    'Another program is using the database; it was not free for 10 seconds.',
    'Try again.',
  )
}

/**
 * For a file that is no database, or one in which not even the lock can be taken. SQLite has tried to open
 * it by then, and has taken away the journal of a file that is none of its own.
 */
function moveAside(place: string, draft: string, kept: string): void {
  const file = openSync(place, 'r')
  try {
    keepBytes(file, kept)
  } finally {
    closeSync(file)
  }
  publishDraft(draft, place, { replace: true })
}

/** Copies an open file, byte for byte, damaged or not; an empty one is not worth it. */
function keepBytes(file: number, kept: string): void {
  withDraftSync(kept, (draft) => {
    createPrivateFile(draft)
    if (copyBytes(file, draft) === 0 || publishDraft(draft, kept)) return
    throw new Error(`There is already a file “${kept}”.`)
  })
}

function copyBytes(from: number, path: string): number {
  const to = openSync(path, 'r+')
  const chunk = Buffer.alloc(1 << 20)
  let size = 0
  try {
    for (;;) {
      const read = readSync(from, chunk, 0, chunk.length, size)
      if (read === 0) return size
      for (let done = 0; done < read; ) done += writeSync(to, chunk, done, read - done)
      size += read
    }
  } finally {
    closeSync(to)
  }
}
