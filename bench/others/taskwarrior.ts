import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OtherProgram } from './others.ts'

/** Its tasks are written as it writes them, because its own import takes minutes. */
export const taskwarrior: OtherProgram = {
  program: 'Taskwarrior',
  isThere: () => spawnSync('task', ['help']).error === undefined,
  call(tasks, folder) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'taskrc'), 'verbose=label\n')
    const lines = tasks.map(
      ({ title, uuid }) =>
        `[description:${JSON.stringify(title)} entry:"1763000000" modified:"1763000000" status:"pending" uuid:"${uuid}"]\n`,
    )
    writeFileSync(join(folder, 'pending.data'), lines.join(''))
    const settings = [`rc:${folder}/taskrc`, `rc.data.location=${folder}`]
    return ['task', ...settings, 'list', 'limit:50']
  },
}
