// CommonJS, like the files that it loads. `npm run build` makes the compiled code beside them.
const { readFileSync } = require('node:fs')
const { basename, dirname, join } = require('node:path')
const { Script } = require('node:vm')

const dist = join(__dirname, '../dist')

/** The folder of the code for this Node. No other Node can use it. */
const codeFolder = join(dist, `code-${process.version}-${process.platform}-${process.arch}`)

const wrapper = ['(function (exports, require, module, __filename, __dirname) {', '\n})']

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
  const path = join(dist, name)
  const source = readFileSync(path)
  return new Script(wrapper.join(source.latin1Slice()), {
    filename: path,
    cachedData: readCode(name, source),
  })
}

/**
 * Reads the code of a file. V8 checks neither that the code fits the source nor that it is
 * undamaged, and may crash. So the file of code contains the source once and the code twice.
 * Comparing them takes less time than a checksum, for which Node would have to load more.
 *
 * @returns undefined if there is none, or if it is damaged
 */
function readCode(name, source) {
  let file
  try {
    file = readFileSync(join(codeFolder, name))
  } catch {
    return undefined
  }
  const middle = (source.length + file.length) / 2
  const code = file.subarray(source.length, middle)
  const isSound =
    file.subarray(0, source.length).equals(source) && file.subarray(middle).equals(code)
  return isSound && code.length > 0 ? code : undefined
}

module.exports = { codeFolder, compile, loadWithCode }
