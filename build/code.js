import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Gain, in CPU time as a ratio to `node -e 0`, together with ./better-sqlite3.js: 0.40 for
// `task list --json --limit 50` on 10,000 tasks (2.02 with, 2.42 without), 0.38 for today's page
// (2.29, 2.67), 0.11 for `--help` (1.34, 1.45). The least of 25 rounds on a busy machine.

const program = fileURLToPath(new URL('../bin/momentum.js', import.meta.url))
const recorder = fileURLToPath(new URL('recorder.cjs', import.meta.url))
const ownNode = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))
const dist = fileURLToPath(new URL('../dist/', import.meta.url))

const essentials = '--domain food --effort tiny --definition-of-done Done'

/** Makes a household for the commands below, whose last task is a routine's. */
const preparation = ['db seed --demo', `routine add Dishes ${essentials} --every day`]

/**
 * Everyday commands, of each kind that bin/momentum.js tells apart. Only the code of functions that
 * they call is kept.
 */
const commands = {
  reading: [
    '--version',
    '--help',
    'task list --help',
    'task opne',
    'task list',
    'task list --json --limit 50',
    'task list --search the',
    'task list --search k',
    'task show 1',
    'task show 1 --json',
    'win show',
    'win show --json',
    'win stats',
    'win history',
    'undo --list',
    '',
    '--json',
  ],
  changing: [
    `task add Bins ${essentials} --due tomorrow`,
    `task add Bread ${essentials} --json`,
    'task edit 2 --priority high',
    'task start 3',
    'win pick 6',
    'task done 4 --json',
    'task done Dishes',
    'win done',
  ],
  // Up to the connection, which is refused. Only what the others do not load is kept of it.
  others: ['task list --json --db postgres://sam@127.0.0.1:1/home'],
}

/**
 * Writes the code that V8 has compiled for the files of `dist` after a day of commands. It does so
 * for the Node that builds, for the one that runs npm (usually the one on the PATH), and for the
 * checkout's own.
 */
export function writeCode() {
  const candidates = [process.execPath, process.env.npm_node_execpath, ownNode]
  const nodes = new Map(candidates.flatMap((node) => runnable(node) ?? []))
  for (const [version, node] of nodes) {
    try {
      recordDay(node)
    } catch (error) {
      // Without code, the program is only slower.
      console.warn(`No code was compiled for Node ${version}: ${error.message}`)
      for (const name of readdirSync(dist)) {
        if (name.startsWith(`code-${version}-`)) rmSync(join(dist, name), { recursive: true })
      }
    }
  }
}

/** @returns the version and the path of a Node; undefined if it cannot run the program */
function runnable(node) {
  if (node === undefined) return undefined
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
  try {
    const version = execFileSync(node, ['--print', 'process.version'], options).trim()
    const [major, minor] = version.slice(1).split('.').map(Number)
    return major > 22 || (major === 22 && minor >= 14) ? [[version, node]] : undefined
  } catch {
    return undefined
  }
}

/** Runs the commands. Each starts with the code that the ones of its kind before it needed. */
function recordDay(node) {
  const home = mkdtempSync(join(tmpdir(), 'momentum-code-'))
  // The builder's own environment, such as NODE_OPTIONS, would lead to other code.
  const settings = { MOMENTUM_BACKUPS: 'off', MOMENTUM_TZ: 'Europe/Berlin' }
  // In color, as at a terminal.
  const env = { HOME: home, FORCE_COLOR: '1', ...settings }
  const run = (command, options, kind) => {
    const words = [...options, program, ...command.split(' ').filter(Boolean)]
    const { status, error } = spawnSync(node, words, {
      env: { ...env, CODE_KIND: kind },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (error) throw error
    // A mistyped command is an everyday command, too, and there is no server.
    if (![0, 2, 5].includes(status)) throw new Error(`“momentum ${command}” ended with ${status}`)
  }
  try {
    for (const command of preparation) run(command, [])
    for (const [kind, all] of Object.entries(commands)) {
      for (const command of all) run(command, ['--require', recorder], kind)
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
