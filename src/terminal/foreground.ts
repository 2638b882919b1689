import { type ChildProcess, spawn } from 'node:child_process'
import { errorCode } from '../errors.ts'
import type { Ending, ShellOptions } from '../world.ts'

type ForegroundOptions = Omit<ShellOptions, 'defaults'> & {
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
}

/** Runs a line of shell at the terminal until it ends. */
export async function runForeground(
  line: string,
  { words = [], text, env, platform }: ForegroundOptions,
): Promise<Ending> {
  const [file, ...args] = platform === 'win32' ? [line] : invocation(line.trim(), words)
  let child: ChildProcess
  try {
    child = spawn(file, platform === 'win32' ? words.map(quotedForWindows) : args, {
      stdio: [text === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'],
      env,
      shell: platform === 'win32',
    })
  } catch (error) {
    // Node throws some errors of the system, such as that of a path that is too long.
    if (errorCode(error) === undefined) throw error
    return { isStarted: false }
  }
  const ending = endOf(child)
  // A pager that ends early has shown enough.
  child.stdin?.on('error', () => {})
  child.stdin?.end(text)
  return ending
}

/**
 * What to start for a line. One of plain words is started without a shell, because then it is the
 * system that says whether the program exists, and no shell complains of it first.
 */
function invocation(line: string, words: readonly string[]): [string, ...string[]] {
  const isPlain = /^[\w@%+:,./ -]+$/.test(line) && !/^(\.|command|eval|exec) /.test(line)
  if (!isPlain) return ['sh', '-c', words.length > 0 ? `${line} "$@"` : line, 'sh', ...words]
  const [file = '', ...args] = line.split(/ +/)
  return [file, ...args, ...words]
}

function quotedForWindows(word: string): string {
  return `"${word}"`
}

/** The codes with which a shell ends that found no such program, or could not run it. */
const notStarted = [126, 127]

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.on('error', () => resolve({ isStarted: false }))
    child.on('exit', (code, signal) => {
      if (code === null) resolve({ signal: signal ?? '' })
      else resolve(notStarted.includes(code) ? { isStarted: false } : { code })
    })
  })
}
