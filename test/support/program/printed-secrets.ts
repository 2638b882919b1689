import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { memory } from '../folder.ts'
import { secretPattern } from './secrets.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The file that names the commands that printed a secret. */
    printedSecrets: string
  }
}

/** Looks for a secret in what a command printed; the run fails for it when all tests are over. */
export function notePrinted(command: string, ...texts: readonly string[]): void {
  if (!secretPattern.test(texts.join('').normalize('NFC'))) return
  const { currentTestName } = expect.getState()
  appendFileSync(inject('printedSecrets'), `${currentTestName}: ${command}\n`)
}

/** Runs before the tests, and after all of them fails the run when a secret was printed (F181). */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(memory, 'momentum-printed-'))
  const file = join(folder, 'secrets.log')
  writeFileSync(file, '')
  project.provide('printedSecrets', file)
  return () => {
    const found = readFileSync(file, 'utf8')
    rmSync(folder, { recursive: true })
    if (found !== '') throw new Error(`A secret was printed:\n${found}`)
  }
}
