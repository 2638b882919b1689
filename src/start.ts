import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { homedir } from 'node:os'
import { openOutput } from './terminal/output.ts'
import { isTerminal } from './terminal/terminal.ts'
import { newUuid } from './uuid.ts'
import { version } from './version.ts'
import type { Ending, ShellOptions, World } from './world.ts'

// Everything that ends the program before its command finishes is a bug. The code is set only then,
// because Commander takes any that is set before for an error of its own.
let finished = false
process.on('exit', () => {
  if (finished) return
  process.exitCode = 1
  stderr.write('momentum: The command stopped before it finished. This is a bug in Momentum.\n')
})

let isSaved = false
let isUnwritten = false

const stdout = openOutput(1, process.platform, {
  openStream: () => process.stdout,
  fail(error) {
    // `| head` closes the pipe when it has enough, which is no error. A full disk is one.
    if (error.code === 'EPIPE' && !isSaved) leave(0)
    if (isUnwritten) return
    isUnwritten = true
    // A command that saved something still has to make its backup.
    if (!isSaved || finished) void import('./main.ts').then(endUnwritten)
  },
})
const stderr = openOutput(2, process.platform, { openStream: () => process.stderr, fail() {} })

const [, programPath = '', ...argv] = process.argv

// Source maps make stacks name places in `src`. They take time to load, so only --debug gets them.
if (argv.includes('--debug')) process.setSourceMapsEnabled(true)

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) answerVersion()
else void import('./main.ts').then(({ main }) => main(openWorld())).then(finish)

/** Ends a command whose output could not be written. */
async function endUnwritten({ reportUnwritten }: typeof import('./main.ts')): Promise<void> {
  leave(await reportUnwritten(openWorld(), isSaved))
}

function leave(code: number): never {
  finished = true
  process.exit(code)
}

/** Answers --version without loading the rest of the program. */
function answerVersion(): void {
  stdout.write(`${version}\n`)
  finish(0)
}

function openWorld(): World {
  return {
    argv,
    program: [process.execPath, programPath],
    env: process.env,
    get stdin() {
      return process.stdin
    },
    isInputTerminal: () => isTerminal(0),
    stdout,
    stderr,
    now: new Date(),
    clock: () => new Date(),
    platform: process.platform,
    cwd: process.cwd,
    homedir,
    uid: () => process.getuid?.(),
    noteSaved: () => {
      isSaved = true
    },
    isWritten: () => !isUnwritten,
    whenIdle,
    whenInterrupted,
    startProgram,
    runShell,
    newUuid: () => newUuid(process.platform),
    newToken: () => randomBytes(32).toString('base64url'),
  }
}

function whenIdle(listener: () => void): () => void {
  process.once('beforeExit', listener)
  return () => void process.off('beforeExit', listener)
}

function whenInterrupted(listener: () => void): () => void {
  process.on('SIGINT', listener)
  return () => void process.off('SIGINT', listener)
}

function startProgram(words: readonly string[]): number | undefined {
  const child = spawn(process.execPath, [programPath, ...words], {
    // Neither Ctrl-C nor the end of the terminal reaches it.
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  })
  // Its number is undefined then.
  child.on('error', () => {})
  child.unref()
  return child.pid
}

/** How long to wait for a signal that may have ended a program, in milliseconds. */
const signalPatience = 100

async function runShell(line: string, { defaults, ...options }: ShellOptions): Promise<Ending> {
  const { runForeground } = await import('./terminal/foreground.ts')
  let isInterrupted = false
  const note = (signal: NodeJS.Signals) => {
    isInterrupted ||= signal === 'SIGINT'
  }
  const signals = ['SIGINT', 'SIGQUIT'] as const
  // The terminal sends these signals to all its programs, but they are meant for the shell line.
  for (const signal of signals) process.on(signal, note)
  try {
    const env = { ...defaults, ...process.env }
    const ending = await runForeground(line, { ...options, env, platform: process.platform })
    if (!('code' in ending) || ending.code === 0) return ending
    // On a busy computer, Node may report the end before the signal that caused it.
    if (!isInterrupted) await new Promise((resolve) => setTimeout(resolve, signalPatience))
    return { ...ending, isInterrupted }
  } finally {
    for (const signal of signals) process.off(signal, note)
  }
}

function finish(code: number): void {
  finished = true
  process.exitCode = code
  if (isSaved && isUnwritten) void import('./main.ts').then(endUnwritten)
  // A stream reports errors before that. Without a stream, V8 would only collect garbage.
  else if (stdout.isStreaming() || stderr.isStreaming()) setImmediate(endAtOnce)
  else endAtOnce()
}

/** Ends the program: everything is closed, and the system frees the memory faster than Node. */
function endAtOnce(): void {
  if (!isUnwritten && stdout.isFlushed() && stderr.isFlushed()) process.exit()
}
