import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { betterSqlite3 } from './better-sqlite3.js'
import { checkEntries, groups } from './chunks.js'
import { writeCode } from './code.js'
import { lateFiles, lateKysely } from './late-kysely.js'
import { latePatterns } from './late-patterns.js'
import { lateTerminal } from './late-terminal.js'
import { writeLicenses } from './licenses.js'
import { nodeModules } from './node-modules.js'
import { oneRuntime } from './one-runtime.js'
import { plainExports } from './plain-exports.js'

// Bundles src into a few files in dist, each loaded when something in it is needed. Plain
// JavaScript, because `npm ci` runs it with the Node that is installed.

const checkout = fileURLToPath(new URL('../', import.meta.url))
const folder = fileURLToPath(new URL('../dist/', import.meta.url))

rmSync(folder, { recursive: true, force: true })
const { output } = await build({
  cwd: checkout,
  input: { momentum: 'src/start.ts', ...lateFiles },
  platform: 'node',
  external: ['bcrypt'],
  plugins: [
    lateTerminal,
    nodeModules,
    betterSqlite3,
    latePatterns,
    lateKysely,
    checkEntries,
    plainExports,
    oneRuntime,
  ],
  checks: { ineffectiveDynamicImport: false },
  output: {
    // bin/momentum.js loads the files, and offers them no import().
    dynamicImportInCjs: false,
    dir: folder,
    format: 'cjs',
    minify: true,
    // One character beyond ASCII makes V8 store the whole file in two bytes per character.
    charset: 'ascii',
    sourcemap: true,
    sourcemapExcludeSources: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    codeSplitting: { groups },
  },
})
writeLicenses(output, `${folder}LICENSES.txt`)
writeCode()
writeManPages()

/** The tables of commands are TypeScript, which the Node of the checkout reads by itself. */
function writeManPages() {
  const ownNode = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))
  const node = existsSync(ownNode) ? ownNode : process.execPath
  const writer = fileURLToPath(new URL('man.js', import.meta.url))
  const { status } = spawnSync(node, [writer], { stdio: ['ignore', 'inherit', 'ignore'] })
  if (status !== 0) console.warn('The man pages were not made: a newer Node is needed for them.')
}
