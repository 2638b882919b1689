#!/usr/bin/env node
// This is CommonJS, and loads only Node's own modules before it checks the version: better-sqlite3
// crashes an older Node silently. It is one file, because Node needs 2 ms to find and load another.
const { chmodSync, closeSync, existsSync, mkdirSync, openSync } = require('node:fs')
const { readFileSync, readSync, statSync } = require('node:fs')
const { dirname, isAbsolute, join } = require('node:path')

/** The function in which Node runs a file. */
const before = '(function (exports, require, module, __filename, __dirname) {'
const after = '\n})'

const dist = join(__dirname, '../dist')

/** The folder of the code for this Node. No other Node can use it. */
const codeFolder = `${dist}/code-${process.version}-${process.platform}-${process.arch}`

/** Verbs that are typed most. What only others call would take time to load for them. */
const everyDay = /^(list|show|add|pick)$/

/** Verbs that change something. Their code would take time to load for all the others. */
const changing =
  /^(edit|start|pause|resume|block|done|skip|abandon|reopen|toggle|assign|take|remove|end|drop)$/

/** Words that ask for a text of the program itself. */
const asking = /^(help|--help|-h|--version|-V)$/

/** Where data is read that is only compared. New memory takes three times as long. */
const part = Buffer.allocUnsafeSlow(2 ** 16)

const [major, minor] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 14)) start()
else startWithOwnNode()

function start() {
  // Source maps work only for files that Node itself has loaded.
  if (!process.argv.includes('--debug') && loadWithCode('momentum.cjs')) return
  const folder = cacheFolder(process.env, process.platform)
  if (folder !== undefined) cacheCode(folder)
  require('../dist/momentum.cjs')
}

/**
 * Loads a file of the program with the code that V8 compiled for it during the build. Node's own
 * cache holds only the functions that are compiled while a file is loaded; this code also holds
 * those that a command calls later. Nothing is written.
 *
 * @returns false, with nothing loaded, if there is no whole code for this Node or V8 refuses it
 */
function loadWithCode(name) {
  const modules = new Map()
  const first = compile(name)
  if (first.cachedDataRejected !== false) return false
  const load = Object.assign(
    (id) => (isOurs(id) ? loadOurs(id.slice(id.lastIndexOf('/') + 1)) : require(id)),
    // Packages are found from here as well as from `dist`, which is next to this folder.
    { resolve: require.resolve, main: require.main },
  )
  run(name, first)
  return true

  function loadOurs(file) {
    return (modules.get(file) ?? run(file, compile(file))).exports
  }

  function run(file, script) {
    const module = { exports: {} }
    modules.set(file, module)
    script.runInThisContext()(module.exports, load, module, `${dist}/${file}`, dist)
    return module
  }
}

/** Whether a built file asks for another one: next to itself, or by its path. */
function isOurs(id) {
  return id.startsWith('./') || id.startsWith(dist)
}

/** Compiles a file, with its stored code if there is any. */
function compile(name) {
  const { Script } = require('node:vm')
  const { source, code } = findCode(name) ?? { source: wrapped(name) }
  return new Script(source.latin1Slice(), { filename: `${dist}/${name}`, cachedData: code })
}

/** The source of a file in a function, as Node runs it. */
function wrapped(name) {
  const source = readFileSync(`${dist}/${name}`)
  return Buffer.concat([Buffer.from(before), source, Buffer.from(after)])
}

/**
 * Finds the code of a file, with the functions that such a command calls. Files that it does not
 * load every day have code without functions.
 */
function findCode(name) {
  const kind = kindOf(process.argv.slice(2))
  return readCode(name, `${codeFolder}/${kind}/${name}`) ?? readCode(name, `${codeFolder}/${name}`)
}

/** The kind of a command: its verb, if that is one of every day; `page` if it has none. */
function kindOf(words) {
  if (words[0] === 'complete' || words.some((word) => asking.test(word))) return 'reading'
  const verb = words.find((word) => everyDay.test(word))
  if (verb !== undefined) return verb
  if (words.some((word) => changing.test(word))) return 'changing'
  return words[0] === undefined || words[0].startsWith('-') ? 'page' : 'reading'
}

/**
 * Reads the code of a file, and the source in its function. V8 checks neither that the code fits
 * the source nor that it is undamaged, and may crash. So the file of code contains the lengths of
 * both, the source once and the code twice. Comparing them takes less time than a checksum, for
 * which Node would have to load more.
 *
 * @returns undefined if there is none, or if it is damaged
 */
function readCode(name, path) {
  try {
    return withFile(path, (file) => {
      const lengths = read(file, 8)
      const source = read(file, lengths.readUInt32LE(0))
      const code = read(file, lengths.readUInt32LE(4))
      return isNext(file, code) && isSource(name, source) ? { source, code } : undefined
    })
  } catch {
    return undefined
  }
}

/** Whether this is the source of the built file, in its function. */
function isSource(name, source) {
  const built = source.subarray(before.length, -after.length)
  const isWrapped = source.latin1Slice(0, before.length) === before
  return isWrapped && withFile(`${dist}/${name}`, (file) => isNext(file, built))
}

/** Whether the rest of a file is these bytes. */
function isNext(file, bytes) {
  for (let at = 0; ; ) {
    const length = readSync(file, part)
    if (length === 0) return at === bytes.length
    if (part.compare(bytes, at, at + length, 0, length) !== 0) return false
    at += length
  }
}

function read(file, length) {
  // No file of code is this large. A damaged length must not take so much memory.
  if (length > 2 ** 24) throw new Error('damaged')
  const bytes = Buffer.allocUnsafeSlow(length)
  if (readSync(file, bytes) < length) throw new Error('cut off')
  return bytes
}

function withFile(path, work) {
  const file = openSync(path)
  try {
    return work(file)
  } finally {
    closeSync(file)
  }
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
    if ((mode & 0o077) !== 0) chmodSync(folder, 0o700)
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
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return found
  const above = makeFolder(dirname(path))
  if (isRoot() && above.uid !== 0) return above
  mkdirSync(path, 0o700)
  return statSync(path)
}

function isRoot() {
  return process.getuid?.() === 0
}

/** The folder for caches on this platform; undefined without a home folder. */
function cacheFolder(env, platform) {
  const home = platform === 'win32' ? env.USERPROFILE : env.HOME
  const own = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME
  const usual = platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']
  if (own && isAbsolute(own)) return join(own, 'momentum')
  return home && isAbsolute(home) ? join(home, ...usual, 'momentum') : undefined
}

/** Starts the Node that a checkout installs. */
function startWithOwnNode() {
  const node = join(__dirname, '../node_modules/node/bin/node')
  if (!existsSync(node)) {
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
