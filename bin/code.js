// CommonJS, like the files that it loads. `npm run build` writes the compiled code next to them.
const { closeSync, openSync, readFileSync, readSync } = require('node:fs')
const { basename, dirname, join } = require('node:path')
const { Script } = require('node:vm')

const dist = join(__dirname, '../dist')

/** The folder of the code for this Node. No other Node can use it. */
const codeFolder = join(dist, `code-${process.version}-${process.platform}-${process.arch}`)

const before = '(function (exports, require, module, __filename, __dirname) {'
const after = '\n})'

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
    (id) => (isOurs(id) ? loadOurs(basename(id)) : require(id)),
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
    script.runInThisContext()(module.exports, load, module, join(dist, file), dist)
    return module
  }
}

/** Whether a built file asks for another one: next to itself, or by its path. */
function isOurs(id) {
  return id.startsWith('./') || dirname(id) === dist
}

/** Compiles a file, with its stored code if there is any. */
function compile(name) {
  const { source, code } = readCode(name) ?? { source: wrapped(name) }
  return new Script(source.latin1Slice(), { filename: join(dist, name), cachedData: code })
}

/** The source of a file in a function, as Node runs it. */
function wrapped(name) {
  return Buffer.concat([Buffer.from(before), readFileSync(join(dist, name)), Buffer.from(after)])
}

/**
 * Reads the code of a file, and the source in its function. V8 checks neither that the code fits
 * the source nor that it is undamaged, and may crash. So the file of code contains the lengths of
 * both, the source once and the code twice. Comparing them takes less time than a checksum, for
 * which Node would have to load more.
 *
 * @returns undefined if there is none, or if it is damaged
 */
function readCode(name) {
  try {
    return withFile(join(codeFolder, name), (file) => {
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
  return isWrapped && withFile(join(dist, name), (file) => isNext(file, built))
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

/** Reused, because reading into new memory takes three times as long. */
const part = Buffer.allocUnsafeSlow(2 ** 16)

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

module.exports = { codeFolder, compile, loadWithCode, wrapped }
