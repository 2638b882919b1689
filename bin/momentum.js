#!/usr/bin/env node
// CommonJS, and nothing is loaded before the check: better-sqlite3 crashes an older Node silently.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 14)) start()
else startWithOwnNode()

function start() {
  // Source maps work only for files that Node itself has loaded.
  if (!process.argv.includes('--debug') && require('./code.js').loadWithCode('momentum.cjs')) return
  const folder = cacheFolder(process.env, process.platform)
  if (folder !== undefined) cacheCode(folder)
  require('../dist/momentum.cjs')
}

/**
 * V8 caches compiled code here. Whoever can write to the folder decides what the program does, so
 * one that others could write to is closed to them, or not used.
 */
function cacheCode(folder) {
  try {
    const { mode, uid } = makeFolder(folder)
    // A cache that root makes in somebody else's folder would belong to root.
    if (isRoot() && uid !== 0) return
    if ((mode & 0o077) !== 0) require('node:fs').chmodSync(folder, 0o700)
  } catch {
    return
  }
  require('node:module').enableCompileCache(folder)
}

/**
 * Makes a folder and its missing parents. Node's `recursive` option would try forever below /proc.
 * Root makes no folder in somebody else's.
 *
 * @returns the stats of the folder, or of the parent at which it stopped
 */
function makeFolder(path) {
  const { mkdirSync, statSync } = require('node:fs')
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return found
  const above = makeFolder(require('node:path').dirname(path))
  if (isRoot() && above.uid !== 0) return above
  mkdirSync(path, 0o700)
  return statSync(path)
}

function isRoot() {
  return process.getuid?.() === 0
}

/** The folder for caches on this platform; undefined without a home folder. */
function cacheFolder(env, platform) {
  const { isAbsolute, join } = require('node:path')
  const home = platform === 'win32' ? env.USERPROFILE : env.HOME
  const own = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME
  const usual = platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']
  if (own && isAbsolute(own)) return join(own, 'momentum')
  return home && isAbsolute(home) ? join(home, ...usual, 'momentum') : undefined
}

/** Starts the Node that a checkout installs. */
function startWithOwnNode() {
  const node = require('node:path').join(__dirname, '../node_modules/node/bin/node')
  if (!require('node:fs').existsSync(node)) {
    process.stderr.write(
      `momentum: Node.js 22.14 or newer is required; this is ${process.versions.node}.\n`,
    )
    process.exitCode = 1
    return
  }
  // Ctrl-C is for that program, and this one waits for it to end.
  process.on('SIGINT', () => {})
  const words = [__filename, ...process.argv.slice(2)]
  const { status } = require('node:child_process').spawnSync(node, words, { stdio: 'inherit' })
  process.exitCode = status ?? 1
}
