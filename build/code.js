import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Code of their own takes 8 of 179 million instructions from a list and from `win show`, 5 of 206
// from today’s page, 4 of 180 from `task add` and from `win pick`, 2 of 187 from all other changes.
// For each kind, the packed program is 0.7 MB larger.
//
// Gain of all code, in CPU time as a ratio to `node -e 0`, together with ./better-sqlite3.js: 0.40
// for `task list --json --limit 50` on 10,000 tasks (2.02 with, 2.42 without), 0.38 for today's
// page (2.29, 2.67), 0.11 for `--help` (1.34, 1.45). The least of 25 rounds on a busy machine.

const program = fileURLToPath(new URL('../bin/momentum.js', import.meta.url))
const recorder = fileURLToPath(new URL('recorder.cjs', import.meta.url))
const ownNode = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))
const dist = fileURLToPath(new URL('../dist/', import.meta.url))

const essentials = '--domain food --effort tiny --definition-of-done Done'

/** Makes the household of each kind of commands below. Its last task is a routine's. */
const preparation = ['db seed --demo', `routine add Dishes ${essentials} --every day`]

/**
 * Everyday commands, of each kind that bin/momentum.js tells apart. Only the code of functions that
 * they call is kept. #1 stands for the number of an open task, #2 for another one.
 */
const commands = {
  reading: [
    // It loads next to nothing, so that what is written of the other files has no functions.
    '--version',
    '--help',
    'task list --help',
    'task opne',
    't l',
    't s #1',
    'win stats',
    'win history',
    'week',
    'remind',
    'undo --list',
    'complete -- list --owner a',
    'complete -- show k',
  ],
  list: ['task list', 'task list --json --limit 50', 'task list --search the'],
  show: ['task show #1', 'task show #1 --json', 'win show', 'win show --json'],
  page: ['', '--json'],
  add: [
    'add Water the plants due:tomorrow',
    `task add Bins ${essentials} --due tomorrow`,
    `task add Bread ${essentials} --json`,
  ],
  pick: ['win pick #1', 'win pick #2 --replace --json'],
  changing: [
    // What follows a routine’s task adds one.
    `task add Bread ${essentials} --json`,
    'task edit #2 --priority high',
    'task start #3',
    'win pick #1',
    'task done #4 --json',
    'task done Dishes',
    'win done',
  ],
}

/** Runs up to the connection, which is refused. Only what the others do not load is kept of it. */
const unanswered = 'task list --json --db postgres://sam@127.0.0.1:1/home'

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
      recordDay(version, node)
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

/**
 * Runs the commands of each kind in a household of their own. Each starts with the code that the
 * ones of its kind before it needed: no other kind has code until all are recorded.
 */
function recordDay(version, node) {
  const code = join(dist, `code-${version}-${process.platform}-${process.arch}`)
  const folder = mkdtempSync(join(tmpdir(), 'momentum-code-'))
  // The builder's own environment, such as NODE_OPTIONS, would lead to other code.
  const settings = { MOMENTUM_BACKUPS: 'off', MOMENTUM_TZ: 'Europe/Berlin' }
  // In color, as at a terminal.
  const env = { FORCE_COLOR: '1', ...settings }
  const run = (command, kind, options) => {
    const words = [...options, program, ...command.split(' ').filter(Boolean)]
    const { status, error, stdout } = spawnSync(node, words, {
      env: { ...env, HOME: join(folder, kind), CODE_KIND: kind },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    })
    if (error) throw error
    // A mistyped command is an everyday command, too, and there is no server.
    if (![0, 2, 5].includes(status)) throw new Error(`“momentum ${command}” ended with ${status}`)
    return stdout
  }
  try {
    for (const [kind, all] of Object.entries(commands)) {
      mkdirSync(join(folder, kind))
      for (const command of preparation) run(command, kind, [])
      const open = run('list --status backlog --sort id --quiet', kind, []).split('\n')
      for (const command of all) {
        const numbered = command.replace(/#(\d)/, (_, place) => open[place])
        run(numbered, kind, ['--require', recorder])
      }
      renameSync(join(code, kind), join(code, `${kind} is recorded`))
    }
    for (const kind of Object.keys(commands)) {
      renameSync(join(code, `${kind} is recorded`), join(code, kind))
    }
    run(unanswered, 'others', ['--require', recorder])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
