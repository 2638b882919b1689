import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { errorCode, notFoundError, usageError } from '../../errors.ts'
import { createSharedFile } from './create.ts'
import { publishDraft, withDraft } from './draft.ts'
import { requireNoDanglingLink, resolveLink, statFile } from './file.ts'
import { nameTakenError } from './target.ts'

/**
 * Writes a whole text file for other programs: it appears once it is complete. A file that it
 * replaces keeps its permissions, and a link stays one.
 *
 * @throws MomentumError `refused` for a path that is in use, unless the file may be replaced
 */
export async function writeSharedText(
  { path, replace }: { readonly path: string; readonly replace: boolean },
  parts: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  requireNoDanglingLink(path)
  const target = resolveLink(path)
  await withDraft(target, async (draft) => {
    const old = statFile(target)
    createSharedFile(draft, old && old.mode & 0o777, old && target)
    await writeParts(draft, parts)
    if (!publishDraft(draft, target, { replace })) throw nameTakenError(path)
  })
}

async function writeParts(
  path: string,
  parts: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const file = openSync(path, 'r+')
  let size = 0
  try {
    for await (const part of parts) size += writeAll(file, Buffer.from(part), size)
  } finally {
    closeSync(file)
  }
}

/** A disk that is nearly full takes only a part. @returns how many bytes there are */
function writeAll(file: number, bytes: Buffer, position: number): number {
  let done = 0
  while (done < bytes.length) {
    done += writeSync(file, bytes, done, bytes.length - done, position + done)
  }
  return done
}

/**
 * Reads a file of another program, or what a shell puts in place of one.
 *
 * @param most the most MiB to read
 * @throws MomentumError `not_found`, or `usage` for a folder or a larger file
 */
export function readSharedFile(path: string, most: number): Uint8Array {
  const file = openToRead(path)
  try {
    if (fstatSync(file).isDirectory()) {
      throw usageError(`“${path}” is a folder.`, 'Give the path of a file in it.')
    }
    const bytes = readUpTo(file, most * 2 ** 20)
    if (bytes !== undefined) return bytes
    throw usageError(`“${path}” is larger than ${most} MiB.`, 'Take it apart first.')
  } finally {
    closeSync(file)
  }
}

function openToRead(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    throw notFoundError(`There is no file “${path}”.`)
  }
}

/** @returns undefined if there is more */
function readUpTo(file: number, most: number): Uint8Array | undefined {
  const parts: Buffer[] = []
  let size = 0
  while (size <= most) {
    const part = Buffer.allocUnsafe(2 ** 20)
    const count = readSync(file, part)
    if (count === 0) return Buffer.concat(parts)
    parts.push(part.subarray(0, count))
    size += count
  }
  return undefined
}
