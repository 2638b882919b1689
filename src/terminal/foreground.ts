import { type ChildProcess, spawn } from 'node:child_process'
import { errorCode } from '../errors.ts'
import type { Ending, ShellOptions } from '../world.ts'

type ForegroundOptions = Omit<ShellOptions, 'defaults'> & {
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
}

/** Runs a shell line at the terminal until it ends. */
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
    // Node throws some system errors, for example for a path that is too long.
    if (errorCode(error) === undefined) throw error
    return { isStarted: false }
  }
  const ending = endOf(child)
  // A pager may end before it has read everything.
  child.stdin?.on('error', () => {})
  child.stdin?.end(text)
  return ending
}

/**
 * The command for a shell line. Plain words are run without a shell, so that the system reports a
 * missing program and no shell prints an error first.
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

/** A shell's exit codes if it cannot run a program, or finds none. */
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
