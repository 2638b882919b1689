import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the programs that the tests start. */
    programs: string
  }
}

const checkout = join(import.meta.dirname, '../../..')
const input = {
  guesser: join(checkout, 'test/support/household/guesser.ts'),
  worker: join(checkout, 'test/support/program/worker.ts'),
}

/**
 * Runs before the tests: bundles the programs that many tests start, because they start faster so.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  // Where the packages are found that stay outside.
  const folder = mkdtempSync(join(checkout, 'node_modules/.momentum-'))
  await build({
    input,
    platform: 'node',
    external: ['bcrypt', 'better-sqlite3', 'pg'],
    output: { dir: folder, entryFileNames: '[name].mjs' },
  })
  project.provide('programs', folder)
  return () => rmSync(folder, { recursive: true })
}
