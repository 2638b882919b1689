import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { bin, run, startAtTerminal } from '../support/program/program.ts'

// Quick add as people type it: at the prompt of a shell, without quotes.

const shells: readonly (readonly [name: string, ...options: string[]])[] = [
  ['bash', '--norc', '--noprofile', '-i'],
  ['zsh', '-f', '-i'],
  ['fish', '--no-config', '-i'],
]

const lines = [
  'momentum add Take out the bins every tue @sam +chores pri:high effort:tiny = Bins at the curb',
  'momentum add Pay the rent due:+3d @sam',
  "momentum add Ask '\\@sam' about 2+2 and C++ and a@b.c",
]

describe.each(shells)('%s', (name, ...options) => {
  const isMissing = spawnSync(name, ['-c', 'true']).status !== 0
  const why = isMissing ? ' (passed over: it is not installed)' : ''

  test.skipIf(isMissing)(`hands every word of quick add to Momentum${why}`, async () => {
    const home = temporaryFolder()
    const program = join(home, 'momentum')
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`)
    chmodSync(program, 0o755)
    const where = { home, env: { PATH: `${home}:${process.env.PATH}` } }
    await run(where, 'user', 'add', 'Sam')
    const path = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
    const person = startAtTerminal({ ...where, command: [path, ...options] }, [], 200)
    for (const [index, line] of lines.entries()) {
      person.types(`${line}\r`)
      await person.receives(index === 0 ? 'Added routine 1' : `Added #${index + 1}`)
    }
    person.types('exit\r')
    await person.ends()
    const fields = 'title,owner,domain,priority,effort,definition_of_done,reviewed'
    const { stdout } = await run(where, 'task', 'list', '--upcoming', '--fields', fields)
    const { stdout: others } = await run(where, 'task', 'list', '--fields', fields)
    const rest = { domain: 'OTHER', priority: 'MEDIUM', effort: 'SMALL', reviewed: false }
    const unsaid = { ...rest, definition_of_done: 'As the title says' }
    const all = [...JSON.parse(stdout), ...JSON.parse(others)]
    expect(all.toSorted((a, b) => (a.title < b.title ? -1 : 1))).toEqual([
      { title: 'Ask @sam about 2+2 and C++ and a@b.c', owner: null, ...unsaid },
      { title: 'Pay the rent', owner: 'Sam', ...unsaid },
      {
        ...{ title: 'Take out the bins', owner: 'Sam', domain: 'CHORES', priority: 'HIGH' },
        ...{ effort: 'TINY', definition_of_done: 'Bins at the curb', reviewed: true },
      },
    ])
  })
})
