#!/usr/bin/env node
// Before anything else: better-sqlite3 ends an older Node without a word.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 14)) await import('../dist/momentum.cjs')
else runWithOwnNode(fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url)))

/** A checkout brings a Node of its own. */
function runWithOwnNode(node) {
  if (!existsSync(node)) {
    process.stderr.write(
      `momentum: It needs Node.js 22.14 or newer; this is ${process.versions.node}.\n`,
    )
    process.exitCode = 1
    return
  }
  // Ctrl-C is for the program at the prompt; this one waits for it.
  process.on('SIGINT', () => {})
  const words = [fileURLToPath(import.meta.url), ...process.argv.slice(2)]
  const { status } = spawnSync(node, words, { stdio: 'inherit' })
  process.exitCode = status ?? 1
}
