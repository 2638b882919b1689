import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as pty from '@lydell/node-pty'
import { onTestFinished } from 'vitest'
import type { Answer } from '../household/household.ts'
import { requireUnderstood } from './printed-commands.ts'
import { notePrinted } from './printed-secrets.ts'
import { resizedTo } from './screen.ts'
import { openDisplay, type Terminal } from './terminal.ts'

/** The checkout, and the program in it: built, as people run it. */
export const checkout = join(import.meta.dirname, '../../..')
export const bin = join(checkout, 'bin/momentum.js')

/** How a program is started: by default in its home folder, with nothing on its standard input. */
export type Start = {
  readonly home: string
  readonly env?: Record<string, string | undefined>
  readonly cwd?: string
  /** The height of its terminal. */
  readonly rows?: number
  /** The Node that runs it. */
  readonly node?: string
  /** The program, where it is not the checkout's. */
  readonly program?: string
  /** What is started in its place. */
  readonly command?: readonly [string, ...string[]]
}

/**
 * What Node compiled of the program is kept outside the homes, which hold only what a test is
 * about.
 */
const compiled = join(tmpdir(), 'momentum-compiled')

/** An environment with nothing of the one who runs the tests. */
function environment({ home, env }: Start): Record<string, string> {
  const all = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_CACHE_HOME: compiled,
    MOMENTUM_TZ: 'UTC',
    MOMENTUM_BACKUPS: 'off',
    ...env,
  }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** Runs the built program. */
export function run(start: Start, ...argv: string[]): Promise<Answer> {
  return answer(start, start.node ?? process.execPath, [start.program ?? bin, ...argv])
}

/** Runs a line of shell, in which `$momentum` is the built program. */
export function shell(start: Start, line: string): Promise<Answer> {
  const env = { ...start.env, momentum: `${process.execPath} ${bin}` }
  return answer({ ...start, env }, 'bash', ['-o', 'pipefail', '-c', line])
}

/** Starts the built program without waiting for it. */
export function start(where: Start, command: string, words: readonly string[]) {
  const child = spawn(command, words, {
    cwd: where.cwd ?? where.home,
    env: environment(where),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function answer(where: Start, command: string, words: readonly string[]): Promise<Answer> {
  const { code, signal, stdout, stderr } = await runToEnd(where, command, words)
  if (code === null) throw new Error(`It was ended by ${signal}: ${stderr}`)
  return { code, stdout, stderr }
}

/** How a program ended: by itself, with a code, or by a signal. */
export type Ending = Omit<Answer, 'code'> & {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** Starts a program and waits for its end, whatever that is. */
export async function runToEnd(
  where: Start,
  command: string,
  words: readonly string[],
): Promise<Ending> {
  const child = start(where, command, words)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (data) => {
    stdout += data
  })
  child.stderr.setEncoding('utf8').on('data', (data) => {
    stderr += data
  })
  const [code, signal] = await once(child, 'close')
  notePrinted(words.join(' '), stdout, stderr)
  requireUnderstood(words.join(' '), stdout, stderr)
  return { code, signal, stdout, stderr }
}

/** Starts the built program at a pseudo-terminal of its own. */
export function startAtTerminal(
  where: Start,
  argv: readonly string[],
  columns = 80,
): Terminal & { readonly resize: (columns: number) => Promise<void> } {
  const [command, ...words] = where.command ?? [process.execPath, bin]
  const child = pty.spawn(command, [...words, ...argv], {
    cols: columns,
    rows: where.rows ?? 40,
    name: 'xterm-256color',
    cwd: where.cwd ?? where.home,
    env: environment(where),
  })
  const display = openDisplay(() => columns)
  child.onData(display.write)
  const ended = new Promise<number>((resolve) => {
    child.onExit(({ exitCode, signal }) => resolve(signal ? 128 + signal : exitCode))
  })
  let over = false
  void ended.then(() => {
    over = true
  })
  onTestFinished(() => {
    if (!over) child.kill('SIGKILL')
  })

  return {
    ...display,
    types: (text) => child.write(text),
    ends: () => ended,
    async resize(next) {
      // What is still arriving was written for the old width.
      await display.quiet()
      display.write(resizedTo(next))
      child.resize(next, where.rows ?? 40)
    },
  }
}
