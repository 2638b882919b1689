import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folder } from '../program.ts'
import type { OtherProgram } from './others.ts'

export const taskbookVersion = '0.3.0'

const place = join(folder, 'node_modules/taskbook/cli.js')

/** A package of npm, which is installed among the temporary files. It has one home per size. */
export const taskbook: OtherProgram = {
  program: 'taskbook',
  // It has room for four digits.
  most: 9_999,
  isThere() {
    if (existsSync(place)) return true
    const words = ['install', '--no-save', '--prefix', folder, `taskbook@${taskbookVersion}`]
    spawnSync('npm', words, { stdio: 'ignore' })
    return existsSync(place)
  },
  call(tasks, home) {
    const storage = join(home, '.taskbook/storage')
    mkdirSync(storage, { recursive: true })
    const items = tasks.map(({ title }, index) => ({
      _id: index + 1,
      _date: 'Thu Nov 13 2025',
      _timestamp: 1763000000000,
      description: title,
      isStarred: false,
      boards: ['My Board'],
      _isTask: true,
      isComplete: false,
      inProgress: false,
      priority: 1,
    }))
    const byId = Object.fromEntries(items.map((item) => [item._id, item]))
    writeFileSync(join(storage, 'storage.json'), JSON.stringify(byId))
    return [process.execPath, place]
  },
}
