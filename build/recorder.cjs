// build/code.js preloads this file. When the program ends, it writes the code of each built file
// that was loaded, with the functions that were called. bin/code.js describes the file of code.
const { existsSync, mkdirSync, readdirSync, writeFileSync } = require('node:fs')
const { basename, dirname, join } = require('node:path')
const vm = require('node:vm')

const scripts = new Map()

// bin/code.js gets this class instead of V8's own.
vm.Script = class extends vm.Script {
  constructor(source, options) {
    super(source, options)
    scripts.set(options.filename, this)
    // The first command finds no code, and uses these scripts all the same.
    this.cachedDataRejected = false
  }
}

const { codeFolder, compile, wrapped } = require('../bin/code.js')

process.on('exit', () => {
  mkdirSync(codeFolder, { recursive: true })
  // No everyday command loads the other files. Their code contains no functions.
  for (const name of readdirSync(dirname(codeFolder))) {
    if (name.endsWith('.cjs') && !existsSync(join(codeFolder, name))) compile(name)
  }
  for (const [path, script] of scripts) {
    const name = basename(path)
    const source = wrapped(name)
    const code = script.createCachedData()
    const lengths = Buffer.alloc(8)
    lengths.writeUInt32LE(source.length, 0)
    lengths.writeUInt32LE(code.length, 4)
    writeFileSync(join(codeFolder, name), Buffer.concat([lengths, source, code, code]))
  }
})
