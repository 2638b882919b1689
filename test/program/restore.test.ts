import { once } from 'node:events'
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openAsOtherProgram, queryRows } from '../support/database/database.ts'
import { temporaryFolder } from '../support/folder.ts'
import { isLongRun } from '../support/long.ts'
import { bin, run, start } from '../support/program/program.ts'

const demo = ['db', 'seed', '--demo', '--routines', '0', '--days', '30', '--tasks']

/** A household of so many tasks. */
async function demoOf(home: string, tasks: number): Promise<string> {
  const path = join(home, `${tasks}.db`)
  await run({ home }, 'db', 'init', '--db', path)
  await run({ home }, ...demo, String(tasks), '--db', path)
  return path
}

test('whenever a restore is killed, the state before or the state after is there', async () => {
  const home = temporaryFolder()
  const [old, backup] = [await demoOf(home, 1000), await demoOf(home, 3000)]
  const path = join(home, 'data/momentum.db')
  mkdirSync(dirname(path))
  const found = new Set<string>()
  const pause = isLongRun ? 20 : 120
  // From before it begins until after it has ended, however fast the computer is.
  for (let delay = 100, isOver = false; !isOver; delay += pause) {
    copyFileSync(old, path)
    const child = start({ home }, process.execPath, [
      ...[bin, 'db', 'restore', backup, '--yes', '--db', path],
    ])
    const timer = setTimeout(() => child.kill('SIGKILL'), delay)
    const [code] = await once(child, 'close')
    clearTimeout(timer)
    isOver = code === 0
    const raw = openAsOtherProgram(path)
    found.add(JSON.stringify(queryRows(raw, 'select count(*) as tasks from tasks')))
    expect(raw.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    raw.close()
  }
  expect(found).toEqual(new Set(['[{"tasks":1000}]', '[{"tasks":3000}]']))
})
