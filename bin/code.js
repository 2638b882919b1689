// CommonJS, like the files that it loads. `npm run build` makes the compiled code beside them.
const { readFileSync } = require('node:fs')
const { basename, dirname, join } = require('node:path')
const { Script } = require('node:vm')

const dist = join(__dirname, '../dist')

/** Where code for this Node is: no other reads it. */
const codeFolder = join(dist, `code-${process.version}-${process.platform}-${process.arch}`)

const wrapper = ['(function (exports, require, module, __filename, __dirname) {', '\n})']

/**
 * Loads a file of the program with the code that V8 compiled for it when it was built. Node's own
 * cache holds only the functions that are compiled while a file is loaded; this code holds those
 * that a command calls later as well. Nothing is written.
 *
 * @returns false when there is no whole code for this Node, or V8 refuses it; nothing is loaded then
 */
function loadWithCode(name) {
  const modules = new Map()
  const first = compile(name)
  if (first.cachedDataRejected !== false) return false
  const load = Object.assign(
    (id) => (isOurs(id) ? loadOurs(basename(id)) : require(id)),
    // Packages are looked up from here, which is beside the files.
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

/** Whether a built file asks for another one: beside itself, or by its path. */
function isOurs(id) {
  return id.startsWith('./') || dirname(id) === dist
}

/** Compiles a file, or takes its code. */
function compile(name) {
  const path = join(dist, name)
  const source = readFileSync(path)
  return new Script(wrapper.join(source.latin1Slice()), {
    filename: path,
    cachedData: readCode(name, source),
  })
}

/**
 * Reads the code of a file. V8 checks neither that it fits the source nor that it is undamaged, and
 * may crash. So the file of code holds the source and, twice, the code. To compare takes less time
 * than a checksum, for which Node would have to load more.
 *
 * @returns undefined when there is none, or it is damaged
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
