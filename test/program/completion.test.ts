import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import * as pty from '@lydell/node-pty'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { isLongRun } from '../support/long.ts'
import { bin, run } from '../support/program/program.ts'

const bashCompletion = '/usr/share/bash-completion/bash_completion'
const essentials = ['--domain', 'chores', '--effort', 'small', '--definition-of-done', 'Done']
const hostile = '$(touch harm) `x` "q" it\'s: a'

const left = '\x1b[D'

type Shell = {
  readonly command: readonly [string, ...string[]]
  /** What switches completion on, as in the documentation. */
  readonly on: readonly string[]
}

const shells: Readonly<Record<string, Shell>> = {
  'bash alone': {
    command: ['bash', '--norc', '--noprofile', '-i'],
    on: ['eval "$(momentum completion bash)"'],
  },
  'bash with bash-completion': {
    command: ['bash', '--rcfile', bashCompletion, '-i'],
    on: ['eval "$(momentum completion bash)"'],
  },
  zsh: {
    command: ['zsh', '-f', '-i'],
    on: ['autoload -Uz compinit && compinit', 'eval "$(momentum completion zsh)"'],
  },
  fish: { command: ['fish', '--no-config', '-i'], on: ['momentum completion fish | source'] },
}

function isThere(name: string): boolean {
  const [program = ''] = shells[name]?.command ?? []
  const isInstalled = spawnSync(program, ['--version']).status === 0
  return isInstalled && (!name.includes('with') || existsSync(bashCompletion))
}

/** A home with a household, where `momentum` and `mo` are the built program. */
async function prepare(): Promise<string> {
  const home = temporaryFolder()
  mkdirSync(join(home, 'bin'))
  for (const name of ['momentum', 'mo']) symlinkSync(bin, join(home, 'bin', name))
  const commands = [
    ['db', 'init'],
    ['user', 'add', 'Sam'],
    ['user', 'add', 'Anna Maria'],
    ['user', 'add', 'O"Neil $x!'],
    ['category', 'add', 'Kids: school'],
    ['task', 'add', 'Descale the kettle', ...essentials],
    ['task', 'add', hostile, ...essentials],
  ]
  for (const words of commands) await run({ home }, ...words)
  writeFileSync(join(home, 'household.db.copy'), '')
  return home
}

/** A person who types at a shell with completion. */
async function openShell({ command: [program, ...words], on }: Shell, home: string) {
  const PATH = [join(home, 'bin'), dirname(process.execPath), process.env.PATH].join(':')
  const settings = { MOMENTUM_TZ: 'UTC', MOMENTUM_BACKUPS: 'off', INPUTRC: '/dev/null' }
  const child = pty.spawn(program, words, {
    ...{ cols: 100, rows: 40, name: 'xterm', cwd: home },
    env: { PATH, HOME: home, PS1: '$ ', LANG: 'C.UTF-8', ...settings },
  })
  let written = ''
  child.onData((data) => {
    written += data
    // Fish asks the terminal what it is.
    if (data.includes('\x1b[c') || data.includes('\x1b[0c')) child.write('\x1b[?62c')
  })
  const until = async (isFound: () => boolean, patience = 20_000) => {
    const deadline = Date.now() + patience
    while (!isFound() && Date.now() < deadline) await setTimeout(10)
  }
  const quiet = async () => {
    for (let length = -1; length !== written.length; ) {
      length = written.length
      await setTimeout(150)
    }
  }
  await quiet()
  child.write(`${on.join('; ')}; printf 'rea%s\n' dy\r`)
  await until(() => written.includes('ready'))
  await quiet()
  let count = 0
  return {
    /** Types a part of a line, and a tab. @returns what the shell wrote, without its colors */
    async completes(keys: string): Promise<string> {
      child.write(keys)
      await quiet()
      const before = written.length
      child.write('\t')
      await until(() => written.length > before, 5000)
      await quiet()
      return stripVTControlCharacters(written.slice(before)).replaceAll('\r', '')
    },
    /** Has the shell print the words of the line instead of running it. */
    async wordsOfLine(): Promise<readonly string[]> {
      count += 1
      child.write(`\x01printf '[%s]' end${count} `)
      await quiet()
      child.write('\r')
      await until(() => written.includes(`[end${count}]`))
      await quiet()
      const line = written.slice(written.lastIndexOf(`[end${count}]`)).split('\x1b', 1)[0] ?? ''
      return [...line.matchAll(/\[([^\]]*)\]/g)].map(([, word = '']) => word).slice(1)
    },
    ends: () => child.kill('SIGKILL'),
  }
}

/** Lines that are completed where there is a tab, and the words that they are then. */
const lines: readonly (readonly [keys: string, ...words: string[]])[] = [
  ['momentum ta\tli\t', 'momentum', 'task', 'list'],
  ['mo list --prio\thi\t', 'mo', 'list', '--priority', 'high'],
  ['mo list -o an\t', 'mo', 'list', '-o', 'Anna Maria'],
  ['mo list --owner "An\t', 'mo', 'list', '--owner', 'Anna Maria'],
  ["mo list --owner 'Ann\t", 'mo', 'list', '--owner', 'Anna Maria'],
  ['mo list --owner O\t', 'mo', 'list', '--owner', 'O"Neil $x!'],
  ['mo list --owner=an\t', 'mo', 'list', '--owner=Anna Maria'],
  ['mo list --category Ki\t', 'mo', 'list', '--category', 'Kids: school'],
  ['mo list --sort due_date:\t', 'mo', 'list', '--sort', 'due_date:desc'],
  ['mo --db x.db list --over\t', 'mo', '--db', 'x.db', 'list', '--overdue'],
  ['mo --db hou\t', 'mo', '--db', 'household.db.copy'],
  ['mo task assign 1 sa\t', 'mo', 'task', 'assign', '1', 'Sam'],
  ['mo done 2\t', 'mo', 'done', '2'],
  ['mo done 1,2\t', 'mo', 'done', '1,2'],
  ['mo add Bins @sa\tpri:h\t', 'mo', 'add', 'Bins', '@Sam', 'pri:high'],
  ['mo add +ki\t', 'mo', 'add', '+Kids:-school'],
  ['mo routine add --season apr-o\t', 'mo', 'routine', 'add', '--season', 'apr-oct'],
  // In the middle of a line.
  [`mo list --own --mine${left.repeat(7)}\t`, 'mo', 'list', '--owner', '--mine'],
  [`mo list --owner sa --mine${left.repeat(7)}\t`, 'mo', 'list', '--owner', 'Sam', '--mine'],
]

/** What is typed at the n-th shell: in the short form, every other line, others at the next one. */
function linesFor(turn: number) {
  return isLongRun ? lines : lines.filter((_, index) => index % 2 === turn % 2)
}

/** What a person sees who types the lines, and then asks for all tasks. */
async function trySession(shell: Shell, turn: number) {
  const home = await prepare()
  const { completes, wordsOfLine, ends } = await openShell(shell, home)
  const results: (readonly string[])[] = []
  for (const [keys] of linesFor(turn)) {
    for (const part of keys.split('\t').slice(0, -1)) await completes(part)
    results.push(await wordsOfLine())
  }
  // Bash lists only at the second tab.
  const listed = (await completes('mo show ')) + (await completes(''))
  ends()
  return { results, listed, isHarmed: existsSync(join(home, 'harm')) }
}

const sessions = new Map<string, Awaited<ReturnType<typeof trySession>>>()

// Each of them waits most of the time.
test('a person types in every shell that is here', async () => {
  const here = Object.entries(shells).filter(([name]) => isThere(name))
  const turnOf = (name: string) => Object.keys(shells).indexOf(name)
  await Promise.all(
    here.map(async ([name, shell]) => sessions.set(name, await trySession(shell, turnOf(name)))),
  )
  expect([...sessions.keys()].toSorted()).toEqual(here.map(([name]) => name).toSorted())
}, 120_000)

describe.each(Object.keys(shells).map((name, turn) => ({ name, turn })))(
  '$name',
  ({ name, turn }) => {
    test.skipIf(!isThere(name))('completes commands, options and values', () => {
      expect(sessions.get(name)?.results).toEqual(linesFor(turn).map(([, ...words]) => words))
    })

    test.skipIf(!isThere(name))(
      'lists tasks by number with their titles, whatever these are',
      () => {
        const { listed = '', isHarmed } = sessions.get(name) ?? {}
        const seen = ['Descale the kettle', hostile].filter((title) => listed.includes(title))
        expect([seen, isHarmed]).toEqual([['Descale the kettle', hostile], false])
      },
    )
  },
)

test('the README says how to switch it on', () => {
  const readme = readFileSync('README.md', 'utf8')
  const missing = Object.values(shells).flatMap(({ on }) =>
    on.filter((line) => !readme.includes(line)),
  )
  expect(missing).toEqual([])
})
