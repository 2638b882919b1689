import { realpathSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from '../../errors.ts'
import { createPrivateFile, createPrivateFolder } from './create.ts'
import { publishDraft, withDraftSync } from './draft.ts'

/** Writes a whole file that only its owner can use, and its folder; a link stays one. */
export function writePrivateText(path: string, text: string): void {
  createPrivateFolder(dirname(path))
  const target = resolved(path)
  withDraftSync(target, (draft) => {
    createPrivateFile(draft)
    writeFileSync(draft, text, { flag: 'r+' })
    publishDraft(draft, target, { replace: true })
  })
}

function resolved(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return path
    throw error
  }
}
