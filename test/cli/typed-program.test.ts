import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { typedProgram } from '../../src/cli/typed-program.ts'
import type { World } from '../../src/world.ts'
import { temporaryFolder } from '../support/folder.ts'

/** A folder in which both names of the program are, as npm installs them. */
function installed(...folders: readonly string[]): string {
  const folder = join(temporaryFolder(), ...folders)
  mkdirSync(folder, { recursive: true })
  for (const name of ['momentum', 'momentum.cmd']) {
    writeFileSync(join(folder, name), '')
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}

function typed(env: Record<string, string>, platform: NodeJS.Platform = 'linux'): string {
  return typedProgram({ env, platform } as World)
}

test('what starts the program is what was typed', () => {
  const [own, ofNpm] = [installed('bin'), installed('node_modules', '.bin')]
  const npx = { npm_command: 'exec' }
  expect([
    typed({}),
    typed({ PATH: own }),
    typed(npx),
    typed({ ...npx, PATH: '' }),
    typed({ ...npx, PATH: `/nowhere::${ofNpm}` }),
    typed({ ...npx, PATH: `${ofNpm}:${own}` }),
    typed({ ...npx, Path: `C;${own}` }, 'win32'),
    typed({ ...npx, PATH: ofNpm }, 'win32'),
  ]).toEqual([
    'momentum',
    'momentum',
    'npx momentum',
    'npx momentum',
    'npx momentum',
    'momentum',
    'momentum',
    'npx momentum',
  ])
})
