import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const bin = join(import.meta.dirname, '../bin/momentum.js')

/** Holds the databases and Node's compile cache, which are kept between runs. */
export const folder = join(tmpdir(), 'momentum-bench', new Date().toISOString().slice(0, 10))
mkdirSync(folder, { recursive: true })

const environment = {
  PATH: process.env.PATH,
  HOME: folder,
  TERM: 'xterm-256color',
  XDG_CACHE_HOME: join(folder, 'cache'),
  // The daily backup would make one command slower than the others.
  MOMENTUM_BACKUPS: 'off',
  // A pager would wait for a key.
  MOMENTUM_PAGER: '',
}

/** A program and its arguments. */
export type Call = readonly [program: string, ...words: string[]]

/** How a program is run. */
export type Run = {
  /** The expected exit code, 0 by default. */
  readonly code?: number
  /** Its home folder, if it has one of its own. */
  readonly home?: string
}

/** The same Node with an empty program. */
export const floor: Call = [process.execPath, '-e', '0']

export function momentum(...words: readonly string[]): Call {
  return [process.execPath, bin, ...words]
}

/** The variables that a program sees. */
export function environmentOf({ home = folder }: Run): NodeJS.ProcessEnv {
  return { ...environment, HOME: home }
}

/**
 * Runs a program to its end, into a pipe.
 *
 * @returns what it printed, and how long it ran, in milliseconds
 */
export function run(call: Call, how: Run = {}): { readonly stdout: string; readonly time: number } {
  const [program, ...words] = call
  const start = process.hrtime.bigint()
  const answer = spawnSync(program, words, {
    env: environmentOf(how),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 30,
  })
  const time = Number(process.hrtime.bigint() - start) / 1e6
  if (answer.error) throw answer.error
  requireCode(call, answer.status, how, answer.stderr)
  return { stdout: answer.stdout, time }
}

export function requireCode(call: Call, code: number | null, how: Run, printed: string): void {
  if (code !== (how.code ?? 0)) throw new Error(`${call.join(' ')} ended with ${code}: ${printed}`)
}

/** The peak memory of a Node program in MB. Its output goes to a file. */
export function peakMemory([program, ...words]: Call): number {
  const report = join(folder, 'memory.txt')
  const printed = openSync(join(folder, 'printed.txt'), 'w')
  const preload = `--require=${join(import.meta.dirname, 'memory.cjs')}`
  spawnSync(program, [preload, ...words], {
    env: { ...environment, MEMORY_REPORT: report },
    stdio: ['ignore', printed, 'ignore'],
  })
  closeSync(printed)
  return Number(readFileSync(report, 'utf8')) / 1024
}
