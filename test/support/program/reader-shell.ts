import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { temporaryFolder } from '../folder.ts'
import type { Answer } from '../household/household.ts'
import { bin } from './program.ts'

/** Whether the examples for jq can be tried. */
export const hasJq = spawnSync('jq', ['--version']).status === 0

/**
 * The bash of somebody who tries what a page shows: in an empty home, where `momentum` is the built
 * program. All that is typed into one shell has the same home.
 */
export function newShell(): (script: string) => Omit<Answer, 'code'> & { code: number | null } {
  const home = temporaryFolder()
  const folder = join(home, 'bin')
  mkdirSync(folder)
  symlinkSync(bin, join(folder, 'momentum'))
  const path = [folder, dirname(process.execPath), process.env.PATH].join(delimiter)
  const env = { PATH: path, HOME: home, MOMENTUM_TZ: 'UTC', MOMENTUM_BACKUPS: 'off' }
  return (script) => {
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--norc', '-euo', 'pipefail', '-c', script],
      { env, cwd: home, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    )
    return { code: status, stdout, stderr }
  }
}
