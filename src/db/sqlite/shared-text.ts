import { closeSync, openSync, writeSync } from 'node:fs'
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
  try {
    for await (const part of parts) writeAll(file, Buffer.from(part))
  } finally {
    closeSync(file)
  }
}

/** A disk that is nearly full takes only a part. */
function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}
