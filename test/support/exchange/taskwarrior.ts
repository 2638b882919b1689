import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../folder.ts'

const works = spawnSync('task', ['rc:/dev/null', '_version']).status === 0

/** Why a test that needs Taskwarrior is passed over, for its name. */
export const taskwarrior = {
  missing: !works,
  why: works ? '' : ' (passed over: Taskwarrior is not here)',
}

/** Taskwarrior in Berlin with no tasks yet; it returns what it prints, and what it says besides. */
export function newTaskwarrior() {
  const folder = temporaryFolder()
  const settings = join(folder, 'taskrc')
  mkdirSync(join(folder, 'data'))
  const lines = [`data.location=${folder}/data`, 'confirmation=off', 'news.version=9.9.9']
  writeFileSync(settings, `${lines.join('\n')}\n`)
  return (words: readonly string[], input = '') => {
    const env = { PATH: process.env.PATH, HOME: folder, TZ: 'Europe/Berlin' }
    const argv = [`rc:${settings}`, 'rc.verbose=nothing', 'rc.gc=on', ...words]
    const { status, stdout, stderr } = spawnSync('task', argv, { env, input, encoding: 'utf8' })
    return { status, stdout, stderr }
  }
}
