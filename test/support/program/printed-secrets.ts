import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { secretPattern } from './secrets.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for all that the commands of the tests print. */
    printed: string
  }
}

/** Writes down what a command printed, to be looked through when all tests are over. */
export function notePrinted(command: string, ...texts: readonly string[]): void {
  const { currentTestName } = expect.getState()
  const note = JSON.stringify({
    test: currentTestName,
    command,
    text: texts.join('').normalize('NFC'),
  })
  appendFileSync(join(inject('printed'), `${process.pid}.log`), `${note}\n`)
}

/** Runs before the tests, and after all of them fails the run when a secret was printed (F181). */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'momentum-printed-'))
  project.provide('printed', folder)
  return () => {
    const found = printedSecrets(folder)
    rmSync(folder, { recursive: true })
    if (found.length > 0) throw new Error(`A secret was printed:\n${found.join('\n')}`)
  }
}

function printedSecrets(folder: string): string[] {
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => secretPattern.test(line))
    .filter((line) => secretPattern.test(JSON.parse(line).text))
    .map((line) => {
      const { test, command } = JSON.parse(line)
      return `${test}: ${command}`
    })
}
