import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addTask } from '../support/household/contents.ts'
import { copiesOf, household } from '../support/household/household.ts'
import { run, startAtTerminal } from '../support/program/program.ts'
import { keys } from '../support/program/terminal.ts'

const householdWithTask = copiesOf(async () => {
  const home = household('sqlite')
  await addTask(home, 'Fix the tap', '--description', 'Buy washers')
  return home
})

/** Opens the task's texts in an editor, at a terminal. */
async function open(editor: string, script?: string) {
  const { folder: home } = await householdWithTask()
  const TMPDIR = join(home, 'tmp')
  mkdirSync(TMPDIR)
  const path = join(home, 'editor')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o700)
  const env = { TMPDIR, TERM: 'xterm', EDITOR: script === undefined ? editor : path }
  const person = startAtTerminal({ home, env }, ['edit', '1', '--editor'])
  return {
    ...person,
    home,
    async leaves() {
      const code = await person.ends()
      const { stdout } = await run({ home }, 'task', 'show', '1', '--fields', 'description')
      return { code, ...JSON.parse(stdout), files: readdirSync(TMPDIR) }
    },
  }
}

test('Ctrl-C ends the editor: nothing is changed, and no file is left', async () => {
  // A program that the shell starts could miss the signal, and keep the terminal.
  const person = await open('', 'echo x >> "$1"; echo open; exec sleep 60')
  await person.sees('open')
  person.types(keys.ctrlC)
  expect(await person.leaves()).toEqual({ code: 130, description: 'Buy washers', files: [] })
  expect(person.screen()).toContain('Cancelled.')
})

test('an editor that ignores Ctrl-C goes on', async () => {
  const person = await open('', 'trap "" INT; echo open; read x; sed -i s/Buy/Get/ "$1"')
  await person.sees('open')
  person.types(keys.ctrlC)
  person.types('\r')
  expect(await person.leaves()).toEqual({ code: 0, description: 'Get washers', files: [] })
})

test('others can write while the editor is open', async () => {
  const person = await open('', 'echo open; read x; sed -i s/Buy/Get/ "$1"')
  await person.sees('open')
  const { code } = await run({ home: person.home }, 'task', 'start', '1')
  person.types('\r')
  expect([code, await person.leaves()]).toEqual([
    0,
    { code: 0, description: 'Get washers', files: [] },
  ])
})

const isThere = (name: string) => spawnSync('which', [name]).status === 0

test.skipIf(!isThere('ed'))('ed', async () => {
  const person = await open('ed')
  person.types('/Buy/s/Buy/Get/p\r')
  await person.sees('Get washers')
  person.types('wq\r')
  expect(await person.leaves()).toEqual({ code: 0, description: 'Get washers', files: [] })
})

test.skipIf(!isThere('vi'))('vi', async () => {
  const person = await open('vi')
  await person.receives('Buy washers')
  person.types(':%s/Buy/Get/\r:wq\r')
  expect(await person.leaves()).toEqual({ code: 0, description: 'Get washers', files: [] })
})
