import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin, type Ending, runToEnd, type Start } from '../program/program.ts'

// Only the calls that are asked for stop the program; strace sends no signals in this way.
export const fast = '--seccomp-bpf'

const works = spawnSync('strace', ['-f', fast, '-o', '/dev/null', 'true']).status === 0

/** Why a test that needs strace is passed over, for its name. */
export const strace = {
  missing: !works,
  why: works ? '' : ' (passed over: strace does not work here)',
}

/** A system call that goes wrong the n-th time it is made. */
export type Fault = {
  readonly call: string
  /** In strace's words: `error=EIO`, or `signal=KILL`. */
  readonly how: string
  readonly when: number
}

export type Faulted = Ending & { readonly struck: boolean }

/** Runs the built program with a fault. @returns also whether it came to that */
export async function runWithFault(
  start: Start,
  { call, how, when }: Fault,
  argv: readonly string[],
): Promise<Faulted> {
  const words = ['-e', `trace=${call}`, '-e', `inject=${call}:${how}:when=${when}`]
  const speed = how.startsWith('signal') ? [] : [fast]
  const { trace, ...ended } = await traced(start, [...speed, ...words], argv)
  return { ...ended, struck: ended.signal !== null || trace.includes('(INJECTED)') }
}

/** Runs the built program and writes down these of its system calls. */
export async function traced(
  start: Start,
  words: readonly string[],
  argv: readonly string[],
): Promise<Ending & { readonly trace: string }> {
  const log = join(tmpdir(), `${process.pid}-${sequence()}.strace`)
  try {
    const all = ['-f', '-qq', '-o', log, ...words, process.execPath, bin, ...argv]
    const ended = await runToEnd(start, 'strace', all)
    return { ...ended, trace: readFileSync(log, 'utf8') }
  } finally {
    rmSync(log, { force: true })
  }
}

let last = 0

function sequence(): number {
  last += 1
  return last
}
