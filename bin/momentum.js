#!/usr/bin/env node
// CommonJS, and nothing loaded before the check: better-sqlite3 ends an older Node without a word.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 14)) start()
else startWithOwnNode()

function start() {
  const folder = cacheFolder(process.env, process.platform)
  // V8 keeps what it compiled; where nothing can be written, it compiles again.
  if (folder !== undefined) require('node:module').enableCompileCache(folder)
  require('../dist/momentum.cjs')
}

/** The platform's own place for what can be made again. */
function cacheFolder(env, platform) {
  const { isAbsolute, join } = require('node:path')
  const home = platform === 'win32' ? env.USERPROFILE : env.HOME
  const own = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME
  const usual = platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']
  if (own && isAbsolute(own)) return join(own, 'momentum')
  return home && isAbsolute(home) ? join(home, ...usual, 'momentum') : undefined
}

/** A checkout brings a Node of its own. */
function startWithOwnNode() {
  const node = require('node:path').join(__dirname, '../node_modules/node/bin/node')
  if (!require('node:fs').existsSync(node)) {
    process.stderr.write(
      `momentum: It needs Node.js 22.14 or newer; this is ${process.versions.node}.\n`,
    )
    process.exitCode = 1
    return
  }
  // Ctrl-C is for the program at the prompt; this one waits for it.
  process.on('SIGINT', () => {})
  const words = [__filename, ...process.argv.slice(2)]
  const { status } = require('node:child_process').spawnSync(node, words, { stdio: 'inherit' })
  process.exitCode = status ?? 1
}
